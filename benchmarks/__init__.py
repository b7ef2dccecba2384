"""Measures against peers, taken in turns in one run; ``python -m benchmarks`` prints the table."""

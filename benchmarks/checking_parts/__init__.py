"""The parts of the checking benchmark: the data, our side, the peer's side."""

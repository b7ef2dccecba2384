"""``python -m lumbung`` is the ``lumbung`` command."""

from lumbung.cli.main import main

main()

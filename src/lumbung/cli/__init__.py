"""The ``lumbung`` command: everything that a script needs, in the words of the doors below."""

"""What the words mean: the ground floor, made of the standard library alone.

Every other floor speaks these words. Nothing here reads a file, a database or the network.
"""

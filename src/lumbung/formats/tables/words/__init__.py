"""What the words and figures in cells mean: numbers, periods, marks, units, areas, codes.

Nothing here knows where a cell stands. Each module reads one kind of word and says how sure it is.
"""

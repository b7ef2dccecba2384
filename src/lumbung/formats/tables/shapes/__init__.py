"""Where on a sheet the tables are, and what each of their rows and columns says.

Everything here is a guess, and is kept as one: a :class:`~.layout.Layout` says what was guessed
and how surely, a :class:`~.recipes.Recipe` holds what a person corrected.
"""

"""Figures with what is needed to read them: data packages (Frictionless), CSVW, and both as one archive."""

"""Figures with what is needed to read them: data packages and CSVW."""

"""The parts of the spreadsheets benchmark: the workbooks, and the sides that read them."""

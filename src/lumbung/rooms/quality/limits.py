"""How much of this room stands on a page."""

CONTRADICTIONS_A_PAGE = 50
REASON_CHARACTERS = 2000
STATEMENT_CHARACTERS = 2000
NOTICES_SHOWN = 3  # on a dataset's page; the rest stands behind a link

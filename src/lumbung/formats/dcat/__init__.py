"""Catalogues for machines: DCAT-AP 3 in three writings, DCAT-US (``data.json``) and schema.org."""

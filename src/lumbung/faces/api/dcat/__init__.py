"""Catalogues for machines: DCAT-AP, ``data.json`` and schema.org."""

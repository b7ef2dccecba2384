"""CKAN's action interface on the wire, as CKAN 2.11 writes it: requests, packages, records, the envelope."""

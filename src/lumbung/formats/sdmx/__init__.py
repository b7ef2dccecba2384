"""SDMX as it is written and asked for: structures and data of REST 1.x and 2.x.

``artefacts`` are the structures as plain values, ``flows`` and ``catalogue`` make them of what is
published, ``structure_ml`` and ``structure_json`` write them. ``observations`` turns a wide table into
SDMX's long one; ``data_csv``, ``data_ml`` and ``data_json`` write that column by column, so that no
figure passes through Python by itself. ``requests``, ``keys`` and ``media`` read what is asked.
The shape chosen for a dataset: ``docs/decisions/0090-…``.
"""

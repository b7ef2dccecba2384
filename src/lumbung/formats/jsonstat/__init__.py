"""JSON-stat 2.0: dense tables as statistical offices exchange them (https://json-stat.org/full/)."""

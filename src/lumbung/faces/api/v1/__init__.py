"""Our own interface, version 1: typed, described by OpenAPI, every limit declared."""

"""Areas and their figures as OGC API Features, for GIS programs."""

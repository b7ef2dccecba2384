"""Harvest on the desk: sources, what would come in, and what came."""

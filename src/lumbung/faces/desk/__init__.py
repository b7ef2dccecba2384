"""The desk: what waits for the person, across all rooms, and the way in and out."""

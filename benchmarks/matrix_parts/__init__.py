"""What the measure of the whole city's page runs in a process of its own."""

"""How things are computed: pure functions over structures and tables, without files, network or Django."""

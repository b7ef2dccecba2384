"""The released figures for assistants: a Model Context Protocol server, read-only and without sessions."""

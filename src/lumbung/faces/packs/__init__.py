"""Packs: a folder of content is read, held against its shapes, and passed to the rooms' doors."""

"""Words people search with, and the sources a pack names."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField


class Source(models.Model):
    """From whom a pack took some of its content, and on what terms."""

    code = models.CharField(max_length=90, unique=True)  # the pack's code and the place in its list
    pack = models.CharField(max_length=80, db_index=True)
    pack_title = WordsField()
    position = models.PositiveIntegerField()
    what = WordsField()
    holder = models.TextField()
    basis = models.TextField(blank=True)
    address = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pack", "position")

    def __str__(self) -> str:
        return self.code


class Synonym(models.Model):
    """A word people search with and the words the catalog uses for it."""

    word = models.CharField(max_length=80, unique=True)
    means = models.JSONField(default=list)

    class Meta:
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

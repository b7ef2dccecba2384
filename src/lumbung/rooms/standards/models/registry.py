"""Concepts and units: what a measure means and what it is counted in."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField


class Concept(models.Model):
    """What a measure means, once for all datasets."""

    code = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    definition = WordsField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """A unit of measure; units of one quantity convert by their factors."""

    code = models.CharField(max_length=60, unique=True)
    title = WordsField()
    symbol = models.CharField(max_length=20, blank=True)
    quantity = models.CharField(max_length=40, blank=True)
    factor = models.FloatField(default=1.0)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

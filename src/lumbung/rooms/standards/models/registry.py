"""Concepts, units and measures: what is measured, in what, and how it adds up."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField
from lumbung.rooms.standards.models.standard import LONGEST_CODE, Standard
from lumbung.vocabulary.structures import AddsUp


class Concept(Standard):
    """What a measure means, once for all datasets."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    title = WordsField()
    definition = WordsField()
    parent = models.CharField(max_length=LONGEST_CODE, blank=True)  # the wider concept it belongs to

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Unit(Standard):
    """A unit of measure; units of one quantity convert by their factors."""

    code = models.CharField(max_length=60, unique=True)
    title = WordsField()
    definition = WordsField()
    symbol = models.CharField(max_length=20, blank=True)
    quantity = models.CharField(max_length=40, blank=True)
    factor = models.FloatField(default=1.0)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class MeasureStandard(Standard):
    """A measure that datasets share: a concept in a unit, how it adds up, and by what it is classed."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    title = WordsField()
    definition = WordsField()
    concept = models.ForeignKey(
        Concept, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="measures")
    adds_up = models.CharField(
        max_length=10, choices=[(way.value, way.title.id) for way in AddsUp], default=AddsUp.SUM.value
    )
    of = models.JSONField(default=list)  # numerator and denominator, or the measure that weights
    classifications = models.ManyToManyField("standards.CodeList", blank=True, related_name="measures")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

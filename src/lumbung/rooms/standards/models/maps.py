"""Changes of areas with their day and their law."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField
from lumbung.vocabulary.areachanges import ChangeKind


class AreaChange(models.Model):
    """That areas were split, merged, renamed or moved."""

    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.title.id) for kind in ChangeKind])
    on = models.DateField()
    legal_basis = models.CharField(max_length=300)
    weights_by = WordsField()
    note = WordsField()
    shifts = models.JSONField(default=list)  # [[source, target, weight, parent before]]

    class Meta:
        ordering = ("on", "code")

    def __str__(self) -> str:
        return self.code

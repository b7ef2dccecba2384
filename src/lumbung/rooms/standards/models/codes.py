"""Code lists and their codes, which dimensions share."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField
from lumbung.rooms.standards.models.standard import LONGEST_CODE, Standard


class CodeList(Standard):
    """A list of codes that dimensions share."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    title = WordsField()
    definition = WordsField()
    version = models.CharField(max_length=20, default="1")  # as its keeper names it

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class CodeListItem(models.Model):
    """One code of a list, in its order."""

    codelist = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    title = WordsField()
    parent = models.CharField(max_length=80, blank=True)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ("codelist", "position")
        constraints = (models.UniqueConstraint(fields=("codelist", "code"), name="code_once_in_list"),)

    def __str__(self) -> str:
        return f"{self.codelist.code}:{self.code}"

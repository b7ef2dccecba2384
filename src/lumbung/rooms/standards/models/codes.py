"""Code lists and their codes, which dimensions share; their versions; maps between them."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField
from lumbung.rooms.standards.models.standard import LONGEST_CODE, Life, Standard


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


class CodeListVersion(models.Model):
    """A version of a list as its keeper names it; the codes of the one in use stand in the items, too."""

    codelist = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="versions")
    version = models.CharField(max_length=20)
    agency = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=Life, default=Life.DRAFT)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    codes = models.JSONField(default=list)  # [{code, title: {id, en}, parent, aliases}] in their order
    note = models.TextField(blank=True)
    saved = models.PositiveIntegerField(
        default=0
    )  # counts up, so that two people do not overwrite each other

    class Meta:
        ordering = ("codelist", "pk")
        constraints = (
            models.UniqueConstraint(fields=("codelist", "version"), name="code_list_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.codelist.code}@{self.version}"

    @property
    def life(self) -> Life:
        """The state with its words."""
        return Life(self.state)


class CodeMap(models.Model):
    """A map between two versions of lists, with weights."""

    code = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    agency = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20, default="1")
    state = models.CharField(max_length=10, choices=Life, default=Life.DRAFT)
    source_list = models.CharField(max_length=LONGEST_CODE)
    source_version = models.CharField(max_length=20, blank=True)
    target_list = models.CharField(max_length=LONGEST_CODE)
    target_version = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    weights_by = WordsField()
    entries = models.JSONField(default=list)  # [[source, target, weight, note]] in their order
    saved = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def life(self) -> Life:
        """The state with its words."""
        return Life(self.state)

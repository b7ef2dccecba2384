"""Datasets, their versions, and the record of editions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumbung.kit.fields import WordsField
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.words import Text


class Topic(models.Model):
    """A shelf of the catalogue."""

    code = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.code


class Dataset(models.Model):
    """A statistic that a producer answers for.

    ``definition`` is the mapping a pack wrote (see ``vocabulary.definitions``); the other
    columns repeat what pages filter and sort by. A changed definition is a new version.
    """

    code = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    description = WordsField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="datasets")
    producer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="datasets")
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    frequency = models.CharField(max_length=1)
    area_within = models.CharField(max_length=20)
    area_level = models.CharField(max_length=12)
    access = models.CharField(
        max_length=10, choices=[(a.value, a.title.id) for a in Access], default="terbuka"
    )
    licence = models.CharField(max_length=20, blank=True)
    source = models.TextField(blank=True)  # where the figures come from, as printed on pages
    priority = models.BooleanField(default=False)
    simulated = models.BooleanField(default=False)
    due_days = models.PositiveIntegerField(default=90)  # days after a period's end until its figures are due
    pack = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class DatasetVersion(models.Model):
    """A definition as it stood, so that old editions keep their meaning."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("dataset", "number")
        constraints = (models.UniqueConstraint(fields=("dataset", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.dataset.code} v{self.number}"


class Role(models.TextChoices):
    """What a column of a dataset is."""

    DIMENSION = "dimension", "dimensi"
    MEASURE = "measure", "ukuran"

    @property
    def words(self) -> Text:
        """The role as people read it."""
        return _ROLES[self]


_ROLES = {Role.DIMENSION: Text("dimensi", "dimension"), Role.MEASURE: Text("ukuran", "measure")}


class Component(models.Model):
    """A dimension or measure of a dataset, and the records of the registry it is taken from."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="components")
    role = models.CharField(max_length=10, choices=Role)
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    concept = models.ForeignKey("standards.Concept", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("standards.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    codelist = models.ForeignKey("standards.CodeList", null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(
        "standards.MeasureStandard", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("dataset", "position")
        constraints = (models.UniqueConstraint(fields=("dataset", "role", "code"), name="component_once"),)

    def __str__(self) -> str:
        return f"{self.dataset.code}.{self.code}"


class Edition(models.Model):
    """What was public from a moment on: the row that makes a written edition current.

    ``id`` can be cited (``kemiskinan@2025.1``). The files stand under LUMBUNG_HOME/editions
    and never change; this row is superseded or withdrawn, never rewritten.
    """

    id = models.CharField(max_length=100, primary_key=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(max_length=20)  # "2025.1": year of release . sequence in it
    manifest = models.JSONField()
    digest = models.CharField(max_length=64)  # of the manifest's canonical form
    rows = models.BigIntegerField()
    periods = models.JSONField(default=list)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("dataset", "released_at")
        constraints = (
            models.UniqueConstraint(fields=("dataset", "label"), name="label_once"),
            models.UniqueConstraint(
                fields=("dataset",), condition=Q(current=True), name="one_current_edition"
            ),
        )
        indexes = (models.Index(fields=("dataset", "released_at"), name="edition_as_of"),)

    def __str__(self) -> str:
        return self.id

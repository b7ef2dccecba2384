"""What every record of the registry has: an owner, a source, a state, a validity and versions."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumbung.kit.fields import WordsField
from lumbung.vocabulary.words import Text

LONGEST_CODE = 150  # "DATASET.DIMENSION"


class Kind(models.TextChoices):
    """What a record of the registry is."""

    CONCEPT = "concept", "konsep"
    CODELIST = "codelist", "daftar kode"
    CODE = "code", "kode"  # "LIST:CODE"
    UNIT = "unit", "satuan"
    MEASURE = "measure", "ukuran"

    @property
    def words(self) -> Text:
        """The kind as people read it."""
        return _KINDS[self]


_KINDS = {
    Kind.CONCEPT: Text("konsep", "concept"),
    Kind.CODELIST: Text("daftar kode", "code list"),
    Kind.CODE: Text("kode", "code"),
    Kind.UNIT: Text("satuan", "unit"),
    Kind.MEASURE: Text("ukuran", "measure"),
}


class Origin(models.TextChoices):
    """Who set the standard (Perpres 39/2019, articles 4 to 6)."""

    NATIONAL = "national", "standar nasional"
    OWN = "own", "standar sendiri"

    @property
    def words(self) -> Text:
        """The origin as people read it."""
        return _ORIGINS[self]


_ORIGINS = {
    Origin.NATIONAL: Text("standar nasional", "national standard"),
    Origin.OWN: Text("standar sendiri", "own standard"),
}


class Life(models.TextChoices):
    """How far a standard has come."""

    DRAFT = "draft", "draf"
    FINAL = "final", "final"
    RETIRED = "retired", "pensiun"

    @property
    def words(self) -> Text:
        """The state as people read it."""
        return _LIVES[self]


_LIVES = {
    Life.DRAFT: Text("draf", "draft"),
    Life.FINAL: Text("final", "final"),
    Life.RETIRED: Text("tidak dipakai lagi", "retired"),
}


class Standard(models.Model):
    """A record of the registry; its words change by versions once it is final."""

    owner = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.OWN)
    standard = models.CharField(max_length=60, blank=True)  # the national code, such as SD00001.00.01
    source = models.CharField(max_length=300, blank=True)  # where the standard is kept
    state = models.CharField(max_length=10, choices=Life, default=Life.DRAFT)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # the number of the present version
    successor = models.CharField(max_length=LONGEST_CODE, blank=True)  # the code that takes its place
    made_from = models.CharField(max_length=80, blank=True)  # the dataset whose definition brought it unseen
    edited = models.BooleanField(default=False)  # by a person on the desk: packs leave it alone then

    class Meta:
        abstract = True

    @property
    def life(self) -> Life:
        """The state with its words."""
        return Life(self.state)

    @property
    def origin_words(self) -> Text:
        """Who set it, in words."""
        return Origin(self.origin).words

    def in_force(self, day: dt.date) -> bool:
        """Whether it may be used on a day."""
        return (
            self.state != Life.RETIRED
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


class StandardVersion(models.Model):
    """The words of a standard as they stood, or stand now; old versions stay readable."""

    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=LONGEST_CODE)
    number = models.PositiveIntegerField()
    words = models.JSONField()  # what it said, by field
    note = models.TextField(blank=True)  # why it changed
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "code", "-number")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code", "number"), name="standard_version_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="standard_version_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code} v{self.number}"


class Use(models.Model):
    """That something outside the registry, or a standard in it, relies on a standard."""

    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=LONGEST_CODE)
    as_what = WordsField()  # "ukuran jumlah"
    user_kind = models.CharField(max_length=40)  # dataset, metadata-record, data-item, concept, measure …
    user_code = models.CharField(max_length=LONGEST_CODE)
    user_title = WordsField()

    class Meta:
        ordering = ("user_kind", "user_code", "pk")
        indexes = (
            models.Index(fields=("kind", "code"), name="use_of_standard"),
            models.Index(fields=("user_kind", "user_code"), name="use_by_user"),
        )

    def __str__(self) -> str:
        return f"{self.user_kind} {self.user_code} → {self.kind} {self.code}"

"""Areas, concepts, units, code lists and the words people search with."""

from __future__ import annotations

from django.db import models

from lumbung.kit.fields import WordsField
from lumbung.vocabulary.areas import AreaLevel


class Area(models.Model):
    """A place with its Kemendagri and BPS codes and the dates of its validity."""

    code = models.CharField(max_length=20, unique=True)
    bps = models.CharField(max_length=20, blank=True)
    bps_status = models.CharField(max_length=20, blank=True)  # published, inferred or unknown
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=[(level.value, level.title.id) for level in AreaLevel])
    kind = models.CharField(max_length=20, blank=True)
    parent = models.CharField(max_length=20, blank=True, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    square_km = models.FloatField(null=True, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Boundary(models.Model):
    """The outline of an area as a city loaded it (GeoJSON geometry, WGS 84)."""

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    source = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.area.code


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


class CodeList(models.Model):
    """A list of codes that dimensions share."""

    code = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    version = models.CharField(max_length=20, default="1")
    source = models.CharField(max_length=300, blank=True)

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

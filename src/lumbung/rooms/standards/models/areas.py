"""Areas with their dates and outlines."""

from __future__ import annotations

from django.db import models

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

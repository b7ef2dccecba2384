"""Organisations, people, and the duties that join them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from lumbung.kit.fields import WordsField


class OrganisationKind(models.TextChoices):
    """What sort of office it is."""

    GOVERNMENT = "pemerintah", "pemerintah daerah"
    AGENCY = "perangkat-daerah", "perangkat daerah"
    DISTRICT = "kecamatan", "kecamatan"
    VILLAGE = "kelurahan", "kelurahan"
    SUPERVISOR = "pembina", "pembina data"
    OTHER = "lain", "lain"


class Organisation(models.Model):
    """An office, and the office above it."""

    code = models.SlugField(max_length=60, unique=True)
    name = WordsField()
    short = models.CharField(max_length=40, blank=True)  # what people call the office
    kind = models.CharField(max_length=20, choices=OrganisationKind, default=OrganisationKind.AGENCY)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    area = models.CharField(max_length=20, blank=True)  # Kemendagri code of the area it serves
    email = models.EmailField(blank=True)  # the office's own mailbox, never a person's

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name.id


class User(AbstractUser):
    """A person who logs in; ``name`` is what others see."""

    name = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return self.name or self.username


class Duty(models.TextChoices):
    """What a person is there to do for an organisation (Perpres 39/2019)."""

    PRODUCER = "producer", "produsen data"
    SUPPORTING_STEWARD = "supporting_steward", "walidata pendukung"
    STEWARD = "steward", "walidata"
    SUPERVISOR = "supervisor", "pembina data"
    COORDINATOR = "coordinator", "koordinator forum"
    HEAD = "head", "kepala organisasi"
    READER = "reader", "pembaca"


class Membership(models.Model):
    """A duty of a person for an organisation and all below it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField(max_length=20, choices=Duty)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "organisation", "duty"), name="one_duty_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.duty} {self.organisation.code}"


class Token(models.Model):
    """A key with which a program acts for a person; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"

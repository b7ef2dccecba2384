"""The lines of the journal, and the head that says how it ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """An act: who did what to which thing, when and why, chained to the act before.

    ``number`` counts without gaps from 1. ``hash`` is the SHA-256 of the line's canonical
    form, which holds the hash of the line before. The database refuses to change or remove
    a line (triggers in the migrations).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    dataset = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("subject_kind", "subject"), name="journal_subject"),
            models.Index(fields=("dataset", "number"), name="journal_dataset"),
            models.Index(fields=("verb", "number"), name="journal_verb"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class Head(models.Model):
    """How long the chain is and how it ends: the one row that finds a torn-off end."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_head"),)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"

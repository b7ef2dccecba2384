"""One line of the journal."""

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

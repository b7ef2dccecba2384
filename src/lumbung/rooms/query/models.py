"""Saved queries: a question that somebody keeps under a short address.

The question is kept as it was asked, with its expressions (*the latest three years*, *all*), so
that it goes on answering when periods are added. Nothing is kept of who saved it.
"""

from __future__ import annotations

from django.db import models


class SavedQuery(models.Model):
    """A question under an id that follows from what it asks: the same question is saved once."""

    id = models.CharField(max_length=24, primary_key=True)
    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.CASCADE, related_name="saved_queries")
    content = models.JSONField()  # as the interface that saved it writes its questions
    saved_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("saved_at",)
        verbose_name_plural = "saved queries"

    def __str__(self) -> str:
        return self.id

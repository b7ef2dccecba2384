"""What reviewers say about submissions: remarks on figures, and decisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lumbung.vocabulary.words import Text


class Verdict(models.TextChoices):
    """What was decided."""

    RETURNED = "returned", "dikembalikan"
    GIVEN_BACK = "given-back", "dikembalikan kepada walidata"
    ACCEPTED = "accepted", "disetujui walidata"
    RECOMMENDED = "recommended", "rekomendasi pembina"
    APPROVED = "approved", "disetujui pembina data"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            Verdict.RETURNED: Text("dikembalikan untuk diperbaiki", "returned to be mended"),
            Verdict.GIVEN_BACK: Text(
                "dikembalikan pembina kepada walidata", "given back to the steward by the supervisor"
            ),
            Verdict.ACCEPTED: Text("disetujui walidata", "accepted by the data steward"),
            Verdict.RECOMMENDED: Text("rekomendasi pembina data", "recommendation of the supervisor"),
            Verdict.APPROVED: Text("disetujui pembina data", "approved by the supervisor"),
        }[self]


class Decision(models.Model):
    """Who decided what about a submission, and why."""

    submission = models.ForeignKey(
        "collection.Submission", on_delete=models.PROTECT, related_name="decisions"
    )
    verdict = models.CharField(max_length=12, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.verdict}"

    @property
    def words(self) -> Text:
        """What was decided, as people read it."""
        return Verdict(self.verdict).words


class Remark(models.Model):
    """A comment on a figure of a submission, or on the whole of it."""

    submission = models.ForeignKey("collection.Submission", on_delete=models.PROTECT, related_name="remarks")
    key = models.JSONField(default=dict)  # {"area": …, "period": …, dimensions …}; empty: the whole
    measure = models.CharField(max_length=80, blank=True)
    sheet = models.CharField(max_length=120, blank=True)  # where the figure stands in the file
    cell = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.cell or '–'}"

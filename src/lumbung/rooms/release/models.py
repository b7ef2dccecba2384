"""Releases: who lets which accepted submissions become an edition, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumbung.vocabulary.words import Text


class ReleaseState(models.TextChoices):
    """Where a release stands."""

    SCHEDULED = "scheduled", "menunggu waktunya"
    RUNNING = "running", "sedang dirilis"
    RELEASED = "released", "dirilis"
    FAILED = "failed", "gagal"
    CANCELLED = "cancelled", "dibatalkan"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            ReleaseState.SCHEDULED: Text("menunggu waktunya", "waiting for its time"),
            ReleaseState.RUNNING: Text("sedang dirilis", "being released"),
            ReleaseState.RELEASED: Text("dirilis", "released"),
            ReleaseState.FAILED: Text("gagal", "failed"),
            ReleaseState.CANCELLED: Text("dibatalkan", "cancelled"),
        }[self]


OPEN_STATES = (ReleaseState.SCHEDULED, ReleaseState.RUNNING)


class Release(models.Model):
    """One press of the button: from being asked for to the edition that came of it.

    What the edition will be (label, moment, predecessor, submissions) is fixed in the row
    before its first file is written, so that work begun again after a crash makes the same.
    """

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.PROTECT, related_name="releases")
    submissions = models.ManyToManyField("collection.Submission", related_name="releases")
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.SCHEDULED)
    at = models.DateTimeField()  # when it is to become public
    note = models.TextField(blank=True)  # why public figures are corrected
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job = models.ForeignKey("kit.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=20, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    structure_version = models.PositiveIntegerField(default=1)
    previous = models.CharField(max_length=100, blank=True)  # the edition it goes on from
    journal_head = models.CharField(max_length=100, blank=True)
    edition = models.OneToOneField(
        "catalog.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="release"
    )
    problem = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("dataset",), condition=Q(state__in=OPEN_STATES), name="one_open_release_a_dataset"
            ),
            models.UniqueConstraint(
                fields=("dataset", "label"), condition=~Q(label=""), name="release_label_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dataset.code} {self.label or self.at:%Y-%m-%d}"

    @property
    def station(self) -> ReleaseState:
        """The state with its words."""
        return ReleaseState(self.state)

    @property
    def told(self) -> Text:
        """What went wrong, in words."""
        return Text(**(self.problem or {}).get("message", {"id": ""}))

    @property
    def advice(self) -> Text:
        """What to do about it."""
        return Text(**(self.problem or {}).get("hint", {"id": ""}))

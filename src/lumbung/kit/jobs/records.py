"""The record of one piece of background work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumbung.kit.fields import WordsField
from lumbung.vocabulary.words import Text


class JobState(models.TextChoices):
    """Where the work stands."""

    WAITING = "waiting", "menunggu"
    RUNNING = "running", "berjalan"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"
    CANCELLED = "cancelled", "dibatalkan"

    @property
    def words(self) -> Text:
        """The word people read."""
        return {
            JobState.WAITING: Text("menunggu giliran", "waiting its turn"),
            JobState.RUNNING: Text("sedang dikerjakan", "under way"),
            JobState.DONE: Text("selesai", "done"),
            JobState.FAILED: Text("gagal", "failed"),
            JobState.CANCELLED: Text("dibatalkan", "cancelled"),
        }[self]


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """Work that is waiting, under way, done or failed.

    A worker holds a running job by a *lease* that it keeps extending; a worker that dies
    stops extending it, and when the lease has ended anybody may take the job up again.
    """

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    subject = models.CharField(max_length=120, blank=True)  # "release:12": found again by what it is about
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # of 100
    words = WordsField()  # what is being done now
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    problem = models.JSONField(null=True, blank=True)  # {"code", "message": {id, en}, "hint": {id, en}}
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "kit"
        ordering = ("run_after", "pk")
        indexes = (
            models.Index(fields=("state", "run_after"), name="job_next"),
            models.Index(fields=("subject", "made_at"), name="job_subject"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("subject",),
                condition=Q(state__in=OPEN_STATES) & ~Q(subject=""),
                name="one_open_job_a_subject",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject or self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in OPEN_STATES

    @property
    def told(self) -> Text:
        """What went wrong, in words; empty where nothing did."""
        return _words(self.problem, "message")

    @property
    def advice(self) -> Text:
        """What to do about what went wrong."""
        return _words(self.problem, "hint")


def _words(problem: dict[str, dict[str, str]] | None, key: str) -> Text:
    raw = (problem or {}).get(key) or {}
    return Text(raw.get("id", ""), raw.get("en", ""))

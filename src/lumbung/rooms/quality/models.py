"""Contradictions with what was decided of them, and quality statements with their versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumbung.kit.fields import WordsField
from lumbung.rooms.quality.claims import Nature
from lumbung.rooms.quality.states import (
    ContradictionState,
    DecisionState,
    Side,
    StatementState,
    Verdict,
)
from lumbung.vocabulary.words import Text, text_of

LONGEST_SERIES = 200


class Reading(models.Model):
    """Up to which line of the journal this room has read: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_reading"),)

    def __str__(self) -> str:
        return str(self.number)


class Decision(models.Model):
    """What a data steward decided about claims that contradict each other, and why; it is public.

    A decision is never changed: a later one takes its place. One that is ``for_all`` holds for
    every period and area in which these series differ, also for those found later.
    """

    concept = models.CharField(max_length=150)
    series = models.JSONField()  # "dataset:measure" of every claim it weighed
    verdict = models.CharField(max_length=10, choices=Verdict)
    chosen = models.CharField(max_length=LONGEST_SERIES, blank=True)  # the series whose figure is used
    reason = models.TextField()
    for_all = models.BooleanField(default=False)
    claims = models.JSONField()  # as they stood when it was decided
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.STANDING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duty = WordsField()  # "walidata, Pemerintah Kota": what is public of the person
    at = models.DateTimeField()
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_duty = WordsField()
    second_at = models.DateTimeField(null=True, blank=True)
    second_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.concept} {self.verdict}"

    @property
    def words(self) -> Text:
        """What was decided, in a few words."""
        return Verdict(self.verdict).words

    @property
    def station(self) -> DecisionState:
        """Whether it holds."""
        return DecisionState(self.state)


class Contradiction(models.Model):
    """A thing of which current editions say different figures; one row for each thing, for ever."""

    key = models.CharField(max_length=400, unique=True)  # see claims.Thing.key
    concept = models.CharField(max_length=150)
    quantity = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)  # in which the difference is said
    area = models.CharField(max_length=20)
    period = models.CharField(max_length=12)
    cut = models.CharField(max_length=150, blank=True)
    simulated = models.BooleanField(default=False)
    nature = models.CharField(max_length=6, choices=[(one.value, one.words.id) for one in Nature])
    claims = models.JSONField(default=list)  # see recorded.Said, the largest first
    datasets = models.ManyToManyField("catalog.Dataset", related_name="contradictions")
    difference = models.FloatField()  # in the unit
    share = models.FloatField()  # of the largest figure
    state = models.CharField(max_length=10, choices=ContradictionState, default=ContradictionState.OPEN)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )
    decisions = models.ManyToManyField(Decision, related_name="about")
    found_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-share", "key")
        indexes = (
            models.Index(fields=("state", "concept", "-share"), name="contradiction_state"),
            models.Index(fields=("concept", "state"), name="contradiction_concept"),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def station(self) -> ContradictionState:
        """Where it stands, with its words."""
        return ContradictionState(self.state)

    @property
    def is_closed(self) -> bool:
        """Whether the figures agree by now."""
        return self.station is ContradictionState.CLOSED

    @property
    def kind(self) -> Nature:
        """What sort it is, with its words."""
        return Nature(self.nature)


class Sighting(models.Model):
    """How the claims of a contradiction stood from a moment on: its history."""

    contradiction = models.ForeignKey(Contradiction, on_delete=models.CASCADE, related_name="sightings")
    at = models.DateTimeField()
    claims = models.JSONField(default=list)  # empty: from now on they agree
    difference = models.FloatField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.contradiction_id} {self.at:%Y-%m-%d}"


class Comparison(models.Model):
    """Two concepts that people take for one: shown side by side as different, never as a contradiction."""

    one = models.CharField(max_length=150)
    other = models.CharField(max_length=150)
    why = models.TextField()  # what sets them apart, in public words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("one", "other"), name="compared_once"),)

    def __str__(self) -> str:
        return f"{self.one} ~ {self.other}"


class Census(models.Model):
    """What was counted once in the figures of an edition, which never changes again."""

    edition = models.OneToOneField("catalog.Edition", on_delete=models.CASCADE, related_name="+")
    statuses = models.JSONField(default=dict)  # status → figures with it
    suppressed = models.BigIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)  # of the submissions it was made of
    outliers = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)  # cells that people changed on the page
    expected = models.BigIntegerField(null=True, blank=True)  # figures there should be, where that is known

    def __str__(self) -> str:
        return str(self.edition_id)


class Statement(models.Model):
    """What persons say of a dataset's quality, a version at a time; the facts beside it are always live."""

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.DRAFT)
    words = models.JSONField(default=dict)  # side → {"id", "en"}
    facts = models.JSONField(default=dict)  # fact → number, as they stood when it was published
    edition = models.CharField(max_length=100, blank=True)  # that was public then
    is_stale = models.BooleanField(default=False)  # the facts moved much since it was published
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("dataset", "-number")
        constraints = (
            models.UniqueConstraint(fields=("dataset", "number"), name="statement_version_once"),
            models.UniqueConstraint(
                fields=("dataset",), condition=Q(state=StatementState.DRAFT), name="one_draft_statement"
            ),
            models.UniqueConstraint(
                fields=("dataset",), condition=Q(state=StatementState.PUBLISHED), name="one_public_statement"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dataset.code} #{self.number}"

    @property
    def station(self) -> StatementState:
        """Where it stands, with its words."""
        return StatementState(self.state)

    def said(self, side: Side) -> Text:
        """What it says of one side of quality."""
        return text_of(self.words.get(side.value))

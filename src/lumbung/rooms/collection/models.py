"""The calendar, uploads, submissions with their corrections, recipes, and what people were reminded of."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from lumbung.rooms.collection.states import WITH_PRODUCER, State
from lumbung.vocabulary.periods import Period, parse_period


class DuePeriod(models.Model):
    """A period that a dataset's producer owes, until when, and whether it still takes figures."""

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.CASCADE, related_name="due_periods")
    period = models.CharField(max_length=12)
    ends_on = models.DateField()  # the period's last day: orders the calendar without reading periods
    due_on = models.DateField()
    release_on = models.DateField(null=True, blank=True)  # planned; none before one was announced
    is_open = models.BooleanField(default=True)
    expected = models.BooleanField(default=True)  # false: opened for a late or early delivery only
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("dataset", "ends_on", "period")
        constraints = (models.UniqueConstraint(fields=("dataset", "period"), name="period_due_once"),)
        indexes = (models.Index(fields=("due_on",), name="period_due_on"),)

    def __str__(self) -> str:
        return f"{self.dataset.code} {self.period}"

    @property
    def parsed(self) -> Period:
        """The period as the vocabulary knows it."""
        return parse_period(self.period)

    @property
    def planned_on(self) -> dt.date:
        """The day of its release: the one announced, or where none was, the day it is due."""
        return self.release_on or self.due_on


class MovedDate(models.Model):
    """A date of the calendar that somebody moved: what it was, what it became, and why."""

    due_period = models.ForeignKey(DuePeriod, on_delete=models.CASCADE, related_name="moves")
    which = models.CharField(max_length=10)  # "due" or "release"
    was = models.DateField()
    becomes = models.DateField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.due_period} {self.was} → {self.becomes}"

    @property
    def on(self) -> dt.date:
        """The day on which it was moved."""
        return timezone.localdate(self.at)


class Upload(models.Model):
    """A file as it came: its bytes stand under LUMBUNG_HOME/uploads, named by their SHA-256."""

    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10)  # page, command or api

    def __str__(self) -> str:
        return self.name


class RecipeVersion(models.Model):
    """How a dataset's file is laid out, as a person confirmed or corrected it."""

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.CASCADE, related_name="recipes")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)  # of the layout for which it was made
    recipe = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("dataset", "number")
        constraints = (models.UniqueConstraint(fields=("dataset", "number"), name="recipe_number_once"),)
        indexes = (models.Index(fields=("dataset", "fingerprint"), name="recipe_of_shape"),)

    def __str__(self) -> str:
        return f"{self.dataset.code} r{self.number}"


class Submission(models.Model):
    """One attempt to hand over figures: the file, what was read, what was found, and its station."""

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.PROTECT, related_name="submissions")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=20, choices=State, default=State.CHECKING)
    asked_period = models.CharField(max_length=12, blank=True)  # the period the sender named, if any
    periods = models.JSONField(default=list)  # the periods found in the file
    areas = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    cells = models.BigIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    personal = models.BooleanField(default=False)  # holds data about persons: blocks for good
    findings = models.JSONField(default=list)  # the first of them; the report file has all
    report = models.CharField(max_length=64, blank=True)  # digest of the report file
    frame = models.CharField(max_length=64, blank=True)  # digest of the figures as Parquet
    layout = models.JSONField(default=dict)  # the tables as they were understood
    recipe = models.ForeignKey(
        RecipeVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    structure_version = models.PositiveIntegerField(default=1)
    corrections_seen = models.PositiveIntegerField(default=0)  # how many corrections the check took in
    note = models.TextField(blank=True)
    mends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="mended_by"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField()  # when it came to its present station
    reason = models.TextField(blank=True)  # why it was returned or set aside

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("state", "dataset"), name="submission_state"),
            models.Index(fields=("dataset", "-made_at"), name="submission_dataset"),
        )

    def __str__(self) -> str:
        return f"{self.dataset.code} #{self.pk}"

    @property
    def station(self) -> State:
        """The state as the vocabulary of this room knows it."""
        return State(self.state)

    @property
    def is_with_producer(self) -> bool:
        """Whether its producer still works on it."""
        return self.station in WITH_PRODUCER

    @property
    def parsed_periods(self) -> tuple[Period, ...]:
        """The periods found in the file, in their order."""
        return tuple(sorted(parse_period(text) for text in self.periods))


class Correction(models.Model):
    """A cell that a person changed or gave a meaning on the page; the file itself stays as it came."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="corrections")
    sheet = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=12)
    was = models.TextField(blank=True)
    value = models.TextField(blank=True)
    kept_for_next = models.BooleanField(default=False)  # a meaning that stands in a recipe, not in the cell
    rule = models.CharField(max_length=80, blank=True)  # the finding it answers
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


class ReminderPolicy(models.Model):
    """When this city reminds, as a pack says it; the last one loaded stands."""

    pack = models.CharField(max_length=80)
    policy = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.pack


class MailChoice(models.Model):
    """How often a person wants mail: daily, weekly or never; the desk tells everything anyway."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    often = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.user}: {self.often}"


class Digest(models.Model):
    """The one mail of a day to a person, or to the mailbox of an office whose head has no account.

    It is written down before it is sent, and taken by exactly one sender: whoever finds it being
    sent by a sender that died leaves it so, because nobody knows whether it arrived.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=10)  # see reminders.sending
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    fault = models.TextField(blank=True)  # what the mail server said
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "day"), condition=models.Q(user__isnull=False), name="one_digest_a_day"
            ),
            models.UniqueConstraint(
                fields=("organisation", "day"),
                condition=models.Q(organisation__isnull=False),
                name="one_digest_a_day_for_an_office",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(organisation__isnull=True),
                name="digest_for_one",
            ),
        )
        indexes = (models.Index(fields=("state", "next_try"), name="digest_next"),)

    def __str__(self) -> str:
        return f"{self.address} {self.day}"


class Reminder(models.Model):
    """A thing of which somebody was reminded, so that it is never told to them a second time."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    recipient = models.CharField(max_length=40)  # "user:12" or "office:7"
    key = models.CharField(max_length=120)  # "due:118:2026-03-31:after-7", "returned:55:…", …

    class Meta:
        constraints = (models.UniqueConstraint(fields=("recipient", "key"), name="reminded_once"),)

    def __str__(self) -> str:
        return f"{self.recipient} {self.key}"

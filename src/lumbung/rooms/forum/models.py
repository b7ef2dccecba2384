"""The yearly data list: its items, the Forum's meetings and decisions, and the plan of action."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lumbung.rooms.forum.columns import AccessClass, Criterion, Kind, Schedule, Shape
from lumbung.rooms.forum.states import ActivityState, ItemState, ListState, Matter, Role, Way
from lumbung.vocabulary.words import Worded

WHO = settings.AUTH_USER_MODEL


def _choices(words: type[Worded]) -> list[tuple[str, str]]:
    return [(option.value, option.title.id) for option in words]


class DataList(models.Model):
    """The list of one year."""

    year = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=_choices(ListState), default=ListState.OPEN.value)
    proposals_until = models.DateField(null=True, blank=True)  # producers are asked until this day
    note = models.TextField(blank=True)
    pack = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"Daftar Data {self.year}"

    @property
    def code(self) -> str:
        """The list as the journal names it."""
        return str(self.year)

    @property
    def station(self) -> ListState:
        """The state with its words."""
        return ListState(self.state)


class Item(models.Model):
    """One line of a list. Its ``code`` (ID DDD) stays the same from year to year."""

    data_list = models.ForeignKey(DataList, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    central_id = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=500, blank=True)
    indicator_code = models.CharField(max_length=60, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=_choices(Kind), default=Kind.STATISTICS.value)
    shape = models.CharField(max_length=12, choices=_choices(Shape), blank=True)
    standard_code = models.CharField(max_length=60, blank=True)
    producer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    access = models.CharField(max_length=10, choices=_choices(AccessClass), default=AccessClass.OPEN.value)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    breakdown = models.CharField(max_length=300, blank=True)
    schedule = models.CharField(max_length=12, choices=_choices(Schedule), default=Schedule.YEARLY.value)
    rad_category = models.CharField(max_length=120, blank=True)
    metadata_code = models.CharField(max_length=120, blank=True)
    local_link = models.CharField(max_length=500, blank=True)
    national_link = models.CharField(max_length=500, blank=True)
    method = models.CharField(max_length=300, blank=True)
    data_period = models.CharField(max_length=120, blank=True)
    responsible = models.CharField(max_length=300, blank=True)  # personal: staff only
    affair = models.CharField(max_length=20, blank=True)  # of the code list ``urusan``
    concept = models.CharField(max_length=80, blank=True)
    dataset = models.ForeignKey(
        "catalog.Dataset", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    inferred = models.TextField(blank=True)  # what was concluded rather than read, and from what
    priority_asked = models.BooleanField(default=False)
    criteria = models.JSONField(default=list)  # of ``columns.Criterion``
    priority = models.BooleanField(default=False)  # decided by the Forum
    state = models.CharField(max_length=10, choices=_choices(ItemState), default=ItemState.PROPOSED.value)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    revision = models.PositiveIntegerField(default=1)
    pack = models.CharField(max_length=80, blank=True)
    proposed_by = models.ForeignKey(WHO, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("data_list", "affair", "title", "code")
        constraints = (models.UniqueConstraint(fields=("data_list", "code"), name="forum_item_once"),)
        indexes = (
            models.Index(fields=("data_list", "state"), name="forum_item_state"),
            models.Index(fields=("data_list", "producer"), name="forum_item_producer"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def station(self) -> ItemState:
        """The state with its words."""
        return ItemState(self.state)

    @property
    def reasons(self) -> tuple[Criterion, ...]:
        """The criteria of priority, with their words."""
        return tuple(one for one in Criterion if one.value in self.criteria)


class Meeting(models.Model):
    """A meeting of the Forum Satu Data about a year's list."""

    data_list = models.ForeignKey(DataList, on_delete=models.PROTECT, related_name="meetings")
    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)
    account = models.TextField(blank=True)  # what was said, in short
    simulated = models.BooleanField(default=False)
    sources = models.JSONField(default=list)
    pack = models.CharField(max_length=80, blank=True)
    called_by = models.ForeignKey(WHO, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return self.code


class Attendance(models.Model):
    """An office that took part in a meeting; the person's name is for staff only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=_choices(Role), default=Role.PRODUCER.value)
    office = models.CharField(max_length=120, blank=True)  # the office held: "Kepala Bidang Statistik"
    person = models.CharField(max_length=150, blank=True)  # personal: staff only

    class Meta:
        ordering = ("meeting", "organisation__code", "pk")

    def __str__(self) -> str:
        return f"{self.meeting.code}: {self.organisation.code}"


class Decision(models.Model):
    """What the Forum decided in a meeting, about which items, how and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    matter = models.CharField(max_length=12, choices=_choices(Matter))
    items = models.ManyToManyField(Item, related_name="decisions", blank=True)
    words = models.TextField()
    reason = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=_choices(Way), default=Way.CONSENSUS.value)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_withheld = models.PositiveIntegerField(null=True, blank=True)
    pack = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(WHO, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "pk")

    def __str__(self) -> str:
        return f"{self.meeting.code}: {self.matter}"

    @property
    def about(self) -> Matter:
        """The matter with its words."""
        return Matter(self.matter)

    @property
    def how(self) -> Way:
        """Consensus or vote, with its words."""
        return Way(self.way)


class Activity(models.Model):
    """A line of the plan of action (*rencana aksi*) that goes with a list."""

    data_list = models.ForeignKey(DataList, on_delete=models.PROTECT, related_name="activities")
    code = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    output = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=_choices(ActivityState), default=ActivityState.PLANNED.value
    )
    evidence = models.TextField(blank=True)
    simulated = models.BooleanField(default=False)
    pack = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("data_list", "starts_on", "code")
        constraints = (models.UniqueConstraint(fields=("data_list", "code"), name="forum_activity_once"),)

    def __str__(self) -> str:
        return f"{self.data_list.year}/{self.code}"

    @property
    def station(self) -> ActivityState:
        """The state with its words."""
        return ActivityState(self.state)


class SheetImport(models.Model):
    """A list that was uploaded and waits for a word: its rows as texts with their cells."""

    data_list = models.ForeignKey(DataList, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    rows = models.JSONField()  # [{"sheet", "row", "cells": {key: [cell, text]}}]
    told = models.JSONField(default=list)  # findings about the file and its headings
    producers = models.JSONField(default=dict)  # name in the sheet → code of an organisation
    state = models.CharField(max_length=10, default="waiting")  # waiting, taken, dropped
    by = models.ForeignKey(WHO, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.data_list.year}: {self.name}"

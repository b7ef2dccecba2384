"""Sources, what was seen there, the runs that looked, and mirrored editions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lumbung.formats.harvest.found import ADDRESS, NAME, TITLE
from lumbung.kit.fields import WordsField
from lumbung.vocabulary.words import Text


class Kind(models.TextChoices):
    """What a source speaks."""

    CKAN = "ckan", "CKAN"
    DCAT = "dcat", "DCAT (JSON-LD, data.json)"
    LUMBUNG = "lumbung", "Lumbung"


class Source(models.Model):
    """A portal that is read, on behalf of an office."""

    code = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.CharField(max_length=ADDRESS)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    every_hours = models.PositiveIntegerField(default=24)
    taken = models.BooleanField(default=False)  # somebody looked and said yes: it comes in by itself now
    paused = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("kind", "address"), name="one_source_an_address"),)

    def __str__(self) -> str:
        return self.code


class RunState(models.TextChoices):
    """How a reading went."""

    WAITING = "waiting", "menunggu"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            RunState.WAITING: Text("menunggu atau berjalan", "waiting or under way"),
            RunState.DONE: Text("selesai", "done"),
            RunState.FAILED: Text("gagal", "failed"),
        }[self]


class Run(models.Model):
    """One reading of a source: only looked at, or taken in."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    takes = models.BooleanField()
    by_hand = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey("kit.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    result = models.JSONField(default=dict)
    problem = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("source",), condition=Q(state=RunState.WAITING), name="one_open_run_a_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id}/{self.pk}"

    @property
    def station(self) -> RunState:
        """The state with its words."""
        return RunState(self.state)

    @property
    def told(self) -> Text:
        """What went wrong, in words."""
        return Text(**(self.problem or {}).get("message", {"id": ""}))

    @property
    def advice(self) -> Text:
        """What to do about it."""
        return Text(**(self.problem or {}).get("hint", {"id": ""}))


class Entry(models.Model):
    """A dataset of another portal, as it describes it; never one of ours."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="entries")
    name = models.CharField(max_length=NAME)  # there
    title = WordsField()
    description = WordsField()
    publisher = models.CharField(max_length=TITLE, blank=True)
    licence = models.CharField(max_length=NAME, blank=True)
    address = models.CharField(max_length=ADDRESS, blank=True)
    keywords = models.JSONField(default=list)
    formats = models.JSONField(default=list)
    modified = models.CharField(max_length=40, blank=True)
    edition = models.CharField(max_length=NAME, blank=True)  # of a Lumbung: the current one there
    fingerprint = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("source", "name")
        constraints = (models.UniqueConstraint(fields=("source", "name"), name="one_entry_a_name"),)

    def __str__(self) -> str:
        return f"{self.source_id}:{self.name}"


class Mirror(models.Model):
    """An edition of another Lumbung, held here after count and checksum agreed; never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="mirrors")
    edition = models.CharField(max_length=NAME)  # its id there and here
    digest = models.CharField(max_length=64)  # of the manifest there
    checksum = models.CharField(max_length=64)  # of the public figures, there and here
    rows = models.BigIntegerField()
    released_at = models.DateTimeField()  # there
    mirrored_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("-released_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "edition"), name="one_mirror_an_edition"),
            models.UniqueConstraint(fields=("entry",), condition=Q(current=True), name="one_current_mirror"),
        )

    def __str__(self) -> str:
        return self.edition

"""Records of the official metadata forms: what was filled in, who said what of it, what it explains."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lumbung.vocabulary.words import Text, text_of


class MetadataForm(models.Model):
    """A form of one edition, as a pack brought it (see ``vocabulary.forms``)."""

    identity = models.CharField(max_length=80, unique=True)  # "ms-kegiatan@2020"
    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    definition = models.JSONField()
    position = models.PositiveIntegerField(default=0)
    current = models.BooleanField(default=True)  # new records take this edition
    digest = models.CharField(max_length=64, blank=True)  # of the definition: compiled forms are kept by it
    pack = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("position", "code", "version")

    def __str__(self) -> str:
        return self.identity

    @property
    def title(self) -> Text:
        """What people call it."""
        return text_of(self.definition.get("title"))

    @property
    def under(self) -> str:
        """The form whose records this one's stand under; nothing where it stands by itself."""
        return str(self.definition.get("under") or "")


class RecordState(models.TextChoices):
    """Where a record stands between its producer and the supervisor."""

    DRAFT = "draft", "draf"
    SUBMITTED = "submitted", "menunggu walidata"
    CHECKED = "checked", "menunggu pembina data"
    APPROVED = "approved", "disetujui"
    RETURNED = "returned", "dikembalikan"

    @property
    def words(self) -> Text:
        """The state as people read it."""
        return _STATES[self]


_STATES = {
    RecordState.DRAFT: Text("draf", "draft"),
    RecordState.SUBMITTED: Text("menunggu walidata", "waiting for the data steward"),
    RecordState.CHECKED: Text("menunggu pembina data", "waiting for the supervisor"),
    RecordState.APPROVED: Text("disetujui", "approved"),
    RecordState.RETURNED: Text("dikembalikan", "returned"),
}


class Record(models.Model):
    """One filled form: an activity, or a variable or indicator under its activity."""

    code = models.SlugField(max_length=100, unique=True)
    form = models.ForeignKey(MetadataForm, on_delete=models.PROTECT, related_name="records")
    title = models.CharField(max_length=300, blank=True)  # the answer that names it, for lists
    year = models.PositiveIntegerField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict)
    inferred = models.JSONField(default=dict)  # field key → why it was concluded rather than read
    sources = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)  # grows with every save
    state = models.CharField(max_length=10, choices=RecordState, default=RecordState.DRAFT)
    needed = models.PositiveIntegerField(default=0)  # answers that a release asks for
    filled = models.PositiveIntegerField(default=0)  # how many of those are there
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    copied = models.JSONField(default=list)  # keys of the fields that were copied and not looked at since
    approved_answers = models.JSONField(null=True, blank=True)  # as they were approved: what is public
    approved_revision = models.PositiveIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    pack = models.CharField(max_length=80, blank=True)
    loaded = models.CharField(max_length=64, blank=True)  # digest of what the pack said last
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-year", "code")
        indexes = (models.Index(fields=("state", "organisation"), name="record_state"),)

    def __str__(self) -> str:
        return self.code

    @property
    def station(self) -> RecordState:
        """The state with its words."""
        return RecordState(self.state)


class RecordChange(models.Model):
    """A save: which answers it changed, from what to what. Nothing that was typed is lost."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    changes = models.JSONField()  # field key → {"was": …, "is": …}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("record", "-revision")
        constraints = (models.UniqueConstraint(fields=("record", "revision"), name="metadata_revision_once"),)

    def __str__(self) -> str:
        return f"{self.record.code} r{self.revision}"


class Step(models.TextChoices):
    """A step of the approval."""

    SUBMITTED = "submitted", "dikirim"
    CHECKED = "checked", "diperiksa walidata"
    APPROVED = "approved", "disetujui pembina data"
    RETURNED = "returned", "dikembalikan"
    REOPENED = "reopened", "dibuka kembali"

    @property
    def words(self) -> Text:
        """The step as people read it."""
        return _STEPS[self]


_STEPS = {
    Step.SUBMITTED: Text("dikirim", "submitted"),
    Step.CHECKED: Text("disetujui walidata", "agreed by the data steward"),
    Step.APPROVED: Text("disetujui pembina data", "approved by the supervisor"),
    Step.RETURNED: Text("dikembalikan", "returned"),
    Step.REOPENED: Text("dibuka kembali", "reopened"),
}


class SetAside(models.Model):
    """An answer that met another person's save: kept beside the record until somebody chooses."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="set_aside")
    field = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.record.code}#{self.field}"


class BuiltFrom(models.Model):
    """A variable of which an indicator is computed, maybe of another activity."""

    indicator = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="built_from")
    variable = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="builds")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("indicator", "variable"), name="built_from_once"),)

    def __str__(self) -> str:
        return f"{self.indicator.code} ← {self.variable.code}"


class Decision(models.Model):
    """A step of the approval, with the words that went with it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=12)  # a Step: submitted, checked, approved, returned, reopened
    revision = models.PositiveIntegerField(default=0)  # the answers that were decided upon
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.record.code}: {self.step}"

    @property
    def done(self) -> Text:
        """What was done, in words."""
        return Step(self.step).words


class Remark(models.Model):
    """A comment on one answer."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=80)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.record.code}#{self.field}"


class Meaning(models.Model):
    """Which record explains a dataset, or one of its measures."""

    dataset = models.ForeignKey("catalog.Dataset", on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="meanings")
    measure = models.CharField(max_length=80, blank=True)  # none: the activity behind the whole dataset

    class Meta:
        ordering = ("dataset", "measure")
        constraints = (models.UniqueConstraint(fields=("dataset", "record", "measure"), name="meaning_once"),)

    def __str__(self) -> str:
        return f"{self.dataset}/{self.measure or '*'}: {self.record}"


class Waiver(models.Model):
    """A dataset that may be released without its metadata until a day, for a stated reason."""

    dataset = models.OneToOneField("catalog.Dataset", on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dataset}: {self.until}"


class RecommendationState(models.TextChoices):
    """Where the notification of a statistical activity stands (Romantik)."""

    DRAFT = "draft", "draf"
    SENT = "sent", "terkirim"
    RETURNED = "returned", "dikembalikan"
    RECOMMENDED = "recommended", "direkomendasikan"
    DONE = "done", "hasil diserahkan"

    @property
    def words(self) -> Text:
        """The state as people read it."""
        return _RECOMMENDATIONS[self]


_RECOMMENDATIONS = {
    RecommendationState.DRAFT: Text("draf", "draft"),
    RecommendationState.SENT: Text("terkirim ke BPS", "sent to BPS"),
    RecommendationState.RETURNED: Text("dikembalikan BPS", "returned by BPS"),
    RecommendationState.RECOMMENDED: Text("direkomendasikan", "recommended"),
    RecommendationState.DONE: Text("hasil diserahkan", "results handed over"),
}


class Recommendation(models.Model):
    """A statistical activity's notification to BPS and what became of it (PP 51/1999)."""

    activity = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="recommendations")
    state = models.CharField(max_length=12, choices=RecommendationState, default=RecommendationState.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=80, blank=True)  # the identity of the recommendation
    words = models.TextField(blank=True)  # why it came back
    handed_over_on = models.DateField(null=True, blank=True)
    letter = models.CharField(max_length=64, blank=True)  # digest of the file of BPS's letter
    letter_name = models.CharField(max_length=200, blank=True)  # as whoever sent it called it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activity",), condition=~models.Q(state="done"), name="one_open_recommendation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity.code}: {self.state}"

    @property
    def station(self) -> RecommendationState:
        """The state with its words."""
        return RecommendationState(self.state)


class RecommendationStep(models.Model):
    """One step on the way of a recommendation, with the day on which it really happened."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=RecommendationState)
    day = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.state} {self.day}"

    @property
    def station(self) -> RecommendationState:
        """The state that it led to, with its words."""
        return RecommendationState(self.state)

"""How contradictions, decisions and quality statements stand, and the five sides of quality."""

from __future__ import annotations

from django.db import models

from lumbung.vocabulary.words import Text


class ContradictionState(models.TextChoices):
    """Where a contradiction stands."""

    OPEN = "open", "belum diputuskan"
    PROPOSED = "proposed", "menunggu orang kedua"
    DECIDED = "decided", "sudah diputuskan"
    CLOSED = "closed", "tidak ada lagi"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            ContradictionState.OPEN: Text("belum diputuskan", "not decided yet"),
            ContradictionState.PROPOSED: Text("menunggu orang kedua", "waiting for a second person"),
            ContradictionState.DECIDED: Text("sudah diputuskan", "decided"),
            ContradictionState.CLOSED: Text("tidak ada lagi", "gone"),
        }[self]


class Verdict(models.TextChoices):
    """What was decided about a contradiction."""

    CHOSEN = "chosen", "satu angka dipakai"
    DIFFERENT = "different", "beda arti"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            Verdict.CHOSEN: Text("satu angka dipakai", "one figure is used"),
            Verdict.DIFFERENT: Text(
                "keduanya dipakai, artinya berbeda", "both are kept: they differ in meaning"
            ),
        }[self]


class DecisionState(models.TextChoices):
    """Whether a decision holds."""

    WAITING = "waiting", "menunggu orang kedua"
    STANDING = "standing", "berlaku"
    REFUSED = "refused", "tidak disetujui"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            DecisionState.WAITING: Text("menunggu orang kedua", "waiting for a second person"),
            DecisionState.STANDING: Text("berlaku", "standing"),
            DecisionState.REFUSED: Text("tidak disetujui", "not agreed"),
        }[self]


class StatementState(models.TextChoices):
    """Where a quality statement stands."""

    DRAFT = "draft", "draf"
    PUBLISHED = "published", "terbit"
    SUPERSEDED = "superseded", "digantikan"

    @property
    def words(self) -> Text:
        """The words people read."""
        return {
            StatementState.DRAFT: Text("draf", "draft"),
            StatementState.PUBLISHED: Text("terbit", "published"),
            StatementState.SUPERSEDED: Text("digantikan", "superseded"),
        }[self]


class Side(models.TextChoices):
    """The five dimensions of quality that BPS and the European Statistical System report on."""

    RELEVANCE = "relevance", "relevansi"
    ACCURACY = "accuracy", "akurasi"
    TIMELINESS = "timeliness", "aktualitas dan ketepatan waktu"
    COHERENCE = "coherence", "koherensi dan keterbandingan"
    ACCESSIBILITY = "accessibility", "aksesibilitas"

    @property
    def words(self) -> Text:
        """The name people read."""
        return _SIDES[self][0]

    @property
    def asks(self) -> Text:
        """What a person is asked to say about it."""
        return _SIDES[self][1]


_SIDES = {
    Side.RELEVANCE: (
        Text("Relevansi", "Relevance"),
        Text(
            "Untuk apa angka ini dipakai, dan apa yang belum dijawabnya?",
            "What are these figures used for, and what do they not answer?",
        ),
    ),
    Side.ACCURACY: (
        Text("Akurasi", "Accuracy"),
        Text(
            "Seberapa dekat dengan keadaan sebenarnya, dan apa yang membuatnya meleset?",
            "How close to the truth are they, and what makes them err?",
        ),
    ),
    Side.TIMELINESS: (
        Text("Aktualitas dan ketepatan waktu", "Timeliness and punctuality"),
        Text(
            "Berapa lama sesudah periodenya angka terbit, dan mengapa bila terlambat?",
            "How long after its period does a figure appear, and why if late?",
        ),
    ),
    Side.COHERENCE: (
        Text("Koherensi dan keterbandingan", "Coherence and comparability"),
        Text(
            "Dapatkah disandingkan dengan sumber lain, wilayah lain, dan tahun lain?",
            "Can they be set beside other sources, areas and years?",
        ),
    ),
    Side.ACCESSIBILITY: (
        Text("Aksesibilitas", "Accessibility"),
        Text(
            "Siapa yang dapat memakainya, dalam bentuk apa, dan di mana bertanya?",
            "Who can use them, in which form, and where to ask?",
        ),
    ),
}

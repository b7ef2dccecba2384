"""The stations of a list, of its items and of the plan, in words."""

from __future__ import annotations

from lumbung.vocabulary.words import Text, Worded


class ListState(Worded):
    """Where a year's list stands."""

    OPEN = "open", Text("menerima usulan", "open for proposals")
    IN_FORUM = "in-forum", Text("dibahas Forum", "before the Forum")
    AGREED = "agreed", Text("disepakati", "agreed")
    CLOSED = "closed", Text("ditutup", "closed")


class ItemState(Worded):
    """Where an item stands between its producer and the Forum."""

    PROPOSED = "proposed", Text("diusulkan", "proposed")
    AGREED = "agreed", Text("disepakati", "agreed")
    REJECTED = "rejected", Text("ditolak", "rejected")
    DEFERRED = "deferred", Text("ditunda", "deferred")
    MERGED = "merged", Text("digabung", "merged")
    WITHDRAWN = "withdrawn", Text("ditarik pengusul", "withdrawn by its proposer")


class Matter(Worded):
    """What a decision of the Forum is about."""

    AGREED = "agreed", Text("menyepakati data", "data agreed")
    REJECTED = "rejected", Text("menolak data", "data rejected")
    DEFERRED = "deferred", Text("menunda data", "data deferred")
    MERGED = "merged", Text("menggabungkan data", "data merged")
    PRIORITY = "priority", Text("menetapkan data prioritas", "made priority data")
    ORDINARY = "ordinary", Text("mencabut status prioritas", "priority taken back")
    ACCESS = "access", Text("menetapkan pembatasan akses", "limits of access")
    PLAN = "plan", Text("rencana aksi", "plan of action")
    OTHER = "other", Text("keputusan lain", "another decision")


OUTCOMES = {
    Matter.AGREED: ItemState.AGREED,
    Matter.REJECTED: ItemState.REJECTED,
    Matter.DEFERRED: ItemState.DEFERRED,
    Matter.MERGED: ItemState.MERGED,
}
"""The decisions that move items, and where to."""

WITH_REASON = frozenset({Matter.REJECTED, Matter.DEFERRED, Matter.MERGED, Matter.ORDINARY, Matter.ACCESS})
WITHOUT_ITEMS = frozenset({Matter.PLAN, Matter.OTHER})


class Way(Worded):
    """How the Forum came to a decision."""

    CONSENSUS = "consensus", Text("musyawarah mufakat", "by consensus")
    VOTE = "vote", Text("pemungutan suara", "by vote")


class Role(Worded):
    """As what an office takes part in the Forum (Perpres 39/2019)."""

    COORDINATOR = "coordinator", Text("koordinator", "coordinator")
    SUPERVISOR = "supervisor", Text("pembina data", "data supervisor")
    STEWARD = "steward", Text("walidata", "data steward")
    SUPPORTING = "supporting_steward", Text("walidata pendukung", "supporting data steward")
    PRODUCER = "producer", Text("produsen data", "data producer")
    GUEST = "guest", Text("undangan", "guest")


class ActivityState(Worded):
    """Where an activity of the plan stands."""

    PLANNED = "planned", Text("direncanakan", "planned")
    RUNNING = "running", Text("berjalan", "under way")
    DONE = "done", Text("selesai", "done")
    DROPPED = "dropped", Text("dibatalkan", "dropped")

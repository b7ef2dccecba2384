"""What may be done here, and which duty allows it.

A permission is a verb; a duty grants some verbs; a membership holds a duty for an
organisation and all below it. So a question is always *verb × person × organisation*.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from lumbung.rooms.people.models import Duty
from lumbung.vocabulary.words import Text


class Permission(StrEnum):
    """A verb that a duty may grant."""

    SUBMIT = "submit"
    MEND = "mend"
    REVIEW = "review"
    SUPERVISE = "supervise"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    PLAN = "plan"
    DEFINE = "define"
    DESCRIBE = "describe"
    PROPOSE = "propose"
    AGREE = "agree"
    READ_DRAFTS = "read-drafts"
    READ_RESTRICTED = "read-restricted"
    READ_JOURNAL = "read-journal"
    MANAGE_PEOPLE = "manage-people"
    LOAD_PACK = "load-pack"

    @property
    def title(self) -> Text:  # type: ignore[override]  # the words of a verb, not str.title
        """The verb in words, as it stands after *to*."""
        return _TITLES[self]


_TITLES = {
    Permission.SUBMIT: Text("mengirim angka", "submit figures"),
    Permission.MEND: Text("memperbaiki kiriman", "mend a submission"),
    Permission.REVIEW: Text("memeriksa dan menerima kiriman", "review and accept submissions"),
    Permission.SUPERVISE: Text(
        "memeriksa data prioritas sebagai pembina", "check priority data as supervisor"
    ),
    Permission.RELEASE: Text("merilis data", "release data"),
    Permission.WITHDRAW: Text("menarik edisi", "withdraw an edition"),
    Permission.PLAN: Text("membuka dan menutup periode", "open and close periods"),
    Permission.DEFINE: Text("menetapkan definisi dataset", "define datasets"),
    Permission.DESCRIBE: Text("menulis metadata", "write metadata"),
    Permission.PROPOSE: Text("mengusulkan data untuk Daftar Data", "propose data for the data list"),
    Permission.AGREE: Text("mencatat keputusan Forum", "record the Forum's decisions"),
    Permission.READ_DRAFTS: Text(
        "membaca kiriman yang belum dirilis", "read submissions before their release"
    ),
    Permission.READ_RESTRICTED: Text("membaca data terbatas", "read restricted data"),
    Permission.READ_JOURNAL: Text("membaca jurnal", "read the journal"),
    Permission.MANAGE_PEOPLE: Text("mengatur orang dan tugasnya", "manage people and their duties"),
    Permission.LOAD_PACK: Text("memuat paket", "load packs"),
}

_P = Permission
GRANTS: Mapping[Duty, frozenset[Permission]] = {
    Duty.PRODUCER: frozenset(
        {_P.SUBMIT, _P.MEND, _P.DESCRIBE, _P.PROPOSE, _P.READ_DRAFTS, _P.READ_RESTRICTED}
    ),
    Duty.SUPPORTING_STEWARD: frozenset(
        {
            _P.SUBMIT,
            _P.MEND,
            _P.DESCRIBE,
            _P.PROPOSE,
            _P.READ_DRAFTS,
            _P.READ_RESTRICTED,
            _P.READ_JOURNAL,
        }
    ),
    Duty.STEWARD: frozenset(set(Permission) - {_P.SUBMIT, _P.MEND, _P.SUPERVISE, _P.AGREE}),
    Duty.SUPERVISOR: frozenset({_P.SUPERVISE, _P.READ_DRAFTS, _P.READ_RESTRICTED, _P.READ_JOURNAL}),
    Duty.COORDINATOR: frozenset({_P.PLAN, _P.AGREE, _P.READ_DRAFTS, _P.READ_RESTRICTED, _P.READ_JOURNAL}),
    Duty.HEAD: frozenset({_P.READ_DRAFTS, _P.READ_RESTRICTED, _P.READ_JOURNAL}),
    Duty.READER: frozenset({_P.READ_RESTRICTED}),
}

# What the operator of the machine may do at the command line: set the house up. Never the
# acts on figures, which the law keeps with people and their duties.
OPERATOR_GRANTS = frozenset({_P.LOAD_PACK, _P.DEFINE, _P.PLAN, _P.MANAGE_PEOPLE, _P.READ_JOURNAL})

DUTY_TITLES: Mapping[Duty, Text] = {
    Duty.PRODUCER: Text("produsen data", "data producer"),
    Duty.SUPPORTING_STEWARD: Text("walidata pendukung", "supporting data steward"),
    Duty.STEWARD: Text("walidata", "data steward"),
    Duty.SUPERVISOR: Text("pembina data", "data supervisor"),
    Duty.COORDINATOR: Text("koordinator forum", "forum coordinator"),
    Duty.HEAD: Text("kepala organisasi", "head of the organisation"),
    Duty.READER: Text("pembaca", "reader"),
}


def duties_granting(permission: Permission) -> tuple[Duty, ...]:
    """The duties with which a permission comes, in the order of the law.

    >>> [duty.value for duty in duties_granting(Permission.RELEASE)]
    ['steward']
    """
    return tuple(duty for duty in Duty if permission in GRANTS[duty])

"""What can stand in the way of the Forum's work."""

from __future__ import annotations

from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.problems import Conflict, Invalid, NotFound
from lumbung.vocabulary.words import Text


class ListUnknown(NotFound):
    """There is no list of this year."""

    code = "forum.list-unknown"
    message = Text("Belum ada Daftar Data {year}.", "There is no data list of {year} yet.")
    hint = Text(
        "Walidata atau koordinator membukanya di halaman Daftar Data.",
        "The data steward or the coordinator opens it on the page of the data list.",
    )


class ItemUnknown(NotFound):
    """The list has no such item."""

    code = "forum.item-unknown"
    message = Text("Daftar Data {year} tidak memuat “{item}”.", "The data list of {year} has no “{item}”.")
    hint = Text("Cari pada daftarnya.", "Look in the list.")


class MeetingUnknown(NotFound):
    """There is no such meeting."""

    code = "forum.meeting-unknown"
    message = Text("Tidak ada rapat “{meeting}”.", "There is no meeting “{meeting}”.")
    hint = Text("Lihat halaman Forum.", "See the page of the Forum.")


class ListThere(Conflict):
    """The year has its list already."""

    code = "forum.list-there"
    message = Text("Daftar Data {year} sudah ada.", "The data list of {year} is there already.")
    hint = Text("Buka daftarnya dan teruskan di sana.", "Open it and go on there.")


class WrongState(Conflict):
    """The list is not at the station at which this is done."""

    code = "forum.wrong-state"
    message = Text(
        "Daftar Data {year} {state}; langkah ini tidak dapat dilakukan sekarang.",
        "The data list of {year} is {state}; this step cannot be taken now.",
    )
    hint = Text(
        "Minta koordinator Forum mengubah tahap daftarnya bila memang perlu.",
        "Ask the coordinator of the Forum to move the list if that is needed.",
    )


class Undecided(Conflict):
    """A list cannot be agreed while proposals are undecided."""

    code = "forum.undecided"
    message = Text("Masih ada {count} usulan tanpa keputusan.", "{count} proposals still have no decision.")
    hint = Text(
        "Sepakati, tunda, gabung, atau tolak semuanya dalam sebuah rapat Forum.",
        "Agree, defer, merge or reject all of them in a meeting of the Forum.",
    )


class ItemDecided(Conflict):
    """The Forum has decided about the item; its words stay as they were decided."""

    code = "forum.item-decided"
    message = Text(
        "{item} sudah {state}; isinya tidak diubah lagi.", "{item} is {state}; its words no longer change."
    )
    hint = Text(
        "Bawa perubahannya ke rapat Forum berikutnya, atau usulkan untuk tahun depan.",
        "Bring the change to the next meeting, or propose it for next year.",
    )


class ChangedByAnother(Conflict):
    """Somebody else changed the item since it was read."""

    code = "forum.changed-by-another"
    message = Text("{item} baru saja diubah orang lain.", "Somebody else has just changed {item}.")
    hint = Text(
        "Isian Anda masih ada di halaman ini: bandingkan dengan butirnya, lalu simpan lagi.",
        "What you typed is still on this page: compare it with the item and save again.",
    )


class ItemUnfit(Invalid):
    """An item does not hold what the sheet asks for."""

    code = "forum.item-unfit"
    message = Text(
        "{faults} hal pada butir ini perlu diperbaiki.", "{faults} things in this item need mending."
    )
    hint = Text("{first}", "{first}")

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(faults=len(findings), first=findings[0].message)


class SheetUnfit(Invalid):
    """An uploaded list has faults, so nothing of it is taken."""

    code = "forum.sheet-unfit"
    message = Text(
        "Berkas ini punya {faults} kesalahan, jadi tidak ada yang dimuat.",
        "This file has {faults} faults, so nothing of it was taken.",
    )
    hint = Text(
        "Perbaiki yang ditandai, lalu unggah lagi; daftar yang ada tidak berubah.",
        "Mend what is marked and upload it again; the list is as it was.",
    )

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(faults=len(findings))


class ReasonNeeded(Invalid):
    """A decision of this kind is worth nothing without its reason."""

    code = "forum.reason-needed"
    message = Text("Tulis alasan keputusannya.", "Write the reason of the decision.")
    hint = Text(
        "Alasan ini dibaca pengusul dan masuk berita acara.",
        "The proposer reads it, and it stands in the minutes.",
    )


class DecisionUnfit(Invalid):
    """A decision that says too little to be carried out."""

    code = "forum.decision-unfit"
    message = Text("Keputusan ini belum lengkap: {what}.", "This decision is not complete: {what}.")


class NoCalendar(Invalid):
    """An item that comes when it comes has no calendar to lay out."""

    code = "forum.no-calendar"
    message = Text(
        "{item} dimutakhirkan secara insidental, jadi kalendernya tidak dapat disusun.",
        "{item} is updated occasionally, so no calendar can be laid out.",
    )
    hint = Text(
        "Tautkan ke dataset yang sudah ada, atau sepakati jadwal yang tetap.",
        "Link it to a dataset that is there, or agree on a regular schedule.",
    )


class DatesUnfit(Invalid):
    """An activity that ends before it begins."""

    code = "forum.dates-unfit"
    message = Text("Kegiatan ini selesai sebelum dimulai.", "This activity ends before it begins.")
    hint = Text("Periksa kedua tanggalnya.", "Look at both dates.")

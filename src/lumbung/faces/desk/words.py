"""Words for what the desk shows across rooms: duties, and the verbs of the journal."""

from __future__ import annotations

from lumbung.kit.said import t
from lumbung.rooms.people.queries import DUTY_TITLES, Duty, Membership
from lumbung.vocabulary.words import Text

VERBS = {
    "collection.calendar-laid-out": Text("kalender disusun", "calendar laid out"),
    "collection.checked": Text("diperiksa mesin", "checked by the machine"),
    "collection.dates-moved": Text("tanggal diubah", "dates moved"),
    "collection.discarded": Text("kiriman disingkirkan", "submission set aside"),
    "collection.layout-corrected": Text("susunan berkas dikoreksi", "layout corrected"),
    "collection.mail-chosen": Text("pilihan surel diubah", "choice of mail changed"),
    "collection.mail-failed": Text("surel pengingat tidak terkirim", "reminder not sent"),
    "collection.mail-uncertain": Text("surel pengingat tidak pasti terkirim", "reminder perhaps not sent"),
    "collection.mended": Text("sel diperbaiki", "cells mended"),
    "collection.period-closed": Text("periode ditutup", "period closed"),
    "collection.period-opened": Text("periode dibuka", "period opened"),
    "collection.reminded": Text("diingatkan", "reminded"),
    "collection.reminders-loaded": Text("aturan pengingat dimuat", "rules of reminding loaded"),
    "collection.submitted": Text("angka dikirim", "figures submitted"),
    "collection.uploaded": Text("berkas diunggah", "file uploaded"),
    "review.accepted": Text("disetujui walidata", "accepted by the data steward"),
    "review.approved": Text("disetujui pembina data", "approved by the supervisor"),
    "review.given-back": Text("dikembalikan kepada walidata", "given back to the data steward"),
    "review.recommended": Text("direkomendasikan", "recommended"),
    "review.remarked": Text("dikomentari", "remarked"),
    "review.returned": Text("dikembalikan kepada produsen", "returned to the producer"),
    "release.asked": Text("rilis diminta", "release asked for"),
    "release.cancelled": Text("rilis dibatalkan", "release cancelled"),
    "release.failed": Text("rilis gagal", "release failed"),
    "release.released": Text("edisi dirilis", "edition released"),
    "release.withdrawn": Text("edisi ditarik", "edition withdrawn"),
    "catalog.dataset-changed": Text("definisi dataset diubah", "dataset's definition changed"),
    "catalog.dataset-defined": Text("dataset ditetapkan", "dataset defined"),
    "catalog.topics-loaded": Text("topik dimuat", "topics loaded"),
    "people.duty-given": Text("tugas diberikan", "duty given"),
    "people.duty-taken": Text("tugas dicabut", "duty taken"),
    "people.organisations-loaded": Text("organisasi dimuat", "organisations loaded"),
    "people.registered": Text("akun dibuat", "account made"),
    "people.token-issued": Text("kunci program diterbitkan", "program key issued"),
    "people.token-revoked": Text("kunci program dicabut", "program key revoked"),
    "standards.areas-loaded": Text("wilayah dimuat", "areas loaded"),
    "standards.boundaries-loaded": Text("batas wilayah dimuat", "boundaries loaded"),
    "standards.codelists-loaded": Text("daftar kode dimuat", "code lists loaded"),
    "standards.concepts-loaded": Text("konsep dimuat", "concepts loaded"),
    "standards.edited": Text("draf standar diubah", "draft of a standard changed"),
    "standards.finalised": Text("standar difinalkan", "standard made final"),
    "standards.measures-loaded": Text("ukuran dimuat", "measures loaded"),
    "standards.new-version": Text("versi baru standar", "new version of a standard"),
    "standards.registered": Text("standar didaftarkan", "standard registered"),
    "standards.retired": Text("standar diakhiri", "standard retired"),
    "standards.sources-loaded": Text("sumber dimuat", "sources loaded"),
    "standards.synonyms-loaded": Text("sinonim dimuat", "synonyms loaded"),
    "standards.units-loaded": Text("satuan dimuat", "units loaded"),
    "packs.figures-sent": Text("angka paket dikirim", "a pack's figures sent"),
}


def verb_words(verb: str) -> str:
    """What was done, in words; the verb itself where it has none."""
    return t(VERBS.get(verb, Text(verb)))


def duty_words(held: Membership) -> str:
    """A duty with its office: *walidata, Pemerintah Kota*."""
    return f"{t(DUTY_TITLES[Duty(held.duty)])}, {t(held.organisation.name)}"

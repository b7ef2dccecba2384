"""What stands in the way of an act on a record, in words."""

from __future__ import annotations

from lumbung.vocabulary.problems import Conflict, Invalid, NotAllowed, NotFound, TooMuch
from lumbung.vocabulary.words import Text


class RecordUnknown(NotFound):
    """No record has this code, or not for this person."""

    code = "metadata.record-unknown"
    message = Text("Tidak ada metadata “{record}”.", "There is no metadata record “{record}”.")
    hint = Text("Cari di daftar metadata instansi Anda.", "Look in the list of your office's metadata.")


class FormUnknown(NotFound):
    """No pack has brought such a form."""

    code = "metadata.form-unknown"
    message = Text("Tidak ada formulir “{form}”.", "There is no form “{form}”.")
    hint = Text("Muat paket yang membawanya.", "Load the pack that brings it.")


class RecordExists(Conflict):
    """The code is taken."""

    code = "metadata.record-exists"
    message = Text("Kode “{record}” sudah dipakai.", "The code “{record}” is taken.")
    hint = Text("Buka metadata itu, atau pilih kode lain.", "Open that record, or choose another code.")


class RecordClosed(Conflict):
    """The record waits for somebody, or was approved; its answers do not change now."""

    code = "metadata.record-closed"
    message = Text(
        "{record} sedang {state}, jadi isiannya tidak dapat diubah.",
        "{record} is {state}, so its answers cannot be changed.",
    )
    hint = Text(
        "Buka kembali dahulu, atau minta walidata mengembalikannya.",
        "Reopen it first, or ask the data steward to return it.",
    )


class WrongStation(Conflict):
    """The step does not follow the present one."""

    code = "metadata.wrong-station"
    message = Text("{record} sedang {state}.", "{record} is {state}.")
    hint = Text("Muat ulang halamannya untuk melihat keadaannya.", "Reload the page to see how it stands.")


class OwnRecord(NotAllowed):
    """Nobody approves what they wrote or submitted themselves."""

    code = "metadata.own-record"
    message = Text(
        "Anda {part} metadata ini, jadi orang lain yang harus menyetujuinya.",
        "You {part} this record, so somebody else must approve it.",
    )
    hint = Text(
        "Minta petugas lain memeriksanya: yang menulis tidak boleh menyetujui.",
        "Ask another officer: who writes may not approve.",
    )


class SameHands(NotAllowed):
    """The supervisor is not the steward who checked it."""

    code = "metadata.same-hands"
    message = Text(
        "Anda sudah memeriksa metadata ini sebagai walidata; pembina data harus orang lain.",
        "You checked this record as data steward; the supervisor must be another person.",
    )
    hint = Text("Minta pembina data lain menyetujuinya.", "Ask another supervisor to approve it.")


class RecordIncomplete(Conflict):
    """Answers are missing or wrong, so it cannot be agreed to."""

    code = "metadata.record-incomplete"
    message = Text(
        "{record} belum lengkap: {missing}.",
        "{record} is not complete: {missing}.",
    )
    hint = Text(
        "Kembalikan kepada produsennya dengan komentar pada isian itu.",
        "Return it to its producer with remarks on those answers.",
    )


class NotLookedAt(Conflict):
    """Answers that were copied have not been looked at."""

    code = "metadata.not-looked-at"
    message = Text(
        "{count} isian salinan belum diperiksa: {fields}.",
        "{count} copied answers have not been looked at: {fields}.",
    )
    hint = Text(
        "Perbaiki, atau tandai bahwa isiannya masih benar.", "Mend them, or mark them as still right."
    )


class ReasonNeeded(Invalid):
    """A return or a reopening without a reason."""

    code = "metadata.reason-needed"
    message = Text("Tulis alasannya.", "Write the reason.")


class UnknownField(Invalid):
    """The form does not ask this."""

    code = "metadata.unknown-field"
    message = Text("{form} tidak mempunyai isian “{field}”.", "{form} has no field “{field}”.")
    hint = Text("Periksa kunci isiannya.", "Check the field's key.")


class OfficerField(NotAllowed):
    """Only the supervisor's office fills this."""

    code = "metadata.officer-field"
    message = Text(
        "“{field}” diisi oleh pembina data, bukan oleh produsen.",
        "“{field}” is filled by the supervisor, not by the producer.",
    )


class AnswersTooLong(TooMuch):
    """An answer is over a declared limit."""

    code = "metadata.answers-too-long"
    message = Text("“{field}” terlalu panjang (batas {limit}).", "“{field}” is too long (limit {limit}).")
    hint = Text("Ringkas, atau pindahkan ke lampiran.", "Shorten it, or move it to an attachment.")


class UnknownRevision(Conflict):
    """The save builds on a revision that the record never had."""

    code = "metadata.unknown-revision"
    message = Text("{record} tidak punya revisi {revision}.", "{record} has no revision {revision}.")
    hint = Text("Muat ulang halamannya.", "Reload the page.")


class WrongParent(Invalid):
    """The form does not stand under that record."""

    code = "metadata.wrong-parent"
    message = Text(
        "{form} harus berada di bawah {under}.",
        "{form} must stand under {under}.",
    )
    hint = Text("Mulai dari halaman kegiatannya.", "Start from the page of its activity.")


class WrongYear(Invalid):
    """A year that no record can be about."""

    code = "metadata.wrong-year"
    message = Text("Tahun {year} di luar {first}–{last}.", "The year {year} is outside {first}–{last}.")


class TooManyChildren(TooMuch):
    """An activity with more variables or indicators than anybody describes."""

    code = "metadata.too-many-children"
    message = Text("Paling banyak {limit} di bawah satu kegiatan.", "At most {limit} under one activity.")


class NotAVariable(Invalid):
    """An indicator is built from variables, nothing else."""

    code = "metadata.not-a-variable"
    message = Text("{record} bukan variabel.", "{record} is not a variable.")
    hint = Text("Pilih dari daftar variabel.", "Choose from the list of variables.")


class ConceptUnknown(Invalid):
    """The registry of standards has no such concept."""

    code = "metadata.concept-unknown"
    message = Text(
        "Standar data tidak memuat konsep “{concept}”.", "The standards have no concept “{concept}”."
    )
    hint = Text(
        "Pilih dari daftar yang muncul saat mengetik.", "Choose from the list that appears as you type."
    )


class EmptyRemark(Invalid):
    """A remark without words."""

    code = "metadata.empty-remark"
    message = Text("Tulis komentarnya.", "Write the remark.")


class NothingApproved(Conflict):
    """Nothing of the record is public yet."""

    code = "metadata.nothing-approved"
    message = Text("{record} belum pernah disetujui.", "{record} has never been approved.")
    hint = Text(
        "Versi publik ada setelah pembina data menyetujui.", "It is public once the supervisor approved it."
    )


class NoYear(Invalid):
    """A new activity without its year."""

    code = "metadata.no-year"
    message = Text("Tahunnya belum diisi.", "Its year is not filled in.")
    hint = Text("Isi tahunnya di lembar itu, lalu unggah lagi.", "Fill in the year and upload it again.")


class WorkbookTooLarge(TooMuch):
    """A workbook over the declared limit."""

    code = "metadata.workbook-too-large"
    message = Text("Berkas ini lebih besar dari {limit} MB.", "This file is larger than {limit} MB.")
    hint = Text("Hapus lembar lain dari berkas itu.", "Delete the other sheets of that file.")


class WaiverTooLong(Invalid):
    """A waiver that lies in the past or goes on for ever."""

    code = "metadata.waiver-too-long"
    message = Text(
        "Tanggalnya harus antara hari ini dan {last}.", "The day must be between today and {last}."
    )


class MeasureUnknown(Invalid):
    """The dataset has no such measure."""

    code = "metadata.measure-unknown"
    message = Text("{dataset} tidak punya ukuran “{measure}”.", "{dataset} has no measure “{measure}”.")
    hint = Text("Pilih dari daftar ukurannya.", "Choose from its measures.")


class LetterTooLarge(TooMuch):
    """The letter is over the declared limit."""

    code = "metadata.letter-too-large"
    message = Text("Surat ini lebih besar dari {megabytes} MB.", "This letter is larger than {megabytes} MB.")
    hint = Text("Simpan sebagai PDF yang lebih kecil.", "Save it as a smaller PDF.")


class LetterUnreadable(Invalid):
    """The bytes are neither a PDF nor a JPEG, whatever the file is called."""

    code = "metadata.letter-unreadable"
    message = Text("Berkas ini bukan PDF atau JPEG.", "This file is neither a PDF nor a JPEG.")
    hint = Text(
        "Pindai suratnya dan simpan sebagai PDF; nama berkas saja tidak cukup.",
        "Scan the letter and save it as PDF; the name of the file is not enough.",
    )


class LetterGone(NotFound):
    """There is no letter, or its bytes are not on the disk."""

    code = "metadata.letter-gone"
    message = Text("Suratnya tidak ada di penyimpanan.", "The letter is not in the store.")


class RecommendationUnknown(NotFound):
    """No such recommendation, or not for this person."""

    code = "metadata.recommendation-unknown"
    message = Text("Tidak ada rekomendasi nomor {number}.", "There is no recommendation number {number}.")


class RecommendationOpen(Conflict):
    """The activity has one on its way already."""

    code = "metadata.recommendation-open"
    message = Text(
        "Rekomendasi “{activity}” sudah dimulai ({state}).",
        "The recommendation of “{activity}” was begun already ({state}).",
    )
    hint = Text("Lanjutkan yang sudah ada.", "Go on with that one.")


class RecommendationElsewhere(Conflict):
    """The step does not follow from where the recommendation stands."""

    code = "metadata.recommendation-elsewhere"
    message = Text(
        "Dari “{state}” tidak dapat langsung ke “{wanted}”.", "“{wanted}” does not follow from “{state}”."
    )
    hint = Text("Muat ulang halamannya.", "Reload the page.")


class NotAnActivity(Invalid):
    """Only an activity is recommended, not a variable or an indicator."""

    code = "metadata.not-an-activity"
    message = Text("{record} bukan kegiatan.", "{record} is no activity.")
    hint = Text("Pilih metadata kegiatannya.", "Choose the record of the activity.")


class WrongDay(Invalid):
    """A day that cannot be: in the future, or before what it follows."""

    code = "metadata.wrong-day"
    message = Text(
        "Tanggal {day} tidak mungkin: harus antara {first} dan {last}.",
        "{day} cannot be: it must be between {first} and {last}.",
    )


class NumberNeeded(Invalid):
    """A recommendation without its number."""

    code = "metadata.number-needed"
    message = Text("Tulis identitas rekomendasi dari suratnya.", "Write the identity of the recommendation.")
    hint = Text("Identitasnya tercantum pada surat rekomendasi BPS.", "It stands on the letter of BPS.")

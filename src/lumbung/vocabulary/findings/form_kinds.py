"""The kinds of findings in the answers of a form."""

from __future__ import annotations

from lumbung.vocabulary.findings.kind import Severity
from lumbung.vocabulary.findings.kind import kind as _kind

E, W = Severity.ERROR, Severity.WARNING

FORM = (
    _kind("form.required", E,
          ("{field} belum diisi.", "{field} is not filled in yet."),
          ("Isi sebelum diajukan; rancangan tetap dapat disimpan.", "Fill it in before it is submitted; a draft is kept all the same.")),
    _kind("metadata.no-recommendation", W,
          ("“{activity}” mengumpulkan data dengan survei, tetapi belum mendapat rekomendasi BPS ({state}).", "“{activity}” collects its data by a survey, but BPS has not recommended it ({state})."),
          ("Beritahukan rancangannya kepada BPS lewat Romantik; BPS menjawab paling lama {days} hari.", "Notify BPS of its design (Romantik); BPS answers within {days} days.")),
    _kind("form.not-asked", E,
          ("{field} tidak ditanyakan untuk jawaban ini, tetapi berisi “{value}”.", "{field} is not asked with these answers, but holds “{value}”."),
          ("Kosongkan isian ini, atau periksa jawaban yang menentukannya.", "Empty it, or look again at the answer that decides over it.")),
    _kind("form.unknown", W,
          ("“{value}” bukan isian formulir {form}; jawabannya disimpan tetapi tidak dipakai.", "“{value}” is no field of form {form}; its answer is kept but not used."),
          ("Periksa nama isiannya, atau pindahkan jawabannya ke isian yang ada.", "Check the name of the field, or move the answer to a field that is there.")),
    _kind("form.kind", E,
          ("{field}: “{value}” bukan {kind}.", "{field}: “{value}” is not {kind}."),
          ("Tulis misalnya {example}.", "Write for example {example}.")),
    _kind("form.option", E,
          ("{field}: “{value}” tidak ada dalam pilihan.", "{field}: “{value}” is not one of the choices."),
          ("Pilih dari: {choices}.", "Choose from: {choices}.")),
    _kind("form.rule", E,
          ("{field}: {reason}.", "{field}: {reason}."),
          ("Perbaiki isian ini, atau isian yang dibandingkan dengannya.", "Mend this answer, or the one it is compared with.")),
    _kind("form.row-rule", E,
          ("{field}, baris {row}: {reason}.", "{field}, row {row}: {reason}."),
          ("Periksa isian pada baris itu.", "Check what is written in that row.")),
    _kind("form.too-short", E,
          ("{field} baru {length} huruf; paling sedikit {least}.", "{field} has {length} characters; at least {least} are asked."),
          ("Jelaskan lebih lengkap: apa, untuk siapa, mengapa.", "Tell more: what, for whom, and why.")),
    _kind("form.too-long", E,
          ("{field} berisi {length} huruf; paling banyak {most}.", "{field} has {length} characters; {most} at most."),
          ("Ringkas isinya; uraian panjang dapat dilampirkan sebagai dokumen.", "Shorten it; a long account can be attached as a document.")),
    _kind("form.rows", E,
          ("{field} berisi {count} baris; yang diminta {expected}.", "{field} has {count} rows; {expected} are asked."),
          ("Tambah atau hapus baris sampai sesuai.", "Add or remove rows until it fits.")),
    _kind("form.row-unknown", E,
          ("{field}: baris “{value}” tidak ada atau tertulis dua kali.", "{field}: row “{value}” is not known, or is there twice."),
          ("Hapus baris itu atau gabungkan isinya.", "Remove that row or join its content with the other.")),
    _kind("form.dash", E,
          ("{field} tidak dapat diisi “{value}”.", "{field} cannot be answered with “{value}”."),
          ("Tulis jawabannya; kosongkan bila belum diketahui.", "Write the answer; leave it empty while it is not known.")),
    _kind("form.sheet-unknown", W,
          ("Lembar “{value}” bukan formulir yang dikenal dan tidak dibaca.", "Sheet “{value}” is no form that is known and was not read."),
          ("Unduh formulirnya lagi dan salin isian Anda ke dalamnya.", "Download the form again and copy your answers into it.")),
    _kind("form.other-edition", W,
          ("Lembar ini dibuat untuk formulir {found}; yang berlaku {expected}.", "This sheet was made for form {found}; the present one is {expected}."),
          ("Isian yang sama tetap dibaca. Periksa isian yang baru.", "Answers to the same questions are read. Look at the new questions.")),
)  # fmt: skip

"""All kinds of findings, each with its words in both languages and the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.vocabulary.words import Text, Worded


class Severity(Worded):
    """How grave a finding is, the gravest first."""

    ERROR = "error", Text("harus diperbaiki", "must be mended")  # the submission cannot go on
    WARNING = "warning", Text("perlu dilihat", "please look")  # a person must look
    INFO = "info", Text("catatan", "note")  # good to know


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What is wrong, how grave it is, and how it is mended."""

    code: str
    severity: Severity
    message: Text
    hint: Text


def _kind(code: str, severity: Severity, message: tuple[str, str], hint: tuple[str, str]) -> FindingKind:
    return FindingKind(code, severity, Text(*message), Text(*hint))


E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

FILE = (
    _kind("file.unreadable", E,
          ("Berkas ini tidak dapat dibaca sebagai lembar kerja: {reason}.", "This file cannot be read as a workbook: {reason}."),
          ("Buka di aplikasi lembar kerja, simpan kembali sebagai .xlsx, lalu unggah lagi.", "Open it in your spreadsheet program, save it again as .xlsx and upload it.")),
    _kind("file.encrypted", E,
          ("Berkas ini dikunci dengan kata sandi.", "This file is locked with a password."),
          ("Hapus kata sandinya, simpan, lalu unggah lagi.", "Remove the password, save, and upload it again.")),
    _kind("file.type-mismatch", E,
          ("Nama berkas berakhiran {suffix}, padahal isinya {actual}.", "The file's name ends in {suffix}, but it holds {actual}."),
          ("Simpan sebagai .xlsx yang sebenarnya (Simpan sebagai → Buku Kerja Excel).", "Save it as a real .xlsx (Save as → Excel workbook).")),
    _kind("file.too-large", E,
          ("Berkas ini terlalu besar: {reason}.", "This file is too large: {reason}."),
          ("Hapus baris atau kolom kosong yang ikut tersimpan, atau kirim sebagai CSV.", "Delete the empty rows and columns that were saved with it, or send a CSV.")),
    _kind("file.empty", E,
          ("Tidak ada tabel yang ditemukan dalam berkas ini.", "No table was found in this file."),
          ("Unduh templat dataset ini dan salin angka Anda ke dalamnya.", "Download this dataset's template and copy your figures into it.")),
    _kind("file.wrong-template", E,
          ("Templat ini milik dataset {found}, bukan {dataset}.", "This template belongs to dataset {found}, not {dataset}."),
          ("Unggah pada dataset {found}, atau unduh templat {dataset}.", "Upload it to dataset {found}, or download the template of {dataset}.")),
    _kind("file.old-template", W,
          ("Templat ini versi {found}; yang berlaku versi {version}.", "This template is version {found}; the current one is {version}."),
          ("Angka tetap dibaca. Unduh templat baru untuk kiriman berikutnya.", "The figures are read all the same. Download the new template for next time.")),
)  # fmt: skip

SHEET = (
    _kind("sheet.hidden", I,
          ("{what} tersembunyi.", "{what_en} is hidden."),
          ("{consequence}", "{consequence_en}")),
    _kind("sheet.hidden-unread", W,
          ("Lembar “{value}” tersembunyi dan tidak dibaca.", "Sheet “{value}” is hidden and was not read."),
          ("Tampilkan lembar itu bila angkanya harus ikut; jika tidak, hapus.", "Unhide it if its figures belong here; otherwise delete it.")),
    _kind("sheet.no-table", I,
          ("Lembar “{value}” tidak memuat tabel dataset ini.", "Sheet “{value}” holds no table of this dataset."),
          ("Tidak perlu tindakan bila memang bukan data.", "Nothing to do if it is not data.")),
    _kind("layout.guessed", I,
          ("Susunan tabel ditebak: {what}.", "The layout was guessed: {what_en}."),
          ("Periksa tebakan ini; koreksi Anda akan diingat untuk berkas berikutnya.", "Check the guess; your correction is kept for the next file.")),
    _kind("column.unknown", W,
          ("Kolom “{value}” tidak dikenal pada dataset ini dan tidak dibaca.", "Column “{value}” is not known in this dataset and was not read."),
          ("Pilih ukuran atau dimensinya, atau abaikan bila hanya catatan.", "Choose its measure or dimension, or leave it if it is a note.")),
    _kind("row.unknown", W,
          ("Baris “{value}” tidak dikenal pada dataset ini dan tidak dibaca.", "Row “{value}” is not known in this dataset and was not read."),
          ("Pilih ukurannya, atau abaikan bila bukan bagian dataset ini.", "Choose its measure, or leave it if it is no part of this dataset.")),
    _kind("sheet.repeats", I,
          ("Lembar “{value}” mengulang angka lembar lain dan tidak dibaca dua kali.", "Sheet “{value}” repeats figures of other sheets and was not read twice."),
          ("Tidak perlu tindakan.", "Nothing to do.")),
    _kind("column.missing", E,
          ("Kolom untuk {what} tidak ditemukan.", "No column for {what_en} was found."),
          ("Tambahkan kolomnya, atau gunakan templat dataset ini.", "Add the column, or use this dataset's template.")),
    _kind("header.date-for-range", W,
          ("Judul “{value}” adalah tanggal; mungkin maksudnya {suggestion}.", "Heading “{value}” is a date; it probably means {suggestion}."),
          ("Aplikasi lembar kerja mengubah “{suggestion}” menjadi tanggal. Tulis ulang sebagai teks.", "The spreadsheet turned “{suggestion}” into a date. Type it again as text.")),
)  # fmt: skip

AREA = (
    _kind("area.unknown", E,
          ("“{value}” tidak ada dalam daftar wilayah.", "“{value}” is not in the list of areas."),
          ("Tulis nama atau kode wilayah seperti pada templat.", "Write the area's name or code as in the template.")),
    _kind("area.outside", E,
          ("{value} berada di luar wilayah dataset ini.", "{value} lies outside this dataset's area."),
          ("Hapus barisnya, atau kirim pada dataset wilayah itu.", "Remove the row, or send it to that area's dataset.")),
    _kind("area.level", E,
          ("{value} adalah {level}, padahal dataset ini per {expected}.", "{value} is of rung {level}, but this dataset is by {expected}."),
          ("Kirim angka per {expected}.", "Send the figures by {expected}.")),
    _kind("area.whole-row", I,
          ("{count} baris untuk {areas} hanya dipakai memeriksa jumlah, tidak disimpan.", "{count} rows for {areas} only served to check the totals and are not kept."),
          ("Tidak perlu tindakan: jumlahnya dihitung dari rinciannya.", "Nothing to do: the totals are worked out from the parts.")),
    _kind("area.ambiguous", E,
          ("“{value}” dapat berarti beberapa wilayah: {choices}.", "“{value}” may mean several areas: {choices}."),
          ("Pilih wilayahnya, atau tulis kodenya.", "Choose the area, or write its code.")),
    _kind("area.misspelt", W,
          ("“{value}” tidak dikenal; mungkin maksudnya {suggested}.", "“{value}” is not known; it may mean {suggested}."),
          ("Setujui usulan ini atau perbaiki ejaannya; angkanya belum diambil.", "Accept the proposal or mend the spelling; the figure waits until you do.")),
    _kind("area.code-mismatch", E,
          ("Kode {code} adalah {expected}, bukan “{value}”.", "Code {code} is {expected}, not “{value}”."),
          ("Perbaiki kode atau namanya agar cocok.", "Mend the code or the name so that they agree.")),
)  # fmt: skip

VALUE = (
    _kind("value.unreadable", E,
          ("“{value}” bukan angka.", "“{value}” is not a number."),
          ("Tulis angkanya, atau kosongkan bila tidak ada data.", "Write the number, or leave the cell empty if there is none.")),
    _kind("value.negative", E,
          ("{measure} {value} tidak boleh kurang dari {minimum}.", "{measure} {value} may not be below {minimum}."),
          ("Periksa tanda minusnya.", "Check the minus sign.")),
    _kind("value.range", E,
          ("{measure} {value} di luar batas {minimum}–{maximum}.", "{measure} {value} is outside {minimum}–{maximum}."),
          ("Periksa angkanya dan satuannya.", "Check the number and its unit.")),
    _kind("value.fraction", E,
          ("{measure} harus bilangan bulat, tetapi tertulis {value}.", "{measure} must be a whole number, but is {value}."),
          ("Periksa titik dan koma: 1.234 ditulis tanpa pecahan.", "Check points and commas: 1.234 has no fraction.")),
    _kind("value.decimals", W,
          ("{measure} {value} punya lebih dari {decimals} angka di belakang koma.", "{measure} {value} has more than {decimals} decimals."),
          ("Bulatkan, atau minta walidata mengubah definisinya.", "Round it, or ask the data steward to change the definition.")),
    _kind("value.required", E,
          ("{measure} wajib diisi.", "{measure} must be given."),
          ("Isi angkanya, atau tulis “…” bila belum ada data.", "Write the number, or “…” if there is none yet.")),
    _kind("value.zero-suspect", W,
          ("Nilai 0, padahal yang lain {typical}{remark}: mungkin berarti tidak ada data.", "The value is 0 where others have {typical}{remark}: perhaps there is no data."),
          ("Kosongkan selnya bila belum didata; biarkan 0 bila memang nol.", "Empty the cell if it was not collected; leave 0 if it is truly zero.")),
    _kind("value.part-exceeds-whole", E,
          ("{part} ({value}) melebihi {whole} ({whole_value}).", "{part} ({value}) is more than {whole} ({whole_value})."),
          ("Bagian tidak boleh lebih besar dari keseluruhan.", "A part may not be larger than the whole.")),
    _kind("value.ambiguous-number", W,
          ("“{value}” dibaca {read}; dapat juga berarti {other}.", "“{value}” was read as {read}; it may also mean {other}."),
          ("Tulis sebagai angka, bukan teks.", "Write it as a number, not as text.")),
    _kind("value.outlier", W,
          ("{measure} {value} jauh dari riwayatnya ({typical}).", "{measure} {value} is far from its history ({typical})."),
          ("Pastikan angkanya benar; beri catatan bila memang berubah.", "Make sure it is right; add a note if it really changed.")),
    _kind("value.changed", I,
          ("{measure} berubah dari {before} menjadi {value} terhadap edisi terakhir.", "{measure} changed from {before} to {value} against the last edition."),
          ("Koreksi perlu catatan saat dirilis.", "A correction needs a note when it is released.")),
    _kind("values.changed", I,
          ("{count} nilai {measure} berubah terhadap edisi terakhir.", "{count} values of {measure} changed against the last edition."),
          ("Koreksi perlu catatan saat dirilis.", "A correction needs a note when it is released.")),
    _kind("code.unknown", E,
          ("“{value}” tidak ada dalam daftar {dimension}.", "“{value}” is not in the list of {dimension}."),
          ("Pilih salah satu: {choices}.", "Choose one of: {choices}.")),
    _kind("code.misspelt", W,
          ("“{value}” tidak ada dalam daftar {dimension}; mungkin maksudnya “{suggestion}”.", "“{value}” is not in the list of {dimension}; it may mean “{suggestion}”."),
          ("Setujui usulan ini atau perbaiki ejaannya.", "Accept the proposal or mend the spelling.")),
    _kind("unit.mismatch", E,
          ("Satuan tertulis {value}, padahal dataset ini memakai {unit}.", "The unit given is {value}, but this dataset uses {unit}."),
          ("Ubah angkanya ke {unit}, atau perbaiki judul kolomnya.", "Convert the figures to {unit}, or mend the heading.")),
    _kind("unit.converted", W,
          ("Angka tertulis dalam {value} dan diubah ke {unit}: 1 {value} = {times} {unit}.", "The figures are given in {value} and were converted to {unit}: 1 {value} = {times} {unit}."),
          ("Periksa hasilnya; perbaiki satuan yang tertulis bila keliru.", "Check the result; mend the unit that is written if it is wrong.")),
    _kind("unit.unknown", W,
          ("Satuan “{value}” tidak dikenal; dibaca sebagai {unit}.", "Unit “{value}” is not known; read as {unit}."),
          ("Perbaiki judul kolomnya bila keliru.", "Mend the heading if that is wrong.")),
    _kind("unit.suspect", W,
          ("{measure} sekitar {ratio} kali luas resmi wilayahnya; mungkin angkanya dalam {suggestion}, bukan {unit}.", "{measure} is about {ratio} times the official size of its areas; perhaps it is in {suggestion}, not {unit}."),
          ("Ubah angkanya ke {unit}, atau perbaiki satuannya.", "Convert the figures to {unit}, or mend the unit.")),
    _kind("formula.error", E,
          ("Rumus di sel ini menghasilkan {value}.", "The formula in this cell gives {value}."),
          ("Perbaiki rumusnya, atau tempel nilainya saja.", "Mend the formula, or paste its value only.")),
    _kind("formula.no-cache", E,
          ("Sel ini berisi rumus tanpa hasil tersimpan.", "This cell holds a formula without a stored result."),
          ("Buka dan simpan berkasnya di aplikasi lembar kerja, atau tempel nilainya saja.", "Open and save the file in a spreadsheet program, or paste the values only.")),
    _kind("cell.formula-injection", E,
          ("Teks “{value}” dapat dijalankan sebagai rumus.", "The text “{value}” could be run as a formula."),
          ("Tulis sebagai teks biasa tanpa =, +, - atau @ di depan.", "Write it as plain text without a leading =, +, - or @.")),
)  # fmt: skip

PERIOD = (
    _kind("period.unreadable", E,
          ("“{value}” bukan periode yang dikenal.", "“{value}” is no period that is known."),
          ("Tulis misalnya {example}.", "Write for example {example}.")),
    _kind("period.unexpected", E,
          ("Periode {value} bukan periode yang diminta ({expected}).", "Period {value} is not one that is asked for ({expected})."),
          ("Periksa tahunnya, atau minta walidata membuka periode itu.", "Check the year, or ask the data steward to open that period.")),
    _kind("period.missing", E,
          ("Periode angka ini tidak tertulis pada tabel, judul maupun nama lembar.", "The period of these figures is not given in the table, its title or the sheet's name."),
          ("Tulis periodenya pada judul tabel, misalnya “Tahun 2024”.", "Write the period in the table's title, for example “Tahun 2024”.")),
)  # fmt: skip

TABLE = (
    _kind("key.duplicate", E,
          ("{key} sudah ada di {first}.", "{key} is already given in {first}."),
          ("Hapus salah satu barisnya.", "Remove one of the two rows.")),
    _kind("rows.missing", E,
          ("{missing} tidak ada.", "{missing} is missing."),
          ("Tambahkan barisnya; tulis “…” bila belum ada data.", "Add the row; write “…” if there is no data yet.")),
    _kind("total.mismatch", E,
          ("Jumlah tertulis {value}, padahal penjumlahan rinciannya {total}.", "The total says {value}, but its parts add up to {total}."),
          ("Perbaiki jumlahnya atau rinciannya.", "Mend the total or its parts.")),
    _kind("total.unchecked", I,
          ("Jumlah {value} tidak dapat diperiksa karena ada rincian yang kosong.", "The total {value} cannot be checked because parts are missing."),
          ("Tidak perlu tindakan.", "Nothing to do.")),
    _kind("whole.mismatch", E,
          ("{whole} {value}, padahal jumlah {parts} adalah {total}.", "{whole} says {value}, but the {parts} add up to {total}."),
          ("Perbaiki salah satunya agar cocok.", "Mend one of them so that they agree.")),
    _kind("rule.unmet", E,
          ("Aturan “{check}” tidak dipenuhi.", "Rule “{check}” is not met."),
          ("Periksa angka pada baris ini.", "Check the figures of this row.")),
    _kind("findings.more", I,
          ("{count} temuan “{rule}” lainnya tidak ditampilkan.", "{count} more findings “{rule}” are not shown."),
          ("Perbaiki yang tampil lebih dahulu, lalu periksa lagi.", "Mend those that are shown first, then check again.")),
    _kind("rule.unreadable", E,
          ("Aturan “{value}” tidak dapat dibaca ({where}): {reason}.", "Rule “{value}” cannot be read ({where}): {reason}."),
          ("Perbaiki ungkapannya pada definisi dataset.", "Mend its expression in the dataset's definition.")),
)  # fmt: skip

PERSONAL = (
    _kind("personal.nik", E,
          ("Kolom “{value}” memuat {count} nomor yang berbentuk NIK.", "Column “{value}” holds {count} numbers shaped like a NIK."),
          ("Hapus kolom ini: data perseorangan tidak boleh dikirim sebagai statistik.", "Delete this column: data about persons may not be sent as statistics.")),
    _kind("personal.kk", E,
          ("Kolom “{value}” memuat {count} nomor yang berbentuk nomor Kartu Keluarga.", "Column “{value}” holds {count} numbers shaped like a family card number."),
          ("Hapus kolom ini: data perseorangan tidak boleh dikirim sebagai statistik.", "Delete this column: data about persons may not be sent as statistics.")),
)  # fmt: skip

SUBMISSION = (
    _kind("check.stopped", E,
          ("Pemeriksaan berhenti: {reason}", "The check stopped: {reason}"),
          ("{advice}", "{advice}")),
    _kind("period.closed", E,
          ("Periode {period} sudah ditutup untuk dataset ini.", "Period {period} is closed for this dataset."),
          ("Hapus barisnya, atau minta walidata membuka kembali periodenya.", "Remove its rows, or ask the data steward to reopen the period.")),
    _kind("cell.mended", I,
          ("Sel ini diubah di halaman kiriman: “{value}” menjadi “{now}”.", "This cell was changed on the submission's page: “{value}” became “{now}”."),
          ("Ubah juga di berkas Anda, supaya berkas berikutnya sama.", "Change it in your own file too, so that the next one is the same.")),
)  # fmt: skip

BOUNDARY = (
    _kind("boundary.unknown-area", W,
          ("“{value}” bukan kode wilayah yang dikenal; garis batasnya tidak dimuat.", "“{value}” is no known area code; its outline was not loaded."),
          ("Periksa kodenya, atau muat daftar wilayahnya dahulu.", "Check the code, or load the list of areas first.")),
    _kind("boundary.twice", W,
          ("“{value}” sudah punya garis batas dalam berkas ini; yang pertama dipakai.", "“{value}” has an outline in this file already; the first one is used."),
          ("Gabungkan bagian-bagian satu wilayah menjadi satu MultiPolygon.", "Join the parts of one area into one MultiPolygon.")),
    _kind("boundary.no-polygon", E,
          ("Batas {value} bukan poligon ({found}).", "The outline of {value} is no polygon ({found})."),
          ("Simpan batas wilayah sebagai Polygon atau MultiPolygon.", "Save outlines as Polygon or MultiPolygon.")),
    _kind("boundary.not-degrees", E,
          ("Koordinat batas {value} bukan derajat bujur dan lintang.", "The coordinates of {value} are not degrees of longitude and latitude."),
          ("Ubah sistem koordinatnya ke WGS 84 (EPSG:4326) lalu muat lagi.", "Convert the file to WGS 84 (EPSG:4326) and load it again.")),
    _kind("boundary.mended", I,
          ("Batas {value} saling memotong dan dirapikan ({reason}).", "The outline of {value} crossed itself and was mended ({reason})."),
          ("Bandingkan dengan peta aslinya.", "Compare it with the original map.")),
)  # fmt: skip

ALL: tuple[FindingKind, ...] = (
    *FILE,
    *SHEET,
    *AREA,
    *VALUE,
    *PERIOD,
    *TABLE,
    *PERSONAL,
    *SUBMISSION,
    *BOUNDARY,
)

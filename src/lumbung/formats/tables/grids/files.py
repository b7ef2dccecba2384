"""A file looked at before it is opened: what it is by its bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from lumbung.formats.tables.grids.archives import Archive
from lumbung.formats.tables.grids.compound import SIGNATURE, CompoundFile
from lumbung.formats.tables.grids.csvtext import encoding_of, read_csv
from lumbung.formats.tables.grids.grid import Workbook
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.ods import read_ods
from lumbung.formats.tables.grids.refusals import Refused, encrypted, other_type, too_large, unreadable
from lumbung.formats.tables.grids.xls import read_xls
from lumbung.formats.tables.grids.xlsx import read_xlsx
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.words import Text

_READERS = {"xlsx": read_xlsx, "xls": read_xls, "ods": read_ods, "csv": read_csv}
_SUFFIXES = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xls": "xls", ".xlt": "xls",
    ".ods": "ods", ".ots": "ods", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv",
}  # fmt: skip
_NAMES = {
    "xlsx": Text("buku kerja Excel (.xlsx)", "an Excel workbook (.xlsx)"),
    "xls": Text("buku kerja Excel lama (.xls)", "an old Excel workbook (.xls)"),
    "ods": Text("lembar OpenDocument (.ods)", "an OpenDocument sheet (.ods)"),
}
_STRANGERS = (
    (b"%PDF", "dokumen PDF", "a PDF document"),
    (b"\x89PNG", "gambar", "a picture"),
    (b"\xff\xd8\xff", "gambar", "a picture"),
    (b"GIF8", "gambar", "a picture"),
    (b"PAR1", "berkas Parquet", "a Parquet file"),
    (b"Rar!", "arsip RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "arsip 7z", "a 7z archive"),
    (b"{\\rtf", "dokumen RTF", "an RTF document"),
    (b"\x1f\x8b", "arsip gzip", "a gzip archive"),
)
_PAGE = ("<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<div", "<style", "<script")


def read_grids(path: Path, name: str, limits: Limits = LIMITS) -> tuple[Workbook, list[Finding]]:
    """The sheets of a file and what is to be said about the file itself; raises :class:`Refused`."""
    kind, told = kind_of(path, name, limits)
    return _READERS[kind](path, limits), told


def kind_of(path: Path, name: str, limits: Limits = LIMITS) -> tuple[str, list[Finding]]:
    """Which format a file has; raises :class:`Refused` where it is none of ours or locked."""
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(8192)
    except OSError as fault:
        raise unreadable("berkasnya tidak dapat dibuka", "the file cannot be opened") from fault
    if size > limits.file_bytes:
        over, bound = size >> 20, limits.file_bytes >> 20
        raise too_large(f"{over} MB (batas {bound} MB)", f"{over} MB (limit {bound} MB)")
    if not head.strip(b"\0 \t\r\n"):
        raise unreadable("isinya kosong", "it is empty")
    suffix = Path(name).suffix.lower()
    kind = _kind_by_bytes(path, head, suffix, limits)
    said = _SUFFIXES.get(suffix, kind)
    if said == kind:
        return kind, []
    if kind == "csv":
        raise other_type(suffix, "teks biasa (CSV)", "plain text (CSV)")
    # It is read all the same, so that its other faults are seen in one go; but those who are given
    # the file later could not open it under this name.
    return kind, [finding("file.type-mismatch", suffix=suffix, actual=_NAMES[kind])]


def _kind_by_bytes(path: Path, head: bytes, suffix: str, limits: Limits) -> str:
    if head.startswith(b"PK"):
        return _kind_of_archive(path, suffix, limits)
    if head.startswith(SIGNATURE):
        entries = CompoundFile(path.read_bytes()).entries
        if "EncryptedPackage" in entries:
            raise encrypted()
        if not entries.keys() & {"Workbook", "Book"}:
            raise other_type(suffix, "dokumen lain (misalnya Word)", "another document (Word, for example)")
        return "xls"
    for start, id_, en in _STRANGERS:
        if head.startswith(start):
            raise other_type(suffix, id_, en)
    return _kind_of_text(head, suffix)


def _kind_of_archive(path: Path, suffix: str, limits: Limits) -> str:
    with Archive(path, limits) as archive:
        names = archive.names
        if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
            return "xlsx"
        if "content.xml" in names:
            if b"spreadsheet" in archive.read_if_there("mimetype") or "mimetype" not in names:
                return "ods"
            raise other_type(suffix, "dokumen OpenDocument lain", "another OpenDocument document")
    if any(name.startswith("word/") for name in names):
        raise other_type(suffix, "dokumen Word", "a Word document")
    if any(name.startswith("xl/") for name in names):
        raise unreadable("jenis .xlsb tidak didukung", "workbooks of kind .xlsb are not read")
    raise other_type(suffix, "arsip zip", "a zip archive")


def _kind_of_text(head: bytes, suffix: str) -> str:
    encoding = encoding_of(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()
    if text.startswith(_PAGE) or ("<table" in text and text.startswith("<")):
        raise other_type(suffix, "halaman web (HTML)", "a web page (HTML)")
    if text.startswith("<?xml") or "schemas-microsoft-com:office:spreadsheet" in text:
        raise other_type(suffix, "XML", "XML")
    if text.startswith("mime-version:"):
        raise other_type(suffix, "halaman web (MHTML)", "a web page (MHTML)")
    controls = sum(text.count(chr(code)) for code in range(32) if code not in {9, 10, 12, 13, 26})
    if controls > len(text) // 100:
        raise unreadable("isinya bukan teks dan bukan lembar kerja", "it is neither text nor a workbook")
    return "csv"


__all__ = ["Refused", "kind_of", "read_grids"]

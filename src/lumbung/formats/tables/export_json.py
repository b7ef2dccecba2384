"""An answer as JSON (the envelope as head, the rows in ``data``) or as JSON lines, streamed.

A row is an object with the columns' codes as keys. A missing value is ``null``; a status is told
only where it is not *normal*, a note only where there is one, as ``lumbung check --json`` does.
In JSON lines every object stands alone, so each carries the citation as the rows of a CSV do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import BinaryIO

import orjson

from lumbung.formats.tables.envelope import ColumnKind, Envelope, citation_columns
from lumbung.vocabulary.observations import Status

_SILENT = (None, "", Status.NORMAL.value)  # what a status or note need not say
_AT_ONCE = 500  # rows handed to the target together


def write_json(target: BinaryIO, envelope: Envelope, rows: Iterable[Sequence[object]]) -> None:
    """One object: what it is, then ``data`` with one row a line."""
    head = _dumped(envelope.as_dict())
    target.write(head.removesuffix(b"}") + b',"data":[')
    before = b"\n"
    for lines in _in_batches(_objects(envelope, rows, {})):
        target.write(before + b",\n".join(lines))
        before = b",\n"
    target.write(b"\n]}\n")


def write_jsonl(target: BinaryIO, envelope: Envelope, rows: Iterable[Sequence[object]]) -> None:
    """One object a row, each with edition, source and licence."""
    objects = _objects(envelope, rows, citation_columns(envelope))
    target.writelines(b"\n".join(lines) + b"\n" for lines in _in_batches(objects))


def _objects(
    envelope: Envelope, rows: Iterable[Sequence[object]], cited: Mapping[str, str]
) -> Iterator[bytes]:
    remarks = {
        column.code for column in envelope.columns if column.kind in (ColumnKind.STATUS, ColumnKind.NOTE)
    }
    codes = [column.code for column in envelope.columns]
    for row in rows:
        told = {
            code: value
            for code, value in zip(codes, row, strict=True)
            if code not in remarks or value not in _SILENT
        }
        yield _dumped({**told, **cited})


def _in_batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _dumped(value: object) -> bytes:
    """JSON as orjson writes it; what is no finite number becomes ``null``."""
    return orjson.dumps(value, default=_plain)


def _plain(value: object) -> object:
    """What orjson does not know: exact decimals, as the engine gives them."""
    return float(value) if isinstance(value, Decimal) else str(value)

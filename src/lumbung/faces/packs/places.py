"""YAML with the line of every value, so that a fault in a pack is told as ``file:line``.

PyYAML reads bare ``no`` as false and bare ``010`` as eight; the values are read as PyYAML
does, and the schema then asks for quotes where a text was meant.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lumbung.faces.packs.faults import Fault
from lumbung.vocabulary.words import Text

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]  # where in a document: ("measures", 0, "unit")
MOST_VALUES = 1_000_000  # an alias that stands for itself many times over must not fill the memory


class Unreadable(Exception):
    """The file is no YAML; holds the fault to tell."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what.id)
        self.fault = fault


@dataclass
class Document:
    """The value of a YAML file and the line on which each part of it stands."""

    file: Path
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    count: int = 0

    def line(self, where: Path_) -> int:
        """The line of a part, or of the nearest part around it that has one."""
        known = tuple(step for step in where)
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)

    def named(self, name: str) -> int:
        """The line where a value equal to a name stands first: a measure's code, a list's name."""
        return next((line for where, line in self.lines.items() if self._at(where) == name), 1)

    def _at(self, where: Path_) -> Any:
        value = self.value
        for step in where:
            value = value[step]
        return value


def read_document(file: Path) -> Document:
    """Read a YAML file with its lines; raises :class:`Unreadable`."""
    document = Document(file)
    try:
        text = file.read_text("utf-8-sig")
        loader = Loader(text)
        try:
            node = loader.get_single_node()
            document.value = None if node is None else _value(node, (), document, loader)
        finally:
            loader.dispose()
    except UnicodeDecodeError as wrong:
        raise Unreadable(
            Fault(
                file,
                1,
                Text("bukan teks UTF-8", "is not UTF-8"),
                Text("Simpan sebagai UTF-8.", "Save it as UTF-8."),
            )
        ) from wrong
    except yaml.MarkedYAMLError as wrong:
        line = (wrong.problem_mark.line + 1) if wrong.problem_mark else 1
        raise Unreadable(Fault(file, line, _not_yaml(wrong.problem or ""), _LOOK)) from wrong
    except (yaml.YAMLError, ValueError) as wrong:
        raise Unreadable(Fault(file, 1, _not_yaml(str(wrong)), _LOOK)) from wrong
    return document


_LOOK = Text(
    "Periksa lekukan, tanda titik dua, dan tanda kutip di sekitar baris itu.",
    "Look at indents, colons and quotation marks around that line.",
)


def _not_yaml(reason: str) -> Text:
    return Text(f"tidak terbaca sebagai YAML ({reason})", f"cannot be read as YAML ({reason})")


def _value(node: yaml.Node, where: Path_, document: Document, loader: Any) -> Any:
    document.count += 1
    if document.count > MOST_VALUES:
        raise ValueError(f"> {MOST_VALUES}")
    line = node.start_mark.line + 1
    document.lines[where] = line
    if isinstance(node, yaml.MappingNode):
        found: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            if not isinstance(key, str | int) or key in found:
                fault = Text(f"kunci “{key}” tertulis dua kali", f"key “{key}” is written twice")
                hint = Text("Hapus salah satunya.", "Remove one of them.")
                raise Unreadable(Fault(document.file, key_node.start_mark.line + 1, fault, hint))
            found[key] = _value(value_node, (*where, key), document, loader)
            document.lines[(*where, key)] = key_node.start_mark.line + 1
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*where, number), document, loader) for number, item in enumerate(node.value)]
    return loader.construct_object(node)

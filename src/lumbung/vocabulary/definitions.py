"""A dataset's definition as packs write it, made into a :class:`Structure`.

The catalog keeps the same mapping as JSON with each version of a dataset, so that a
structure of any year can be made again. Shapes and keys: ``docs/reference/packs.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lumbung.vocabulary.areas import area_level
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.periods import Frequency, parse_periods
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.structures import AddsUp, AreaScope, Code, Dimension, Measure, Rule, Structure, Unit
from lumbung.vocabulary.words import Text, text_of

PERCENT = {"persen": 100.0, "percent": 100.0, "%": 100.0, "permil": 1000.0}


class DefinitionFault(Invalid):
    """A definition that makes no structure."""

    code = "catalog.definition"
    message = Text(
        "Definisi dataset {dataset}: {where} {fault}.", "Definition of dataset {dataset}: {where} {fault}."
    )
    hint = Text("Perbaiki berkas definisinya lalu muat lagi.", "Mend the definition and load it again.")


def structure_of(
    definition: Mapping[str, Any],
    *,
    codelists: Mapping[str, Sequence[Code]] | None = None,
    units: Mapping[str, Unit] | None = None,
    concepts: Mapping[str, tuple[Text, Text]] | None = None,
    references: Mapping[tuple[str, str], str] | None = None,
) -> Structure:
    """Make the structure that a definition describes.

    ``codelists`` holds the codes of each list that a dimension may name; ``units`` and
    ``concepts`` (title and definition) supply the words of the registry, ``references`` by kind
    and code the national code and the keeper. Raises :class:`DefinitionFault` where the
    definition contradicts itself.
    """
    dataset = str(definition.get("code", "?"))

    def fault(where: str, words: str) -> DefinitionFault:
        return DefinitionFault(dataset=dataset, where=where, fault=words)

    try:
        frequency = Frequency(str(definition["frequency"]))
        area = definition["area"]
        scope = AreaScope(str(area["within"]), area_level(str(area["level"])))
        periods = parse_periods(definition.get("periods"))
    except (KeyError, TypeError, ValueError) as wrong:
        raise fault("frequency/area/periods", f"→ {wrong}") from wrong

    kept = references or {}
    dimensions = tuple(
        _dimension(raw, codelists or {}, kept, fault) for raw in definition.get("dimensions") or ()
    )
    measures = tuple(
        _measure(raw, units or {}, concepts or {}, kept) for raw in definition.get("measures") or ()
    )
    if not measures:
        raise fault("measures", "kosong / is empty")
    known = [*(item.code for item in dimensions), *(item.code for item in measures)]
    for code in {c for c in known if known.count(c) > 1 or c in {"area", "period"}}:
        raise fault(code, "dipakai dua kali / is used twice")
    for measure in measures:
        for part in (*(measure.of or ()), *([measure.weight] if measure.weight else ())):
            if part not in {m.code for m in measures}:
                raise fault(measure.code, f"→ {part}?")
        if measure.adds_up is AddsUp.RATIO and not measure.of:
            raise fault(measure.code, "ratio → of: [numerator, denominator]")
        if measure.adds_up is AddsUp.WEIGHTED and not measure.weight:
            raise fault(measure.code, "weighted → weight")
    return Structure(
        dataset=dataset,
        title=text_of(definition.get("title")),
        frequency=frequency,
        area=scope,
        dimensions=dimensions,
        measures=measures,
        rules=tuple(_rule(raw) for raw in definition.get("rules") or ()),
        periods=periods,
        complete=bool(definition.get("complete", False)),
        simulated=bool(definition.get("simulated", False)),
        version=int(definition.get("version", 1)),
    )


def _dimension(
    raw: Mapping[str, Any],
    codelists: Mapping[str, Sequence[Code]],
    references: Mapping[tuple[str, str], str],
    fault: Any,
) -> Dimension:
    code, named = str(raw["code"]), raw.get("codelist")
    if named:
        if named not in codelists:
            raise fault(code, f"→ codelist {named}?")
        codes = tuple(codelists[str(named)])
    else:
        codes = tuple(Code(str(key), text_of(words)) for key, words in (raw.get("codes") or {}).items())
    if not codes:
        raise fault(code, "→ codes?")
    return Dimension(
        code=code,
        title=text_of(raw.get("title") or code),
        codes=codes,
        codelist=str(named or ""),
        optional=bool(raw.get("optional", False)),
        definition=text_of(raw.get("definition")),
        standard=references.get(("codelist", str(named or "")), ""),
    )


def _measure(
    raw: Mapping[str, Any],
    units: Mapping[str, Unit],
    concepts: Mapping[str, tuple[Text, Text]],
    references: Mapping[tuple[str, str], str],
) -> Measure:
    unit = str(raw.get("unit", ""))
    concept = str(raw.get("concept") or "")
    title, definition = concepts.get(concept, (Text(""), Text("")))
    registered = units.get(unit)
    parts = raw.get("of")
    return Measure(
        code=str(raw["code"]),
        title=text_of(raw.get("title")) or title or Text(str(raw["code"]).replace("_", " ").capitalize()),
        unit=unit,
        adds_up=AddsUp(str(raw.get("adds_up", "sum"))),
        of=(str(parts[0]), str(parts[1])) if parts else None,
        weight=str(raw["weight"]) if raw.get("weight") else None,
        scale=float(raw.get("scale", PERCENT.get(unit.lower(), 1.0))),
        decimals=raw.get("decimals"),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        required=bool(raw.get("required", False)),
        concept=concept,
        definition=text_of(raw.get("definition")) or definition,
        unit_title=registered.title if registered else Text(unit),
        standard=references.get(("concept", concept), ""),
    )


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=str(raw["code"]),
        check=str(raw["check"]),
        severity=Severity(str(raw.get("severity", "error"))),
        message=text_of(raw.get("message")),
        hint=text_of(raw.get("hint")),
    )

"""Load the outlines of areas from a GeoJSON file that a city has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import queries
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.models import Area, Boundary
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

Feature = Mapping[str, Any]


class BoundaryFileUnreadable(Invalid):
    """The file is no GeoJSON of known areas."""

    code = "standards.boundary-file"
    message = Text(
        "Berkas batas {file} tidak dapat dimuat: {fault}.", "Boundary file {file} cannot be loaded: {fault}."
    )
    hint = Text(
        "Simpan sebagai GeoJSON (WGS 84) dengan satu kolom berisi kode wilayah Kemendagri atau BPS.",
        "Save it as GeoJSON (WGS 84) with one property that holds Kemendagri or BPS area codes.",
    )


class CodeColumn(NamedTuple):
    """The property of the features that holds area codes, and the code of our area for each value."""

    name: str
    codes: Mapping[str, str]


def load_boundaries(
    file: Path, *, actor: User | None, source: str = "", licence: str = ""
) -> tuple[Changes, list[Finding]]:
    """Keep the outlines of a GeoJSON file for the areas whose codes its features carry.

    What cannot be taken is told as findings and left out; the rest is loaded.
    """
    people.require(actor, people.Permission.LOAD_PACK)
    features = _features(file)
    column = _code_column(file, features, queries.area_tree())
    findings: list[Finding] = []
    outlines = dict(_outlines(features, column, findings))
    keys = dict(Area.objects.filter(code__in=outlines).values_list("code", "pk"))
    rows = [
        {"area_id": keys[code], "geometry": geometry, "source": source or file.name, "licence": licence}
        for code, geometry in outlines.items()
    ]
    with transaction.atomic():
        codes = {str(pk): code for code, pk in keys.items()}
        kept = keep(Boundary.objects.all(), rows, key="area_id")
        changes = Changes(
            added=tuple(codes[pk] for pk in kept.added),
            changed=tuple(codes[pk] for pk in kept.changed),
            unchanged=kept.unchanged,
        )
        return tell("boundaries", changes, actor), findings


def _features(file: Path) -> Sequence[Feature]:
    try:
        document = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise BoundaryFileUnreadable(
            file=file.name, fault=Text(f"bukan JSON ({fault})", f"not JSON ({fault})")
        ) from fault
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise BoundaryFileUnreadable(
            file=file.name, fault=Text("bukan FeatureCollection", "not a FeatureCollection")
        )
    return features


def _code_column(file: Path, features: Sequence[Feature], tree: AreaTree) -> CodeColumn:
    """The property whose values are area codes most often, Kemendagri's before BPS's.

    Offices write ``35.72.01.1001`` with and without the points, or as a number.
    """
    ours = {code.replace(".", ""): code for code in tree.areas}
    theirs = {area.bps: area.code for area in tree.areas.values() if area.bps}
    hits: Counter[tuple[str, bool]] = Counter()
    for feature in features:
        for name, value in (feature.get("properties") or {}).items():
            bare = _bare(value)
            hits[name, True] += bare in ours
            hits[name, False] += bare in theirs
    best = max(hits, key=lambda item: (hits[item], item[1], "kode" in item[0].lower()), default=None)
    if best is None or not hits[best]:
        names = ", ".join(sorted({name for name, _ in hits})) or "–"
        raise BoundaryFileUnreadable(
            file=file.name,
            fault=Text(
                f"tidak ada kolom berisi kode wilayah yang dikenal (kolomnya: {names})",
                f"no property holds codes of known areas (its properties: {names})",
            ),
        )
    return CodeColumn(best[0], ours if best[1] else theirs)


def _bare(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value if value is not None else "").replace(".", "").strip()


def _outlines(
    features: Sequence[Feature], column: CodeColumn, findings: list[Finding]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Code and geometry of each feature that is a sound outline of a known area."""
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        value = (feature.get("properties") or {}).get(column.name)
        place = Place("features", str(number))
        code = column.codes.get(_bare(value))
        if code is None:
            findings.append(finding("boundary.unknown-area", place, value=value))
        elif code in seen:
            findings.append(finding("boundary.twice", place, value=value))
        elif geometry := _sound(feature.get("geometry"), code, place, findings):
            seen.add(code)
            yield code, geometry


def _sound(geometry: Any, code: str, place: Place, findings: list[Finding]) -> dict[str, Any] | None:
    """The geometry as a valid polygon in degrees; none, with a finding, where it cannot be one."""
    import shapely
    from shapely.geometry import mapping, shape

    try:
        drawn = shapely.force_2d(shape(geometry))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError):
        drawn = shapely.GeometryCollection()
    if drawn.geom_type not in {"Polygon", "MultiPolygon"} or drawn.is_empty:
        found = geometry.get("type") if isinstance(geometry, dict) else None
        findings.append(finding("boundary.no-polygon", place, value=code, found=found or "–"))
        return None
    west, south, east, north = drawn.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        findings.append(finding("boundary.not-degrees", place, value=code))
        return None
    if not drawn.is_valid:
        reason = shapely.is_valid_reason(drawn)
        parts = shapely.get_parts(shapely.make_valid(drawn, method="structure"))
        drawn = shapely.union_all([part for part in parts if part.geom_type in {"Polygon", "MultiPolygon"}])
        if drawn.is_empty:
            findings.append(finding("boundary.no-polygon", place, value=code, found=reason))
            return None
        findings.append(finding("boundary.mended", place, value=code, reason=reason))
    return json.loads(json.dumps(mapping(drawn)))  # type: ignore[no-any-return]  # tuples become lists, as stored

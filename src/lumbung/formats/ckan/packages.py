"""A published dataset as CKAN's package: organisation, groups, tags, resources, extras.

The producer is the organisation, the topic the group, each way to take the figures away a
resource. Identifiers are made of codes, so they are the same after every restart and on
every machine; a name is taken wherever an identifier is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lumbung.vocabulary.publications import Distribution, Publication, Publisher, Theme
from lumbung.vocabulary.words import Text

Record = dict[str, Any]
SPACE = uuid5(NAMESPACE_URL, "urn:lumbung:ckan")
TABLE = "csv"  # the resource whose rows can be asked for
OPEN_LICENCES = frozenset({"CC-BY-4.0", "CC0-1.0", "ODbL-1.0"})


@lru_cache(maxsize=8192)
def identity(kind: str, code: str) -> str:
    """The identifier of a thing.

    >>> identity("dataset", "penduduk") == identity("dataset", "penduduk")
    True
    """
    return str(uuid5(SPACE, f"{kind}:{code}"))


def moment(at: dt.datetime) -> str:
    """A moment as CKAN writes it: in UTC, without saying so.

    >>> moment(dt.datetime(2025, 6, 30, 9, tzinfo=dt.UTC))
    '2025-06-30T09:00:00.000000'
    """
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def package(found: Publication, *, site: str, extras: Mapping[str, str]) -> Record:
    """The package of a dataset; ``site`` stands before its addresses."""
    licence = found.licence
    return {
        "id": identity("dataset", found.code),
        "name": found.code,
        "title": found.title.id,
        "title_translated": found.title.as_dict(),
        "notes": _notes(found),
        "notes_translated": {"id": found.description.id, "en": found.description.said("en")},
        "url": f"{site}/data/{found.code}",
        "version": found.current.label,
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": licence.code in OPEN_LICENCES,
        "author": found.source.id,
        "author_email": "",
        "maintainer": found.publisher.name.id,
        "maintainer_email": "",
        "creator_user_id": None,
        "license_id": licence.code or "notspecified",
        "license_title": licence.title.id,
        **({"license_url": licence.address} if licence.address else {}),
        "metadata_created": moment(found.issued),
        "metadata_modified": moment(found.modified),
        "owner_org": identity("organization", found.publisher.code),
        "organization": organization_line(found.publisher),
        "groups": [group_line(found.theme)],
        "tags": [tag(word) for word in found.keywords],
        "num_tags": len(found.keywords),
        "resources": [
            resource(found, one, position, site=site) for position, one in enumerate(found.distributions)
        ],
        "num_resources": len(found.distributions),
        "extras": [{"key": key, "value": value} for key, value in extras.items() if value],
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }


def _notes(found: Publication) -> str:
    said = [found.description.id, found.notes.id]
    if found.simulated:
        said.append("Data simulasi: bukan angka resmi.")
    return "\n\n".join(filter(None, said))


def plain_extras(found: Publication) -> dict[str, str]:
    """What regional portals keep as extras, as far as a publication itself knows it."""
    structure = found.structure
    concepts = [one.title.id for one in structure.measures]
    return {
        "edisi": found.current.id,
        "dirilis": moment(found.modified),
        "digest": found.current.digest,
        "konsep": "; ".join(concepts),
        "definisi": "; ".join(one.definition.id for one in structure.measures if one.definition),
        "klasifikasi": "; ".join(one.title.id for one in structure.dimensions),
        "satuan": ", ".join(
            dict.fromkeys(one.unit_title.id or one.unit for one in structure.measures if one.unit)
        ),
        "periode_data": structure.frequency.title.id,
        "level_wilayah": structure.area.level.title.id,
        "wilayah": found.area.title,
        "kode_wilayah": found.area.code,
        "nama_skpd": found.publisher.name.id,
        "nama_urusan": found.theme.title.id,
        "data_prioritas": "ya" if found.priority else "tidak",
        "simulasi": "ya" if found.simulated else "",
    }


def resource(found: Publication, one: Distribution, position: int, *, site: str) -> Record:
    """One way to take the figures away."""
    is_table = one.format == TABLE
    title = f"{found.title.id} ({one.title.id})"
    return {
        "id": resource_id(found.code, one.format),
        "package_id": identity("dataset", found.code),
        "name": title,
        "description": f"{found.current.id} · {found.source.id}",
        "format": one.format.upper(),
        "mimetype": one.media_type,
        "mimetype_inner": None,
        "url": site + one.path,
        "url_type": None,
        "resource_type": None,
        "hash": "",
        "size": None,
        "state": "active",
        "position": position,
        "created": moment(found.issued),
        "last_modified": moment(found.modified),
        "metadata_modified": moment(found.modified),
        "cache_url": None,
        "cache_last_updated": None,
        "datastore_active": is_table,
        "edition": found.current.id,
    }


def resource_id(code: str, form: str) -> str:
    """The identifier of a resource."""
    return identity("resource", f"{code}/{form}")


def organization_line(publisher: Publisher) -> Record:
    """A producer as it stands in a package."""
    return {
        "id": identity("organization", publisher.code),
        "name": publisher.code,
        "title": publisher.name.id,
        "type": "organization",
        "description": "",
        "image_url": "",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def organization(publisher: Publisher, count: int, packages: Iterable[Record] | None = None) -> Record:
    """A producer in full."""
    return _shelf(organization_line(publisher), publisher.name, count, packages)


def group_line(theme: Theme) -> Record:
    """A topic as it stands in a package."""
    return {
        "id": identity("group", theme.code),
        "name": theme.code,
        "title": theme.title.id,
        "display_name": theme.title.id,
        "description": "",
        "image_display_url": "",
    }


def group(theme: Theme, count: int, packages: Iterable[Record] | None = None) -> Record:
    """A topic in full."""
    line = group_line(theme) | {"type": "group", "state": "active", "is_organization": False}
    return _shelf(line | {"approval_status": "approved"}, theme.title, count, packages)


def _shelf(line: Record, title: Text, count: int, packages: Iterable[Record] | None) -> Record:
    told = {
        **line,
        "display_name": title.id,
        "title_translated": title.as_dict(),
        "image_display_url": "",
        "num_followers": 0,
        "package_count": count,
        "extras": [],
        "groups": [],
        "tags": [],
        "users": [],
    }
    return told if packages is None else told | {"packages": list(packages)}


def tag(word: str) -> Record:
    """A keyword."""
    return {
        "id": identity("tag", word),
        "name": word,
        "display_name": word,
        "state": "active",
        "vocabulary_id": None,
    }

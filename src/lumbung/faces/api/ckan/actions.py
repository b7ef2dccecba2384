"""The actions of the catalogue: packages, organisations, groups, tags, resources, the state of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lumbung import __version__
from lumbung.faces.api.ckan.shelf import Shelf, missing
from lumbung.formats.ckan.arguments import Arguments
from lumbung.formats.ckan.packages import OPEN_LICENCES, Record, group, organization, tag
from lumbung.formats.ckan.searching import Listed, search_of, searched
from lumbung.kit.house import house
from lumbung.rooms.catalog import queries as catalog
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.publications import Publication

Action = Callable[[Shelf, Arguments], object]
CKAN = "2.11.0"  # the version whose answers these are
MOST_SEARCHED = 100_000
MOST_PACKAGES = 1_000  # inside an organisation or a group, as CKAN has it


def package_list(shelf: Shelf, given: Arguments) -> list[str]:
    """Names of all datasets. limit, offset."""
    return _page(given, [one.code for one in shelf.publications])


def package_show(shelf: Shelf, given: Arguments) -> Record:
    """A dataset in full. id: its name or identifier."""
    return shelf.package(shelf.dataset(given.needed("id", "name_or_id")))


def package_search(shelf: Shelf, given: Arguments) -> Record:
    """Datasets that answer a question. q, fq, sort, rows, start, facet.field, facet.limit, facet.mincount.

    Words of q are searched as on the Data page, with roots and synonyms; fq takes
    field:value with AND, OR, NOT and brackets.
    """
    asked = search_of(given)
    found = searched(asked, _answering(shelf, asked.words), shelf.titles)
    found["results"] = [shelf.package(shelf.datasets[one["id"]]) for one in found["results"]]
    return found


def _answering(shelf: Shelf, words: str) -> Sequence[Listed]:
    if not words:
        return shelf.listed
    answer = catalog.search(words[:200], per_page=MOST_SEARCHED)
    rank = {one.dataset.code: place for place, one in enumerate(answer.found)}
    known = (one for one in shelf.listed if one.package["name"] in rank)
    return [replace(one, rank=rank[one.package["name"]]) for one in known]


def package_autocomplete(shelf: Shelf, given: Arguments) -> list[Record]:
    """Datasets whose name or title holds a text. q, limit."""
    said = given.needed("q").lower()
    found = [
        {"name": one.code, "title": one.title.id, "match_field": "title", "match_displayed": one.title.id}
        for one in shelf.publications
        if said in one.code or said in one.title.id.lower()
    ]
    return found[: given.number("limit", 10, most=100)]


def current_package_list_with_resources(shelf: Shelf, given: Arguments) -> list[Record]:
    """Datasets in full, the last changed first. limit, offset."""
    changed = sorted(shelf.publications, key=lambda one: one.modified, reverse=True)
    return [shelf.package(one) for one in _page(given, changed, default=100)]


def organization_list(shelf: Shelf, given: Arguments) -> list[object]:
    """Producers with something published. all_fields, organizations, limit, offset."""
    counts = _counts(one.publisher.code for one in shelf.publications)
    known = {one.code: one for one in shelf.organizations.values()}
    wanted = given.names("organizations")
    codes = [code for code in sorted(known) if wanted is None or code in wanted]
    if not given.flag("all_fields"):
        return list(_page(given, codes))
    return [organization(known[code], counts[code]) for code in _page(given, codes)]


def organization_show(shelf: Shelf, given: Arguments) -> Record:
    """A producer. id, include_datasets."""
    name = given.needed("id")
    found = shelf.organizations.get(name)
    if found is None:
        raise missing(name)
    own = [one for one in shelf.publications if one.publisher.code == found.code]
    return organization(found, len(own), _packages(shelf, given, own))


def group_list(shelf: Shelf, given: Arguments) -> list[object]:
    """Topics with something published. all_fields, groups, limit, offset."""
    counts = _counts(one.theme.code for one in shelf.publications)
    known = {one.code: one for one in shelf.groups.values()}
    wanted = given.names("groups")
    codes = [code for code in sorted(known) if wanted is None or code in wanted]
    if not given.flag("all_fields"):
        return list(_page(given, codes))
    return [group(known[code], counts[code]) for code in _page(given, codes)]


def group_show(shelf: Shelf, given: Arguments) -> Record:
    """A topic. id, include_datasets."""
    found, own = _group(shelf, given)
    return group(found, len(own), _packages(shelf, given, own))


def group_package_show(shelf: Shelf, given: Arguments) -> list[Record]:
    """The datasets of a topic. id, limit."""
    _, own = _group(shelf, given)
    return [shelf.package(one) for one in _page(given, own)]


def _group(shelf: Shelf, given: Arguments) -> tuple[Any, list[Publication]]:
    name = given.needed("id")
    found = shelf.groups.get(name)
    if found is None:
        raise missing(name)
    return found, [one for one in shelf.publications if one.theme.code == found.code]


def _packages(shelf: Shelf, given: Arguments, own: Iterable[Publication]) -> list[Record] | None:
    if not given.flag("include_datasets"):
        return None
    return [shelf.package(one) for one in list(own)[:MOST_PACKAGES]]


def tag_list(shelf: Shelf, given: Arguments) -> list[object]:
    """Keywords in use. query, all_fields."""
    said = given.text("query").lower()
    words = sorted({word for one in shelf.publications for word in one.keywords if said in word.lower()})
    return [tag(word) for word in words] if given.flag("all_fields") else list(words)


def tag_show(shelf: Shelf, given: Arguments) -> Record:
    """A keyword. id, include_datasets."""
    name = given.needed("id")
    words = {word for one in shelf.publications for word in one.keywords}
    found = next((word for word in words if name in {word, tag(word)["id"]}), None)
    if found is None:
        raise missing(name)
    packages = _packages(shelf, given, (one for one in shelf.publications if found in one.keywords))
    return tag(found) if packages is None else tag(found) | {"packages": packages}


def tag_search(shelf: Shelf, given: Arguments) -> Record:
    """Keywords that hold a text. query, limit, offset."""
    said = [word.lower() for word in given.names("query") or ()]
    words = sorted({word for one in shelf.publications for word in one.keywords})
    found = [tag(word) for word in words if all(part in word.lower() for part in said)]
    return {"count": len(found), "results": _page(given, found)}


def resource_show(shelf: Shelf, given: Arguments) -> Record:
    """A resource. id."""
    return shelf.resource(given.needed("id"))[1]


def resource_view_list(shelf: Shelf, given: Arguments) -> list[object]:
    """Views of a resource: none, the dataset's page draws them. id."""
    shelf.resource(given.needed("id"))
    return []


def license_list(shelf: Shelf, given: Arguments) -> list[Record]:  # noqa: ARG001  # asked of nothing
    """Licences."""
    return [
        {
            "id": one.code or "notspecified",
            "title": one.title.id,
            "url": one.address,
            "status": "active",
            "is_okd_compliant": one.code in OPEN_LICENCES,
            "od_conformance": "approved" if one.code in OPEN_LICENCES else "not reviewed",
        }
        for one in LICENCES.values()
    ]


def status_show(shelf: Shelf, given: Arguments) -> Record:  # noqa: ARG001  # asked of nothing
    """What runs here."""
    return {
        "ckan_version": CKAN,
        "site_url": shelf.site,
        "site_title": house().name,
        "site_description": "Lumbung " + __version__,
        "locale_default": "id",
        "error_emails_to": None,
        "extensions": ["datastore"],
    }


def site_read(shelf: Shelf, given: Arguments) -> bool:  # noqa: ARG001  # asked of nothing
    """Whether the site may be read: yes."""
    return True


def nothing(shelf: Shelf, given: Arguments) -> list[object]:  # noqa: ARG001  # asked of nothing
    """An empty list: this house has none of them."""
    return []


def _counts(codes: Iterable[str]) -> Mapping[str, int]:
    counted: dict[str, int] = {}
    for code in codes:
        counted[code] = counted.get(code, 0) + 1
    return counted


def _page(given: Arguments, listed: list[Any], default: int = MOST_SEARCHED) -> list[Any]:
    start = given.number("offset", 0)
    return listed[start : start + given.number("limit", default)]

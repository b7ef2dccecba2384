"""What is published, as SDMX; kept in memory until the catalogue moves."""

from __future__ import annotations

from django.utils import timezone

from lumbung.formats.codelists.sdmx import HOME_AGENCY, nc_name
from lumbung.formats.sdmx.artefacts import Item
from lumbung.formats.sdmx.catalogue import Catalogue
from lumbung.formats.sdmx.flows import Flow
from lumbung.kit.stamps import Stamped
from lumbung.rooms.people import queries as people
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.publications import Publication
from lumbung.vocabulary.words import Text

GOVERNMENT = "pemerintah"


def _agency() -> Item:
    """The government whose data it is, as the agency of all structures."""
    found = people.organisations().filter(kind=GOVERNMENT, parent=None).first()
    if found is None:
        return Item(HOME_AGENCY, Text("Satu Data"))
    return Item(nc_name(found.code).replace("-", "_").upper(), found.name, code=found.code)


def _make() -> Catalogue:
    agency = _agency()
    published = observations.published()
    flows = tuple(
        flow_of(agency.id, one, observations.cube().manifest(one.current.id).id)
        for one in published.publications
    )
    return Catalogue(agency, flows, standards.area_tree(), published.modified or timezone.now())


def flow_of(agency: str, publication: Publication, edition: str) -> Flow:
    """A dataset as it is in one of its editions."""
    opened = observations.cube().opened(edition)
    manifest, tree = opened.manifest, standards.area_tree()
    areas = sorted(manifest.counts.areas)
    present = {AREA: areas, PERIOD: manifest.periods}
    present |= {code: sorted(rows) for code, rows in manifest.counts.dimensions.items()}
    known = tree if all(code in tree for code in areas) else opened.areas
    shown = next(one for one in publication.editions if one.id == edition)
    return Flow(agency, publication, manifest.structure, shown, present, known.areas)


catalogue = Stamped("catalog", "standards", "people", make=_make)


def version_of(flow: Flow, version: str) -> Flow | None:
    """The dataset in the newest edition whose structure has a version."""
    for edition in flow.publication.editions:
        if edition.withdrawn_at is None:
            structure = observations.cube().manifest(edition.id).structure
            if f"{structure.version}.0" == version:
                return flow_of(flow.agency, flow.publication, edition.id)
    return None

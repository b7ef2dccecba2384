"""The names over the door, as the loaded packs tell them."""

from __future__ import annotations

from lumbung.kit.house import House
from lumbung.kit.stamps import Stamped
from lumbung.rooms.people import queries as people
from lumbung.rooms.standards import queries as standards

GOVERNMENT = "pemerintah"  # the kind of the organisation whose house it is


def _make() -> House:
    government = people.organisations().filter(kind=GOVERNMENT, parent=None).exclude(area="").first()
    if government is None:
        return House()
    area = standards.area_tree().get(government.area)
    city = area.title if area else ""
    name = f"Satu Data {city}" if city else "Satu Data"
    return House(name=name, city=city, government=government.name, area=government.area)


house_of_packs: Stamped[House] = Stamped("people", "standards", make=_make)

"""The areas of Kota Blitar, and of its neighbour as far as their names collide."""

from __future__ import annotations

from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree

CITY = "35.72"
_DISTRICTS = {
    "35.72.01": ("Kepanjenkidul", "3572020"),
    "35.72.02": ("Sukorejo", "3572010"),
    "35.72.03": ("Sananwetan", "3572030"),
}
_VILLAGES = {
    "35.72.01": (
        "Kepanjenkidul:001 Ngadirejo:007 Sentul:006 Kauman:003 Tanggung:005 Bendo:004 Kepanjenlor:002"
    ),
    "35.72.02": "Pakunden:006 Blitar:004 Tlumpu:001 Turi:003 Karangsari:002 Sukorejo:005 Tanjungsari:007",
    "35.72.03": (
        "Gedog:007 Plosokerep:003 Klampok:002 Sananwetan:005 Rembang:001 Karangtengah:004 Bendogerit:006"
    ),
}
_ALIASES = {
    "Pakunden": ("Kapunden",),
    "Kepanjenkidul": ("Kepanjen Kidul",),
    "Tanjungsari": ("Tanjung Sari",),
    "Sukorejo": ("Sokorejo",),
}
_REGENCY = {
    "35.05.10": ("Kanigoro", ("Kanigoro", "Sawentar", "Kuningan")),
    "35.05.03": ("Srengat", ("Kauman", "Dandong", "Bagelenan")),
    "35.05.12": ("Sutojayan", ("Sukorejo", "Kalipang", "Kembangarum")),
    "35.05.01": ("Wonodadi", ("Jaten", "Gandekan", "Kunir")),
    "35.05.02": ("Udanawu", ("Bakung", "Slemanan", "Kunir")),
}


def blitar() -> AreaTree:
    """The tree that the made-up workbooks are about."""
    areas = [
        Area("35", "Jawa Timur", AreaLevel.PROVINCE, "provinsi", bps="35"),
        Area(CITY, "Kota Blitar", AreaLevel.CITY, "kota", "35", bps="3572"),
        Area("35.05", "Kabupaten Blitar", AreaLevel.CITY, "kabupaten", "35", bps="3505"),
    ]
    for code, (name, bps) in _DISTRICTS.items():
        aliases = _ALIASES.get(name, ())
        areas.append(Area(code, name, AreaLevel.DISTRICT, "kecamatan", CITY, bps, aliases=aliases))
        for number, village in enumerate(_VILLAGES[code].split(), start=1):
            title, _, tail = village.partition(":")
            areas.append(
                Area(
                    f"{code}.{1000 + number}",
                    title,
                    AreaLevel.VILLAGE,
                    "kelurahan",
                    code,
                    bps + tail,
                    aliases=_ALIASES.get(title, ()),
                )
            )
    for code, (name, villages) in _REGENCY.items():
        areas.append(Area(code, name, AreaLevel.DISTRICT, "kecamatan", "35.05"))
        areas += [
            Area(f"{code}.{2000 + number}", village, AreaLevel.VILLAGE, "desa", code)
            for number, village in enumerate(villages, start=1)
        ]
    return AreaTree.of(areas)


TREE = blitar()
DISTRICTS = tuple(_DISTRICTS)


def villages(district: str | None = None) -> list[Area]:
    """The kelurahan of the city or of one kecamatan, in the order of codes."""
    return list(TREE.within(district or CITY, AreaLevel.VILLAGE))


def districts() -> list[Area]:
    """The three kecamatan."""
    return list(TREE.within(CITY, AreaLevel.DISTRICT))

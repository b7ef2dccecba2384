"""What is paid for a request beforehand, in milliseconds of a processor.

Prices are by kind of answer, known from the address alone. What takes longer is charged as it took;
the price is also for work that is not seen: the engine has threads of its own.
"""

from __future__ import annotations

import re
from enum import Enum

from lumbung.vocabulary.words import Text


class Price(Enum):
    """Kinds of answers with their price."""

    FREE = (0, Text("berkas tampilan dan tanda hidup", "styles, scripts and signs of life"))
    FIGURES = (1, Text("satu halaman angka sebagai JSON", "a page of figures as JSON"))
    PAGE = (2, Text("satu halaman atau jawaban lain", "a page, or any other answer"))
    ADDED_UP = (10, Text("angka yang dijumlahkan atau dibawa ke batas lain", "figures added up or carried"))
    PICTURE = (5, Text("satu grafik sebagai gambar", "a chart as a picture"))
    DOWNLOAD = (25, Text("satu unduhan berisi semua baris", "a download with all rows"))
    WORKBOOK = (100, Text("satu buku kerja (XLSX) atau cetakan (PDF)", "a workbook (XLSX) or a print (PDF)"))

    def __init__(self, points: int, what: Text) -> None:
        self.points, self.what = points, what


OF_PATH = re.compile(
    r"(?P<FREE>/static/|/healthz$|/readyz$|/robots\.txt$|/favicon)"
    r"|(?P<FIGURES>/api/v1/datasets/[\w-]+/data$)"
    r"|(?P<WORKBOOK>.*\.(?:xlsx|pdf)$)"
    r"|(?P<PICTURE>.*\.(?:png|svg)$)"
    r"|(?P<DOWNLOAD>.*\.(?:csv|zip|parquet)$|/datastore/dump/)",
    re.ASCII,
)
OF_QUERY = re.compile(
    r"(?:^|&)(?:(?P<WORKBOOK>format=(?:xlsx|pdf))|(?P<DOWNLOAD>format=(?:csv|jsonl|parquet))"
    r"|(?P<ADDED_UP>(?:by|roll_up|within|boundaries)=))"
)


def price_of(path: str, query: str) -> int:
    """The points that an address costs.

    >>> price_of("/api/v1/datasets/penduduk/data", "period=2024")
    1
    >>> price_of("/api/v1/datasets/penduduk/data", "format=csv")
    25
    """
    match = OF_PATH.match(path)
    price = Price[match.lastgroup] if match is not None and match.lastgroup else Price.PAGE
    if query and price is not Price.FREE and (asked := OF_QUERY.search(query)) is not None:
        price = max(price, Price[asked.lastgroup or "PAGE"], key=lambda one: one.points)
    return price.points

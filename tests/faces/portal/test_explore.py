"""A citizen lays out a dataset as a table, a chart or a map of their own."""

from __future__ import annotations

import pytest

from .test_pages import text_of

PEOPLE = "/data/penduduk-kelamin/olah"


@pytest.fixture
def read(client, granary):
    def page(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, text_of(answer.content.decode())[:800]
        return text_of(answer.content.decode())

    return page


def test_a_dataset_opens_as_a_table_that_is_not_wrong(read):
    page = read(PEOPLE)

    assert "Jumlah penduduk menurut kelurahan/desa dan periode" in page
    assert "Tlumpu 6.010 6.010 6.010" in page

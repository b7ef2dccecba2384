"""The description of the interface, and what stands at addresses that it does not name."""

from __future__ import annotations

import pytest
from django.test import Client

client = Client()


def test_an_address_that_leads_nowhere_is_told_like_every_problem(db):
    for address in ("/api/v1/tidak/ada", "/api/v1/datasets/", "/api/v1/", "/api/v1/standards/units/a%0Ab"):
        answer = client.get(address)

        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
        assert set(answer.json()["hint"]) == {"id", "en"}
        assert client.post(address).status_code in {404, 405}


def test_every_operation_says_that_one_may_have_to_wait(db):
    told = client.get("/api/v1/openapi.json").json()

    for path in told["paths"].values():
        for operation in path.values():
            assert "Retry-After" in operation["responses"]["429"]["headers"]


def test_a_page_of_figures_is_described_with_all_its_forms(db):
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/datasets/{code}/data"]

    assert {"application/json", "text/csv", "application/vnd.apache.parquet"} <= set(
        described["get"]["responses"]["200"]["content"]
    )
    assert described["get"]["operationId"] != described["head"]["operationId"]


@pytest.mark.parametrize("name", ["points_a_second", "points_at_once", "points_a_second_with_token"])
def test_the_limits_of_fair_use_are_declared(db, name):
    told = client.get("/api/v1/config").json()

    assert told["limits"][name] > 0
    assert told["prices"]["figures"] < told["prices"]["download"] < told["prices"]["workbook"]

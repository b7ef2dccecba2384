"""Assistants by the official client of the Model Context Protocol, with a handshake and without one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

mcp = pytest.importorskip("mcp", reason="the client mcp is not installed")
from mcp.client.client import Client  # noqa: E402
from mcp.shared.exceptions import MCPError  # noqa: E402

HOSTILE = "kata-jahat"
Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture(params=["legacy", "auto"])
def talk(house, request) -> Callable[[Talk], Any]:
    """Talk to the house in one of the two eras of the protocol."""

    async def held(what: Talk) -> Any:
        async with Client(f"{house.address}/mcp", mode=request.param, read_timeout_seconds=30) as client:
            return await what(client)

    return lambda what: asyncio.run(held(what))


def call(talk: Callable[[Talk], Any], tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers; its text says the same as its structure."""

    async def use(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    answer = talk(use)
    told: dict[str, Any] = {**answer.structured_content, "is_error": bool(answer.is_error)}
    assert json.loads(answer.content[0].text) == answer.structured_content
    return told


def words(told: Any, marked: bool = False) -> Iterator[tuple[str, bool]]:
    """Every text in an answer, and whether it stands below the mark of a producer's words."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from words(value, marked or key == "untrusted")
    elif isinstance(told, list):
        for value in told:
            yield from words(value, marked)
    elif isinstance(told, str):
        yield told, marked


def test_an_assistant_finds_reads_and_cites_a_figure(talk, house):
    found = call(talk, "search", query="penduduk menurut umur")["datasets"][0]
    assert found["dataset"] == "penduduk-umur"

    described = call(talk, "describe", dataset="penduduk-umur")
    assert "jenis_kelamin" in {dimension["code"] for dimension in described["dimensions"]}

    told = call(
        talk,
        "query",
        dataset="penduduk-umur",
        where={"jenis_kelamin": ["perempuan"], "kelompok_umur": ["0-4"]},
        areas=["35.72.01.1001"],
        periods=["latest"],
    )
    same = house.get_json(told["data_address"].removeprefix(house.address))
    names = [column["code"] for column in told["columns"]]
    assert [dict(zip(names, row, strict=True)) for row in told["rows"]] == [
        {name: row[name] for name in names} for row in same["data"]
    ]
    assert told["total"] == 1
    assert {line["title"]["untrusted"]["id"] for line in told["legend"]} >= {"Perempuan", "Kepanjenkidul"}

    cited = call(talk, "cite", dataset="penduduk-umur")
    assert cited["source"]["edition"] == told["source"]["edition"]
    assert cited["source"]["address"] in cited["citation"]["untrusted"]["id"]
    assert "data simulasi" in cited["citation"]["untrusted"]["id"]
    assert len(cited["digest"]) == 64
    assert (
        cited["source"]["title"]["untrusted"]["id"]
        in house.get(cited["source"]["address"].removeprefix(house.address)).decode()
    )


def test_figures_are_added_up_as_the_house_adds_them_up(talk):
    told = call(talk, "query", dataset="penduduk-kelamin", by=["area"], roll_up="kecamatan", periods=["2020"])

    assert [row[0] for row in told["rows"]] == ["35.72.01", "35.72.02", "35.72.03"]


def test_what_is_never_added_up_is_refused_in_words(talk):
    told = call(talk, "query", dataset="ipm", by=["period"], roll_up="negara")

    assert told["is_error"]
    assert told["problem"]
    assert told["hint"]["untrusted"]["en"]


def test_a_large_answer_is_read_page_by_page(talk):
    rows, cursor = [], ""
    while True:
        told = call(talk, "query", dataset="penduduk-umur", limit=200, cursor=cursor)
        assert len(told["rows"]) <= 200
        rows += told["rows"]
        cursor = told["next"]
        if cursor is None or len(rows) > 1000:
            break

    assert len(rows) == min(told["total"], len(rows))
    assert len({json.dumps(row) for row in rows}) == len(rows)
    assert call(talk, "query", dataset="penduduk-umur", limit=201)["is_error"]
    assert len(call(talk, "query", dataset="penduduk-umur", where={"limit": ["10000"]})["rows"]) == 50


def test_the_tools_only_read_and_say_what_they_take_and_give(talk):
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = talk(listed)

    assert [tool.name for tool in tools] == ["search", "describe", "query", "cite"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"query": "abaikan perintah"}),
        ("describe", {"dataset": HOSTILE}),
        ("query", {"dataset": HOSTILE}),
        ("cite", {"dataset": HOSTILE}),
    ],
)
def test_hostile_words_in_a_dataset_reach_the_model_as_data_only(talk, tool, arguments):
    told = call(talk, tool, **arguments)
    first = next(iter(told))
    assert first == "notice"

    hostile = (
        "Ignore all",
        "Abaikan",
        "SYSTEM:",
        "INST",
        "approve the",
        "Assistant:",
        "IMPORTANT",
        "the rules",
    )
    places = [marked for said, marked in words(told) if any(word in said for word in hostile)]
    assert places
    assert all(places)
    assert all(said.isprintable() for said, _ in words(told))
    assert all("<b>" not in said for said, marked in words(told) if not marked)


def test_every_answer_carries_edition_and_address(talk, house):
    found = call(talk, "search")["datasets"]
    assert found
    sources = found[:3] + [
        call(talk, tool, dataset=found[0]["dataset"])["source"] for tool in ("describe", "query", "cite")
    ]
    for source in sources:
        assert source["edition"].startswith(source["dataset"] + "@")
        assert source["address"].startswith(f"{house.address}/data/{source['dataset']}/editions/")


def test_what_is_not_there_is_told_so_that_the_model_can_mend_it(talk):
    unknown = call(talk, "describe", dataset="tidak-ada")
    assert (unknown["is_error"], unknown["status"]) == (True, 404)

    column = call(talk, "query", dataset="penduduk-umur", where={"warna": ["merah"]})
    assert "jenis_kelamin" in column["message"]["untrusted"]["en"] + column["hint"]["untrusted"]["en"]

    argument = call(talk, "search", quary="penduduk")
    assert "quary" in argument["message"]["untrusted"]["en"]

    async def wrong(client: Client) -> str:
        try:
            await client.call_tool("delete_everything", {})
        except MCPError as fault:
            return str(fault)
        return ""

    assert "no such tool" in talk(wrong)

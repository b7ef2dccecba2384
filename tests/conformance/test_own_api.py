"""Our own interface by schemathesis: thousands of generated questions, no answer that is not described."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.core.failures import Failure, FailureGroup  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW, MANY = 2_000, 20_000
PATIENCE = 60.0  # seconds that the few may take
DATA = "/api/v1/datasets/{code}/data"
SHARE_OF_DATA = 0.4  # of the questions go to figures: nowhere else is so much to be asked
SLOWEST = 10.0  # seconds for one answer
# What generated texts would hardly ever hit: codes that exist.
KNOWN: dict[str, list[str]] = {
    "code": ["penduduk-umur", "kata-jahat", "ipm", "umkm-kelurahan", "sekolah-negeri", "kemendagri-bps"],
    "area": ["35.72", "35.72.01.1001", "ID"],
    "edition": ["2026.1"],
    "before": ["2026.1"],
    "after": ["2026.1"],
    "kinds": ["concepts", "measures", "units", "codelists"],
}
ASKED: dict[str, list[str]] = {
    "area": ["35.72.01.1001", "35.72.01,35.72.02"],
    "within": ["35.72.01", "35.72"],
    "period": ["latest", "2024", "2021..2024", "2024-S1"],
    "by": ["area", "area,period", "period", "jenis_kelamin"],
    "roll_up": ["kecamatan", "kota"],
    "order": ["-jumlah", "period", "area"],
    "measures": ["jumlah", "prevalensi"],
    "limit": ["0", "1", "10000"],
    "as_of": ["2026-12-31", "2000-01-01"],
    "boundaries": ["now"],
    "format": ["json", "csv", "jsonl", "xlsx", "parquet"],
    "names": ["yes", "no"],
    "jenis_kelamin": ["perempuan", "laki-laki,perempuan"],
}


class Trial:
    """Questions to one house, counted, with what was wrong in the answers."""

    def __init__(self, address: str) -> None:
        self.schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
        self.address, self.session = address, requests.Session()
        self.answers, self.wrong = Counter[int](), dict[str, str]()

    def run(self, questions: int, *, again: bool) -> None:
        """Ask so many questions, evenly over operations; ``again`` asks the same ones every time."""
        operations = [found.ok() for found in self.schema.get_all_operations()]
        for operation in operations:
            share = (
                SHARE_OF_DATA / 2 if operation.path == DATA else (1 - SHARE_OF_DATA) / (len(operations) - 2)
            )
            for mode in GenerationMode:
                self._ask(operation, mode, max(1, round(questions * share / 2)), again=again)
        missing = questions - sum(self.answers.values())  # an operation without parameters has one question
        data = self.schema[DATA]["GET"]
        self._ask(data, GenerationMode.POSITIVE, max(1, missing), again=again)

    def _ask(self, operation: Any, mode: Any, most: int, *, again: bool) -> None:
        cases = _cases(operation, mode)
        if cases is None:
            return

        @settings(
            max_examples=most,
            derandomize=again,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases)
        def one(case: Any) -> None:
            self._tell(case)

        with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked
            one()

    def _tell(self, case: Any) -> None:
        response = case.call(session=self.session, timeout=SLOWEST)
        self.answers[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except (Failure, FailureGroup) as fault:
            said = str(fault) if isinstance(fault, Failure) else "; ".join(map(str, fault.exceptions))
            key = f"{case.operation.label} {response.status_code}"
            self.wrong.setdefault(key, f"{said[:600]}\n{case.as_curl_command()[:400]}")


def _cases(operation: Any, mode: Any) -> st.SearchStrategy[Any] | None:
    """Generated questions; some with codes that exist, and figures by words that mean something."""
    names = [parameter.name for parameter in operation.path_parameters]
    has_more = bool([*operation.query, *operation.body])
    if mode is GenerationMode.NEGATIVE and not names and not has_more:
        return None  # nothing can be wrong where nothing is asked
    free = operation.as_strategy(generation_mode=mode)
    if not names or not all(name in KNOWN for name in names):
        return free
    if mode is GenerationMode.NEGATIVE and not has_more:
        return free
    known = [dict(zip(names, words, strict=True)) for words in _known(names)]
    if operation.path == DATA and mode is GenerationMode.POSITIVE:
        asked = st.fixed_dictionaries({}, optional={name: st.sampled_from(ASKED[name]) for name in ASKED})
        plain = [operation.as_strategy(path_parameters=path, query={"limit": "1"}) for path in known]
        return st.one_of(free, *(_with(one, asked) for one in plain))
    return st.one_of(
        free, *(operation.as_strategy(generation_mode=mode, path_parameters=path) for path in known)
    )


def _known(names: list[str]) -> Iterator[list[str]]:
    longest = max(len(KNOWN[name]) for name in names)
    for place in range(longest):
        yield [KNOWN[name][place % len(KNOWN[name])] for name in names]


def _with(cases: st.SearchStrategy[Any], asked: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[Any]:
    def put(case: Any, query: dict[str, str]) -> Any:
        case.query = query
        return case

    return st.builds(put, cases, asked)


def judge(trial: Trial, questions: int) -> None:
    """All were asked, and no answer was wrong."""
    assert not trial.wrong, "\n\n".join(f"{key}: {said}" for key, said in sorted(trial.wrong.items()))
    assert sum(trial.answers.values()) >= questions
    assert trial.answers[200] > questions / 5, f"too few questions that make sense: {trial.answers}"


def test_no_answer_is_left_out_of_the_description(house):
    trial, begun = Trial(house.address), time.process_time()

    trial.run(FEW, again=True)

    judge(trial, FEW)
    assert time.process_time() - begun < PATIENCE  # our own time: a busy machine is no fault


@pytest.mark.soak
def test_no_answer_is_left_out_of_the_description_in_the_long_run(house):
    trial = Trial(house.address)

    trial.run(MANY, again=False)

    judge(trial, MANY)


def test_the_description_is_of_the_version_that_it_names(house):
    """Every operation has a name of its own, and every refusal is a problem as RFC 9457 writes it."""
    told = house.get_json("/api/v1/openapi.json")
    operations = [one for path in told["paths"].values() for one in path.values()]

    assert told["openapi"].startswith("3.1")
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        for status, answer in one["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]

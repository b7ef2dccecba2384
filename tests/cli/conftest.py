"""The command as a person types it, in this process; the few tests of real processes start their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def lumbung(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """``lumbung("why", "wati", "release")`` runs that command on the database of the test."""
    from lumbung.cli.main import run

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(code, out, err)

    return command

"""The page about packs tells every key that the loader takes, and every key that our own packs use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from lumbung.faces.packs import codeshapes, metadatashapes, schema

HOUSE = Path(__file__).parents[2]
PAGE = HOUSE / "docs" / "reference" / "packs.md"
PACKS = HOUSE / "packs"
SHAPES = [
    shape
    for shape in {**vars(schema), **vars(codeshapes), **vars(metadatashapes)}.values()
    if isinstance(shape, type) and issubclass(shape, schema.Strict) and shape is not schema.Strict
]
FREE = {"codes", "answers", "inferred"}  # below stand the pack's own codes, or keys of a form


@pytest.fixture(scope="module")
def told() -> set[str]:
    """Every word that the page sets as code, one by one."""
    text = PAGE.read_text(encoding="utf-8")
    spans = re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL)
    return {word for span in spans for word in re.findall(r"[A-Za-z_][\w-]*", span)}


def keys_of(raw: Any) -> Iterator[str]:
    """Every key of a file at any depth, but the ones of a text and of a list of codes."""
    if isinstance(raw, list):
        for item in raw:
            yield from keys_of(item)
    elif isinstance(raw, dict) and not set(raw) <= {"id", "en"}:
        for key, value in raw.items():
            yield str(key)
            if key not in FREE or isinstance(value, list):
                yield from keys_of(value)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_that_the_loader_takes_is_told(shape: type[BaseModel], told):
    assert set(shape.model_fields) - told == set()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_word_that_a_key_may_have_is_told(shape: type[BaseModel], told):
    choices = {
        word
        for field in shape.model_fields.values()
        if get_origin(field.annotation) is Literal
        for word in get_args(field.annotation)
    }

    assert choices - told - {""} == set()


@pytest.mark.parametrize(
    "path", sorted(PACKS.glob("*/**/*.yaml")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_every_key_that_a_pack_of_ours_uses_is_told(path: Path, told):
    assert set(keys_of(yaml.safe_load(path.read_text(encoding="utf-8")))) - told == set()


def test_the_dataset_on_the_page_is_one_that_the_loader_takes():
    text = PAGE.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None

    schema.Dataset.model_validate(yaml.safe_load(example[1]))

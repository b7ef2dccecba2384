"""Recipes kept: what people said of a dataset's files, by the shape of the file."""

from __future__ import annotations

from django.utils import timezone

from lumbung.formats.tables.shapes.layout import ColumnGuess, Layout
from lumbung.formats.tables.shapes.recipes import Changes, Recipe
from lumbung.formats.tables.shapes.roles import Role
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.models import RecipeVersion, Submission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.structures import Structure

AREA_RULES = frozenset({"area.misspelt", "area.ambiguous"})


def role_of(guess: ColumnGuess) -> str:
    """What a column was taken for: its role, with the measure or dimension it holds."""
    held = guess.measure if guess.role == Role.VALUE else guess.dimension
    return f"{guess.role}:{held}" if held and guess.role in (Role.VALUE, Role.DIMENSION) else guess.role


def recipes_of(dataset: Dataset) -> dict[str, RecipeVersion]:
    """The last recipe for each shape in which a dataset's files have come."""
    return {row.fingerprint: row for row in RecipeVersion.objects.filter(dataset=dataset).order_by("number")}


def keep_changes(submission: Submission, changes: Changes, actor: User) -> RecipeVersion:
    """Keep what a person said as the next recipe; belongs in the transaction of the act."""
    layout = Layout.from_dict(submission.layout)
    before = recipes_of(submission.dataset).get(layout.fingerprint)
    recipe = layout.corrected(changes, of=Recipe.from_dict(before.recipe) if before else None)
    last = RecipeVersion.objects.select_for_update().filter(dataset=submission.dataset).last()
    version = RecipeVersion.objects.create(
        dataset=submission.dataset,
        number=(last.number if last else 0) + 1,
        fingerprint=recipe.fingerprint,
        recipe=recipe.as_dict(),
        by=actor,
        at=timezone.now(),
    )
    Submission.objects.filter(pk=submission.pk).update(recipe=version)
    submission.recipe = version
    return version


def meaning_of(finding: Finding, value: str, structure: Structure) -> Changes | None:
    """What choosing a value says for every file: none where it only mends the cell."""
    if not finding.value:
        return None
    if finding.rule in AREA_RULES:
        return Changes(areas={finding.value: value})
    if finding.rule == "code.misspelt":
        holding = [item.code for item in structure.dimensions if item.code_named(value) is not None]
        if len(holding) == 1:
            return Changes(codes={holding[0]: {finding.value: value}})
    return None

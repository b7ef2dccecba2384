"""What a reader may rely on: short modules, no traces of a machine, fragments and notes in order."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

HOUSE = Path(__file__).parents[2]
LONGEST = 350
LONG: dict[str, str] = {}  # a longer module and the reason why it is one
WORDS = re.compile(r"^\+[a-z0-9-]+\.(feature|fix|change)\.md$")
NOTE = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(["pypi" + r"\.org/simple", "registry" + r"\.npmjs", "files" + r"\.pythonhosted"])
)
INDEX = re.compile(r"^--(extra-)?index-url", re.MULTILINE)
RESOLVED = re.compile(r'"resolved": *"http')
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(["home/[a-z]", "work/main", "root/", "Users/"]) + ")")


def tracked() -> list[Path]:
    """The files that git keeps, or every file where this is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False)
    return [path for name in listed.stdout.split("\0") if name and (path := HOUSE / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Name and text of every tracked text file."""
    found = []
    for path in tracked():
        try:
            found.append((str(path.relative_to(HOUSE)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_a_module_that_grows_long_is_asked_for_its_second_noun():
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in sorted((HOUSE / "src").rglob("*.py"))
        if "migrations" not in path.parts
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }

    assert set(long) == set(LONG), long


def test_no_file_holds_an_address_of_a_registry_or_a_path_of_a_machine():
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        for pattern in (REGISTRIES, INDEX, RESOLVED, MACHINE)
        if (match := pattern.search(text))
    ]

    assert not found


def test_no_tracked_file_is_a_dump():
    heavy = [str(path.relative_to(HOUSE)) for path in tracked() if path.stat().st_size > 400_000]

    assert not heavy


def test_a_changelog_fragment_is_one_sentence_about_one_thing():
    for path in sorted((HOUSE / "changes").iterdir()):
        if path.name.startswith("."):
            continue
        text = path.read_text(encoding="utf-8").strip()
        assert WORDS.match(path.name), f"{path.name} should be +short-name.feature.md"
        assert text.endswith("."), path.name
        assert "\n" not in text, f"{path.name} has more than one line"
        assert len(text) <= 300, path.name


def test_decision_notes_are_numbered_once_and_listed():
    folder = HOUSE / "docs" / "decisions"
    notes = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    numbers = [match.group(1) for name in notes if (match := NOTE.match(name))]

    assert len(numbers) == len(notes), "a note is named NNNN-title.md"
    assert len(set(numbers)) == len(numbers), "two notes share a number"
    for name in notes:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith("# "), name
        assert len(text.splitlines()) <= 60, f"{name} is longer than a page"


def links() -> list[tuple[Path, str]]:
    """Every link of a page to another file, with the page."""
    pages = [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "packs").rglob("*.md")]
    return [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:")
    ]


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.relative_to(HOUSE)} → {target}"
        for page, target in links()
        if not (page.parent / target).exists()
    ]

    assert not broken


def test_the_readme_promises_what_the_makefile_keeps():
    targets = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        promised = set(
            re.findall(r"(?:^|`)make ([a-z-]+)", (HOUSE / page).read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert promised <= targets, f"{page}: {promised - targets}"
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme


def test_a_requirement_is_pinned_by_its_hash():
    for path in sorted((HOUSE / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==.*$", text, re.MULTILINE | re.IGNORECASE)
        assert pins, path.name
        for pin in pins:
            after = text[text.index(pin) + len(pin) :].lstrip(" \\\n")
            assert after.startswith("--hash=sha256:"), f"{path.name}: {pin}"


def test_the_road_of_a_number_names_files_that_exist():
    page = (HOUSE / "docs" / "explanation" / "road.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:vocabulary|engines|formats|cube|kit|rooms|faces)/[\w/.]+)`", page)

    assert len(named) > 30
    assert [path for path in named if not (HOUSE / "src" / "lumbung" / path).exists()] == []

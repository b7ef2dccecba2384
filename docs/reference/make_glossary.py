"""Make ``docs/glossary.md`` of the glossary: ``python docs/reference/make_glossary.py``."""

from __future__ import annotations

from pathlib import Path

from lumbung.vocabulary.glossary import Evidence, Group, Term, terms

PAGE = Path(__file__).parents[1] / "glossary.md"
HEAD = """# Glossary · Daftar istilah

You read a word in the code, on a page or in a regulation and want to know what it is called elsewhere.
Code words are English; the term of the law and of the offices stands beside them, with its source.

Anda membaca sebuah kata dalam program, di halaman, atau dalam peraturan dan ingin tahu padanannya.

| mark | |
|---|---|
{marks}

Nothing marked M is shown as law until somebody has confirmed it. This page is made by
`docs/reference/make_glossary.py` from `src/lumbung/vocabulary/glossary.toml`; change the file, not the page.
"""


def page() -> str:
    """The text of the page."""
    marks = "\n".join(f"| {mark.value} | {mark.said.id} · {mark.said.en} |" for mark in Evidence)
    parts = [HEAD.format(marks=marks)]
    for group in Group:
        parts.append(f"## {group.heading.en} · {group.heading.id}\n")
        parts.append("| code | istilah | term | arti · meaning | source |\n|---|---|---|---|---|")
        parts.append("\n".join(_row(term) for term in terms() if term.group is group) + "\n")
    return "\n".join(parts)


def _row(term: Term) -> str:
    source = f"{term.source} [{term.evidence}]" if term.source else f"[{term.evidence}]"
    meaning = f"{term.meaning.id}<br>{term.meaning.en}"
    return f"| `{term.in_code}` | **{term.title.id}** | {term.title.en} | {meaning} | {source} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

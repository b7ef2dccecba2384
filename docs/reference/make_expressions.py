"""Writes expressions.md, the page of the expression language, from its tables.

python docs/reference/make_expressions.py
"""

from __future__ import annotations

from pathlib import Path

from lumbung.engines.expressions import ExpressionFault, parse_expression, reading
from lumbung.engines.expressions.operations import FUNCTIONS, OPERATORS, Operation

PAGE = Path(__file__).with_name("expressions.md")

OPENING = """\
# Expressions

> **Write a rule, a condition or a computed indicator.** You write a dataset, an instrument or a service
> in a pack and want to say when a figure is right. You need the codes of its columns. Everything that
> can be said is on this page, which is made from `src/lumbung/engines/expressions/operations.py`; do
> not edit it by hand.

An expression is SQL over named columns, and nothing else of SQL:

```yaml
rules:
  - {code: penduduk.jumlah, check: "laki + perempuan = jumlah"}
  - {code: penduduk.wajar, check: "jumlah < 100000 OR area LIKE '35.72.02.%'", severity: warning}
  - {code: panen.musim, check: "quarter(period) IN (1, 2) OR panen IS NULL"}
```

A column is a measure (a number), a dimension or `area` (texts: codes), or `period`. A code that is not
one plain word stands in double quotation marks (`"jumlah-umkm" > 0`), a text in single ones
(`'laki-laki'`).

**What is not known stays unknown.** An empty cell is `NULL`; what is computed from it is `NULL`, and a
rule whose check is `NULL` is not broken: only one that is *false* is. `AND`, `OR` and `NOT` follow
SQL's three-valued logic; ask with `IS NULL`. Numbers are double-precision throughout, so compare
fractions with `round` or `BETWEEN`.

The same expression runs on a table (Polars), on one row of facts, and as SQL in DuckDB or Spark, with
the same result.
"""


IN_FORMS = """\
## In forms

The `when`, `rule` and `row_rule` of a form read its answers. One that is empty, of the wrong kind or not
asked is `NULL`; a condition must be *true* for its question to be asked, a rule is broken only where it is
*false*.

| Field | Gives | For example |
| --- | --- | --- |
| text, choice, region … | `KEY`, a text; of a choice its code | `jenis = '2'` |
| yes_no | `KEY`, the text `'1'` for yes and `'2'` for no | `komposit = '1'` |
| integer, year | `KEY`, a number | `pengawas <= pencacah` |
| date | `KEY`, a day | `awal <= akhir`, `year(awal) = 2026` |
| multi_choice | `KEY_CODE` for each option, 1 or 0; `KEY_other`, a text | `sarana_1 + sarana_2 > 0` |
| yes_no_list | `KEY_ITEM` for each item, a text | `produk_digital = '1'` |
| table | `KEY_rows`, how many rows | `variabel_rows >= 3` |
| table, in its `row_rule` | its columns, and `row`, the row's key | `row <> 'desain' OR awal <= akhir` |
| list | `KEY_count`, how many entries | `sumber_count > 0` |
"""


def refusal() -> str:
    """What is told of a rule with a misspelt column."""
    try:
        parse_expression("laki <= jumlh", columns={"laki": float, "jumlah": float})
    except ExpressionFault as fault:
        return fault.told.en
    raise AssertionError("a misspelt column is refused")


LIMITS = f"""\
## Limits

An expression has at most {reading.LONGEST} characters and {reading.MOST_TOKENS} words and signs;
brackets, `CASE` and signs stand at most {reading.DEEPEST} deep, operations {reading.DEEPEST_TREE} deep.
Queries, subqueries, casts, parameters, comments, `;` and functions that are not listed are refused when
the pack is loaded, with line and column:

```
{refusal()}
```
"""


def page() -> str:
    """The whole page."""
    head = "| Write | For | Worth | Means | Artinya |\n| --- | --- | --- | --- | --- |\n"
    operators = head + "\n".join(map(row, OPERATORS))
    choices = "\n".join(
        [
            "| `CASE WHEN a THEN x ELSE y END` | statements, then like things | "
            "| the value of the first branch whose condition is true | nilai cabang pertama yang benar |",
            "| `if(a, x, y)`, `iif(a, x, y)` | a statement, then like things | `if(1 < 2, 3, 4)` is `3` | "
            "the same with one branch | sama, dengan satu cabang |",
            "| `a BETWEEN x AND y` | like things | `2 BETWEEN 1 AND 3` is `TRUE` | "
            "at least x and at most y | paling sedikit x dan paling banyak y |",
        ]
    )
    functions = head + "\n".join(map(row, FUNCTIONS))
    return "\n".join(
        [OPENING, "## Operators\n", operators, choices, "\n## Functions\n", functions, "", IN_FORMS, LIMITS]
    )


def row(operation: Operation) -> str:
    """One operation as a row of its table."""
    worth = f"`{operation.example[0]}` is `{operation.example[1]}`" if operation.example else ""
    usage = ", ".join(f"`{part}`" for part in _ways(operation.usage))
    cells = [usage, operation.takes.en, worth, operation.words.en, operation.words.id]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _ways(usage: str) -> list[str]:
    """Several ways to write one thing, where the usage gives more than one."""
    ways, depth, start = [], 0, 0
    for position, letter in enumerate(usage):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            ways.append(usage[start:position].strip())
            start = position + 1
    return [*ways, usage[start:].strip()]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The triggers with which the database itself keeps the journal append-only.

They stop slips and bugs, also those of people with a database console; whoever may change the
schema can take them away, and is found by the chain instead.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = {
    "journal_keeps_lines_unchanged": """
        CREATE TRIGGER journal_keeps_lines_unchanged BEFORE UPDATE ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_keeps_lines": """
        CREATE TRIGGER journal_keeps_lines BEFORE DELETE ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_keeps_head": """
        CREATE TRIGGER journal_keeps_head BEFORE DELETE ON journal_head
        BEGIN SELECT RAISE(ABORT, 'the journal keeps its head'); END""",
    "journal_head_goes_on": """
        CREATE TRIGGER journal_head_goes_on BEFORE UPDATE ON journal_head
        WHEN NEW.number <> OLD.number + 1
        BEGIN SELECT RAISE(ABORT, 'the head of the journal goes on by one'); END""",
}

POSTGRESQL = (
    """CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE TRIGGER journal_keeps_lines BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
       FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()""",
    """CREATE TRIGGER journal_keeps_head BEFORE DELETE OR TRUNCATE ON journal_head
       FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()""",
    """CREATE TRIGGER journal_head_goes_on BEFORE UPDATE ON journal_head
       FOR EACH ROW WHEN (NEW.number <> OLD.number + 1) EXECUTE FUNCTION journal_refuses()""",
)


def set_guards(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse to change or remove lines."""
    statements = POSTGRESQL if connection.vendor == "postgresql" else tuple(SQLITE.values())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the refusals away: for undoing the migration, and for tests that tamper."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS journal_refuses() CASCADE")
            return
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

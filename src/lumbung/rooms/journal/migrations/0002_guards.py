"""The database refuses to change or remove lines of the journal."""

from django.db import migrations

from lumbung.rooms.journal import guards


def set_guards(_apps, schema_editor):
    guards.set_guards(schema_editor.connection)


def lift_guards(_apps, schema_editor):
    guards.lift_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(set_guards, lift_guards)]

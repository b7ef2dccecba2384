"""Sources, entries, readings and mirrors."""

import django.db.models.deletion
from django.db import migrations, models

import lumbung.kit.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("kit", "0002_jobs"),
        ("people", "0002_heads_and_mailboxes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("title", lumbung.kit.fields.WordsField(default=lumbung.kit.fields._no_words)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ckan", "CKAN"),
                            ("dcat", "DCAT (JSON-LD, data.json)"),
                            ("lumbung", "Lumbung"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(max_length=1000, unique=True)),
                ("every_hours", models.PositiveIntegerField(default=24)),
                ("taken", models.BooleanField(default=False)),
                ("paused", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("title", lumbung.kit.fields.WordsField(default=lumbung.kit.fields._no_words)),
                ("description", lumbung.kit.fields.WordsField(default=lumbung.kit.fields._no_words)),
                ("publisher", models.CharField(blank=True, max_length=300)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=1000)),
                ("keywords", models.JSONField(default=list)),
                ("formats", models.JSONField(default=list)),
                ("modified", models.CharField(blank=True, max_length=40)),
                ("edition", models.CharField(blank=True, max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("first_seen_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="harvest.source",
                    ),
                ),
            ],
            options={
                "ordering": ("source", "name"),
            },
        ),
        migrations.CreateModel(
            name="Mirror",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("checksum", models.CharField(max_length=64)),
                ("rows", models.BigIntegerField()),
                ("released_at", models.DateTimeField()),
                ("mirrored_at", models.DateTimeField()),
                ("current", models.BooleanField(default=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mirrors",
                        to="harvest.entry",
                    ),
                ),
            ],
            options={
                "ordering": ("-released_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "edition"), name="one_mirror_an_edition"),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)), fields=("entry",), name="one_current_mirror"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("takes", models.BooleanField()),
                ("by_hand", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "menunggu"), ("done", "selesai"), ("failed", "gagal")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("result", models.JSONField(default=dict)),
                ("problem", models.JSONField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="kit.job",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="harvest.source"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("source",),
                        name="one_open_run_a_source",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("source", "name"), name="one_entry_a_name"),
        ),
    ]

"""Jobs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lumbung.kit.fields


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("arguments", models.JSONField(default=dict)),
                ("subject", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "menunggu"),
                            ("running", "berjalan"),
                            ("done", "selesai"),
                            ("failed", "gagal"),
                            ("cancelled", "dibatalkan"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("words", lumbung.kit.fields.WordsField(default=lumbung.kit.fields._no_words)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run_after", models.DateTimeField()),
                ("worker", models.CharField(blank=True, max_length=80)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("result", models.JSONField(default=dict)),
                ("problem", models.JSONField(blank=True, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("run_after", "pk"),
                "indexes": [
                    models.Index(fields=["state", "run_after"], name="job_next"),
                    models.Index(fields=["subject", "made_at"], name="job_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("waiting", "running")), models.Q(("subject", ""), _negated=True)
                        ),
                        fields=("subject",),
                        name="one_open_job_a_subject",
                    )
                ],
            },
        ),
    ]

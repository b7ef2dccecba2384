"""An address may be read in more than one way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("harvest", "0001_initial"),
        ("people", "0002_heads_and_mailboxes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="address",
            field=models.CharField(max_length=1000),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("kind", "address"), name="one_source_an_address"),
        ),
    ]

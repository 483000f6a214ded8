import django.db.models.deletion
from django.db import migrations, models

from negotiations import search_index


def install(apps, schema_editor):
    search_index.install(schema_editor)


def remove(apps, schema_editor):
    search_index.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0006_address_keys")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="negotiations.edition",
                    ),
                ),
                ("words", models.TextField()),
            ],
        ),
        migrations.RunPython(install, remove),
    ]

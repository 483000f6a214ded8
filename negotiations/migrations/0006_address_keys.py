"""Sources get the key by which another address of the same page is recognised."""

from django.db import migrations

from negotiations.values.web import address_key


def fill(apps, schema_editor):
    source = apps.get_model("negotiations", "Source")
    for row in source.objects.exclude(address="").only("pk", "address").iterator():
        source.objects.filter(pk=row.pk).update(address_key=address_key(row.address))


class Migration(migrations.Migration):
    dependencies = [("negotiations", "0005_the_desk_at_work")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

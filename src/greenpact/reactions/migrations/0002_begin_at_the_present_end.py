"""Chains that are there already are followed from their present end: what happened before causes no mails now.

A chain that is founded later has no cursor yet, and is followed from its first entry.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def begin_at_the_present_end(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    cursors = apps.get_model("journal", "Cursor").objects
    for chain in apps.get_model("journal", "Chain").objects.all():
        cursors.get_or_create(reader="reactions", chain=chain, defaults={"number": chain.number})


class Migration(migrations.Migration):
    dependencies = [("reactions", "0001_first_shape")]

    operations = [migrations.RunPython(begin_at_the_present_end, migrations.RunPython.noop)]

"""What could not be carried out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReactionFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("error", models.CharField(help_text="The class of the error.", max_length=120)),
                ("place", models.CharField(help_text="Module and line in our code.", max_length=200)),
                ("count", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reaction_fault",
                        to="journal.entry",
                    ),
                ),
            ],
        ),
    ]

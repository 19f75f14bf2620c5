"""The first shape of the workspace tables: drafts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(help_text="The form, such as deal:solar-roofs/texts.", max_length=160),
                ),
                (
                    "data",
                    models.JSONField(
                        default=dict, help_text="Names of fields, each with the list of its values."
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=0, help_text="Of the subject, when its writer opened the form."
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="cities.city"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["city", "subject"], name="draft_of_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "city", "subject"), name="draft_once_per_form_and_person"
                    )
                ],
            },
        ),
    ]

"""Ask the sender before an idea goes to another city: the proposal, and what they said to it."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cities", "0001_first_shape"),
        ("ideas", "0011_place"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=4000)),
                ("proposed_at", models.DateTimeField()),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("open", "Not answered yet"),
                            ("agreed", "Agreed"),
                            ("refused", "Refused"),
                            ("taken_back", "Taken back by the city"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cities.city"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reply", "open")),
                        fields=("idea",),
                        name="one_open_handover_of_an_idea",
                    )
                ],
            },
        )
    ]

"""The first shape of the measures tables."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.measures.rules
import greenpact.ui.wording


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("plan", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="plan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("given_up", "Given up"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="cities.city"
                    ),
                ),
                (
                    "clause",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measure",
                        to="deals.clauserow",
                    ),
                ),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "text",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="milestone"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            greenpact.measures.rules.State["PLANNED"],
                            greenpact.measures.rules.State["UNDER_WAY"],
                        ],
                    )
                ),
                fields=["city", "due_on"],
                name="measure_open_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("due_on__isnull", True),
                    ("due_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="measure_due_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", True), ("state", "done"), _connector="OR"),
                name="only_a_done_measure_has_its_day",
            ),
        ),
    ]

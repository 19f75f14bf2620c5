"""Keep on what terms each city answers ideas, and which words lead to which office."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import greenpact.ui.folding


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("ideas", "0002_trigram_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdeaSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(4),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="answer time in working days",
                    ),
                ),
                (
                    "retention_months",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months after which declined ideas are erased",
                    ),
                ),
                (
                    "holiday_state",
                    models.CharField(
                        blank=True, max_length=6, verbose_name="state whose public holidays count"
                    ),
                ),
                (
                    "city",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="idea_settings",
                        to="cities.city",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoutingWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, verbose_name="routing word")),
                ("folded", greenpact.ui.folding.Folded("word", editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routing_words",
                        to="cities.office",
                    ),
                ),
            ],
            options={
                "ordering": ["folded", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "folded"), name="routing_word_once_at_office")
                ],
            },
        ),
    ]

"""Let cities keep patterns of deals of their own, with every state they ever had."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0010_the_agreement_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnPattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("content", models.JSONField(verbose_name="content")),
                ("is_retired", models.BooleanField(default=False, verbose_name="retired")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "pattern",
                "verbose_name_plural": "patterns",
                "ordering": ["ref"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PatternVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="deals.ownpattern",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="ownpattern",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="ownpattern_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="patternversion",
            constraint=models.UniqueConstraint(fields=("pattern", "number"), name="pattern_version_once"),
        ),
    ]

"""Files of readings on their way in; confidential values, kept apart, and the sums of them that are public."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0031_seal_certificates"),
        ("measures", "0003_check_ins_and_statements"),
        ("parties", "0011_reviewer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfidentialValue",
            fields=[
                (
                    "reading",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="confidential",
                        serialize=False,
                        to="measures.reading",
                    ),
                ),
                ("value", models.FloatField(verbose_name="value")),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.SlugField(
                        default=greenpact.accounts.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("by", models.CharField(help_text="The actor whom the journal names.", max_length=120)),
                ("created_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Being read"),
                            ("answered", "Being compared"),
                            ("read", "Waiting for you"),
                            ("confirmed", "Waiting to be taken in"),
                            ("running", "Being taken in"),
                            ("done", "Taken in"),
                            ("failed", "Not taken in"),
                            ("discarded", "Discarded"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "provenance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("measured", "measured"),
                            ("calculated", "calculated"),
                            ("estimated", "estimated"),
                            ("declared", "declared"),
                        ],
                        max_length=10,
                        verbose_name="provenance",
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=500, verbose_name="method")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                (
                    "reason",
                    models.CharField(blank=True, help_text="Why values replace others.", max_length=500),
                ),
                (
                    "layout",
                    models.CharField(
                        blank=True, help_text="Fingerprint of the heads of its tables.", max_length=64
                    ),
                ),
                ("recognised", models.JSONField(default=list, help_text="How each table was understood.")),
                (
                    "answers",
                    models.JSONField(default=dict, help_text="What its sender answered to what is doubtful."),
                ),
                ("findings", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict, help_text="How many readings have which fate.")),
                (
                    "compared_with",
                    models.PositiveBigIntegerField(
                        help_text="The number of the city's last journal entry when it was compared.",
                        null=True,
                    ),
                ),
                (
                    "open_count",
                    models.PositiveIntegerField(default=0, help_text="Questions that nobody answered yet."),
                ),
                (
                    "cursor",
                    models.PositiveIntegerField(
                        default=0, help_text="So many readings are laid down already."
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(default=0, help_text="Per cent of the present step."),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("leased_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="cities.city",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        help_text="None: all that its sender tends.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="deals.deal",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="None: an office of the city.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeliveredSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300)),
                (
                    "written_unit",
                    models.CharField(blank=True, help_text="As the file has it.", max_length=40),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="As its sender stated it, where the file has none.",
                        max_length=40,
                    ),
                ),
                ("is_left_out", models.BooleanField(default=False)),
                (
                    "factor",
                    models.FloatField(default=1.0, help_text="From the file's unit into the indicator's."),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("first_on", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="measures.indicator",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series",
                        to="measures.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Delivered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("table", models.PositiveSmallIntegerField()),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(max_length=4)),
                ("text", models.CharField(max_length=80)),
                ("first_on", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("rhythm", models.CharField(help_text="Which its period keeps to.", max_length=7)),
                ("value", models.FloatField(null=True)),
                ("non_value", models.CharField(max_length=14)),
                ("fate", models.CharField(help_text="What becomes of it.", max_length=12)),
                (
                    "replaces",
                    models.BigIntegerField(help_text="The reading in whose place it comes.", null=True),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.deliveredseries",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="DeliveryPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="measures.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="PublishedSum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_on", models.DateField()),
                ("until", models.DateField()),
                ("total", models.FloatField()),
                ("parties", models.PositiveIntegerField(help_text="How many stand behind it.")),
                ("published_on", models.DateField()),
                (
                    "behind",
                    models.JSONField(
                        help_text="The readings summed, by primary key, with the keys of their parties."
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confidential_sums",
                        to="deals.deal",
                    ),
                ),
                (
                    "like",
                    models.ForeignKey(
                        help_text="One of those summed.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="measures.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["first_on", "until", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RememberedLayout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender", models.CharField(max_length=100)),
                ("layout", models.CharField(max_length=64)),
                (
                    "mapping",
                    models.JSONField(
                        default=dict, help_text="By series: the indicator, or that it is left out; the unit."
                    ),
                ),
                ("answers", models.JSONField(default=dict, help_text="How numbers and days are written.")),
                ("used_at", models.DateTimeField()),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cities.city"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["city", "-created_at"], name="delivery_newest_of_city"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ("uploaded", "answered", "confirmed", "running"))),
                fields=["created_at"],
                name="delivery_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveredseries",
            constraint=models.UniqueConstraint(fields=("of", "number"), name="delivered_series_once"),
        ),
        migrations.AddIndex(
            model_name="delivered",
            index=models.Index(fields=["of", "number"], name="delivered_in_order"),
        ),
        migrations.AddConstraint(
            model_name="deliverypiece",
            constraint=models.UniqueConstraint(fields=("of", "number"), name="delivery_piece_once"),
        ),
        migrations.AddIndex(
            model_name="publishedsum",
            index=models.Index(fields=["deal", "first_on", "until"], name="confidential_sum_of_deal"),
        ),
        migrations.AddConstraint(
            model_name="rememberedlayout",
            constraint=models.UniqueConstraint(
                fields=("city", "sender", "layout"), name="layout_remembered_once"
            ),
        ),
    ]

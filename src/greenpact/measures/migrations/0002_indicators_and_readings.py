"""What is counted of measures and deals, and what was read off."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.accounts.refs
import greenpact.ui.wording


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0031_seal_certificates"),
        ("files", "0001_first_shape"),
        ("measures", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(default=greenpact.accounts.refs.new_ref, editable=False, max_length=16),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="name")),
                (
                    "definition",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="definition"),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="As `sheets.units` names it.", max_length=40, verbose_name="unit"
                    ),
                ),
                (
                    "wanted",
                    models.CharField(
                        choices=[
                            ("more", "More is better"),
                            ("less", "Less is better"),
                            ("steady", "It shall stay as it is"),
                        ],
                        default="more",
                        max_length=6,
                        verbose_name="direction",
                    ),
                ),
                (
                    "counted",
                    models.CharField(
                        choices=[
                            ("sum", "added up over the year"),
                            ("last", "the last one of the year counts"),
                        ],
                        default="sum",
                        max_length=4,
                        verbose_name="several readings",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("year", "yearly"),
                            ("quarter", "quarterly"),
                            ("month", "monthly"),
                            ("week", "weekly"),
                            ("day", "daily"),
                            ("any", "whenever there is one"),
                        ],
                        default="year",
                        max_length=7,
                        verbose_name="rhythm",
                    ),
                ),
                ("start_value", models.FloatField(blank=True, null=True, verbose_name="start value")),
                ("start_on", models.DateField(blank=True, null=True, verbose_name="start value on")),
                ("is_dropped", models.BooleanField(default=False, editable=False)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="cities.city",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="deals.deal",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(default=greenpact.accounts.refs.new_ref, editable=False, max_length=16),
                ),
                ("first_on", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(help_text="Exclusive: the day after the last.", verbose_name="until"),
                ),
                ("value", models.FloatField(blank=True, null=True, verbose_name="value")),
                (
                    "non_value",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_yet", "not there yet"),
                            ("not_occurring", "does not occur"),
                            ("not_known", "not known"),
                            ("confidential", "confidential"),
                        ],
                        max_length=14,
                        verbose_name="no value because",
                    ),
                ),
                ("lower", models.FloatField(blank=True, null=True, verbose_name="at least")),
                ("upper", models.FloatField(blank=True, null=True, verbose_name="at most")),
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
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=60)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=60)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Why it replaces another.",
                        max_length=500,
                        verbose_name="reason",
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="measures.indicator",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="measures.reading",
                    ),
                ),
            ],
            options={
                "ordering": ["first_on", "until", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="until")),
                ("value", models.FloatField(verbose_name="target")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="measures.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on"],
            },
        ),
        migrations.AddIndex(
            model_name="indicator",
            index=models.Index(fields=["measure"], name="indicator_of_measure"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("deal", "ref"), name="indicator_ref_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("start_on__isnull", True), ("start_value__isnull", True)),
                    models.Q(("start_on__isnull", False), ("start_value__isnull", False)),
                    _connector="OR",
                ),
                name="start_value_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("indicator", "ref"), name="reading_ref_once_in_indicator"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("indicator", "first_on", "until"),
                name="one_current_reading_a_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("first_on"))), name="reading_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("non_value", ""), ("value__isnull", False)),
                    models.Q(("value__isnull", True), models.Q(("non_value", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_value_or_why_there_is_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("indicator", "due_on"), name="one_target_a_day"),
        ),
    ]

"""Reports: compiled, checked and published."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.reports.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0031_seal_certificates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
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
                        default=greenpact.reports.models.report_ref,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("city", "Report of the city"), ("deal", "Report of a deal")],
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checked", "Checked"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("first_on", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(help_text="Exclusive: the day after the last.", verbose_name="until"),
                ),
                ("day", models.DateField(verbose_name="as of")),
                ("facts", models.TextField()),
                (
                    "texts",
                    models.JSONField(blank=True, default=dict, help_text="Texts per language, by field."),
                ),
                ("canonical", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("compiled_at", models.DateTimeField()),
                ("compiled_by", models.CharField(max_length=60)),
                ("written_by", models.CharField(blank=True, max_length=60)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("checked_by", models.CharField(blank=True, max_length=60)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("published_by", models.CharField(blank=True, max_length=60)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="cities.city"
                    ),
                ),
                (
                    "compared_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.report",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="reports.report",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="deals.deal",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "ordering": ["-first_on", "-pk"],
                "indexes": [models.Index(fields=["city", "state", "-first_on"], name="report_of_city")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("first_on"))),
                        name="report_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deal__isnull", False), ("kind", "deal")),
                            models.Q(("deal__isnull", True), ("kind", "city")),
                            _connector="OR",
                        ),
                        name="report_of_a_deal_has_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "discarded"]),
                            models.Q(("sha256", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="report_is_frozen_once_checked",
                    ),
                ],
            },
        ),
    ]

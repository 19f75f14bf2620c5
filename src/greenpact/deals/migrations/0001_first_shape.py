"""The first shape of the deals tables."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import greenpact.cities.checks
import greenpact.ui.wording


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("parties", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("deal", "Local Green Deal"),
                            ("cooperation", "Running cooperation"),
                            ("pilot", "Resident-led pilot"),
                            ("pact", "Comparable pact"),
                        ],
                        default="deal",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="title"),
                ),
                (
                    "original_title",
                    models.CharField(blank=True, max_length=300, verbose_name="original title"),
                ),
                (
                    "original_language",
                    models.CharField(blank=True, max_length=5, verbose_name="language of the original title"),
                ),
                (
                    "summary",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="summary"),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contribution", "Contribution"),
                            ("agreement", "Agreement"),
                            ("programme", "Programme"),
                        ],
                        max_length=12,
                        verbose_name="tier",
                    ),
                ),
                (
                    "legal_nature",
                    models.CharField(
                        choices=[
                            ("intent", "Statement of intent"),
                            ("binding", "Binding agreement"),
                            ("annex", "Annex to a contract"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="legal nature",
                    ),
                ),
                (
                    "work_state",
                    models.CharField(
                        choices=[
                            ("exploring", "Exploring"),
                            ("negotiating", "Negotiating"),
                            ("agreed", "Agreed"),
                            ("implementing", "Implementing"),
                            ("completed", "Completed"),
                            ("ended", "Ended"),
                        ],
                        default="exploring",
                        max_length=12,
                        verbose_name="work",
                    ),
                ),
                (
                    "signature_state",
                    models.CharField(
                        choices=[
                            ("unsigned", "Unsigned"),
                            ("signing", "Being signed"),
                            ("signed", "Signed"),
                            ("terminated", "Terminated"),
                            ("unknown", "Signature not stated"),
                        ],
                        default="unsigned",
                        max_length=10,
                        verbose_name="signature",
                    ),
                ),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="start year",
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="target year",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "sdgs",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[greenpact.cities.checks.check_sdgs],
                        verbose_name="SDGs",
                    ),
                ),
                (
                    "lat",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "lon",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("measures", "with measures"),
                            ("partner_only", "parties only"),
                            ("programme", "programme only"),
                        ],
                        max_length=12,
                        verbose_name="detail of the source",
                    ),
                ),
                (
                    "is_compiled",
                    models.BooleanField(default=False, verbose_name="compiled from public sources"),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True, related_name="deals", to="cities.district", verbose_name="districts"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="cities.field",
                        verbose_name="field",
                    ),
                ),
                (
                    "further_cities",
                    models.ManyToManyField(
                        blank=True,
                        related_name="shared_deals",
                        to="cities.city",
                        verbose_name="further cities",
                    ),
                ),
            ],
            options={
                "verbose_name": "deal",
                "verbose_name_plural": "deals",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DealText",
            fields=[
                (
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="searchable",
                        serialize=False,
                        to="deals.deal",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="ClauseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("goal", "Goal"), ("commitment", "Commitment"), ("provision", "Provision")],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict)),
                ("indicator", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict)),
                ("target", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ("quantity", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "due_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                    ),
                ),
                ("measure_type", models.SlugField(blank=True, max_length=60)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("money_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("staff_fte", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ("serves", models.JSONField(blank=True, default=list)),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("legal", "required by law"),
                            ("additional", "additional"),
                            ("unknown", "not stated"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("governance", "Governance"),
                            ("reporting", "Reporting"),
                            ("exit", "Exit"),
                            ("neutrality", "Neutrality"),
                            ("data", "Data"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_dropped", models.BooleanField(default=False)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="parties.organisation",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clauses", to="deals.deal"
                    ),
                ),
            ],
            options={
                "db_table": "deals_clause",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="DealSdg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sdg_rows", to="deals.deal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("signatory", "Signatory to the deal"),
                            ("broker", "Broker"),
                            ("evaluator", "Evaluator"),
                            ("funder", "Funder"),
                            ("supporter", "Supporter"),
                        ],
                        default="signatory",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="deals.deal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("note", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="note")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="deals.deal"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="deals.deal"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["city", "-changed_at", "-id", "work_state", "signature_state", "kind", "tier"],
                name="deal_public_of_city",
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["-changed_at", "-id"],
                name="deal_public_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=[
                    "city",
                    "field",
                    "-changed_at",
                    "-id",
                    "work_state",
                    "signature_state",
                    "kind",
                    "tier",
                ],
                name="deal_public_of_field",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="deal_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="deal_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_year__isnull", True),
                    ("start_year__isnull", True),
                    ("end_year__gte", models.F("start_year")),
                    _connector="OR",
                ),
                name="deal_end_year_after_start_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signature_state", "unknown"), _negated=True),
                    ("is_compiled", True),
                    _connector="OR",
                ),
                name="only_compiled_deals_leave_signature_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="clauserow",
            constraint=models.UniqueConstraint(fields=("deal", "ref"), name="clause_ref_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="dealsdg",
            constraint=models.UniqueConstraint(fields=("deal", "number"), name="sdg_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("deal", "organisation"),
                name="party_once_in_deal",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("deal", "number"), name="version_number_once_in_deal"),
        ),
    ]

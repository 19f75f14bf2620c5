"""Schemes, labels, assessments, certificates and appeals, as they begin."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.labels.models
import greenpact.labels.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0002_trigram_index"),
        ("files", "0001_first_shape"),
        ("parties", "0002_roles_at_a_party"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schemes", to="cities.city"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Label",
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
                        default=greenpact.labels.models.label_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "Applied for"),
                            ("declined", "Declined"),
                            ("awarded", "Valid"),
                            ("suspended", "Suspended"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="applied",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "wanted",
                    models.CharField(
                        choices=[
                            ("committed", "Committed"),
                            ("delivering", "Delivering"),
                            ("proven", "Proven"),
                        ],
                        max_length=10,
                        verbose_name="level applied for",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("committed", "Committed"),
                            ("delivering", "Delivering"),
                            ("proven", "Proven"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("awarded_on", models.DateField(blank=True, null=True, verbose_name="first awarded on")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="last checked on")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until (exclusive)"),
                ),
                ("reason", models.CharField(blank=True, max_length=20, verbose_name="reason")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "decided_by",
                    models.CharField(blank=True, help_text="A reference, never a name.", max_length=120),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels_applied_for",
                        to="parties.organisation",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="labels", to="cities.city"
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="labels", to="deals.deal"
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels_observed",
                        to="parties.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="deals.version",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labels",
                        to="labels.schemeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "label",
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("committed", "Committed"),
                            ("delivering", "Delivering"),
                            ("proven", "Proven"),
                        ],
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "awarded_at",
                    models.DateTimeField(
                        blank=True, help_text="Each assessment carries one award.", null=True
                    ),
                ),
                ("is_met", models.BooleanField(blank=True, null=True)),
                (
                    "inputs",
                    models.TextField(
                        blank=True, help_text="Canonical JSON of everything the result follows from."
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "observer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deals.version",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="labels.label",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="labels.schemeversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CriterionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.SlugField(max_length=40)),
                (
                    "answer",
                    models.CharField(
                        choices=[("met", "Met"), ("not_met", "Not met"), ("open", "Open")], max_length=8
                    ),
                ),
                ("is_computed", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("answered_on", models.DateField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="labels.assessment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "criterion"), name="criterion_answered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                        default=greenpact.labels.models.label_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("status_index", models.PositiveIntegerField()),
                ("issued_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="cities.city",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="parties.organisation",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="labels.label",
                    ),
                ),
            ],
            options={
                "ordering": ["status_index"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("city", "status_index"), name="status_index_once_in_city"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("label", "organisation"),
                        name="one_certificate_of_a_party",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "against",
                    models.CharField(
                        choices=[
                            ("applied", "Applied for"),
                            ("declined", "Declined"),
                            ("awarded", "Valid"),
                            ("suspended", "Suspended"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("filed_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[("upheld", "Upheld"), ("dismissed", "Dismissed")], max_length=10
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="parties.organisation",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeals", to="labels.label"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("label",),
                        name="one_open_appeal_of_a_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at__isnull", True),
                            models.Q(("verdict", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decided_appeal_has_its_verdict",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.UniqueConstraint(fields=("city", "number"), name="scheme_number_once_in_city"),
        ),
        migrations.AddIndex(
            model_name="label",
            index=models.Index(fields=["city", "state", "valid_until"], name="label_of_city_by_state"),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [greenpact.labels.rules.State["DECLINED"], greenpact.labels.rules.State["WITHDRAWN"]],
                    ),
                    _negated=True,
                ),
                fields=("deal",),
                name="one_label_at_a_time_for_a_deal",
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                greenpact.labels.rules.State["AWARDED"],
                                greenpact.labels.rules.State["LAPSED"],
                                greenpact.labels.rules.State["SUSPENDED"],
                                greenpact.labels.rules.State["WITHDRAWN"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("version__isnull", False),
                        ("scheme__isnull", False),
                        ("awarded_on__isnull", False),
                        ("checked_on__isnull", False),
                        ("valid_until__isnull", False),
                        models.Q(("level", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="label_awarded_on_a_frozen_deal_by_a_scheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("awarded_on")),
                    _connector="OR",
                ),
                name="label_holds_for_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("frozen_at__isnull", True)),
                fields=("label",),
                name="one_open_assessment_of_a_label",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_at__isnull", True),
                    models.Q(models.Q(("sha256", ""), _negated=True), ("is_met__isnull", False)),
                    _connector="OR",
                ),
                name="frozen_assessment_has_its_hash",
            ),
        ),
    ]

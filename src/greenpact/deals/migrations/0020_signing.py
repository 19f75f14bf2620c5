"""Keep rounds of signing, who is asked in them, what they gave, and how something signed ended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0011_own_patterns"),
        ("deals", "0011_own_patterns"),
        ("files", "0001_first_shape"),
        ("parties", "0010_mandates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EndingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("exit", "A party leaves"),
                            ("termination", "Termination"),
                            ("succession", "Replaced by another deal"),
                        ],
                        max_length=11,
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="reason")),
                ("ends_on", models.DateField(verbose_name="from which day on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="deals.deal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="deals.deal",
                    ),
                ),
            ],
            options={
                "db_table": "deals_ending",
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                ("number", models.PositiveIntegerField()),
                (
                    "occasion",
                    models.CharField(
                        choices=[("first", "First signing"), ("amendment", "Amendment")],
                        default="first",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="reason")),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("document_sha256", models.CharField(max_length=64)),
                ("binding_language", models.CharField(max_length=5, verbose_name="binding language")),
                (
                    "is_ordered",
                    models.BooleanField(
                        default=False, verbose_name="one after the other, in the order of the parties"
                    ),
                ),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="last day for signing")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Being signed"),
                            ("complete", "Signed, not sealed yet"),
                            ("sealed", "Signed and sealed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("seal_fault", models.CharField(blank=True, max_length=30)),
                ("seal_attempts", models.PositiveIntegerField(default=0)),
                ("seal_again_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bundle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="deals.deal"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.file"
                    ),
                ),
                (
                    "public_copy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="deals.round",
                    ),
                ),
                (
                    "sealed",
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
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.CharField(blank=True, max_length=1000, verbose_name="reason")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="parties.organisation",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="deals.round"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="SignatureRow",
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
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("click", "Confirmed here"),
                            ("qualified", "Signed in the PDF"),
                            ("paper", "Signed on paper"),
                        ],
                        max_length=9,
                    ),
                ),
                ("given_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("evidence", models.JSONField(default=dict)),
                (
                    "original_at",
                    models.CharField(blank=True, max_length=200, verbose_name="where the original is kept"),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="parties.mandate",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="deals.seat",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="witnessed_signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "deals_signature",
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("deal", "number"), name="round_number_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("deal",), name="one_open_round_in_a_deal"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sealed"), _negated=True), ("sealed__isnull", False), _connector="OR"
                ),
                name="sealed_round_has_its_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("round", "organisation"), name="organisation_once_in_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(fields=("round", "position"), name="position_once_in_round"),
        ),
        migrations.AddConstraint(
            model_name="signaturerow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("seat", "mandate"),
                name="signature_once_by_mandate",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("route", "click"), ("file__isnull", False), _connector="OR"),
                name="only_a_click_has_no_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route", "paper"), _negated=True), ("witness__isnull", False), _connector="OR"
                ),
                name="paper_has_a_witness",
            ),
        ),
    ]

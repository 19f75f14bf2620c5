"""Imports of sheets: what was sent, how far it is, what it would change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("workspace", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                            ("read", "Waiting for your decision"),
                            ("confirmed", "Waiting to be carried out"),
                            ("running", "Being carried out"),
                            ("done", "Carried out"),
                            ("failed", "Not carried out"),
                            ("discarded", "Discarded"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("publish", models.BooleanField(default=False, verbose_name="make the deals public")),
                (
                    "compiled",
                    models.BooleanField(
                        default=False, verbose_name="deals with sources were compiled from them"
                    ),
                ),
                (
                    "notation",
                    models.CharField(
                        help_text="How texts write decimals where their file does not tell.", max_length=5
                    ),
                ),
                ("layouts", models.JSONField(default=list)),
                ("findings", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("listed", models.JSONField(default=list)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("error_count", models.PositiveIntegerField(default=0)),
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
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="cities.city"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="workspace.import",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("first_row", models.PositiveIntegerField()),
                ("rows", models.JSONField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="workspace.import",
                    ),
                ),
            ],
            options={
                "ordering": ["form", "number"],
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["city", "-created_at"], name="import_newest_of_city"),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("state__in", ("uploaded", "confirmed", "running"))),
                fields=["created_at"],
                name="import_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="importpage",
            constraint=models.UniqueConstraint(fields=("of", "form", "number"), name="import_page_once"),
        ),
    ]

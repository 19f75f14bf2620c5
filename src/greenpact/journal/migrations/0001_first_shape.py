"""The first shape of the journal tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, unique=True)),
                ("number", models.PositiveBigIntegerField(default=0, help_text="Number of the last entry.")),
                ("head", models.CharField(blank=True, help_text="Hash of the last entry.", max_length=64)),
                (
                    "revision",
                    models.PositiveBigIntegerField(default=0, help_text="Number of the last public entry."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.SlugField(max_length=60)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("moved_at", models.DateTimeField(null=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        help_text="Why the reader stopped; empty while it goes on.",
                        max_length=300,
                    ),
                ),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cursors",
                        to="journal.chain",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "chain"), name="journal_cursor_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.CharField(
                        help_text="A reference such as account:k3x9, never a name.", max_length=120
                    ),
                ),
                ("verb", models.CharField(max_length=60)),
                (
                    "subject",
                    models.CharField(help_text="Kind and ref, such as deal:solar-roofs.", max_length=200),
                ),
                ("is_public", models.BooleanField()),
                (
                    "payload",
                    models.JSONField(
                        default=dict, help_text="References and plain values; no personal data."
                    ),
                ),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="journal.chain",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["chain", "is_public", "-number"], name="journal_public_newest"),
                    models.Index(fields=["chain", "subject", "-number"], name="journal_of_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="journal_entry_number_once")
                ],
            },
        ),
    ]

"""Tokens of organisations for the machine door, and what they were answered."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0011_reviewer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("scopes", models.JSONField(default=list)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("issued_on", models.DateField()),
                ("expires_on", models.DateField(verbose_name="expires on")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_on", models.DateField(null=True)),
                ("minute", models.DateTimeField(help_text="In which its uses are counted.", null=True)),
                ("uses", models.PositiveIntegerField(default=0, help_text="Within that minute.")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TokenAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("sha256", models.CharField(help_text="Of the address and the body.", max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="parties.apitoken",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("token", "key"), name="answered_once_under_a_key")
                ],
            },
        ),
    ]

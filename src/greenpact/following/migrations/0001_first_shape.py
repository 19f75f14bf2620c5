"""Who follows what by mail, without an account."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Follow",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "City"),
                            ("deal", "Deal"),
                            ("party", "Party"),
                            ("field", "Field of work"),
                            ("measure", "Measure"),
                        ],
                        max_length=8,
                    ),
                ),
                ("subject", models.CharField(blank=True, help_text="As `rules.Topic.ref`.", max_length=200)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("daily", "Once a day, if there is news"),
                            ("weekly", "Once a week, if there is news"),
                        ],
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                (
                    "number",
                    models.PositiveBigIntegerField(default=0, help_text="Of the last entry that was told."),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follows", to="cities.city"
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="following.follower",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["next_at"], name="follow_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("follower", "city", "kind", "subject"), name="followed_once_by_an_address"
                    )
                ],
            },
        ),
    ]

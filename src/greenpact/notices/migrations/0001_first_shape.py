"""The outbox: mails, the notices in them, and what somebody wants to get."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_cache_table"),
        ("cities", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Preferences",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mail_preferences",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rhythms",
                    models.JSONField(default=dict, help_text="Kind to rhythm; what is missing is as usual."),
                ),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(
                        default=19, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                (
                    "quiet_until",
                    models.PositiveSmallIntegerField(
                        default=7, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                ("quiet_weekends", models.BooleanField(default=True)),
                (
                    "link_number",
                    models.PositiveIntegerField(
                        default=1, help_text="Raised, it ends all links given before."
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
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
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "email",
                    models.EmailField(blank=True, help_text="Where nobody has an account.", max_length=254),
                ),
                ("language", models.CharField(max_length=5)),
                ("rhythm", models.CharField(default="at_once", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("claimed", "Being prepared"),
                            ("leaving", "Being handed over"),
                            ("sent", "Sent"),
                            ("in_doubt", "Perhaps sent"),
                            ("failed", "Not accepted"),
                            ("dropped", "Not wanted any more"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True, help_text="What went wrong; never what was written.", max_length=80
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("idea", "Ideas"),
                            ("negotiation", "Negotiations"),
                            ("signature", "Signatures"),
                            ("label", "Labels"),
                            ("duty", "Measures and reports"),
                            ("account", "Your account"),
                        ],
                        max_length=12,
                    ),
                ),
                ("posted_at", models.DateTimeField()),
                ("subject", models.CharField(max_length=200)),
                ("lines", models.JSONField(default=list)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("link_words", models.CharField(blank=True, max_length=200)),
                (
                    "about",
                    models.CharField(
                        blank=True, help_text="What it stands under in a digest.", max_length=200
                    ),
                ),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="cities.city"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="notices.mail"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "claimed", "leaving"))),
                fields=["due_at"],
                name="mail_on_its_way",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state__in", ("in_doubt", "failed"))),
                fields=["-created_at"],
                name="mail_undelivered",
            ),
        ),
    ]

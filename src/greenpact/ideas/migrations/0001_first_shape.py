"""The first shape of the ideas tables."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs
import greenpact.ui.folding


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("files", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Idea",
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
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("cooperation", "Existing cooperation"),
                            ("challenge", "Challenge"),
                            ("offer", "Offer"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Not confirmed yet"),
                            ("open", "Waiting for an answer"),
                            ("decided", "Answered"),
                            ("merged", "Brought together with another"),
                            ("closed", "Closed"),
                            ("erased", "Erased"),
                        ],
                        default="submitted",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("partners", models.TextField(blank=True)),
                ("needs", models.TextField(blank=True)),
                ("sdgs", models.JSONField(blank=True, default=list)),
                ("lat", models.FloatField(blank=True, null=True)),
                ("lon", models.FloatField(blank=True, null=True)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(default="de", max_length=5)),
                ("may_publish", models.BooleanField(default=False)),
                ("submitted_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("half_on", models.DateField(blank=True, null=True)),
                ("three_quarters_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deal", "Becomes a deal"),
                            ("joins", "Joins a deal"),
                            ("office", "Handed to another office"),
                            ("city", "Handed to another city"),
                            ("kept", "Kept for later"),
                            ("declined", "Declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("public_at", models.DateTimeField(blank=True, null=True)),
                ("public_title", models.CharField(blank=True, max_length=200)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="cities.city"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="cities.district",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="cities.field",
                    ),
                ),
                (
                    "handed_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handed_to",
                        to="ideas.idea",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="ideas.idea",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="cities.office",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.file"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="ideas.idea",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdeaSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(4),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="answer time in working days",
                    ),
                ),
                (
                    "retention_months",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months after which declined ideas are erased",
                    ),
                ),
                (
                    "holiday_state",
                    models.CharField(
                        blank=True, max_length=6, verbose_name="state whose public holidays count"
                    ),
                ),
                (
                    "city",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="idea_settings",
                        to="cities.city",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_by_city", models.BooleanField()),
                ("text", models.TextField(max_length=4000)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="ideas.idea"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="remark")),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("competent", "Is the city competent?"),
                            ("lawful", "Is it lawful?"),
                            ("already_done", "Is it already done?"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("partly", "In part"),
                            ("open", "Not looked at yet"),
                        ],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("idea", "question"), name="question_once_of_idea")
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("deal", "Becomes a deal"),
                            ("joins", "Joins a deal"),
                            ("office", "Handed to another office"),
                            ("city", "Handed to another city"),
                            ("kept", "Kept for later"),
                            ("declined", "Declined"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cities.city",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cities.office",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "city"), _negated=True),
                            ("city__isnull", False),
                            _connector="OR",
                        ),
                        name="handed_to_a_city_names_it",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("half", "half"),
                            ("three_quarters", "three_quarters"),
                            ("due", "due"),
                            ("escalated", "escalated"),
                        ],
                        max_length=14,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("idea", "step"), name="step_once_of_idea")],
            },
        ),
        migrations.CreateModel(
            name="RoutingWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, verbose_name="routing word")),
                ("folded", greenpact.ui.folding.Folded("word", editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routing_words",
                        to="cities.office",
                    ),
                ),
            ],
            options={
                "ordering": ["folded", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "folded"), name="routing_word_once_at_office")
                ],
            },
        ),
    ]

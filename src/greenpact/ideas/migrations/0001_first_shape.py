"""Ideas, their attachments, conversation, answers and drafts, and what the city says among itself."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.cities.checks
import greenpact.ui.wording


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
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
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
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("what", models.TextField(verbose_name="what it is about")),
                ("with_whom", models.TextField(blank=True, verbose_name="with whom")),
                ("needs", models.TextField(blank=True, verbose_name="what is needed from the city")),
                ("running_since", models.CharField(blank=True, max_length=80, verbose_name="running since")),
                ("came_of_it", models.TextField(blank=True, verbose_name="what came of it so far")),
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
                    "organisation_name",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                (
                    "organisation_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("city", "City administration"),
                            ("municipal_company", "Municipal company"),
                            ("company", "Company"),
                            ("utility", "Utility"),
                            ("housing", "Housing company or cooperative"),
                            ("university", "University"),
                            ("research", "Research body"),
                            ("school", "School"),
                            ("association", "Association or NGO"),
                            ("chamber", "Chamber"),
                            ("public_body", "Public body"),
                            ("state", "State or federal level"),
                            ("initiative", "Initiative"),
                            ("group", "Group of organisations"),
                        ],
                        max_length=20,
                        verbose_name="kind of organisation",
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed yet"),
                            ("received", "Received"),
                            ("in_review", "In review"),
                            ("asked", "Question to you"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                            ("merged", "Merged"),
                            ("withdrawn", "Withdrawn"),
                            ("erased", "Erased"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False)),
                ("confirmed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("link_number", models.PositiveIntegerField(default=0, editable=False)),
                ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="answer due on")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("becomes_deal", "Becomes a deal"),
                            ("joins_deal", "Joins a deal"),
                            ("handed_on", "Handed on"),
                            ("kept", "Kept for later"),
                            ("declined", "Declined"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                (
                    "reason",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="reason"),
                ),
                ("deal", models.CharField(blank=True, max_length=160, verbose_name="deal")),
                ("is_public", models.BooleanField(default=False, verbose_name="public")),
                (
                    "public_title",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="public title"
                    ),
                ),
                (
                    "public_summary",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="public summary"
                    ),
                ),
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
                        blank=True, related_name="ideas", to="cities.district", verbose_name="districts"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="cities.field",
                        verbose_name="field",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_ideas",
                        to="cities.city",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="cities.office",
                        verbose_name="office",
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
            options={
                "verbose_name": "idea",
                "verbose_name_plural": "ideas",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IdeaText",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="searchable",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="InnerRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
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
                ("at", models.DateTimeField()),
                ("author", models.CharField(choices=[("sender", "Sender"), ("city", "City")], max_length=6)),
                ("text", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
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
            options={
                "ordering": ["at", "pk"],
            },
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="files.file"
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
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="ideas.message",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
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
                ("is_yes", models.BooleanField()),
                ("reason", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="ideas.idea"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
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
                            ("idea", "Idea"),
                            ("cooperation", "Existing cooperation"),
                            ("challenge", "Challenge"),
                            ("offer", "Offer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key_sha256", models.CharField(max_length=64)),
                ("fields", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField(db_index=True)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cities.city"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key_sha256", "city", "kind"), name="one_draft_of_a_kind")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["city", "state", "answer_due_on", "id"], name="idea_of_city_by_state"),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["state", "submitted_at"], name="idea_by_state_and_moment"),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="idea_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_public", False),
                    ("erased_at__isnull", False),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="only_a_confirmed_idea_is_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", ""), ("decided_at__isnull", False), _connector="OR"),
                name="a_decision_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.UniqueConstraint(
                fields=("idea", "question"), name="question_answered_once_for_idea"
            ),
        ),
    ]

"""What owners of measures are asked and answer, and what is said about measures."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0031_seal_certificates"),
        ("files", "0001_first_shape"),
        ("measures", "0002_indicators_and_readings"),
        ("parties", "0011_reviewer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckIn",
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
                ("first_on", models.DateField()),
                ("until", models.DateField(help_text="Exclusive: the day after the last.")),
                ("asked_on", models.DateField()),
                ("first_reminder_on", models.DateField()),
                ("second_reminder_on", models.DateField()),
                ("due_on", models.DateField()),
                ("escalates", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("closed", "closed without an answer"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("reported", "reported"), ("unchanged", "nothing changed, as was said")],
                        max_length=9,
                    ),
                ),
                (
                    "said_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Unknown"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("given_up", "Given up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=500)),
                (
                    "language",
                    models.CharField(blank=True, help_text="In which the sentence is written.", max_length=5),
                ),
                ("report_url", models.URLField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="cities.city",
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
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["-until", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckInLink",
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
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=5)),
                ("is_deputy", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="measures.checkin",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckInRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("is_on", models.BooleanField(default=True, verbose_name="Ask the owners")),
                (
                    "asking",
                    models.CharField(
                        choices=[
                            ("month", "every month"),
                            ("quarter", "every quarter"),
                            ("half_year", "every half-year"),
                            ("year", "every year"),
                        ],
                        default="quarter",
                        max_length=9,
                        verbose_name="How often",
                    ),
                ),
                ("window_days", models.PositiveSmallIntegerField(default=14, verbose_name="Days to answer")),
                (
                    "first_after",
                    models.PositiveSmallIntegerField(default=7, verbose_name="First reminder after days"),
                ),
                (
                    "second_after",
                    models.PositiveSmallIntegerField(default=12, verbose_name="Second reminder after days"),
                ),
                (
                    "escalates",
                    models.BooleanField(
                        default=True, verbose_name="Tell deputy and programme office when late"
                    ),
                ),
                ("since", models.DateField(help_text="Periods that ended before are not asked about.")),
                (
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_in_rules",
                        to="deals.deal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckInStep",
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
                            ("first", "First reminder"),
                            ("second", "Second reminder"),
                            ("escalated", "Deputy and programme office told"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="measures.checkin",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "deputy_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="deputy's e-mail address"),
                ),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_in_contacts",
                        to="deals.deal",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("owner", "Owner"), ("city", "City"), ("observer", "Independent observer")],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="in words")),
                ("language", models.CharField(max_length=5)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "ref",
                    models.SlugField(
                        default=greenpact.accounts.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "Unknown"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("given_up", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "It goes as promised"),
                            ("explained", "It does not go as promised, and this is why"),
                            ("open", "That cannot be said yet"),
                        ],
                        max_length=9,
                        verbose_name="comply or explain",
                    ),
                ),
                ("on", models.DateField(verbose_name="as of")),
                ("is_unchanged", models.BooleanField(default=False)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "check_in",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="statement",
                        to="measures.checkin",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="measures.measure",
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
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("owner", "Owner"), ("city", "City"), ("observer", "Independent observer")],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="in words")),
                ("language", models.CharField(max_length=5)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="measures.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("owner", "Owner"), ("city", "City"), ("observer", "Independent observer")],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="in words")),
                ("language", models.CharField(max_length=5)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "ref",
                    models.SlugField(
                        default=greenpact.accounts.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("answered", "answered"),
                            ("settled", "settled"),
                            ("left_standing", "left standing: both views remain"),
                        ],
                        default="opened",
                        max_length=13,
                    ),
                ),
                ("answer_until", models.DateField()),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("answer_language", models.CharField(blank=True, max_length=5)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("outcome", models.TextField(blank=True, max_length=2000)),
                ("outcome_language", models.CharField(blank=True, max_length=5)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=60)),
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disputes",
                        to="measures.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["city", "due_on"], name="check_in_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(fields=("measure", "until"), name="one_check_in_a_period"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("first_on"))),
                name="check_in_period_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", False), ("state", "answered")),
                    models.Q(models.Q(("state", "answered"), _negated=True), ("answered_at__isnull", True)),
                    _connector="OR",
                ),
                name="an_answered_check_in_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False)),
                fields=("check_in", "account"),
                name="one_link_of_an_account_to_a_check_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinstep",
            constraint=models.UniqueConstraint(fields=("check_in", "step"), name="check_in_step_once"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                fields=("deal", "organisation"), name="one_contact_of_a_party_in_a_deal"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True), ("organisation__isnull", False)),
                fields=("measure", "voice", "organisation"),
                name="one_current_statement_of_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True), ("organisation__isnull", True)),
                fields=("measure", "voice"),
                name="one_current_statement_of_a_voice",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["opened", "answered"])),
                fields=("statement",),
                name="one_running_dispute_about_a_statement",
            ),
        ),
    ]

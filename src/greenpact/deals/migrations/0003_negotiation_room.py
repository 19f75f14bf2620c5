"""The negotiation room: changes, answers to them, what is said, and checks."""

import django.db.models.deletion
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0002_trigram_index"),
        ("parties", "0002_roles_at_a_party"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
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
                ("subject", models.CharField(max_length=60)),
                ("operations", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("entered", "entered"),
                            ("withdrawn", "withdrawn"),
                            ("countered", "replaced by a counter-proposal"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("is_stale", models.BooleanField(default=False)),
                ("by", models.CharField(max_length=40)),
                ("proposed_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "entered_as",
                    models.PositiveIntegerField(help_text="Its place in the order of entering.", null=True),
                ),
                (
                    "counters",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counter_changes",
                        to="deals.change",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="deals.deal"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("competence", "Competence"),
                            ("council", "Council"),
                            ("state_aid", "State aid"),
                            ("procurement", "Neutrality in procurement"),
                            ("data_protection", "Data protection"),
                            ("publicity", "Publicity"),
                        ],
                        max_length=20,
                        verbose_name="check",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("open", "Still open"),
                            ("fine", "Checked, in order"),
                            ("not_needed", "Not needed"),
                            ("problem", "There is a problem"),
                        ],
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="reason")),
                (
                    "consultation_on",
                    models.DateField(blank=True, null=True, verbose_name="first consultation of the council"),
                ),
                (
                    "listed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="must stand on the city's project list by"
                    ),
                ),
                ("by", models.CharField(max_length=40)),
                ("on", models.DateField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="deals.deal"
                    ),
                ),
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
                ("clause", models.SlugField(blank=True, max_length=40)),
                ("text", models.TextField(max_length=4000)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inner_remarks",
                        to="deals.deal",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartyNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clause", models.SlugField(blank=True, max_length=40)),
                ("text", models.TextField(max_length=4000)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party_notes",
                        to="deals.deal",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
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
                ("clause", models.SlugField(blank=True, max_length=40)),
                ("text", models.TextField(max_length=4000)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="deals.deal"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("all", "All signatories"),
                            ("named", "Those named, and whoever is bound by the clause"),
                        ],
                        max_length=8,
                        verbose_name="who must consent",
                    ),
                ),
                ("named", models.JSONField(blank=True, default=list, verbose_name="those named")),
                ("base", models.TextField(help_text="The terms at the opening, as canonical JSON.")),
                ("opened_by", models.CharField(max_length=40)),
                ("opened_at", models.DateTimeField()),
                (
                    "city_party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                        verbose_name="party that is the city itself",
                    ),
                ),
                (
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="room", to="deals.deal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("consents", models.BooleanField()),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="reason")),
                ("fingerprint", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lapsed", "lapsed: the text changed"),
                            ("withdrawn", "taken back"),
                            ("replaced", "replaced by another answer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stances", to="deals.change"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stances",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(fields=("deal", "number"), name="change_number_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(
                fields=("deal", "entered_as"), name="changes_enter_one_by_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_as__isnull", False), ("state", "entered")),
                    models.Q(models.Q(("state", "entered"), _negated=True), ("entered_as__isnull", True)),
                    _connector="OR",
                ),
                name="a_change_that_entered_has_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(fields=("deal", "kind"), name="check_once_in_deal"),
        ),
        migrations.AddConstraint(
            model_name="stance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", "")),
                fields=("change", "party"),
                name="one_standing_answer_of_a_party",
            ),
        ),
    ]

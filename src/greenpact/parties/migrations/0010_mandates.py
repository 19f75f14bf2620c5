"""Keep a register of mandates: who may sign for which organisation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_first_shape"),
        ("parties", "0003_group_members"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
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
                ("capacity", models.CharField(max_length=120, verbose_name="capacity")),
                (
                    "reach",
                    models.CharField(
                        choices=[("intent", "Statements of intent"), ("binding", "Binding agreements too")],
                        max_length=8,
                        verbose_name="up to",
                    ),
                ),
                (
                    "is_joint",
                    models.BooleanField(default=False, verbose_name="only together with a second person"),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until (exclusive)")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stated", "Stated, not checked yet"),
                            ("checked", "Checked by the city"),
                            ("refused", "Not accepted by the city"),
                        ],
                        default="stated",
                        max_length=8,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        verbose_name="what the city saw, or why it does not accept it",
                    ),
                ),
                ("stated_at", models.DateTimeField(editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="mandate_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]

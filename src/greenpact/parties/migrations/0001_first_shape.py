"""The first shape of the parties tables."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import greenpact.accounts.refs
import greenpact.parties.checks
import greenpact.ui.folding
import greenpact.ui.wording


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("folded_name", greenpact.ui.folding.Folded("name")),
                (
                    "kind",
                    models.CharField(
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
                        verbose_name="kind",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number of organisations in the group"
                    ),
                ),
                (
                    "text",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="short text"),
                ),
                (
                    "identifiers",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[greenpact.parties.checks.check_identifiers],
                        verbose_name="identifiers",
                    ),
                ),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="street")),
                ("postal_code", models.CharField(blank=True, max_length=12, verbose_name="postal code")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
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
                ("nuts3", models.CharField(blank=True, max_length=5, verbose_name="NUTS 3 region")),
                ("web", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="cities.district",
                        verbose_name="district",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["folded_name", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("programme_office", "Programme office"),
                            ("office_editor", "Office editor"),
                            ("funding_officer", "Funding officer"),
                            ("signatory", "Signatory"),
                            ("reader", "Reader"),
                            ("party_editor", "Party editor"),
                            ("observer", "Independent observer"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until (exclusive)")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cities.city",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="cities.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="parties.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="function")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "label",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="function"),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_addresses",
                        to="parties.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["city", "folded_name", "id"], name="organisation_by_name"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="organisation_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__isnull", True), ("kind", "group"), _connector="OR"),
                name="only_a_group_counts_its_organisations",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "party_editor"), _negated=True),
                    ("organisation__isnull", False),
                    _connector="OR",
                ),
                name="a_party_editor_edits_for_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="membership_ends_after_it_begins",
            ),
        ),
    ]

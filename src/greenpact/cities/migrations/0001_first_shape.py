"""The first shape of the cities tables."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import greenpact.cities.checks
import greenpact.ui.folding
import greenpact.ui.wording


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_first_shape"),
    ]

    operations = [
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60,
                        unique=True,
                        validators=[greenpact.cities.checks.check_slug],
                        verbose_name="address",
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="name")),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$", "Two capital letters, such as DE."
                            )
                        ],
                        verbose_name="country",
                    ),
                ),
                (
                    "roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[greenpact.cities.checks.check_roles],
                        verbose_name="roles in the network",
                    ),
                ),
                ("nuts3", models.CharField(blank=True, max_length=5, verbose_name="NUTS 3 region")),
                (
                    "municipality_key",
                    models.CharField(blank=True, max_length=12, verbose_name="municipality key"),
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
                    "outline",
                    models.JSONField(
                        blank=True,
                        null=True,
                        validators=[greenpact.cities.checks.check_outline],
                        verbose_name="outline (GeoJSON)",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[greenpact.cities.checks.check_languages],
                        verbose_name="languages",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        default="Europe/Berlin",
                        max_length=40,
                        validators=[greenpact.cities.checks.check_timezone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "host_name",
                    models.CharField(
                        blank=True, max_length=253, null=True, unique=True, verbose_name="own host name"
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$", "Such as #0a6b3c.")
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "note",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="note on this record"
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                (
                    "imprint",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="imprint"),
                ),
                (
                    "privacy",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="privacy notice"
                    ),
                ),
                (
                    "accessibility",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="accessibility statement"
                    ),
                ),
                ("is_invented", models.BooleanField(default=False, verbose_name="invented for trials")),
                (
                    "chain",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="city",
                        to="journal.chain",
                    ),
                ),
            ],
            options={
                "verbose_name": "city",
                "verbose_name_plural": "cities",
            },
        ),
        migrations.CreateModel(
            name="CountingRule",
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
                    "text",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="rule in words"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("counts_kinds", models.JSONField(blank=True, default=list, verbose_name="kinds that count")),
                ("counts_tiers", models.JSONField(blank=True, default=list, verbose_name="tiers that count")),
                ("signed_only", models.BooleanField(default=True, verbose_name="only signed ones")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "counting rule",
                "ordering": ["-valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("folded_name", greenpact.ui.folding.Folded("name")),
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
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "district",
                "ordering": ["folded_name", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Field",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="name")),
                (
                    "text",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="description"
                    ),
                ),
                (
                    "sectors",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[greenpact.cities.checks.check_sectors],
                        verbose_name="sectors",
                    ),
                ),
                (
                    "sdgs",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[greenpact.cities.checks.check_sdgs],
                        verbose_name="SDGs",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "field",
                "ordering": ["position", "ref"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Figure",
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
                            ("population", "Population"),
                            ("emissions", "Emissions"),
                            ("indicator", "Indicator"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=60, verbose_name="of what")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                (
                    "basis",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="basis"),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("final", "final"), ("preliminary", "preliminary"), ("quoted", "quoted")],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "is_derived",
                    models.BooleanField(default=False, verbose_name="calculated from other figures"),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                ("note", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="note")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "ordering": ["kind", "sector", "year", "ref"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("name", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="name")),
                (
                    "text",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="what it brings in"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="role address")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deputy_of",
                        to="cities.office",
                        verbose_name="deputy",
                    ),
                ),
                (
                    "fields",
                    models.ManyToManyField(
                        blank=True, related_name="offices", to="cities.field", verbose_name="fields"
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "ordering": ["position", "ref"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.SlugField(max_length=80, verbose_name="short name")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("aim", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="aim")),
                (
                    "text",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="description"
                    ),
                ),
                (
                    "benefits",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="who benefits, and how"
                    ),
                ),
                (
                    "audience",
                    greenpact.ui.wording.TextPerLanguage(
                        blank=True, default=dict, verbose_name="who can take part"
                    ),
                ),
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
                    "since_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="since",
                    ),
                ),
                (
                    "until_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="until",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Target",
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
                    "text",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="statement"),
                ),
                (
                    "target_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="target year",
                    ),
                ),
                (
                    "base_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="base year",
                    ),
                ),
                (
                    "scope",
                    greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="scope"),
                ),
                (
                    "adopted_on",
                    models.CharField(blank=True, max_length=40, verbose_name="adopted on (as stated)"),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="source")),
                ("note", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict, verbose_name="note")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "ordering": ["target_year", "ref"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="city",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat__isnull", True), ("lon__isnull", True)),
                    models.Q(("lat__isnull", False), ("lon__isnull", False)),
                    _connector="OR",
                ),
                name="city_position_whole_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingrule",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="countingrule_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="countingrule",
            constraint=models.UniqueConstraint(fields=("city", "valid_from"), name="one_counting_rule_a_day"),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="district_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="field",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="field_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="figure_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="office_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="programme_ref_once_in_city"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("city", "ref"), name="target_ref_once_in_city"),
        ),
    ]

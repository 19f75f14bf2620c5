"""Sources of values, their series, raw values, what they come to, and degree days."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import greenpact.accounts.refs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cities", "0001_first_shape"),
        ("measures", "0002_indicators_and_readings"),
        ("parties", "0011_reviewer"),
    ]

    operations = [
        migrations.CreateModel(
            name="SensorSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=greenpact.accounts.refs.new_ref, editable=False, max_length=16, unique=True
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ngsi_ld", "A platform tells us (NGSI-LD)"),
                            ("sensor_things", "We ask a server (SensorThings)"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("address", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("token_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "active"), ("paused", "paused"), ("ended", "ended")],
                        default="active",
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("last_heard_at", models.DateTimeField(blank=True, null=True)),
                (
                    "not_read",
                    models.PositiveIntegerField(
                        default=0, help_text="Calls that could not be read since the last good one."
                    ),
                ),
                ("ask_next_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("fault", models.CharField(blank=True, max_length=20)),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sensor_sources",
                        to="cities.city",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sensor_sources",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "source of values",
                "verbose_name_plural": "sources of values",
            },
        ),
        migrations.CreateModel(
            name="SensorSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(default=greenpact.accounts.refs.new_ref, editable=False, max_length=16),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("entity", models.CharField(max_length=300)),
                ("attribute", models.CharField(max_length=300)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("said_unit", models.CharField(blank=True, max_length=40)),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                (
                    "rolled",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("growth", "A counter: what counts is by how much it grew"),
                            ("sum", "Each value is an amount: they are added up"),
                            ("mean", "The mean over the time"),
                            ("last", "The last value"),
                        ],
                        max_length=6,
                        verbose_name="how values are counted",
                    ),
                ),
                (
                    "rhythm_minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="rhythm in minutes"),
                ),
                ("lowest", models.FloatField(blank=True, null=True, verbose_name="lowest plausible value")),
                ("highest", models.FloatField(blank=True, null=True, verbose_name="highest plausible value")),
                ("takes_notified_at", models.BooleanField(default=False)),
                ("last_at", models.DateTimeField(blank=True, null=True)),
                ("last_value", models.FloatField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("undated", models.PositiveIntegerField(default=0)),
                (
                    "impossible",
                    models.PositiveIntegerField(default=0, help_text="Moments in the future or long past."),
                ),
                ("repeated", models.PositiveIntegerField(default=0)),
                ("contradicted", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("forgotten_before", models.DateTimeField(blank=True, null=True)),
                ("rolled_from", models.DateTimeField(blank=True, null=True)),
                ("rolled_until", models.DateTimeField(blank=True, null=True)),
                ("asked_after", models.DateTimeField(blank=True, null=True)),
                ("asked_after_ref", models.CharField(blank=True, max_length=80)),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sensor_series",
                        to="measures.indicator",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series",
                        to="sensors.sensorsource",
                    ),
                ),
            ],
            options={
                "verbose_name": "series of values",
                "verbose_name_plural": "series of values",
                "ordering": ["entity", "attribute"],
            },
        ),
        migrations.CreateModel(
            name="SensorTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_days", models.PositiveIntegerField(default=400, verbose_name="days")),
                (
                    "city",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sensor_terms",
                        to="cities.city",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WeatherRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dependent_share",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="share that depends on the weather",
                    ),
                ),
                (
                    "indicator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weather_rule",
                        to="measures.indicator",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DegreeDays",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month",
                    ),
                ),
                (
                    "value",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1500),
                        ],
                        verbose_name="degree days",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="degree_days",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("year"), descending=True, nulls_first=True), "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("city", "year", "month"), name="degree_days_once_a_month"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("year__isnull", True)),
                        fields=("city", "month"),
                        name="one_long_term_mean_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RolledUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "resolution",
                    models.CharField(
                        choices=[("hour", "hour"), ("day", "day"), ("month", "month")], max_length=5
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("value", models.FloatField()),
                ("lower", models.FloatField(blank=True, null=True)),
                ("upper", models.FloatField(blank=True, null=True)),
                ("count", models.PositiveIntegerField()),
                ("covered", models.FloatField(help_text="Share of the time without gaps.")),
                ("restarts", models.PositiveIntegerField(default=0)),
                (
                    "is_read",
                    models.BooleanField(default=False, help_text="Whether the readings have followed it."),
                ),
                (
                    "refused",
                    models.CharField(blank=True, help_text="Why it became no reading.", max_length=24),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rolled_up",
                        to="sensors.sensorseries",
                    ),
                ),
            ],
            options={
                "ordering": ["first_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "resolution", "first_at"), name="one_roll_up_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RawValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("until_at", models.DateTimeField(blank=True, null=True)),
                ("value", models.FloatField()),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("heard_at", models.DateTimeField()),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="raw_values",
                        to="sensors.sensorseries",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("series", "at"), name="one_raw_value_a_moment")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sensorsource",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "ngsi_ld"), ("token_hash", ""), _connector="OR"),
                name="only_who_tells_has_a_token",
            ),
        ),
        migrations.AddIndex(
            model_name="sensorseries",
            index=models.Index(
                condition=models.Q(("rolled_from__isnull", False)),
                fields=["rolled_from"],
                name="series_to_roll_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="sensorseries",
            constraint=models.UniqueConstraint(
                fields=("source", "entity", "attribute"), name="one_series_of_attribute"
            ),
        ),
        migrations.AddConstraint(
            model_name="sensorseries",
            constraint=models.UniqueConstraint(fields=("source", "ref"), name="series_ref_once_in_source"),
        ),
    ]

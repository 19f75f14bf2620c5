"""Keep the public keys with which cities have sealed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("deals", "0030_lineage"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pem", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("since", models.DateTimeField(help_text="When it sealed for the first time.")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal_certificates",
                        to="cities.city",
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("city", "sha256"), name="seal_certificate_once_in_city")
                ],
            },
        ),
    ]

"""Let somebody from outside decide on appeals about labels, and do nothing else."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("parties", "0010_mandates")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("programme_office", "Programme office"),
                    ("office_editor", "Office editor"),
                    ("funding_officer", "Funding officer"),
                    ("signatory", "Signatory"),
                    ("reader", "Reader"),
                    ("party_admin", "Administrator of a party"),
                    ("party_editor", "Party editor"),
                    ("party_signatory", "Signatory of a party"),
                    ("observer", "Independent observer"),
                    ("reviewer", "Outside reviewer of appeals"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        )
    ]

"""Give an organisation people of its own: an administrator and signatories beside its editor."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cities", "0001_first_shape"),
        ("parties", "0001_first_shape"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="a_party_editor_edits_for_an_organisation",
        ),
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
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__startswith", "party_"), _negated=True),
                    ("organisation__isnull", False),
                    _connector="OR",
                ),
                name="a_role_at_a_party_is_held_for_an_organisation",
            ),
        ),
    ]

"""A mail to somebody without an account may carry the link that ends such mails."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_absences"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="leave_off",
            field=models.CharField(
                blank=True,
                help_text="The path at which somebody without an account ends such mails.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("idea", "Ideas"),
                    ("negotiation", "Negotiations"),
                    ("signature", "Signatures"),
                    ("label", "Labels"),
                    ("duty", "Measures and reports"),
                    ("account", "Your account"),
                    ("following", "What you follow"),
                ],
                max_length=12,
            ),
        ),
    ]

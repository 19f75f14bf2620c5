"""What an agreement's text needs: a binding language, headings of paragraphs, and more topics of provisions."""

from django.db import migrations, models

import greenpact.ui.wording


class Migration(migrations.Migration):
    dependencies = [("deals", "0002_trigram_index")]

    operations = [
        migrations.AddField(
            "clauserow", "heading", greenpact.ui.wording.TextPerLanguage(blank=True, default=dict)
        ),
        migrations.AddField(
            "deal",
            "binding_language",
            models.CharField(
                blank=True,
                max_length=5,
                validators=[greenpact.ui.wording.check_language],
                verbose_name="binding language",
            ),
        ),
        migrations.AlterField(
            "clauserow",
            "topic",
            models.CharField(
                blank=True,
                choices=[
                    ("governance", "Governance"),
                    ("reporting", "Reporting"),
                    ("exit", "Exit"),
                    ("neutrality", "Neutrality"),
                    ("data", "Data"),
                    ("purpose", "Purpose"),
                    ("duration", "Duration"),
                    ("resources", "Money and staff"),
                    ("publicity", "Publicity"),
                    ("confidentiality", "Confidentiality"),
                    ("final", "Final provisions"),
                ],
                max_length=20,
            ),
        ),
    ]

"""Let a sender say in words where it is: an address, or whatever somebody who knows the city understands."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ideas", "0010_terms")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="idea",
            name="place",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="address or place"),
            preserve_default=False,
        )
    ]

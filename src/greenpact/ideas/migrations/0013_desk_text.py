"""Index the folded words of every idea that arrived by trigrams, for those who answer them, on either database."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    (
        "CREATE VIRTUAL TABLE ideas_desktext_trigram USING fts5("
        "text, content='ideas_desktext', content_rowid='idea_id', tokenize='trigram')"
    ),
    (
        "CREATE TRIGGER ideas_desktext_added AFTER INSERT ON ideas_desktext BEGIN "
        "INSERT INTO ideas_desktext_trigram(rowid, text) VALUES (new.idea_id, new.text); END"
    ),
    (
        "CREATE TRIGGER ideas_desktext_removed AFTER DELETE ON ideas_desktext BEGIN "
        "INSERT INTO ideas_desktext_trigram(ideas_desktext_trigram, rowid, text) "
        "VALUES ('delete', old.idea_id, old.text); END"
    ),
    (
        "CREATE TRIGGER ideas_desktext_changed AFTER UPDATE ON ideas_desktext BEGIN "
        "INSERT INTO ideas_desktext_trigram(ideas_desktext_trigram, rowid, text) "
        "VALUES ('delete', old.idea_id, old.text); "
        "INSERT INTO ideas_desktext_trigram(rowid, text) VALUES (new.idea_id, new.text); END"
    ),
]
SQLITE_BACK = [
    "DROP TRIGGER ideas_desktext_added",
    "DROP TRIGGER ideas_desktext_removed",
    "DROP TRIGGER ideas_desktext_changed",
    "DROP TABLE ideas_desktext_trigram",
]
POSTGRESQL = [
    "CREATE INDEX ideas_desktext_trigram ON ideas_desktext USING gin (text gin_trgm_ops) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["DROP INDEX ideas_desktext_trigram"]


def _run(sqlite: list[str], postgresql: list[str]) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ideas", "0012_handover")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DeskText",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_text",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK)),
    ]

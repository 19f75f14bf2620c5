"""Index the folded words of public ideas by trigrams, on either database."""

from typing import Any, ClassVar

from django.db import migrations

SQLITE = [
    (
        "CREATE VIRTUAL TABLE ideas_ideatext_trigram USING fts5("
        "text, content='ideas_ideatext', content_rowid='idea_id', tokenize='trigram')"
    ),
    (
        "CREATE TRIGGER ideas_ideatext_added AFTER INSERT ON ideas_ideatext BEGIN "
        "INSERT INTO ideas_ideatext_trigram(rowid, text) VALUES (new.idea_id, new.text); END"
    ),
    (
        "CREATE TRIGGER ideas_ideatext_removed AFTER DELETE ON ideas_ideatext BEGIN "
        "INSERT INTO ideas_ideatext_trigram(ideas_ideatext_trigram, rowid, text) "
        "VALUES ('delete', old.idea_id, old.text); END"
    ),
    (
        "CREATE TRIGGER ideas_ideatext_changed AFTER UPDATE ON ideas_ideatext BEGIN "
        "INSERT INTO ideas_ideatext_trigram(ideas_ideatext_trigram, rowid, text) "
        "VALUES ('delete', old.idea_id, old.text); "
        "INSERT INTO ideas_ideatext_trigram(rowid, text) VALUES (new.idea_id, new.text); END"
    ),
]
SQLITE_BACK = [
    "DROP TRIGGER ideas_ideatext_added",
    "DROP TRIGGER ideas_ideatext_removed",
    "DROP TRIGGER ideas_ideatext_changed",
    "DROP TABLE ideas_ideatext_trigram",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ideas_ideatext_trigram ON ideas_ideatext USING gin (text gin_trgm_ops) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["DROP INDEX ideas_ideatext_trigram"]


def _run(sqlite: list[str], postgresql: list[str]) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ideas", "0001_first_shape")]
    operations: ClassVar = [
        migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))
    ]

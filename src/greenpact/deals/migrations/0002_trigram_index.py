"""Index the folded words of deals by trigrams, on either database."""

from typing import Any, ClassVar

from django.db import migrations

SQLITE = [
    (
        "CREATE VIRTUAL TABLE deals_dealtext_trigram USING fts5("
        "text, content='deals_dealtext', content_rowid='deal_id', tokenize='trigram')"
    ),
    (
        "CREATE TRIGGER deals_dealtext_added AFTER INSERT ON deals_dealtext BEGIN "
        "INSERT INTO deals_dealtext_trigram(rowid, text) VALUES (new.deal_id, new.text); END"
    ),
    (
        "CREATE TRIGGER deals_dealtext_removed AFTER DELETE ON deals_dealtext BEGIN "
        "INSERT INTO deals_dealtext_trigram(deals_dealtext_trigram, rowid, text) "
        "VALUES ('delete', old.deal_id, old.text); END"
    ),
    (
        "CREATE TRIGGER deals_dealtext_changed AFTER UPDATE ON deals_dealtext BEGIN "
        "INSERT INTO deals_dealtext_trigram(deals_dealtext_trigram, rowid, text) "
        "VALUES ('delete', old.deal_id, old.text); "
        "INSERT INTO deals_dealtext_trigram(rowid, text) VALUES (new.deal_id, new.text); END"
    ),
]
SQLITE_BACK = [
    "DROP TRIGGER deals_dealtext_added",
    "DROP TRIGGER deals_dealtext_removed",
    "DROP TRIGGER deals_dealtext_changed",
    "DROP TABLE deals_dealtext_trigram",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX deals_dealtext_trigram ON deals_dealtext USING gin (text gin_trgm_ops)",
]
POSTGRESQL_BACK = ["DROP INDEX deals_dealtext_trigram"]


def _run(sqlite: list[str], postgresql: list[str]) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies: ClassVar = [("deals", "0001_first_shape")]
    operations: ClassVar = [
        migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))
    ]

"""The rows to search, and the full-text index over their words: FTS5 of SQLite, GIN of PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
    CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='search_row', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
    )
"""

POSTGRESQL = "CREATE INDEX search_words ON search_row USING gin (to_tsvector('simple', words))"


def index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    statement = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("key", models.CharField(db_index=True, max_length=100)),
                ("part", models.IntegerField(default=0)),
                ("report", models.CharField(blank=True, db_index=True, max_length=16)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("text", models.TextField(blank=True)),
                ("words", models.TextField()),
            ],
            options={"db_table": "search_row"},
        ),
        migrations.CreateModel(
            name="SearchedFrom",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64)),
                ("version", models.CharField(max_length=64)),
            ],
            options={"db_table": "search_from"},
        ),
        migrations.RunPython(index),
    ]

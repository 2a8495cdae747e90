"""Derived rows carry all of what was derived, so that answers about the present need not work it out again.

The rows that stand are dropped; the next report added, or `marsad rebuild`, makes them again with their records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_DERIVED = ("AssertionRow", "ClaimRow", "TollRow", "IncidentRow", "DerivedFrom")


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in _DERIVED:
        apps.get_model("store", name).objects.using(schema_editor.connection.alias).all().delete()
    if schema_editor.connection.vendor == "postgresql":  # which changes no table as long as checks of its rows wait
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _text() -> models.TextField[str, str]:
    return models.TextField(default="")


def _hash() -> models.CharField[str, str]:
    return models.CharField(default="", max_length=64)


class Migration(migrations.Migration):
    dependencies = [("store", "0010_captures")]
    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField("IncidentRow", "listed", _text()),
        migrations.AddField("IncidentRow", "record", _text()),
        migrations.AddField("IncidentRow", "seal", _hash()),
        migrations.AddField("AssertionRow", "record", _text()),
        migrations.AddField("AssertionRow", "seal", _hash()),
        migrations.AddField("DerivedFrom", "listed", _hash()),
        migrations.AddField("DerivedFrom", "beside", _hash()),
        migrations.AddField("DerivedFrom", "version", _hash()),
        migrations.AddField("DerivedFrom", "reports", models.IntegerField(default=0)),
        migrations.CreateModel(
            name="ToldRow",
            fields=[
                ("report", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("position", models.IntegerField(db_index=True)),
                ("number", models.IntegerField()),
                ("entry", models.BigIntegerField()),
                ("record", models.TextField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={"db_table": "derived_reading"},
        ),
        migrations.CreateModel(
            name="VoiceRow",
            fields=[
                ("position", models.AutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={"db_table": "derived_voice"},
        ),
        migrations.CreateModel(
            name="StandingRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("record", models.TextField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={"db_table": "derived_standing"},
        ),
        *(
            migrations.AddIndex("ClaimRow", models.Index(fields=[name], name=f"derived_claim_{name}"))
            for name in ("pcode", "party", "by_party")
        ),
    ]

"""The index of what bundles brought from other recorders' journals."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_search")]

    operations = [
        migrations.CreateModel(
            name="ForeignRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=64)),
                ("number", models.BigIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("at", models.CharField(max_length=27)),
                ("hash", models.CharField(db_index=True, max_length=64)),
                ("report", models.CharField(blank=True, db_index=True, max_length=16)),
            ],
            options={
                "db_table": "index_foreign",
                "indexes": [models.Index(fields=["chain", "number"], name="index_foreign_place")],
            },
        ),
    ]

"""The index of captures: which entry tells of which bytes of which report, and under which address."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0005_foreign")]
    operations = [
        migrations.CreateModel(
            name="CaptureRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("report", models.CharField(db_index=True, max_length=16)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("url", models.CharField(blank=True, db_index=True, max_length=64)),
            ],
            options={"db_table": "index_capture"},
        ),
    ]

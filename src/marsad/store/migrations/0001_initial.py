"""The tables of the journal, its index and the derived rows."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AssertionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.CharField(db_index=True, max_length=100)),
                ("cell", models.CharField(max_length=100)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField(null=True)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("summed_low", models.BigIntegerField()),
                ("summed_high", models.BigIntegerField(null=True)),
                ("verdict", models.CharField(max_length=16)),
                ("by", models.BigIntegerField(null=True)),
                ("reading", models.CharField(max_length=32)),
                ("covers", models.JSONField()),
                ("uncertain", models.JSONField()),
            ],
            options={
                "db_table": "derived_assertion",
            },
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("anchor", models.CharField(db_index=True, max_length=100)),
                ("report", models.CharField(db_index=True, max_length=16)),
                ("index", models.IntegerField()),
                ("harm", models.CharField(max_length=16)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField(null=True)),
                ("approx", models.BooleanField()),
                ("vague", models.BooleanField()),
                ("side", models.CharField(max_length=16)),
                ("group", models.CharField(blank=True, max_length=16)),
                ("party", models.CharField(blank=True, max_length=64)),
                ("toll", models.CharField(max_length=16)),
                ("by_party", models.CharField(blank=True, max_length=64)),
                ("method", models.CharField(blank=True, max_length=16)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("pcode", models.CharField(blank=True, max_length=16)),
                ("source_key", models.TextField(blank=True)),
            ],
            options={
                "db_table": "derived_claim",
            },
        ),
        migrations.CreateModel(
            name="DerivedFrom",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "derived_from",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("at", models.CharField(max_length=27)),
                ("c", models.CharField(max_length=64)),
                ("prev", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_entry",
            },
        ),
        migrations.CreateModel(
            name="IncidentRow",
            fields=[
                ("id", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("position", models.IntegerField(db_index=True)),
                ("first", models.DateField(db_index=True, null=True)),
                ("last", models.DateField(null=True)),
                ("known_by", models.DateField(null=True)),
                ("place", models.TextField(blank=True)),
                ("pcode", models.CharField(blank=True, db_index=True, max_length=16)),
                ("precision", models.CharField(blank=True, max_length=16)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("radius_km", models.FloatField(null=True)),
                ("parties", models.JSONField()),
                ("method", models.CharField(blank=True, max_length=16)),
                ("grade", models.CharField(blank=True, max_length=16)),
                ("reports", models.JSONField()),
                ("voices", models.JSONField()),
                ("flags", models.JSONField()),
            ],
            options={
                "db_table": "derived_incident",
            },
        ),
        migrations.CreateModel(
            name="ReadingRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("reader", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "index_reading",
            },
        ),
        migrations.CreateModel(
            name="ReportRow",
            fields=[
                ("id", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(unique=True)),
            ],
            options={
                "db_table": "index_report",
            },
        ),
        migrations.CreateModel(
            name="TollRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.CharField(db_index=True, max_length=100)),
                ("low", models.BigIntegerField()),
                ("best", models.BigIntegerField()),
                ("high", models.BigIntegerField()),
                ("open", models.BooleanField()),
                ("contested", models.BooleanField()),
            ],
            options={
                "db_table": "derived_toll",
            },
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="seq",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="store.entry",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
                ("body", models.TextField()),
            ],
            options={
                "db_table": "journal_payload",
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "seq"], name="journal_entry_kind"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["at"], name="journal_entry_at"),
        ),
        migrations.AddField(
            model_name="claimrow",
            name="incident",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="store.incidentrow"
            ),
        ),
        migrations.AddField(
            model_name="readingrow",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="store.reportrow"
            ),
        ),
        migrations.AddField(
            model_name="tollrow",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tolls", to="store.incidentrow"
            ),
        ),
    ]

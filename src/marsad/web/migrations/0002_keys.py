"""The tables of keys for programs, and of looks at what is kept for few."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("marsad_web", "0001_accounts")]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="what it is for")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("scopes", models.CharField(max_length=40, verbose_name="what it may do")),
                ("made", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                ("until", models.DateTimeField(verbose_name="opens until")),
                ("used", models.DateTimeField(editable=False, null=True, verbose_name="last used")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "key for programs",
                "verbose_name_plural": "keys for programs",
                "db_table": "web_token",
            },
        ),
        migrations.CreateModel(
            name="Looked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=120, verbose_name="who")),
                ("what", models.CharField(max_length=120, verbose_name="at what")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "look at something restricted",
                "verbose_name_plural": "looks at something restricted",
                "db_table": "web_looked",
            },
        ),
    ]

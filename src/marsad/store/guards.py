"""The names of the triggers that hold the journal, and whether they stand."""

from __future__ import annotations

from django.db import connection

_BOTH = {
    "journal_entry_grows",
    "journal_entry_stays",
    "journal_entry_remains",
    "journal_payload_stays",
    "journal_payload_remains",
}
GUARDS = {
    "sqlite": _BOTH | {"journal_payload_once"},
    "postgresql": _BOTH | {"journal_entry_whole", "journal_payload_whole"},
}
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def missing_guards() -> list[str]:
    """Return the names of the guards that the database lacks, which nothing of marsad's ever takes away."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(GUARDS[connection.vendor] - standing)

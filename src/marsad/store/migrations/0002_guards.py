"""Triggers that hold the journal: it grows at its head only, nothing in it changes, only expunging removes a payload.

A payload may go only while the head of the journal is the tombstone that lists it, so in the transaction that wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """
    CREATE TRIGGER journal_entry_grows BEFORE INSERT ON journal_entry
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM journal_entry)
      OR NEW.prev IS NOT COALESCE((SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
    BEGIN SELECT RAISE(ABORT, 'marsad: The journal grows only at its head; nothing was changed.'); END
    """,
    """
    CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'marsad: An entry of the journal is never changed; record a new one.'); END
    """,
    """
    CREATE TRIGGER journal_entry_remains BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'marsad: An entry of the journal is never deleted; record a new one.'); END
    """,
    """
    CREATE TRIGGER journal_payload_once BEFORE INSERT ON journal_payload
    WHEN EXISTS (SELECT 1 FROM journal_payload WHERE seq = NEW.seq)
      OR NOT EXISTS (SELECT 1 FROM journal_entry WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'marsad: A payload is written once, with its entry; nothing was changed.'); END
    """,
    """
    CREATE TRIGGER journal_payload_stays BEFORE UPDATE ON journal_payload
    BEGIN SELECT RAISE(ABORT, 'marsad: A payload of the journal is never changed; record a new entry.'); END
    """,
    """
    CREATE TRIGGER journal_payload_remains BEFORE DELETE ON journal_payload
    WHEN NOT EXISTS (
        SELECT 1 FROM journal_entry e JOIN journal_payload p ON p.seq = e.seq, json_each(p.body, '$.seqs') listed
        WHERE e.seq = (SELECT MAX(seq) FROM journal_entry) AND e.kind = 'expunge' AND listed.value = OLD.seq
    )
    BEGIN SELECT RAISE(ABORT, 'marsad: A payload of the journal goes only by expunging it.'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION marsad_entry_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.seq IS DISTINCT FROM (SELECT COALESCE(MAX(seq), 0) + 1 FROM journal_entry)
           OR NEW.prev IS DISTINCT FROM
              COALESCE((SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1), repeat('0', 64)) THEN
            RAISE EXCEPTION 'marsad: The journal grows only at its head; nothing was changed.';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION marsad_never() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'marsad: What the journal holds is never changed or deleted; record a new entry.';
    END $$
    """,
    """
    CREATE FUNCTION marsad_payload_remains() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM journal_entry e JOIN journal_payload p ON p.seq = e.seq
            WHERE e.seq = (SELECT MAX(seq) FROM journal_entry) AND e.kind = 'expunge'
              AND OLD.seq::text IN (SELECT json_array_elements_text(p.body::json -> 'seqs'))
        ) THEN
            RAISE EXCEPTION 'marsad: A payload of the journal goes only by expunging it.';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER journal_entry_grows BEFORE INSERT ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION marsad_entry_grows()
    """,
    """
    CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION marsad_never()
    """,
    """
    CREATE TRIGGER journal_entry_remains BEFORE DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION marsad_never()
    """,
    """
    CREATE TRIGGER journal_entry_whole BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION marsad_never()
    """,
    """
    CREATE TRIGGER journal_payload_stays BEFORE UPDATE ON journal_payload
    FOR EACH ROW EXECUTE FUNCTION marsad_never()
    """,
    """
    CREATE TRIGGER journal_payload_remains BEFORE DELETE ON journal_payload
    FOR EACH ROW EXECUTE FUNCTION marsad_payload_remains()
    """,
    """
    CREATE TRIGGER journal_payload_whole BEFORE TRUNCATE ON journal_payload
    FOR EACH STATEMENT EXECUTE FUNCTION marsad_never()
    """,
]


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(guard)]

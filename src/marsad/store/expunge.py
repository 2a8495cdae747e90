"""Forgetting: the one door through which a payload leaves the journal, with a tombstone that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from marsad.store import projections
from marsad.store.errors import RefusedError, sentences
from marsad.store.journal import Journal
from marsad.store.models import Entry, Payload, ReadingRow, ReportRow
from marsad.store.reports import DECISION
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marsad.store.journal import JournalEntry


def expunge(seqs: Iterable[int], who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Delete the payloads and salts of these entries, of a report with all that quotes it, and record who did so, why.

    One transaction. The chain still verifies; the derived rows are dropped, to be made again from what is left. The
    tombstone says which entries were expunged, when and by whom, not what they held. Raises RefusedError.
    """
    if not who.strip() or not why.strip():
        raise RefusedError("Expunging needs a name and a reason; nothing was changed.")
    with writing():
        wanted = _with_what_quotes(set(seqs))
        standing = set(Payload.objects.filter(entry_id__in=wanted).values_list("entry_id", flat=True))
        if not standing:
            raise RefusedError("None of these entries holds anything to expunge; nothing was changed.")
        if Entry.objects.filter(seq__in=standing, kind=TOMBSTONE).exists():
            raise RefusedError("A tombstone cannot be expunged; nothing was changed.")
        tombstone = Journal().append(TOMBSTONE, {"seqs": sorted(standing), "who": who, "why": why}, at)
        Payload.objects.filter(entry_id__in=standing).delete()
        ReadingRow.objects.filter(seq__in=standing).delete()
        ReportRow.objects.filter(seq__in=standing).delete()
        projections.clear()
    _wipe_log()
    return tombstone


def expunge_report(report_id: str, who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Expunge a report, its readings and the decisions about it; raises RefusedError where it is not held."""
    row = ReportRow.objects.filter(id=report_id).first()
    if row is None:
        raise RefusedError(f"The ledger holds no report {report_id}; nothing was changed.")
    return expunge([row.seq], who, why, at)


def _with_what_quotes(seqs: set[int]) -> set[int]:
    """Add to the entries of reports those that quote them: their readings, and decisions about their claims."""
    ids = set(ReportRow.objects.filter(seq__in=seqs).values_list("id", flat=True))
    decided = {
        entry.seq
        for entry in Journal().entries(DECISION)
        if entry.payload and any(anchor.partition(":")[0] in ids for anchor in entry.payload["anchors"])
    }
    return seqs | set(ReadingRow.objects.filter(report__seq__in=seqs).values_list("seq", flat=True)) | decided


def _wipe_log() -> None:
    """Empty SQLite's log beside the file, which still has the deleted bytes; in the file they are overwritten."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with sentences(), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

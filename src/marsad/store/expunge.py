"""Forgetting: the one door through which a payload leaves the journal, with a tombstone that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from marsad.store import projections, search
from marsad.store.errors import RefusedError, StoreError, sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import (
    AssertionRow,
    ClaimRow,
    Entry,
    IncidentRow,
    Payload,
    ReadingRow,
    ReportRow,
    SearchRow,
    TollRow,
)
from marsad.store.reports import DECISION
from marsad.store.stand_ins import StandIns
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from marsad.store.journal import JournalEntry


_KEEPING = (Payload, ReportRow, ReadingRow, IncidentRow, TollRow, ClaimRow, AssertionRow, SearchRow)
"""The tables that hold words of reports, or what was made of them."""


def expunge(seqs: Iterable[int], who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Delete the payloads and salts of these entries, of a report with all that quotes it, and record who did so, why.

    One transaction. The chain still verifies; the derived rows are dropped, to be made again from what is left. The
    tombstone says which entries were expunged, when and by whom, not what they held. Raises RefusedError.
    """
    if not who.strip() or not why.strip():
        raise RefusedError("Expunging needs a name and a reason; nothing was changed.")
    with writing():
        standing_in = StandIns()
        wanted = _with_what_quotes({standing_in.root(seq)[0] for seq in seqs})
        wanted |= {standing_in.holder(seq) for seq in wanted}
        standing = set(Payload.objects.filter(entry_id__in=wanted).values_list("entry_id", flat=True))
        if not standing:
            raise RefusedError("None of these entries holds anything to expunge; nothing was changed.")
        if Entry.objects.filter(seq__in=standing, kind=TOMBSTONE).exists():
            raise RefusedError("A tombstone cannot be expunged; nothing was changed.")
        tombstone = bury(standing, {"who": who, "why": why}, at)
        ReadingRow.objects.filter(seq__in=wanted).delete()
        ReportRow.objects.filter(seq__in=wanted).delete()
    wipe()
    return tombstone


def bury(seqs: Iterable[int], told: Mapping[str, object], at: datetime | None = None) -> JournalEntry:
    """Write the tombstone of these entries, then take their payloads away and drop what was derived from them."""
    tombstone = Journal().append(TOMBSTONE, {"seqs": sorted(seqs), **told}, at)
    Payload.objects.filter(entry_id__in=seqs).delete()
    point("payloads gone")
    projections.clear()
    search.clear()
    return tombstone


def expunge_reports(ids: Sequence[str], who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Expunge reports, their readings and the decisions about them; raises RefusedError where one is not held."""
    with sentences():
        rows = dict(ReportRow.objects.filter(id__in=ids).values_list("id", "seq"))
    if missing := [id_ for id_ in ids if id_ not in rows]:
        raise RefusedError(f"The ledger holds no report {missing[0]}; nothing was changed.")
    return expunge(rows.values(), who, why, at)


def _with_what_quotes(seqs: set[int]) -> set[int]:
    """Add to the entries of reports those that quote them: their readings, and decisions about their claims."""
    ids = set(ReportRow.objects.filter(seq__in=seqs).values_list("id", flat=True))
    decided = {
        entry.seq
        for entry in Journal().entries(DECISION)
        if entry.payload and any(anchor.partition(":")[0] in ids for anchor in entry.payload["anchors"])
    }
    return seqs | set(ReadingRow.objects.filter(report__seq__in=seqs).values_list("seq", flat=True)) | decided


def wipe() -> None:
    """Take the bytes of what was deleted from the files as well.

    SQLite overwrites them in its file, and the file is written anew; its log beside the file is emptied. PostgreSQL
    writes the tables anew; its log of changes is the server's, and goes as the server recycles it. Inside a change that
    is not done yet nothing can be wiped: whoever makes it wipes at its end.
    """
    if connection.in_atomic_block:
        return
    try:
        with sentences():
            _write_anew()
    except StoreError as error:
        raise type(error)(
            f"{error} What was to be removed is out of the ledger, but its bytes may still be in the files: "
            "when that is mended, marsad rebuild writes them anew."
        ) from error
    point("files wiped")


def _write_anew() -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            for model in _KEEPING:
                cursor.execute(f"VACUUM FULL {model._meta.db_table}")  # noqa: SLF001 - Django's name for it
            return
        try:
            cursor.execute("VACUUM")
        finally:  # the log is emptied all the same
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

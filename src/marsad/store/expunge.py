"""Forgetting: the one door through which a payload leaves the journal, with a tombstone that says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from marsad.store import captured, projections, search, stated
from marsad.store import copies as copied
from marsad.store.copies import FOREIGN, brought, content
from marsad.store.errors import RefusedError, StoreError, sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import (
    AssertionRow,
    CaptureRow,
    ClaimRow,
    Entry,
    ForeignRow,
    IncidentRow,
    Payload,
    ReadingRow,
    ReportRow,
    SearchRow,
    StandingRow,
    ToldRow,
    TollRow,
    VoiceRow,
)
from marsad.store.reports import DECISION, REPORT, reindex
from marsad.store.stand_ins import INSTEAD, MASKED, StandIns
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from marsad.store.journal import JournalEntry


_DERIVED = (IncidentRow, TollRow, ClaimRow, AssertionRow, ToldRow, VoiceRow, StandingRow, SearchRow)
_KEEPING = (Payload, ReportRow, ReadingRow, CaptureRow, *_DERIVED)
"""The tables that hold words of reports, or what was made of them."""


BUNDLE = "bundle"
"""The kind of an entry that keeps the rows of another recorder's journal (`foreign`)."""
_STAYS = (TOMBSTONE, FOREIGN + TOMBSTONE, BUNDLE)


def expunge(
    seqs: Iterable[int], who: str, why: str, at: datetime | None = None, up_to: str | None = None
) -> JournalEntry:
    """Delete the payloads and salts of these entries, of a report with all that quotes it, and record who did so, why.

    One transaction. The chain still verifies; the derived rows are dropped, to be made again from what is left. Of a
    release that rests on what goes, the rest stays. The tombstone says which entries were expunged, when and by whom,
    not what they held; of those that bundles brought also their own hashes (`origins`), by which their recorders know
    them. `up_to` is the time, as the journal writes it, at which another recorder expunged them: a report told again
    since stays. Raises RefusedError.
    """
    if not who.strip() or not why.strip():
        raise RefusedError("Expunging needs a name and a reason; nothing was changed.")
    with writing():
        standing_in = StandIns()
        wanted, ids, stays = _with_what_quotes({standing_in.root(seq)[0] for seq in seqs}, up_to)
        releases = stated.left_of(ids)
        wanted -= {standing_in.root(seq)[0] for seq in releases}
        gone = captured.hashes(wanted)
        held = wanted | {standing_in.holder(seq) for seq in wanted}
        standing = set(Payload.objects.filter(entry_id__in=held).values_list("entry_id", flat=True))
        if not standing:
            raise RefusedError("None of these entries holds anything to expunge; nothing was changed.")
        if Entry.objects.filter(seq__in=standing, kind__in=_STAYS).exists():
            raise RefusedError("A tombstone cannot be expunged, nor the rows of a bundle; nothing was changed.")
        origins = list(ForeignRow.objects.filter(seq__in=wanted).order_by("seq").values_list("hash", flat=True))
        told: dict[str, Any] = (
            {"who": who, "why": why} | ({"origins": origins} if origins else {}) | ({"up_to": up_to} if up_to else {})
        )
        if releases:
            kept = Journal().append_many([(MASKED, left) for left in releases.values()], at)
            told[INSTEAD] = [[seq, entry.seq] for seq, entry in zip(releases, kept, strict=True)]
        tombstone = bury(standing | releases.keys(), told, at)
        for rows in (ForeignRow, ReadingRow, ReportRow, CaptureRow):
            rows._default_manager.filter(seq__in=wanted).delete()  # noqa: SLF001 - Django's name for it
        transaction.on_commit(partial(captured.drop_unnamed, gone))
        if stays:
            reindex()
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


def _with_what_quotes(seqs: set[int], up_to: str | None) -> tuple[set[int], set[str], bool]:
    """Add to the entries of reports those that hold or quote them: copies, readings, decisions on claims, captures.

    With a capture go all others of the same bytes: another report may have come in the same file. Of a report of which
    a copy was told after `up_to`, what was told since stays; also returns the ids of the reports that go, and whether
    anything stays.
    """
    ids = set(ReportRow.objects.filter(seq__in=seqs).values_list("id", flat=True))
    ids |= set(ForeignRow.objects.filter(seq__in=seqs, kind=FOREIGN + REPORT).values_list("report", flat=True))
    if not ids:
        return seqs | captured.entries_with(seqs), ids, False
    copies = [*ReportRow.objects.filter(id__in=ids).values_list("seq", "id")]
    copies += ForeignRow.objects.filter(report__in=ids, kind=FOREIGN + REPORT).values_list("seq", "report")
    about = {seq: {id_} for seq, id_ in copies}
    about |= {seq: {id_} for seq, id_ in ReadingRow.objects.filter(report__in=ids).values_list("seq", "report_id")}
    about |= {seq: {id_} for seq, id_ in ForeignRow.objects.filter(report__in=ids).values_list("seq", "report")}
    about |= {seq: {id_} for seq, id_ in CaptureRow.objects.filter(report__in=ids).values_list("seq", "report")}
    for kind in (DECISION, *brought(DECISION)):
        for entry in Journal().entries(kind):
            anchors = content(entry.payload)["anchors"] if entry.payload else ()
            if named := ids & {anchor.partition(":")[0] for anchor in anchors}:
                about[entry.seq] = named
    late = {seq for seq, place in copied.told(about).items() if seq in about and up_to and place.at > up_to} - seqs
    again = {id_ for seq, id_ in copies if seq in late}
    kept = {seq for seq in late if about[seq] <= again}
    gone = seqs | (about.keys() - kept)
    return gone | captured.entries_with(gone), ids - again, bool(kept)


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

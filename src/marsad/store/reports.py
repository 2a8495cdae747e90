"""Reports, their readings and people's decisions: put into the journal once, taken out as the model's values."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Max

from marsad.model.problem import Problem
from marsad.model.record import (
    decision_from_record,
    decision_record,
    reading_from_record,
    reading_record,
    report_from_record,
    report_record,
)
from marsad.store import captured
from marsad.store.canonical import PayloadError, canonical
from marsad.store.copies import (
    FOREIGN,
    Counted,
    any_foreign,
    brought,
    content,
    counted,
    here,
    plain_kind,
    portable,
    told,
)
from marsad.store.errors import DamagedError, sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import Entry, ForeignRow, ReadingRow, ReportRow
from marsad.store.payloads import said
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from marsad.model.decision import Decision
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.store.journal import JournalEntry
    from marsad.store.payloads import Said

REPORT, READING, DECISION = "report", "reading", "decision"
_TOGETHER = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: the ids of the reports that are new, of those that were there already, and what went wrong.

    A report that cannot be recorded is a problem and is left out; the others go in.
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def known(ids: Iterable[str]) -> set[str]:
    """Return which of these report ids the ledger holds."""
    wanted, found = list(ids), set[str]()
    with sentences():
        for some in _batches(wanted):
            found.update(ReportRow.objects.filter(id__in=some).values_list("id", flat=True))
    return found


def add(readings: Sequence[Reading], reader: str, at: datetime | None = None) -> Added:
    """Record reports with their readings by this version of the reader: all of them or none.

    A report that the ledger holds (the same text by the same publisher), or that comes twice, adds nothing.
    """
    with writing():
        held = known(reading.report.id for reading in readings)
        fresh = {reading.report.id: reading for reading in readings if reading.report.id not in held}
        payloads, problems = _recordable(fresh.values(), reader)
        pairs = [
            pair
            for id_, payload in payloads.items()
            for pair in ((REPORT, report_record(fresh[id_].report)), (READING, payload))
        ]
        entries = Journal().append_many(pairs, at) if pairs else []
        ReportRow.objects.bulk_create(
            [ReportRow(id=id_, seq=entry.seq) for id_, entry in zip(payloads, entries[::2], strict=True)],
            batch_size=_TOGETHER,
        )
        _index_readings(zip(payloads, entries[1::2], strict=True))
        _index_waiting(payloads)
        point("index written")
    seen = dict.fromkeys(reading.report.id for reading in readings)
    return Added(tuple(payloads), tuple(id_ for id_ in seen if id_ in held), problems)


def reread(readings: Sequence[Reading], reader: str, at: datetime | None = None) -> Added:
    """Record new readings of reports that the ledger holds, where they differ from the latest ones.

    `new` names the reports whose reading changed. A report that is not held raises KeyError.
    """
    with writing():
        latest, own = {one.id: one.reading for one in _counted(None)}, _latest(None)
        named = [reading.report.id for reading in readings]
        before = said([seq for id_ in named for seq in {latest[id_], own[id_]}])
        held = {seq: canonical(content(json.loads(one.body))) for seq, one in before.items()}
        payloads, problems = _recordable(readings, reader)
        changed = {
            id_: payload
            for id_, payload in payloads.items()
            if canonical(payload) not in (held.get(latest[id_]), held.get(own[id_]))
        }
        entries = Journal().append_many([(READING, payload) for payload in changed.values()], at) if changed else []
        _index_readings(zip(changed, entries, strict=True))
    return Added(tuple(changed), tuple(id_ for id_ in payloads if id_ not in changed), problems)


def readings(until: datetime | int | None = None) -> list[Reading]:
    """Return the reading of each report that counts (`copies`), in the order in which the reports were recorded.

    `until` takes only what was recorded by a time or a sequence. Expunged reports are left out.
    """
    with sentences():
        found = _counted(until)
        told = said([seq for one in found for seq in (one.report, one.reading)])
        to_the_end = until in (None, Journal().head().seq)
        missed = to_the_end and _missed()
    whole = [one for one in found if one.report in told and one.reading in told]
    if missed or (to_the_end and len(whole) < len(found)):
        raise DamagedError("The index of reports is not what the journal gives; marsad rebuild makes it again.")
    return [_reading(told[one.reading], told[one.report], one) for one in whole]


def entries(ids: Collection[str] | None = None) -> dict[str, int]:
    """Return the entries of reports by id: of all of them those of the copies that count, of some those told here."""
    with sentences():
        if ids is None:
            return {one.id: one.report for one in _counted(None)}
        rows = (ReportRow.objects.filter(id__in=some) for some in _batches([*ids]))
        return {id_: seq for found in rows for id_, seq in found.values_list("id", "seq")}


def latest_entries(ids: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the entries of these reports and of their latest readings: the sequence of each, and what it says."""
    with sentences():
        latest = _latest(None)
        seqs = [seq for id_, report in _reports(None) if id_ in ids for seq in (report, latest.get(id_, 0))]
        told = said(seqs)
    for seq, one in told.items():
        yield seq, json.loads(one.body)


def read_by_others(*readers: str) -> list[str]:
    """Return the reports whose latest reading is by none of these readers, in the order of their readings."""
    with sentences():
        latest = _latest(None)
        others = set(ReadingRow.objects.exclude(reader__in=readers).values_list("seq", flat=True))
    return [id_ for id_, seq in sorted(latest.items(), key=lambda pair: pair[1]) if seq in others]


def numbers(until: datetime | int | None = None) -> dict[str, int]:
    """Return the number of each report by id: which report of the journal it was; those expunged keep theirs.

    `until` takes only what was recorded by a time or a sequence.
    """
    with sentences():
        seqs = Entry.objects.filter(kind__in=[REPORT, *brought(REPORT)]).order_by("seq").values_list("seq", flat=True)
        number = {seq: at for at, seq in enumerate(seqs, 1)}
        return {id_: number[seq] for id_, seq in _reports(until)}


def count() -> int:
    """Return how many reports there are."""
    with sentences():
        return ReportRow.objects.count()


def since(before: int, until: int) -> tuple[list[Reading], bool] | None:
    """Return what was recorded after one sequence up to another: the readings of new reports, and whether any decision.

    None where anything else was recorded there: another reading of an older report, what a bundle brought.
    """
    if before == until:
        return [], False
    with sentences():
        kinds = set(Entry.objects.filter(seq__gt=before, seq__lte=until).values_list("kind", flat=True))
        places = dict(ReportRow.objects.filter(seq__gt=before, seq__lte=until).values_list("id", "seq"))
        read = list(ReadingRow.objects.filter(seq__gt=before, seq__lte=until).values_list("report_id", "seq"))
        if kinds - {REPORT, READING, captured.CAPTURE, DECISION} or sorted(places) != sorted(id_ for id_, _ in read):
            return None
        if any(ForeignRow.objects.filter(report__in=some).exists() for some in _batches(list(places))):
            return None
        told = said([*places.values(), *(seq for _, seq in read)])
    latest = dict(read)
    ordered = sorted(places.items(), key=lambda place: place[1])
    found = [Counted(id_, seq, latest[id_], date.fromisoformat(told[seq].at[:10])) for id_, seq in ordered]
    return [_reading(told[one.reading], told[one.report], one) for one in found], DECISION in kinds


def report(report_id: str) -> Report | None:
    """Return a report as stored, or None where the ledger does not hold it (any more)."""
    with sentences():
        row = ReportRow.objects.filter(id=report_id).first()
    payload = Journal().payload(row.seq) if row else None
    return report_from_record(content(payload)) if payload else None


def decide(decision: Decision, at: datetime | None = None) -> JournalEntry:
    """Record a person's decision."""
    with writing():
        return Journal().append(DECISION, decision_record(portable(decision)), at)


def decisions(until: datetime | int | None = None) -> list[Decision]:
    """Return the decisions in the order in which they were recorded, up to a time or a sequence.

    Those that bundles brought stand where their own recorders made them, and are known by their numbers here.
    """
    own = {entry.seq: entry.payload for entry in Journal().entries(DECISION, until) if entry.payload}
    others = {
        entry.seq: content(entry.payload)
        for kind in brought(DECISION)
        for entry in Journal().entries(kind, until)
        if entry.payload
    }
    if not others:
        return [replace(decision_from_record(payload), number=seq) for seq, payload in own.items()]
    found = {seq: decision_from_record(payload) for seq, payload in (own | others).items()}
    with sentences():
        places = told(found)
        found |= {seq: here(found[seq], places[seq]) for seq in others}
    return [replace(found[seq], number=seq) for seq in sorted(found, key=places.__getitem__)]


def reindex() -> None:
    """Make the index of reports, readings, captures and what bundles brought again from the journal."""
    with writing():
        for rows in (ReadingRow, ReportRow, ForeignRow):
            rows.objects.all().delete()
        point("index cleared")
        standing = (entry for entry in Journal().entries() if entry.payload)
        while some := list(islice(standing, _TOGETHER)):
            index(some)
        captured.reindex()


def index(entries: Iterable[JournalEntry]) -> None:
    """Take entries that are not indexed yet into the index."""
    places, read, foreign = dict[str, int](), list[ReadingRow](), list[ForeignRow]()
    for entry in entries:
        whole, kind = entry.payload or {}, plain_kind(entry.kind)
        said = content(whole)
        id_ = {REPORT: said.get("id", ""), READING: said.get("report", "")}.get(kind, "")
        if kind != entry.kind:
            about = {name: whole[name] for name in ("chain", "number", "at", "hash")}
            foreign.append(ForeignRow(seq=entry.seq, kind=FOREIGN + kind, report=id_, **about))
        if kind == REPORT:
            places.setdefault(id_, entry.seq)
        elif kind == READING:
            read.append(ReadingRow(seq=entry.seq, report_id=id_, reader=said["reader"]))
    ForeignRow.objects.bulk_create(foreign, batch_size=100)
    held = known(places)
    new = {id_: seq for id_, seq in places.items() if id_ not in held}
    ReportRow.objects.bulk_create([ReportRow(id=id_, seq=seq) for id_, seq in new.items()], batch_size=_TOGETHER)
    held = known({row.report_id for row in read})
    ReadingRow.objects.bulk_create([row for row in read if row.report_id in held], batch_size=_TOGETHER)
    _index_waiting(new)


def _index_waiting(new: Iterable[str]) -> None:
    """Index readings that a bundle brought before their reports were here."""
    for some in _batches(list(new)):
        rows = ForeignRow.objects.filter(kind=FOREIGN + READING, report__in=some)
        waiting = dict(rows.values_list("seq", "report"))
        waiting = {seq: id_ for seq, id_ in waiting.items() if not ReadingRow.objects.filter(seq=seq).exists()}
        readers = {seq: content(json.loads(one.body))["reader"] for seq, one in said(list(waiting)).items()}
        found = [ReadingRow(seq=seq, report_id=waiting[seq], reader=reader) for seq, reader in readers.items()]
        ReadingRow.objects.bulk_create(found)


def _recordable(said: Iterable[Reading], reader: str) -> tuple[dict[str, dict[str, Any]], tuple[Problem, ...]]:
    """Return the payloads of readings by report id, and a problem for each that canonical JSON cannot hold.

    A payload is the reading's record with the report's id in place of the report, and the version of what read it.
    """
    payloads, problems = {}, []
    for reading in said:
        record = reading_record(reading)
        try:
            canonical(record)
        except PayloadError as error:
            problems.append(Problem("not recorded", str(error), reading.report.name or reading.report.id))
        else:
            by = reading.reader or reader
            payloads[reading.report.id] = {**record, "report": reading.report.id, "reader": by}
    return payloads, tuple(problems)


def _index_readings(entries: Iterable[tuple[str, JournalEntry]]) -> None:
    rows = [ReadingRow(seq=e.seq, report_id=id_, reader=(e.payload or {})["reader"]) for id_, e in entries]
    ReadingRow.objects.bulk_create(rows, batch_size=_TOGETHER)


def _counted(until: datetime | int | None) -> list[Counted]:
    """Return every report with the entries of its text and its reading that count."""
    limit = None if until is None else Journal().seq_at(until)
    if any_foreign(limit):
        return counted(limit)
    places, latest = list(_reports(limit)), _latest(limit)
    days = _days([seq for _, seq in places])
    return [Counted(id_, seq, latest.get(id_, 0), days[seq]) for id_, seq in places]


def _reports(until: datetime | int | None) -> Iterator[tuple[str, int]]:
    rows = ReportRow.objects.order_by("seq")
    if until is not None:
        rows = rows.filter(seq__lte=Journal().seq_at(until))
    yield from rows.values_list("id", "seq")


def _latest(until: datetime | int | None) -> dict[str, int]:
    """Return, for each report, the sequence of its latest reading."""
    rows = ReadingRow.objects.order_by()
    if until is not None:
        rows = rows.filter(seq__lte=Journal().seq_at(until))
    return dict(rows.values("report_id").annotate(latest=Max("seq")).values_list("report_id", "latest"))


def _missed() -> bool:
    """Tell whether a report of one's own stands in the journal that the index does not have."""
    others = Entry.objects.filter(kind=REPORT).exclude(seq__in=ReportRow.objects.values("seq"))
    return bool(said([*others.values_list("seq", flat=True)]))


def _reading(reading: Said, report: Said, counted: Counted) -> Reading:
    """Read a reading out of its entry and that of its report, recorded on a day in UTC."""
    record = {**content(json.loads(reading.body)), "report": content(json.loads(report.body))}
    made = reading_from_record(record)
    if made.report.id != counted.id:
        raise DamagedError("The index of reports is not what the journal gives; marsad rebuild makes it again.")
    return replace(made, recorded=counted.recorded)


def _days(seqs: list[int]) -> dict[int, date]:
    """Return the days (UTC) on which these entries were recorded."""
    found: dict[int, date] = {}
    for some in _batches(seqs):
        rows = Entry.objects.filter(seq__in=some).values_list("seq", "at")
        found.update((seq, date.fromisoformat(at[:10])) for seq, at in rows)
    return found


def _batches(items: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), _TOGETHER):
        yield items[start : start + _TOGETHER]

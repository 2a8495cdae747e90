"""Reports, their readings and people's decisions: put into the journal once, taken out as the model's values."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
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
from marsad.store.canonical import PayloadError, canonical
from marsad.store.errors import DamagedError, sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import Entry, ReadingRow, ReportRow
from marsad.store.payloads import Said, said
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from marsad.model.decision import Decision
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.store.journal import JournalEntry

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
        _index_readings(zip(payloads, entries[1::2], strict=True), reader)
        point("index written")
    seen = dict.fromkeys(reading.report.id for reading in readings)
    return Added(tuple(payloads), tuple(id_ for id_ in seen if id_ in held), problems)


def reread(readings: Sequence[Reading], reader: str, at: datetime | None = None) -> Added:
    """Record new readings of reports that the ledger holds, where they differ from the latest ones.

    `new` names the reports whose reading changed. A report that is not held raises KeyError.
    """
    with writing():
        latest = _latest(None)
        told = said([latest[reading.report.id] for reading in readings])
        payloads, problems = _recordable(readings, reader)
        changed = {
            id_: payload
            for id_, payload in payloads.items()
            if latest[id_] not in told or canonical(payload).decode() != told[latest[id_]].body
        }
        entries = Journal().append_many([(READING, payload) for payload in changed.values()], at) if changed else []
        _index_readings(zip(changed, entries, strict=True), reader)
    return Added(tuple(changed), tuple(id_ for id_ in payloads if id_ not in changed), problems)


def readings(until: datetime | int | None = None) -> list[Reading]:
    """Return the latest reading of each report, in the order in which the reports were recorded.

    `until` takes only what was recorded by a time or a sequence. Expunged reports are left out.
    """
    with sentences():
        places = list(_reports(until))
        latest = _latest(until)
        told = said([seq for id_, report in places for seq in (report, latest.get(id_, 0))])
        indexed = {report for _, report in places}
        others = Entry.objects.filter(kind=REPORT).values_list("seq", flat=True)
        missed = until is None and said([seq for seq in others if seq not in indexed])
    whole = [(id_, report) for id_, report in places if report in told and latest.get(id_) in told]
    if missed or (until is None and len(whole) < len(places)):
        raise DamagedError("The index of reports is not what the journal gives; marsad rebuild makes it again.")
    return [_reading(told[latest[id_]], told[report], id_) for id_, report in whole]


def read_by_others(reader: str) -> list[str]:
    """Return the reports whose latest reading is by another version of the reader, in the order of their readings."""
    with sentences():
        latest = _latest(None)
        others = set(ReadingRow.objects.exclude(reader=reader).values_list("seq", flat=True))
    return [id_ for id_, seq in sorted(latest.items(), key=lambda pair: pair[1]) if seq in others]


def numbers(until: datetime | int | None = None) -> dict[str, int]:
    """Return the number of each report by id: which report of the journal it was; those expunged keep theirs.

    `until` takes only what was recorded by a time or a sequence.
    """
    with sentences():
        seqs = Entry.objects.filter(kind=REPORT).order_by("seq").values_list("seq", flat=True)
        number = {seq: at for at, seq in enumerate(seqs, 1)}
        return {id_: number[seq] for id_, seq in _reports(until)}


def fresh(since: int, until: int) -> list[Reading] | None:
    """Return the readings of the reports recorded after one sequence up to another, in their order.

    None where anything else was recorded there: a decision, another reading of an older report.
    """
    if since == until:
        return []
    with sentences():
        kinds = set(Entry.objects.filter(seq__gt=since, seq__lte=until).values_list("kind", flat=True))
        places = dict(ReportRow.objects.filter(seq__gt=since, seq__lte=until).values_list("id", "seq"))
        read = list(ReadingRow.objects.filter(seq__gt=since, seq__lte=until).values_list("report_id", "seq"))
        if kinds - {REPORT, READING} or sorted(places) != sorted(id_ for id_, _ in read):
            return None
        told = said([*places.values(), *(seq for _, seq in read)])
    latest = dict(read)
    return [
        _reading(told[latest[id_]], told[seq], id_) for id_, seq in sorted(places.items(), key=lambda place: place[1])
    ]


def report(report_id: str) -> Report | None:
    """Return a report as stored, or None where the ledger does not hold it (any more)."""
    with sentences():
        row = ReportRow.objects.filter(id=report_id).first()
    payload = Journal().payload(row.seq) if row else None
    return report_from_record(payload) if payload else None


def decide(decision: Decision, at: datetime | None = None) -> JournalEntry:
    """Record a person's decision."""
    return Journal().append(DECISION, decision_record(decision), at)


def decisions(until: datetime | int | None = None) -> list[Decision]:
    """Return the decisions in the order in which they were recorded, up to a time or a sequence."""
    return [
        replace(decision_from_record(entry.payload), number=entry.seq)
        for entry in Journal().entries(DECISION, until)
        if entry.payload
    ]


def reindex() -> None:
    """Make the index of reports and readings again from the journal."""
    with writing():
        ReadingRow.objects.all().delete()
        ReportRow.objects.all().delete()
        point("index cleared")
        for entry in Journal().entries(REPORT):
            if entry.payload:
                ReportRow.objects.create(id=entry.payload["id"], seq=entry.seq)
        for entry in Journal().entries(READING):
            if entry.payload:
                ReadingRow.objects.create(
                    seq=entry.seq, report_id=entry.payload["report"], reader=entry.payload["reader"]
                )


def _recordable(said: Iterable[Reading], reader: str) -> tuple[dict[str, dict[str, Any]], tuple[Problem, ...]]:
    """Return the payloads of readings by report id, and a problem for each that canonical JSON cannot hold.

    A payload is the reading's record with the report's id in place of the report, and the reader's version.
    """
    payloads, problems = {}, []
    for reading in said:
        record = reading_record(reading)
        try:
            canonical(record)
        except PayloadError as error:
            problems.append(Problem("not recorded", str(error), reading.report.name or reading.report.id))
        else:
            payloads[reading.report.id] = {**record, "report": reading.report.id, "reader": reader}
    return payloads, tuple(problems)


def _index_readings(entries: Iterable[tuple[str, JournalEntry]], reader: str) -> None:
    ReadingRow.objects.bulk_create(
        [ReadingRow(seq=entry.seq, report_id=id_, reader=reader) for id_, entry in entries], batch_size=_TOGETHER
    )


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


def _reading(reading: Said, report: Said, report_id: str) -> Reading:
    """Read a reading out of its entry and that of its report, recorded on a day in UTC."""
    record = json.loads(reading.body) | {"report": json.loads(report.body)}
    made = reading_from_record(record)
    if made.report.id != report_id:
        raise DamagedError("The index of reports is not what the journal gives; marsad rebuild makes it again.")
    return replace(made, recorded=date.fromisoformat(report.at[:10]))


def _batches(items: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), _TOGETHER):
        yield items[start : start + _TOGETHER]

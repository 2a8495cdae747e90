"""Records: the model's values as JSON-able dictionaries, and back again without loss.

A claim record has GUIDELINES' fields under their own names and shapes, then what marsad adds: `id`, `report`,
`index`, `when_basis`, `said`, `said_basis`, `spans` (slot → [start, end], code points of the text), `words` (slot →
the words, for the slots whose field is not the words themselves), `rules`, `adds`, `moved_from`, `teaser`,
`by_party`, `source_key`, `location`, and `persons` where people named any. Days are ISO strings. What can be worked
out (`id`, `text_id`, a location's `where_prec` and `geo_precision`) is written for the reader of the record and not
read back. Fields that are not known are passed over; a record that cannot be read raises RecordError.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.count import Count, Interval
from marsad.model.country import DEFAULT
from marsad.model.decision import Decision, DecisionKind, Seen
from marsad.model.evidence import Evidence, EvidenceKind
from marsad.model.person import Person, Sex
from marsad.model.place_record import location_record, read_location
from marsad.model.presence import Presence
from marsad.model.problem import MarsadError, Problem
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.row import RowCell
from marsad.model.span import Quote, Span
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.model.place import Location

Record = dict[str, Any]
T = TypeVar("T")


class RecordError(MarsadError):
    """A record is damaged or of another kind; the sentence names the kind and the field."""


def _reads(kind: str) -> Callable[[Callable[[Record], T]], Callable[[Record], T]]:
    """Turn what a damaged record does to a reading function into a RecordError that names the kind of record."""

    def decorate(read: Callable[[Record], T]) -> Callable[[Record], T]:
        @wraps(read)
        def checked(record: Record) -> T:
            try:
                return read(record)
            except KeyError as error:
                raise RecordError(f"A {kind} record lacks {error}; it is damaged or of another kind.") from error
            except (AttributeError, IndexError, TypeError, ValueError) as error:
                raise RecordError(f"A {kind} record cannot be read: {error}.") from error

        return checked

    return decorate


def claim_record(claim: Claim) -> Record:
    """Write a claim."""
    quotes = {
        "quote": claim.quote,
        "victims": claim.victims,
        "by": claim.by,
        "method": claim.method_quote,
        "place": claim.place,
        "when": claim.when and claim.when.quote,
        "said": claim.said and claim.said.quote,
        "source": claim.source,
    }
    return {
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "harm": str(claim.harm),
        **_count(claim.count),
        "victims": _words(claim.victims),
        "side": str(claim.side),
        "group": _name(claim.group),
        "party": claim.party,
        "part_of": claim.part_of,
        "toll": str(claim.toll),
        "by": _words(claim.by),
        "method": _name(claim.method),
        "place": _words(claim.place),
        "when": claim.when and _days(claim.when.days),
        "source": _words(claim.source),
        "hedged": claim.hedged,
        "id": claim.id,
        "report": claim.report,
        "index": claim.index,
        "when_basis": _name(claim.when.basis if claim.when else None),
        "said": claim.said and _days(claim.said.days),
        "said_basis": _name(claim.said.basis if claim.said else None),
        "by_party": claim.by_party,
        "source_key": claim.source_key,
        "location": claim.location and location_record(claim.location),
        "adds": claim.adds,
        "moved_from": _name(claim.moved_from),
        "teaser": claim.teaser,
        "spans": {slot: [quote.start, quote.end] for slot, quote in quotes.items() if quote},
        "words": {slot: quote.text for slot in ("method", "when", "said") if (quote := quotes[slot])},
        "rules": list(claim.rules),
        **({"persons": [_person(person) for person in claim.persons]} if claim.persons else {}),
    }


@_reads("claim")
def claim_from_record(record: Record) -> Claim:
    """Read a claim; raises RecordError."""
    spans, words = record["spans"], record["words"]

    def quote(slot: str) -> Quote | None:
        if slot not in spans:
            return None
        return Quote(spans[slot][0], words[slot] if slot in words else record[slot])

    def when(slot: str) -> When | None:
        days = record[slot]
        return When(_read_days(days), WhenBasis(record[f"{slot}_basis"]), quote(slot)) if days else None

    return Claim(
        report=record["report"],
        index=record["index"],
        quote=Quote(record["start"], record["quote"]),
        harm=Harm(record["harm"]),
        count=_read_count(record),
        victims=quote("victims"),
        side=Side(record["side"]),
        group=Group(record["group"]) if record["group"] else None,
        party=record["party"],
        part_of=record["part_of"],
        toll=TollKind(record["toll"]),
        by=quote("by"),
        by_party=record["by_party"],
        method=Method(record["method"]) if record["method"] else None,
        method_quote=quote("method"),
        place=quote("place"),
        location=location_from_record(record["location"]) if record["location"] else None,
        when=when("when"),
        said=when("said"),
        source=quote("source"),
        source_key=record["source_key"],
        hedged=record["hedged"],
        adds=record["adds"],
        moved_from=Harm(record["moved_from"]) if record["moved_from"] else None,
        teaser=record.get("teaser", False),
        rules=tuple(record["rules"]),
        persons=tuple(map(_read_person, record.get("persons", ()))),
    )


def presence_record(presence: Presence) -> Record:
    """Write a presence statement."""
    return {
        "quote": presence.quote.text,
        "start": presence.quote.start,
        "id": presence.id,
        "report": presence.report,
        "index": presence.index,
        "actor": _quote(presence.actor),
        "party": presence.party,
        "strength": presence.strength and _count(presence.strength),
        "strength_quote": _quote(presence.strength_quote),
        "area_km2": presence.area_km2,
        "area_quote": _quote(presence.area_quote),
        "bounds": [_quote(bound) for bound in presence.bounds],
        "besieged_by": [_quote(besieger) for besieger in presence.besieged_by],
        "since": _when(presence.since),
        "as_of": _when(presence.as_of),
        "source": _quote(presence.source),
        "source_key": presence.source_key,
        "rules": list(presence.rules),
    }


@_reads("presence")
def presence_from_record(record: Record) -> Presence:
    """Read a presence statement; raises RecordError."""
    area = record["area_km2"]
    return Presence(
        report=record["report"],
        index=record["index"],
        quote=Quote(record["start"], record["quote"]),
        actor=_read_quote(record["actor"]),
        party=record["party"],
        strength=_read_count(record["strength"]) if record["strength"] else None,
        strength_quote=_read_quote(record["strength_quote"]),
        area_km2=None if area is None else float(area),
        area_quote=_read_quote(record["area_quote"]),
        bounds=tuple(Quote(bound["start"], bound["text"]) for bound in record["bounds"]),
        besieged_by=tuple(Quote(besieger["start"], besieger["text"]) for besieger in record["besieged_by"]),
        since=_read_when(record["since"]),
        as_of=_read_when(record["as_of"]),
        source=_read_quote(record["source"]),
        source_key=record["source_key"],
        rules=tuple(record["rules"]),
    )


def report_record(report: Report) -> Record:
    """Write a report with its whole text."""
    return {
        "id": report.id,
        "text_id": report.text_id,
        "publisher": report.publisher,
        "title": report.title,
        "lang": report.lang,
        "published": _when(report.published),
        "seen": _when(report.seen),
        "name": report.name,
        "text": report.text,
        **({"stands_for": report.stands_for} if report.stands_for else {}),
        **({"evidence": _evidence(report.evidence)} if report.evidence else {}),
        **({"cells": [_row_cell(cell) for cell in report.cells]} if report.cells else {}),
        **({"version": report.version} if report.version > 1 else {}),
    }


@_reads("report")
def report_from_record(record: Record) -> Report:
    """Read a report; raises RecordError."""
    return Report(
        text=record["text"],
        publisher=record["publisher"],
        title=record["title"],
        lang=record["lang"],
        published=_read_when(record["published"]),
        seen=_read_when(record["seen"]),
        name=record["name"],
        stands_for=record.get("stands_for"),
        evidence=_read_evidence(record.get("evidence")),
        cells=tuple(RowCell(*cell) for cell in record.get("cells", ())),
        version=int(record.get("version", 1)),
    )


def reading_record(reading: Reading) -> Record:
    """Write a reading, its report inside."""
    return {
        "report": report_record(reading.report),
        "claims": [claim_record(claim) for claim in reading.claims],
        "presences": [presence_record(presence) for presence in reading.presences],
        "problems": [problem_record(problem) for problem in reading.problems],
        "published": _when(reading.published),
        **({"country": reading.country} if reading.country != DEFAULT else {}),
    }


@_reads("reading")
def reading_from_record(record: Record) -> Reading:
    """Read a reading; raises RecordError."""
    return Reading(
        report=report_from_record(record["report"]),
        claims=tuple(claim_from_record(claim) for claim in record["claims"]),
        presences=tuple(presence_from_record(presence) for presence in record["presences"]),
        problems=tuple(problem_from_record(problem) for problem in record["problems"]),
        published=_read_when(record["published"]),
        country=record.get("country", DEFAULT),
    )


def decision_record(decision: Decision) -> Record:
    """Write a decision; `at` is an ISO time with its offset. Its number is the journal's own and is not written."""
    return {
        "kind": str(decision.kind),
        "anchors": list(decision.anchors),
        "who": decision.who,
        "why": decision.why,
        "at": decision.at.isoformat(),
        "value": [[slot, value] for slot, value in decision.value],
        "saw": [_seen(seen) for seen in decision.saw],
        **({"head": decision.head} if decision.head else {}),
    }


@_reads("decision")
def decision_from_record(record: Record) -> Decision:
    """Read a decision; raises RecordError."""
    return Decision(
        kind=DecisionKind(record["kind"]),
        anchors=tuple(record["anchors"]),
        who=record["who"],
        why=record["why"],
        at=datetime.fromisoformat(record["at"]),
        value=tuple((slot, value) for slot, value in record["value"]),
        saw=tuple(map(_read_seen, record.get("saw", ()))),
        head=record.get("head", ""),
    )


def _seen(seen: Seen) -> Record:
    """Write a claim as a person saw it, with the harm that had been read where a person had corrected that."""
    claim, at = seen.claim, seen.claim.read_at
    record = {"claim": claim_record(claim), "read_as": _name(claim.read_as), "whole": seen.whole}
    return record | ({"placed": True} if seen.claim.placed else {}) | ({"read_at": [at.start, at.end]} if at else {})


def _read_seen(record: Record) -> Seen:
    read_as, at, placed = (record.get(name) for name in ("read_as", "read_at", "placed"))
    moved = replace(claim_from_record(record["claim"]), read_as=Harm(read_as) if read_as else None, placed=bool(placed))
    return Seen(replace(moved, read_at=Span(*at)) if at else moved, record["whole"])


def problem_record(problem: Problem) -> Record:
    """Write a problem."""
    return {
        "kind": problem.kind,
        "sentence": problem.sentence,
        "where": problem.where,
        "claims": list(problem.claims),
    }


@_reads("problem")
def problem_from_record(record: Record) -> Problem:
    """Read a problem; raises RecordError."""
    return Problem(record["kind"], record["sentence"], record["where"], tuple(record["claims"]))


@_reads("location")
def location_from_record(record: Record) -> Location:
    """Read a location; raises RecordError."""
    return read_location(record)


def _evidence(noted: Evidence) -> Record:
    return {"kind": str(noted.kind), "consent": noted.consent, "origin": noted.origin, "kept": noted.kept}


def _read_evidence(record: Record | None) -> Evidence | None:
    if record is None:
        return None
    return Evidence(EvidenceKind(record["kind"]), record["consent"], record["origin"], record["kept"])


def _row_cell(cell: RowCell) -> list[Any]:
    return [cell.slot, cell.line, cell.start, cell.end, cell.plain]


def _person(person: Person) -> Record:
    age = person.age and [person.age.low, person.age.high]
    return {"name": _quote(person.name), "sex": _name(person.sex), "age": age, "role": person.role}


def _read_person(record: Record) -> Person:
    name, sex, age = _read_quote(record["name"]), record["sex"], record["age"]
    if name is None:
        raise ValueError("a person has a name")
    return Person(name, Sex(sex) if sex else None, Interval(*age) if age else None, record["role"])


def _count(count: Count) -> Record:
    return {"low": count.low, "high": count.high, "approx": count.approx, "vague": count.vague}


def _read_count(record: Record) -> Count:
    return Count(record["low"], record["high"], record["approx"], record["vague"])


def _words(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def _name(value: str | None) -> str | None:
    return str(value) if value else None


def _quote(quote: Quote | None) -> Record | None:
    return {"start": quote.start, "text": quote.text} if quote else None


def _read_quote(record: Record | None) -> Quote | None:
    return Quote(record["start"], record["text"]) if record else None


def _days(days: Days) -> list[str]:
    return [days.first.isoformat(), days.last.isoformat()]


def _read_days(days: list[str]) -> Days:
    first, last = days
    return Days(date.fromisoformat(first), date.fromisoformat(last))


def _when(when: When | None) -> Record | None:
    if when is None:
        return None
    return {"days": _days(when.days), "basis": str(when.basis), "quote": _quote(when.quote)}


def _read_when(record: Record | None) -> When | None:
    if record is None:
        return None
    return When(_read_days(record["days"]), WhenBasis(record["basis"]), _read_quote(record["quote"]))

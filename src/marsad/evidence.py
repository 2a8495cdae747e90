"""The evidence for one incident, for those who may see it: reports, captures, and the journal that vouches for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad import flow
from marsad.forget import holds
from marsad.ledger.as_of import Question
from marsad.ledger.sight import names_of_subject, sight
from marsad.model.audience import TEAM
from marsad.model.record import decision_record, reading_record, report_record
from marsad.store import captured, captures, reports
from marsad.store.captures import CaptureError
from marsad.store.chain import chain
from marsad.store.journal import Journal
from marsad.text.masking import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.ledger.sight import Sight
    from marsad.model.audience import Audience
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading
    from marsad.store.captured import Captured
    from marsad.store.chain import Link
    from marsad.store.journal import Head


@dataclass(frozen=True, slots=True)
class Shown:
    """A capture of a report: its WARC file, or why that is not shown."""

    capture: Captured
    file: bytes | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that stands behind one incident.

    `links` are the journal's rows from the first that is about it up to the head; what an entry says is with those that
    are about it and that the audience may see as they are.
    """

    incident: Incident
    book: flow.Book
    readings: tuple[Reading, ...]
    captures: tuple[Shown, ...]
    links: tuple[Link, ...]
    head: Head


WITHHELD, GONE = "withheld", "gone"
"""Why a capture is not shown: something in it is not for this audience; it is not on disk, or not what it was."""


def gather(beginning: str, audience: Audience = TEAM) -> Evidence:
    """Gather the evidence for an incident, by the beginning of its id; raises MarsadError where none begins so."""
    book = flow.ledger(Question(audience=audience))
    incident, head = book.incident(beginning), Journal().head()
    readings = tuple(reading for reading in book.decided if reading.report.id in incident.reports)
    seen = sight(reports.decisions(), audience)
    ids = {reading.report.id for reading in readings}
    found = [one for one in captured.everything() if one.report in ids]
    shown = tuple(_shown(found, seen))
    told = _told(book, incident, [one.capture for one in shown if one.file])
    links = tuple(chain(told, head.seq))
    return Evidence(incident, book, readings, shown, links, head)


def _shown(found: Sequence[Captured], seen: Sight) -> Iterator[Shown]:
    """Say of each capture whether it may be shown: all that came in the same bytes must be, and every name in them."""
    hidden = Names(frozenset[str]().union(*(names_of_subject(s).keys for s in seen.hidden)))
    beside, known = _by_bytes(), dict[str, bool]()
    for one in found:
        try:
            file = captures.packed(one.kept.sha256)
        except CaptureError as error:
            yield Shown(one, None, f"{GONE}: {error}")
            continue
        if beside[one.kept.sha256] & seen.reports or holds(hidden, one, known):
            yield Shown(replace(one, kept=replace(one.kept, url=None, headers=())), None, WITHHELD)
        else:
            yield Shown(one, file)


def _by_bytes() -> Mapping[str, set[str]]:
    """Return the reports that came in the same bytes."""
    found = defaultdict[str, set[str]](set)
    for one in captured.everything():
        found[one.kept.sha256].add(one.report)
    return found


def _told(book: flow.Book, incident: Incident, shown: Sequence[Captured]) -> set[int]:
    """Return the entries whose words are shown: those about the incident of which this audience sees every word."""
    found = {one.seq for one in shown}
    told = {reading.report.id: reading for reading in book.readings if reading.report.id in incident.reports}
    for seq, payload in reports.latest_entries(told):
        reading = told[payload.get("report") or payload["id"]]
        said = {key: value for key, value in payload.items() if key not in {"report", "reader"}}
        as_seen = {key: value for key, value in reading_record(reading).items() if key not in {"report", "reader"}}
        if said == as_seen if "report" in payload else payload == report_record(reading.report):
            found.add(seq)
    stored = {decision.number: decision for decision in reports.decisions()}
    for standing in book.ledger.decisions:
        decision = standing.decision
        about = {anchor.partition(":")[0] for anchor in decision.anchors} & {*incident.reports}
        if about and decision_record(decision) == decision_record(stored[decision.number]):
            found.add(decision.number)
    return found

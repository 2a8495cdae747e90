"""What cannot hold together in the ledger, each with the smallest set of claims that conflict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.stance import shown
from marsad.ledger.voices import publication, yet_to_come
from marsad.model.problem import Problem
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading


def impossible(told: Sequence[Statement]) -> Iterator[Problem]:
    """Yield what cannot be in what one report tells: rings of parts, parts above their whole, days yet to come."""
    parents = {s.claim.id: s.parent for s in told if s.parent is not None}
    rings = _rings(parents)
    for ring in sorted(rings):
        sentence = "each of these claims is said to be part of the next, and the last of the first; correct one"
        yield Problem("ring of parts", sentence, ring[0].partition(":")[0], ring)
    for statement in told:
        if statement.parent is not None and not any(statement.claim.id in ring for ring in rings):
            yield from _part(statement.claim, statement.parent)
        yield from _yet_to_come(statement)
    if told:
        yield from undatable(told[0].reading)


def conflicting(incidents: Iterable[Incident]) -> Iterator[Problem]:
    """Yield what cannot hold together in incidents: figures of one moment, parts and a whole told at several."""
    for one in incidents:
        yield from (replace(problem, where=one.id) for problem in one.problems)


def _rings(parents: Mapping[str, Claim]) -> set[tuple[str, ...]]:
    """Find the claims that are parts of themselves, over however many steps."""
    rings: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        at = start
        while at in parents and at not in done:
            done.add(at)
            path.append(at)
            at = parents[at].id
        if at in path:
            ring = path[path.index(at) :]
            first = ring.index(min(ring))
            rings.add((*ring[first:], *ring[:first]))
    return rings


def _yet_to_come(told: Statement) -> Iterator[Problem]:
    """Find a day that lies behind the report; a day more is left for the hours between two clocks."""
    recorded, published = told.reading.recorded, publication(told.reading)
    out = published or (Days.of(recorded) if recorded else None)
    when = told.claim.when
    if out and when and yet_to_come(when.days, out.last):
        how = "published" if published else "recorded"
        sentence = f"the report, {how} on {out}, tells of harm on {when.days}, which was yet to come; correct either"
        yield Problem("day yet to come", sentence, told.claim.report, (told.claim.id,))


def undatable(reading: Reading) -> Iterator[Problem]:
    """Yield the days of publication, of capture and of saying that were yet to come when the report was recorded."""
    report = reading.report
    days = {"published": reading.published or report.published, "seen": report.seen}
    late = [f"{how} on {when.days}" for how, when in days.items() if when and yet_to_come(when.days, reading.recorded)]
    claims = [c.id for c in reading.claims if c.said and yet_to_come(c.said.days, reading.recorded)]
    if late:
        sentence = (
            f"the report is said to be {' and '.join(late)}, and was recorded on {reading.recorded} already; "
            "it is held as one of no known day"
        )
        yield Problem("published in the future", sentence, report.id, tuple(c.id for c in reading.claims))
    elif claims:
        sentence = f"said on a day yet to come when the report was recorded, on {reading.recorded}; correct the day"
        yield Problem("said in the future", sentence, report.id, tuple(claims))


def _part(part: Claim, whole: Claim) -> Iterator[Problem]:
    high = whole.count.interval.high
    if part.harm is whole.harm and high is not None and part.count.interval.low > high:
        sentence = f"a part of {shown(part.count.interval)} cannot be in a whole of {shown(whole.count.interval)}"
        yield Problem("part exceeds whole", sentence, part.report, (part.id, whole.id))

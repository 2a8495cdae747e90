"""What cannot hold together in the ledger, each with the smallest set of claims that conflict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.stance import shown
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident


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
    out = told.reading.published or told.reading.report.published or told.reading.report.seen
    when = told.claim.when
    if out and when and when.days.first > out.days.shift(1).last:
        sentence = f"the report of {out.days} tells of harm on {when.days}, which was yet to come; correct either"
        yield Problem("day yet to come", sentence, told.claim.report, (told.claim.id,))


def _part(part: Claim, whole: Claim) -> Iterator[Problem]:
    high = whole.count.interval.high
    if part.harm is whole.harm and high is not None and part.count.interval.low > high:
        sentence = f"a part of {shown(part.count.interval)} cannot be in a whole of {shown(whole.count.interval)}"
        yield Problem("part exceeds whole", sentence, part.report, (part.id, whole.id))

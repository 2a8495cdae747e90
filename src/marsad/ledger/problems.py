"""What cannot hold together in the ledger, each with the smallest set of claims that conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.stance import shown
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.incident import Incident


def impossible(told: Sequence[Statement], incidents: Sequence[Incident]) -> Iterator[Problem]:
    """Yield what cannot be: parts above their whole, rings of parts, figures of one moment that exclude each other."""
    rings = list(_rings(told))
    yield from rings
    in_rings = {claim for ring in rings for claim in ring.claims}
    for statement in told:
        if statement.parent is not None and statement.claim.id not in in_rings:
            yield from _part(statement)
    for one in incidents:
        if "conflict" in one.flags:
            sentence = "one voice gives figures at one moment that cannot all be right; decide which holds"
            yield Problem("conflict", sentence, one.id, one.claims)


def _rings(told: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the rings of claims that are each said to be part of the next, once each."""
    above = {s.claim.id: s.parent.id for s in told if s.parent}
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        at = start
        while at in above and at not in done and at not in path:
            path.append(at)
            at = above[at]
        if at in path:
            ring = tuple(path[path.index(at) :])
            sentence = "these claims are each said to be part of the next, round in a ring; correct one"
            yield Problem("ring of parts", sentence, at.partition(":")[0], ring)
        done.update(path)


def _part(statement: Statement) -> Iterator[Problem]:
    part, whole = statement.claim, statement.parent
    if whole is None or part.harm is not whole.harm:
        return
    high = whole.count.interval.high
    if high is not None and part.count.interval.low > high:
        sentence = f"a part of {shown(part.count.interval)} cannot be in a whole of {shown(whole.count.interval)}"
        yield Problem("part exceeds whole", sentence, part.report, (part.id, whole.id))

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
    for statement in told:
        if statement.parent is not None:
            yield from _part(statement)
    for one in incidents:
        if "conflict" in one.flags:
            sentence = "one voice gives figures at one moment that cannot all be right; decide which holds"
            yield Problem("conflict", sentence, one.id, one.claims)


def _part(statement: Statement) -> Iterator[Problem]:
    part, whole = statement.claim, statement.parent
    if whole is None:
        return
    high = whole.count.interval.high
    if part.id == whole.id or whole.part_of == part.index:
        yield Problem(
            "ring of parts",
            "each of these claims is said to be part of the other; correct one",
            part.report,
            (part.id, whole.id),
        )
    elif part.harm is whole.harm and high is not None and part.count.interval.low > high:
        sentence = f"a part of {shown(part.count.interval)} cannot be in a whole of {shown(whole.count.interval)}"
        yield Problem("part exceeds whole", sentence, part.report, (part.id, whole.id))

"""How the claims of one incident bear on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.cells import is_part
from marsad.ledger.stance import shown
from marsad.model.incident import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.cells import Node
    from marsad.ledger.figure import Figure
    from marsad.ledger.statement import Statement


def relations(statements: Sequence[Statement], figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Return the relations of one incident: parts as the words mark them, and each figure against the one before."""
    return (*_parts(statements), *_moves(figures))


def _parts(statements: Sequence[Statement]) -> Iterator[Relation]:
    for s in sorted(statements, key=lambda s: s.key):
        if s.parent is not None:
            moved = f"counted as {s.claim.moved_from} before" if s.claim.moved_from else "its words say so"
            yield Relation(RelationKind.PART_OF, s.claim.id, s.parent.id, moved)


def _moves(figures: Sequence[Figure]) -> Iterator[Relation]:
    latest: dict[Node, dict[str, Figure]] = {}
    for n, figure in enumerate(figures):
        before = latest.setdefault(figure.node, {})
        own, others = before.get(figure.voice), [*before.values()]
        before[figure.voice] = figure
        if own:
            yield _own_move(figure, own)
            continue
        for other in others:
            yield _beside(figure, other)
        if figure.adds and not others:
            whole = [f for f in figures[:n] if is_part(figure.node.cell, f.node.cell)]
            if whole:
                yield Relation(RelationKind.ADDS_TO, figure.claims[0], whole[-1].claims[0], _more(figure))


def _own_move(figure: Figure, before: Figure) -> Relation:
    claim, other = figure.claims[0], before.claims[0]
    if figure.adds:
        return Relation(RelationKind.ADDS_TO, claim, other, _more(figure))
    was, now = before.interval, figure.interval
    if now == was:
        return Relation(RelationKind.RESTATES, claim, other, f"{shown(now)} again")
    if now.meet(was):
        return Relation(RelationKind.UPDATES, claim, other, f"{shown(was)}, more closely {shown(now)}")
    if now.greatest < was.low:
        word = "announced" if figure.announced else "though no word says so"
        return Relation(RelationKind.CORRECTS_DOWNWARD, claim, other, f"{shown(was)} becomes {shown(now)}, {word}")
    return Relation(RelationKind.UPDATES, claim, other, f"{shown(was)} rises to {shown(now)}")


def _beside(figure: Figure, other: Figure) -> Relation:
    was, now = other.interval, figure.interval
    if figure.adds:
        return Relation(RelationKind.ADDS_TO, figure.claims[0], other.claims[0], _more(figure))
    if now.meet(was):
        return Relation(
            RelationKind.RESTATES, figure.claims[0], other.claims[0], f"{figure.voice} agrees with {other.voice}"
        )
    if figure.said and other.said and other.said.last < figure.said.first and was.greatest < now.low:
        reason = f"{shown(now)} of {figure.voice} overtakes the earlier {shown(was)} of {other.voice}"
        return Relation(RelationKind.UPDATES, figure.claims[0], other.claims[0], reason)
    reason = f"{shown(now)} of {figure.voice} beside {shown(was)} of {other.voice}"
    return Relation(RelationKind.CONTRADICTS, figure.claims[0], other.claims[0], reason)


def _more(figure: Figure) -> str:
    return f"{shown(figure.interval)} more"

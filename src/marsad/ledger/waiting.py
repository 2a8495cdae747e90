"""What waits for a person: what differs, does not add up, may be one, or has not been looked at; each with its key.

A key names an item and what it says: where figures move, it is another item. What was looked at and left is a note in
the journal that carries the key (`reviewed`); it can be undone like every decision, and the item is back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from marsad.ledger.contradictions import KIND as DISPUTE
from marsad.ledger.drafting import draft
from marsad.model.decision import DecisionKind
from marsad.model.incident import RelationKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.ledger.drafting import Desk, Pen
    from marsad.ledger.near import NearMiss
    from marsad.ledger.rereading import Disagreement
    from marsad.model.decision import Decision, Standing
    from marsad.model.incident import Assertion, Incident, Ledger, Relation
    from marsad.model.problem import Problem

REVIEWED = "reviewed"
"""The name under which a note has the key of what was looked at and left."""
LARGE, BY_HALF = 5, 0.5
"""A figure that another replaces by so many people, and by so much of what it was, is a large change."""
_LOOKED = frozenset({DecisionKind.CONFIRM, DecisionKind.CORRECT, DecisionKind.RETRACT, DecisionKind.PART})
_MOVES = frozenset({RelationKind.UPDATES, RelationKind.CORRECTS_DOWNWARD})
_UNCOVERED = 100_000_000.0
_FLAGS = ("contested", "corrected downward")


class Waits(StrEnum):
    """Why something waits, the most pressing first."""

    DISPUTE = "dispute"
    """Two people, of whom one may have come in a bundle, decided differently."""
    DISAGREEMENT = "disagreement"
    """The reader alone sees something else than a person decided."""
    PROBLEM = "problem"
    """Something cannot hold together, or a decision has lost its claim."""
    TOTAL = "total"
    """A total does not balance."""
    CONTRADICTION = "contradiction"
    """Voices give figures that cannot both be, deny what others tell, or take a figure back."""
    CHANGE = "change"
    """A figure moved by much."""
    LINK = "link"
    """Two incidents may be one."""
    NEW = "new"
    """Claims that nobody has looked at."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: its incidents and claims by id, and what shows it. Of one kind, the heaviest come first."""

    kind: Waits
    key: str
    incidents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    weight: float = 0.0
    total: Assertion | None = None
    near: NearMiss | None = None
    problem: Problem | None = None
    relations: tuple[Relation, ...] = ()
    decisions: tuple[Standing, ...] = ()
    said: tuple[str, ...] = ()
    """Sentences and flags of the ledger that tell what it is."""


class Kept:
    """What waits at each incident, as long as the incident and what was looked at of it are the same."""

    def __init__(self) -> None:
        self._items: dict[str, tuple[Incident, frozenset[str], tuple[Item, ...]]] = {}

    def of(self, incidents: Sequence[Incident], desk: Desk, looked: set[str]) -> Iterator[Item]:
        """Yield what waits at these incidents; what waits at others is forgotten."""
        before, self._items = self._items, {}
        for one in incidents:
            seen = frozenset(looked.intersection(one.claims))
            kept = before.get(one.id)
            if kept is None or kept[0] is not one or kept[1] != seen:
                found = (*_contradictions(one), *_changes(one, desk, seen), *_new_in(one, seen))
                kept = one, seen, found
            self._items[one.id] = kept
            yield from kept[2]


def waiting(
    ledger: Ledger,
    desk: Desk,
    near: Sequence[NearMiss] = (),
    against: Sequence[Disagreement] = (),
    kept: Kept | None = None,
) -> list[Item]:
    """Return all that waits, in the order of kinds, the heaviest first; `kept` is what waited at another time."""
    held = [one for one in ledger.decisions if one.holds]
    seen = {key for one in held if one.decision.kind is DecisionKind.NOTE for key in one.decision.values(REVIEWED)}
    looked = {claim for one in held if one.decision.kind in _LOOKED for claim in one.claims}
    found = [
        *_problems(ledger, desk),
        *_disagreements(ledger, desk, against),
        *map(_total, _unbalanced(ledger.assertions)),
        *(kept or Kept()).of(ledger.incidents, desk, looked),
        *(_link(one, rank) for rank, one in enumerate(near)),
        *_new_elsewhere(desk, looked),
    ]
    order = {kind: at for at, kind in enumerate(Waits)}
    return sorted((i for i in found if i.key not in seen), key=lambda item: (order[item.kind], -item.weight))


def left(item: Item, desk: Desk, pen: Pen) -> Decision:
    """Draft that an item was looked at and left as it is."""
    names = [claim for claim in item.claims if claim in desk.claims]
    noted = draft(DecisionKind.NOTE, names, desk, pen)
    return replace(noted, value=((REVIEWED, item.key),))


def _key(kind: Waits, *parts: object) -> str:
    return f"{kind}-{sha256(repr(parts).encode()).hexdigest()[:12]}"


def _problems(ledger: Ledger, desk: Desk) -> Iterator[Item]:
    for problem in dict.fromkeys(ledger.problems):
        kind = Waits.DISPUTE if problem.kind == DISPUTE else Waits.PROBLEM
        claims = set(problem.claims)
        decided = [s for s in ledger.decisions if s.disputed and claims & {*s.disputed}]
        yield Item(
            kind,
            _key(kind, problem.kind, problem.sentence, problem.claims),
            _homes(problem.claims, desk),
            problem.claims,
            problem=problem,
            decisions=tuple(decided) if kind is Waits.DISPUTE else (),
            said=(problem.sentence,),
        )


def _disagreements(ledger: Ledger, desk: Desk, against: Iterable[Disagreement]) -> Iterator[Item]:
    standing = {one.decision.number: one for one in ledger.decisions}
    for one in against:
        held = standing.get(one.decision.number)
        if held is None:
            continue
        key = _key(Waits.DISAGREEMENT, one.decision.number, one.sentence)
        claims = held.claims or one.decision.anchors
        homes = _homes(claims, desk)
        yield Item(Waits.DISAGREEMENT, key, homes, claims, decisions=(held,), said=(one.sentence,))


def _unbalanced(assertions: Iterable[Assertion]) -> list[Assertion]:
    return [one for one in assertions if one.verdict in {Verdict.SHORT, Verdict.OVER}]


def _total(one: Assertion) -> Item:
    key = _key(Waits.TOTAL, one.claim, one.inner, one.stated, one.summed)
    incidents = [incident for incident, _ in one.covers if incident.startswith("i")]
    told = [claim for claim, _ in one.covers if not claim.startswith("i")]
    weight = (one.by or 0) - (0.0 if one.covers else _UNCOVERED)  # what covers nothing here, nobody can balance
    return Item(Waits.TOTAL, key, tuple(incidents), (one.claim, *told), weight, total=one)


def _contradictions(one: Incident) -> Iterator[Item]:
    against = tuple(relation for relation in one.relations if relation.kind is RelationKind.CONTRADICTS)
    flags = tuple(flag for flag in one.flags if flag in _FLAGS)
    if not against and not flags:
        return
    claims = tuple(dict.fromkeys(claim for relation in against for claim in (relation.claim, relation.other)))
    key = _key(Waits.CONTRADICTION, sorted(claims), flags, [_figures(one)])
    yield Item(Waits.CONTRADICTION, key, (one.id,), claims or one.claims, _people(one), relations=against, said=flags)


def _changes(one: Incident, desk: Desk, looked: frozenset[str]) -> Iterator[Item]:
    """Find the figures that a new one replaced by much, and that nobody has looked at."""
    for relation in one.relations:
        if relation.kind not in _MOVES or relation.claim in looked:
            continue
        after, before = (desk.claims[claim].count.interval.low for claim in (relation.claim, relation.other))
        by = abs(after - before)
        if by >= LARGE and by >= BY_HALF * before:
            key = _key(Waits.CHANGE, relation.claim, after, relation.other, before)
            yield Item(Waits.CHANGE, key, (one.id,), (relation.claim, relation.other), float(by), relations=(relation,))


def _link(near: NearMiss, rank: int) -> Item:
    """Make an item that is the same as long as the claims by which the two are compared, and the score, are."""
    key = _key(Waits.LINK, near.claims, round(near.score, 3))
    return Item(Waits.LINK, key, (near.one, near.other), near.claims, -float(rank), near=near)


def _new_in(one: Incident, looked: frozenset[str]) -> Iterator[Item]:
    """Find the claims of an incident that nobody looked at."""
    fresh = tuple(claim for claim in one.claims if claim not in looked)
    if fresh:
        yield Item(Waits.NEW, _key(Waits.NEW, fresh), (one.id,), fresh, _people(one))


def _new_elsewhere(desk: Desk, looked: set[str]) -> Iterator[Item]:
    """Find the claims of no incident that nobody looked at, those of a report together."""
    by_report: dict[str, list[str]] = {}
    for claim in desk.claims:
        if claim not in looked and claim not in desk.home:
            by_report.setdefault(claim.partition(":")[0], []).append(claim)
    for fresh in map(tuple, by_report.values()):
        yield Item(Waits.NEW, _key(Waits.NEW, fresh), (), fresh)


def _people(one: Incident) -> float:
    return float(sum(toll.best for toll in one.tolls if toll.cell.side is None and toll.cell.group is None))


def _figures(one: Incident) -> list[tuple[str, int, int, int]]:
    return [(str(toll.cell), toll.low, toll.best, toll.high) for toll in one.tolls]


def _homes(claims: Iterable[str], desk: Desk) -> tuple[str, ...]:
    return tuple(dict.fromkeys(desk.home[claim].id for claim in claims if claim in desk.home))

"""Make an incident of the mentions that tell of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.conflict import ground
from marsad.ledger.distance import fine, km
from marsad.ledger.founding import founder
from marsad.ledger.grade import propose
from marsad.ledger.history import history
from marsad.ledger.mention import Mention, settled_days
from marsad.ledger.relations import relations
from marsad.ledger.sayings import figures
from marsad.ledger.stance import stance
from marsad.ledger.tolls import tolls
from marsad.model.claim import Harm
from marsad.model.incident import Conflict, Incident, Relation, RelationKind
from marsad.model.place import Precision
from marsad.model.problem import Problem
from marsad.places.words import KIND_OF
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from marsad.ledger.cells import Node
    from marsad.ledger.figure import Figure
    from marsad.ledger.founding import Founder
    from marsad.ledger.statement import Statement
    from marsad.model.claim import Method
    from marsad.model.incident import Assertion, Toll
    from marsad.model.place import Location
    from marsad.model.when import Days

CLOSE_KM = 2.0
"""So near to what another mention's words cover, a place is borne out by it."""
_BARE = 3
"""More words than these say more than a name."""
_BESIDE = frozenset({Precision.SUBDISTRICT, Precision.DISTRICT})
_CONFLICT = "one voice gives figures at one moment that cannot all be right; decide which holds"
_PEOPLE = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED})


def told_in_order(mentions: Sequence[Mention]) -> list[Statement]:
    """Return the statements of an incident in the order of the journal; the first founds it."""
    return sorted((s for m in mentions for s in m.statements), key=lambda s: (s.arrival, s.claim.index))


def incident(mentions: Sequence[Mention], heirs: Mapping[str, Founder]) -> Incident:
    """Derive everything about one incident; which reports lead with it is settled among all incidents later.

    `heirs` are the claims that stand in for founding ones which people retracted.
    """
    told = told_in_order(mentions)
    given = figures(told)
    steps, trees = history(given)
    found = tolls(trees)
    place, location = _place(mentions, told)
    conflicts, flags = _voices_moved(found, given)
    decides = ground(told)
    return Incident(
        id=founder(told, heirs).incident,
        claims=tuple(s.claim.id for s in told),
        reports=tuple(dict.fromkeys(s.claim.report for s in told)),
        when=days(mentions),
        known_by=_known_by(told),
        place=place,
        location=location,
        parties=tuple(sorted({p for s in told for p in (s.claim.party, s.claim.by_party) if p})),
        method=_most(s.claim.method for s in told if s.claim.method),
        tolls=found,
        history=steps,
        relations=relations(told, given),
        voices=tuple(sorted({s.voice for s in told})),
        grade=propose(told, found),
        flags=(*_flags(found), *flags),
        problems=(*conflicts, *(problem for harm in sorted(trees) for problem in trees[harm].exceeding())),
        conflict=decides.conflict if decides else Conflict.DIRECT,
        conflict_by=(decides.claim, decides.words) if decides else None,
    )


def days(mentions: Sequence[Mention]) -> Days | None:
    """Return the days of an incident: stated ones before those that a report only took from its own day."""
    stated = [m.days for m in mentions if m.days and not m.day_by_report]
    return settled_days(stated, [m.days for m in mentions if m.days and m.day_by_report])


def _place(mentions: Sequence[Mention], told: Sequence[Statement]) -> tuple[str | None, Location | None]:
    """Return the words and the place of the mention that knows it most closely.

    A town that is named alone, as headlines do, while a claim puts the incident by it or in its countryside, is not
    where it was: what that claim says counts.
    """
    best = _best_placed(mentions)
    if best is None or best.location is None or not fine(best.location):
        return (best.place, best.location) if best else (None, None)
    named = [c for s in told if (c := s.claim).place and c.location and c.location.name == best.location.name]
    beside = [c for c in named if c.location and c.location.precision in _BESIDE]
    if beside and all(_bare(c.place.text) for c in named if c.place and c.location and fine(c.location)):
        nearest = min(beside, key=lambda c: (c.location.radius_km if c.location else 0, c.id))
        return nearest.place.text if nearest.place else None, nearest.location
    return best.place, best.location


def _bare(words: str) -> bool:
    """Tell whether words name one place and say no more of it."""
    tokens = [fold_word(token).removeprefix("ال") for token in words.split()]
    return len(tokens) <= _BARE and not any(token in KIND_OF for token in tokens)


def _best_placed(mentions: Sequence[Mention]) -> Mention | None:
    """Find the mention whose place a person told, else is known most closely, by most reports, in the fullest words."""
    placed = [m for m in mentions if m.place or m.location]
    placed = [m for m in placed if m.placed] or placed
    borne_out = _borne_out([m.location for m in placed if m.location])
    return min(placed, key=lambda m: (*_coarse(m), -borne_out[_spot(m.location)], m.key), default=None)


_Spot = tuple[float, float, float] | None


def _spot(place: Location | None) -> _Spot:
    return (place.lat, place.lon, place.radius_km) if place else None


def _borne_out(known: Sequence[Location]) -> dict[_Spot, int]:
    """Count for each place how many words cover it; None, no place on the map, is borne out by nothing."""
    told = Counter(map(_spot, known))
    if len(told) <= 1:
        return {None: 0, **told}
    places = {_spot(place): place for place in known}
    return {
        None: 0,
        **{
            spot: sum(told[other] for other, there in places.items() if km(here, there) <= there.radius_km + CLOSE_KM)
            for spot, here in places.items()
        },
    }


def _coarse(mention: Mention) -> tuple[bool, bool]:
    return mention.location is None, mention.location is not None and not fine(mention.location)


def _known_by(told: Sequence[Statement]) -> date | None:
    return min((s.said.last for s in told if s.said), default=None)


def _most(methods: Iterable[Method]) -> Method | None:
    counted = Counter(methods)
    return min(counted, key=lambda m: (-counted[m], m), default=None)


def _flags(found: Sequence[Toll]) -> list[str]:
    """Say what a reader of the incident should know at a glance, from the tolls as they stand."""
    whole = [t for t in found if t.cell.harm in _PEOPLE and t.cell.side is None and t.cell.group is None]
    flags = []
    if any(t.open for t in whole):
        flags.append("open")
    if any(t.contested for t in found if t.cell.harm in _PEOPLE):
        flags.append("contested")
    return flags


def _voices_moved(found: Sequence[Toll], given: Sequence[Figure]) -> tuple[list[Problem], list[str]]:
    """Flag what voices that still count did: a drop that no word announced, figures of one moment that clash.

    The figures that clash are a problem, each with its claims.
    """
    by_voice: dict[tuple[Node, str], list[Figure]] = {}
    for figure in given:
        by_voice.setdefault((figure.node, figure.voice), []).append(figure)
    moved = [stance(told) for told in by_voice.values() if len(told) > 1]
    if not moved:
        return [], []
    counts = {claim for t in found for claim in (*t.low_claims, *t.high_claims)}
    live = [s for s in moved if not counts.isdisjoint(s.claims)]
    flags = ["corrected downward"] if any(s.fell for s in live) else []
    clashing = dict.fromkeys(s.torn for s in live if s.torn)
    return [Problem("conflict", _CONFLICT, "", claims) for claims in clashing], flags + ["conflict"] * bool(clashing)


def with_aliases(
    found: Sequence[Incident], apart: Iterable[Sequence[Mention]], heirs: Mapping[str, Founder]
) -> list[Incident]:
    """Give every incident the ids of those it would be, had no person put them together."""
    founders = [
        (told[0].arrival, told[0].claim.id, founder(told, heirs).incident) for told in map(told_in_order, apart)
    ]
    by_claim = {claim: one.id for one in found for claim in one.claims}
    others: dict[str, list[str]] = {}
    for _, claim, key in sorted(founders):
        if by_claim[claim] != key:
            others.setdefault(by_claim[claim], []).append(key)
    return [replace(one, aliases=tuple(others[one.id])) if one.id in others else one for one in found]


def with_sums(listed: Sequence[Incident], checked: Iterable[Assertion]) -> tuple[Incident, ...]:
    """Add to every incident that totals sum it."""
    return Summing().of(listed, checked)


class Summing:
    """Adds to incidents that totals sum them; where neither has moved since it last did, it is the same incident."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Incident, list[Assertion], Incident]] = {}

    def of(self, listed: Sequence[Incident], checked: Iterable[Assertion]) -> tuple[Incident, ...]:
        """Return the incidents so, in their order."""
        sums: dict[str, list[Assertion]] = {}
        for total in checked:
            for key, _ in total.covers:
                sums.setdefault(key, []).append(total)
        before, self._made = self._made, {}
        return tuple(self._one(one, sums[one.id], before.get(one.id)) if one.id in sums else one for one in listed)

    def _one(
        self, one: Incident, totals: list[Assertion], before: tuple[Incident, list[Assertion], Incident] | None
    ) -> Incident:
        if before is None or before[0] is not one or not _same(before[1], totals):
            before = one, totals, _summed(one, totals)
        self._made[one.id] = before
        return before[2]


def _same(these: Sequence[object], those: Sequence[object]) -> bool:
    return len(these) == len(those) and all(one is other for one, other in zip(these, those, strict=True))


def _summed(one: Incident, totals: Iterable[Assertion]) -> Incident:
    added = (
        Relation(RelationKind.SUMS, total.claim, one.claims[0], f"{total.verdict} ({total.reading})")
        for total in totals
    )
    return replace(one, relations=(*one.relations, *added))

"""Match the events of another data set with our incidents, by day, place and party, each at most once.

Two are the same where their days lie no more than one day apart, and their places no farther than both leave open (by
name of the governorate where one has no point; with no place at all only where days, party and number are the very
same). The closest pairs are put together first: same party before none named before another one, then nearer days,
numbers that agree, and nearer places.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from marsad.ledger.parties import party_chain
from marsad.model.claim import Harm, Side
from marsad.model.count import Interval
from marsad.model.incident import Cell
from marsad.model.theirs import Comparison, Numbers, Pair
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model.incident import Incident
    from marsad.model.theirs import Theirs
    from marsad.model.when import Days

GAP_DAYS = 1
"""One may count the day of the report, the other the day before."""
SLACK_KM = 5.0
"""So far apart two gazetteers may put the same place."""
_DEAD, _CIVILIANS = Cell(Harm.KILLED), Cell(Harm.KILLED, Side.CIVILIAN)
_WHOLE_DAY = 1


def compared(theirs: Sequence[Theirs], incidents: Iterable[Incident]) -> Comparison:
    """Compare a data set with incidents."""
    listed = list(incidents)
    dated = [one for one in listed if one.when is not None]
    near = sorted(_pairs(theirs, dated), key=_order)
    taken, used = set[str](), set[int]()
    pairs = []
    for pair in near:
        if pair.incident.id not in taken and pair.theirs.line not in used:
            taken.add(pair.incident.id)
            used.add(pair.theirs.line)
            pairs.append(pair)
    span = _span(theirs)
    kind = _CIVILIANS if any(one.civilians for one in theirs) else _DEAD
    ours = tuple(
        one for one in dated if one.id not in taken and span and one.when and one.when.meet(span) and _harmed(one, kind)
    )
    pairs.sort(key=lambda pair: pair.theirs.line)
    lacking = tuple(one for one in theirs if one.line not in used)
    return Comparison(tuple(pairs), lacking, ours, len(listed) - len(dated))


def _pairs(theirs: Sequence[Theirs], dated: Sequence[Incident]) -> Iterator[Pair]:
    by_day: dict[int, list[Incident]] = {}
    for one in dated:
        for day in _days(one.when):
            by_day.setdefault(day, []).append(one)
    for event in theirs:
        near = {one.id: one for day in _days(event.days) for one in by_day.get(day, ())}
        for one in near.values():
            pair = _pair(event, one)
            if pair is not None:
                yield pair


def _days(days: Days | None) -> Iterator[int]:
    """Yield the days about which something may have been, as numbers."""
    if days is not None:
        yield from range(days.first.toordinal() - GAP_DAYS, days.last.toordinal() + GAP_DAYS + 1)


def _pair(event: Theirs, one: Incident) -> Pair | None:
    """Return what bears out that both are the same; None where they cannot be."""
    if event.days is None or one.when is None or event.days.gap(one.when) > GAP_DAYS:
        return None
    apart = _km(event, one)
    toll = one.toll(_CIVILIANS if event.civilians else _DEAD)
    ours = Interval(toll.low, None if toll.open else toll.high) if toll else None
    if apart is None:
        if not (_same_area(event, one) or _all_else(event, one, ours)):
            return None
    elif one.location and apart > one.location.radius_km + event.reach_km + SLACK_KM:
        return None
    return Pair(event, one, event.days.gap(one.when), apart, _same_party(event, one), _numbers(event, ours), ours)


def _km(event: Theirs, one: Incident) -> float | None:
    if one.location is None or event.lat is None or event.lon is None:
        return None
    return round(distance((event.lat, event.lon), (one.location.lat, one.location.lon)), 1)


def _same_area(event: Theirs, one: Incident) -> bool:
    """Tell whether both lie in one governorate, where only its name is known of one of them."""
    if event.area is None or one.location is None:
        return False
    named = {place.pcode for place in gazetteer().find(fold_word(event.area.removesuffix(" Governorate")))}
    return not named.isdisjoint(one.location.pcodes)


def _all_else(event: Theirs, one: Incident, ours: Interval | None) -> bool:
    """Tell whether all else is the same, where one has no place: the very days, a party, and the exact number."""
    same = event.days == one.when and _same_party(event, one) is True
    return same and ours is not None and ours == event.dead and ours.exact


def _same_party(event: Theirs, one: Incident) -> bool | None:
    ours = {key for party in one.parties for key in party_chain(party)}
    theirs = {key for party in event.keys for key in party_chain(party)}
    return None if not ours or not theirs else not ours.isdisjoint(theirs)


def _numbers(event: Theirs, ours: Interval | None) -> Numbers:
    if event.dead is None:
        return Numbers.THEIRS_UNKNOWN
    if ours is None:
        return Numbers.AGREE if event.dead.low == 0 and event.dead.high == 0 else Numbers.OURS_UNKNOWN
    if ours.meet(event.dead) is not None:
        return Numbers.AGREE
    return Numbers.LOWER if event.dead.greatest < ours.low else Numbers.HIGHER


def _order(pair: Pair) -> tuple[float, ...]:
    party = {True: 0, None: 1, False: 2}[pair.same_party]
    wide = math.log2(1 + (pair.theirs.days.length if pair.theirs.days else _WHOLE_DAY))
    return pair.km is None, party, pair.gap, pair.numbers is not Numbers.AGREE, wide, pair.km or 0.0, pair.theirs.line


def _span(theirs: Iterable[Theirs]) -> Days | None:
    """Return the days from the first event of theirs to the last."""
    span: Days | None = None
    for event in theirs:
        if event.days:
            span = span.hull(event.days) if span else event.days
    return span


def _harmed(one: Incident, cell: Cell) -> bool:
    toll = one.toll(cell)
    return toll is not None and toll.high > 0

"""The people of a period of whom only totals speak: what sums add as a row of its own. Nothing is spread.

Totals that overlap in days, places and cells speak of the same people: of one voice's the greatest holds, of several
voices' the least is the low end and the greatest the high one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from marsad.ledger.cells import lineage
from marsad.ledger.parties import parties_called, party_chain
from marsad.ledger.queries.people import People
from marsad.model.incident import Conflict
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.ledger.selection import Selection
    from marsad.model.claim import Claim
    from marsad.model.incident import Cell, Ledger, PeriodSum


@dataclass(frozen=True, slots=True)
class Unallocated:
    """People whom totals of these days state beyond the incidents known; `claims` are those totals."""

    days: Days
    people: People
    claims: tuple[str, ...]


def unallocated(
    ledger: Ledger, claims: Mapping[str, Claim], cell: Cell, selection: Selection
) -> tuple[Unallocated, ...]:
    """Return what the totals that lie wholly in a selection state beyond their incidents, in order of days.

    No total tells how its people came to harm: where incidents of the fighting are not asked for, none counts.
    """
    if selection.conflict is not None and Conflict.DIRECT not in selection.conflict:
        return ()
    fitting = [p for p in ledger.periods if p.scope and _fits(p, claims[p.claim], cell, selection)]
    groups: list[list[PeriodSum]] = []
    for period in fitting:
        touched = [g for g in groups if any(_overlap(period, other, claims) for other in g)]
        joined = [*(p for g in touched for p in g), period]
        groups = [g for g in groups if g not in touched]
        groups.append(joined)
    found = [_together(group, ledger, claims) for group in groups]
    return tuple(sorted((u for u in found if u.people != People()), key=lambda u: (u.days, u.claims)))


def _fits(period: PeriodSum, claim: Claim, cell: Cell, selection: Selection) -> bool:
    """Tell whether all people of a period lie in what is asked for."""
    days = period.scope
    if days is None or cell not in lineage(period.cell):
        return False
    early = selection.first is not None and days.first < selection.first
    late = selection.last is not None and days.last > selection.last
    named = {key for party in (period.cell.party, claim.by_party) for key in party_chain(party)}
    party = not selection.party or not parties_called(selection.party).isdisjoint(named)
    return party and not (early or late) and selection.holds(claim.location, claim.place.text if claim.place else None)


def _overlap(one: PeriodSum, other: PeriodSum, claims: Mapping[str, Claim]) -> bool:
    """Tell whether two totals can count the same people."""
    days = one.scope is None or other.scope is None or one.scope.meet(other.scope) is not None
    cells = one.cell in lineage(other.cell) or other.cell in lineage(one.cell)
    return days and cells and not _apart(claims[one.claim], claims[other.claim])


def _apart(one: Claim, other: Claim) -> bool:
    """Tell whether two totals are about places of which neither holds the other."""
    here, there = one.location, other.location
    if here and there and here.pcodes and there.pcodes:
        return here.pcodes[0] not in there.pcodes and there.pcodes[0] not in here.pcodes
    return False


def _together(group: Sequence[PeriodSum], ledger: Ledger, claims: Mapping[str, Claim]) -> Unallocated:
    """Take totals that can count the same people as one: by voice, then across voices."""
    by_voice: dict[str, list[PeriodSum]] = {}
    for period in group:
        report = period.claim.partition(":")[0]
        voice = claims[period.claim].source_key or ledger.voices.get(report, report)
        by_voice.setdefault(voice, []).append(period)
    said = [_of_one_voice(periods) for periods in by_voice.values()]
    low = min(p.low for p in said)
    together = People(low, low, max(p.high for p in said), any(p.open for p in said))
    return Unallocated(_hull(group), together, tuple(period.claim for period in group))


def _of_one_voice(periods: Sequence[PeriodSum]) -> People:
    low = max(p.unallocated.low for p in periods)
    widest = max(periods, key=lambda p: p.scope.length if p.scope else 0)
    within = all(p.scope and widest.scope and widest.scope.hull(p.scope) == widest.scope for p in periods)
    highs = [widest.unallocated] if within else [p.unallocated for p in periods]
    return People(low, low, max(low, sum(h.greatest for h in highs)), any(h.high is None for h in highs))


def _hull(group: Sequence[PeriodSum]) -> Days:
    scopes = [p.scope for p in group if p.scope]
    return reduce(Days.hull, scopes)

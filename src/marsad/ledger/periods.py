"""Sum the people of a period: its incidents, and a visible row for what totals state beyond them. Nothing is spread."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from marsad.model.count import Interval
from marsad.model.incident import PeriodSum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.incident import Assertion, Incident

_NOBODY = Interval(0, 0)


def periods(
    assertions: Sequence[Assertion], totals: Mapping[str, Statement], incidents: Sequence[Incident]
) -> tuple[PeriodSum, ...]:
    """Return one sum for each period that some voice gave a total for; its totals of one cell are taken together."""
    by_id = {incident.id: incident for incident in incidents}
    groups: dict[tuple[object, ...], list[Assertion]] = {}
    for assertion in assertions:
        if assertion.cell.group is None:
            groups.setdefault(_key(assertion, totals[assertion.claim]), []).append(assertion)
    return tuple(_period(agreeing, by_id) for group in groups.values() for agreeing in _agreeing(group, totals))


def _key(assertion: Assertion, total: Statement) -> tuple[object, ...]:
    return total.voice, assertion.cell, assertion.scope or total.claim.report


def _agreeing(group: Sequence[Assertion], totals: Mapping[str, Statement]) -> list[list[Assertion]]:
    """Split the totals of a period into those that can be one figure: same places or none, and counts that meet."""
    found: list[list[Assertion]] = []
    for assertion in group:
        for others in found:
            if all(_one_figure(assertion, other, totals) for other in others):
                others.append(assertion)
                break
        else:
            found.append([assertion])
    return found


def _one_figure(one: Assertion, other: Assertion, totals: Mapping[str, Statement]) -> bool:
    a, b = totals[one.claim].claim.place, totals[other.claim].claim.place
    same_place = a is None or b is None or a.text == b.text or one.covers == other.covers
    return same_place and one.stated.meet(other.stated) is not None


def _period(agreeing: Sequence[Assertion], incidents: Mapping[str, Incident]) -> PeriodSum:
    main = max(agreeing, key=lambda a: len(a.covers))
    stated = reduce(lambda one, other: one.meet(other) or one, (a.stated for a in agreeing))
    within = tuple(main.covers)
    summed = reduce(add, (interval for _, interval in within), _NOBODY)
    uncertain = tuple((key, Interval(0, _high(incidents[key], main))) for key in main.uncertain)
    missing = _missing(stated, summed)
    total = reduce(add, (interval for _, interval in uncertain), summed + missing)
    return PeriodSum(main.cell, main.scope, within, uncertain, missing, total, main.claim)


def _missing(stated: Interval, summed: Interval) -> Interval:
    """Return [max(0, L - Σ high), max(0, H - Σ low)]; an open total leaves the top open."""
    low = max(0, stated.low - summed.greatest)
    return Interval(low, None if stated.high is None else max(0, stated.high - summed.low))


def _high(incident: Incident, total: Assertion) -> int:
    tolls = [t for t in incident.tolls if t.cell == total.cell] or [
        t for t in incident.tolls if t.cell.harm is total.cell.harm
    ]
    return tolls[0].high if tolls else 0

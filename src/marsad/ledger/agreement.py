"""Bring the stances of several voices together into one toll (DESIGN, Toll of a cell)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from marsad.ledger.stance import shown
from marsad.ledger.statement import wholly_later
from marsad.model.incident import Cell, Toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.stance import Stance


def agree(cell: Cell, stances: Sequence[Stance]) -> Toll:
    """Return the toll of a cell after what every voice holds, at least one."""
    if len(stances) == 1 and not stances[0].denies:
        return _of_one(cell, stances[0])
    denials = [s for s in stances if s.denies]
    given = [s for s in stances if not s.denies]
    if not given:
        return _toll(cell, denials, (), contested=False, denied=())
    aside = _overtaken(given)
    left = [s for s in given if s.voice not in aside]
    aside |= _says_less(left)
    left = [s for s in left if s.voice not in aside]
    reasons = [(claim, aside[s.voice]) for s in given if s.voice in aside for claim in s.claims]
    lowers = [s for s in denials if s.gave]
    reasons += [
        (claim, "a denial by a voice that gave no number before") for s in denials if not s.gave for claim in s.claims
    ]
    return _toll(cell, left, tuple(reasons), contested=bool(denials), denied=lowers)


def _of_one(cell: Cell, held: Stance) -> Toll:
    """Return the toll of a cell of which one voice alone tells, and tells of people."""
    claims = _carriers([held])
    low, high = held.interval.low, held.interval.greatest
    return Toll(cell, low, low, high, held.open, False, claims, claims, claims, held.past)  # noqa: FBT003


def _overtaken(stances: Sequence[Stance]) -> dict[str, str]:
    """Voices whose greatest number lies below the least of a voice that spoke wholly later: tolls rise."""
    return {
        s.voice: f"overtaken by {shown(newer.interval)} of {newer.voice}"
        for s in stances
        for newer in stances
        if s.interval.greatest < newer.interval.low and wholly_later(newer.said, s.said)
    }


def _says_less(stances: Sequence[Stance]) -> dict[str, str]:
    """Voices whose interval holds another's and more: at least 15 beside 27."""
    return {
        s.voice: f"says less than {shown(closer.interval)} of {closer.voice}"
        for s in stances
        for closer in stances
        if s.interval != closer.interval and s.interval.holds(closer.interval)
    }


def _toll(
    cell: Cell, left: Sequence[Stance], aside: tuple[tuple[str, str], ...], *, contested: bool, denied: Sequence[Stance]
) -> Toll:
    low = 0 if denied else min(s.interval.low for s in left)
    high = max(s.interval.greatest for s in left)
    best = _best(left)
    past = [gone for s in (*left, *denied) for gone in s.past]
    return Toll(
        cell=cell,
        low=low,
        best=best,
        high=high,
        open=any(s.open for s in left),
        contested=contested,
        low_claims=_carriers(denied) if denied else _carriers([s for s in left if s.interval.low == low]),
        best_claims=_carriers([s for s in left if best in {s.interval.low, s.interval.high}]),
        high_claims=_carriers([s for s in left if s.interval.greatest == high]),
        set_aside=(*past, *aside),
    )


def _best(left: Sequence[Stance]) -> int:
    """Choose the end point in most voices' intervals, the one more state exactly, the newest, the smaller."""
    if len(left) == 1:
        return left[0].interval.low
    ends = sorted({end for s in left for end in (s.interval.low, s.interval.high) if end is not None})
    inside = {
        n: sum(s.interval.low <= n and (s.interval.high is None or n <= s.interval.high) for s in left) for n in ends
    }
    exactly = Counter(s.interval.low for s in left if s.interval.exact)
    newest = {n: max(s.moment for s in left if n in {s.interval.low, s.interval.high}) for n in ends}
    return max(ends, key=lambda n: (inside[n], exactly[n], newest[n], -n))


def _carriers(stances: Sequence[Stance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for s in stances for claim in s.claims))

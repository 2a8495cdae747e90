"""Figures too large for one incident at the place they name: they are held as totals, with a problem that says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import TollKind
from marsad.model.place import Precision
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.claim import Claim
    from marsad.model.reading import Reading

LARGE = 100
"""Of so many people at no place closer than a governorate, words mostly tell of many incidents."""
LONG = 28
"""And of half as many over a month or more."""
IMPLAUSIBLE = 100_000
"""So many people are harmed by no single incident of these wars."""
_WIDE = frozenset({Precision.GOVERNORATE, Precision.REGION, Precision.COUNTRY})


def held_as_sums(readings: Sequence[Reading]) -> tuple[list[Reading], list[Problem]]:
    """Return the readings with such figures, and their parts, as totals, and a problem for each.

    No number is changed or lost: a total is checked against the incidents and stays in its period's unallocated row.
    A person who corrects the claim's toll decides otherwise.
    """
    checked, problems = [], []
    for reading in readings:
        sums = {claim.index for claim in reading.claims if _too_large(claim)}
        checked.append(_as_totals(reading, sums) if sums else reading)
        problems += [_problem(claim) for claim in reading.claims if claim.index in sums and claim.part_of not in sums]
    return checked, problems


def _too_large(claim: Claim) -> bool:
    if claim.toll is TollKind.TOTAL:
        return False
    low = claim.count.low
    if low >= IMPLAUSIBLE:
        return True
    wide = claim.location is None or claim.location.precision in _WIDE
    long = claim.when is not None and claim.when.days.length >= LONG
    return (wide and low >= LARGE) or (long and 2 * low >= LARGE)


def _as_totals(reading: Reading, sums: set[int]) -> Reading:
    claims = tuple(
        replace(claim, toll=TollKind.TOTAL) if claim.index in sums or claim.part_of in sums else claim
        for claim in reading.claims
    )
    return replace(reading, claims=claims)


def _problem(claim: Claim) -> Problem:
    sentence = (
        f"{claim.quote.text!r} is more than one incident at this place would have; it is held as a total. "
        "Correct its toll to event if it is one attack"
    )
    return Problem("too large for one incident", sentence, claim.report, (claim.id,))

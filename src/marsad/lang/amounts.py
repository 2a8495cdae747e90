"""Amounts out of the numbers that a rule found, the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, value
from marsad.model.count import Count

if TYPE_CHECKING:
    from marsad.text.rules import Match


def exactly(number: int | None) -> Amount | None:
    """Return the amount of one number, None where there is none."""
    return None if number is None else Amount(Count(number, number), number)


def from_low_to_high(match: Match) -> Amount | None:
    """Return the range between the amounts kept as `low` and `high`; None where they do not rise."""
    low, high = value(match.one("low"), Amount), value(match.one("high"), Amount)
    if not low or not high or low.bare is None or high.bare is None or low.bare >= high.bare:
        return None
    return Amount(Count(low.bare, high.bare))

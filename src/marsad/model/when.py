"""Days: when harm happened, when it was said, when a report was published. The clocks are never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.span import Quote


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"days run forward, not from {self.first} to {self.last}")

    @classmethod
    def of(cls, day: date) -> Days:
        """Make the interval of a single day."""
        return cls(day, day)

    def meet(self, other: Days) -> Days | None:
        """Return the days in both, or None where there are none."""
        if other.first <= self.first and self.last <= other.last:
            return self
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    def hull(self, other: Days) -> Days:
        """Return the shortest stretch that holds both."""
        return Days(min(self.first, other.first), max(self.last, other.last))

    def shift(self, days: int) -> Days:
        """Return the same stretch, so many days later (negative: earlier); the calendar's ends are its own."""
        return Days(_moved(self.first, days), _moved(self.last, days))

    def gap(self, other: Days) -> int:
        """Return how many days lie between the two; 0 where they touch or overlap."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)

    @property
    def length(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """Write `2019-04-18` or `2019-04-16 to 2019-04-18`."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


class WhenBasis(StrEnum):
    """What a day rests on."""

    STATED = "stated"  # a date stands in the words
    RELATIVE = "relative"  # `yesterday`, `Friday`: worked out from the report's own day
    REPORT = "report"  # no word says it; taken from the report's day (GUIDELINES rule 19)
    METADATA = "metadata"  # came with the report, outside its text
    SEEN = "seen"  # only the day on which the report was seen is known


@dataclass(frozen=True, slots=True)
class When:
    """Days with what they rest on and the words that say them, where words do."""

    days: Days
    basis: WhenBasis
    quote: Quote | None = None

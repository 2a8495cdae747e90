"""A number of people as words state it: an interval, never a point that the words do not give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Whole numbers from `low` to `high`, both included; `high` None means no upper bound is known."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"not an interval of people: {self.low} to {self.high}")

    def meet(self, other: Interval) -> Interval | None:
        """Return the numbers in both, or None where there are none."""
        low = max(self.low, other.low)
        high = self.high if other.high is None else other.high if self.high is None else min(self.high, other.high)
        if low == self.low and high == self.high:
            return self
        return None if high is not None and high < low else _interval(low, high)

    def holds(self, other: Interval) -> bool:
        """Tell whether every number of `other` lies in this interval (it says no more than `other`)."""
        return self.low <= other.low and (self.high is None or (other.high is not None and other.high <= self.high))

    def __add__(self, other: Interval) -> Interval:
        """Add independent numbers of people: ends are added, an open end stays open."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.low + other.low, high)

    @property
    def greatest(self) -> int:
        """The greatest number stated: `high`, or `low` where the top is open."""
        return self.low if self.high is None else self.high

    @property
    def exact(self) -> bool:
        """Tell whether one number only is left."""
        return self.low == self.high


_interval = lru_cache(maxsize=1 << 14)(Interval)
"""Most counts are of few people: their intervals are made once."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count as the words state it (GUIDELINES: `low`, `high`, `approx`, `vague`).

    `27` is 27, 27; `at least 6` is 6, None; `about 30` is 30, 30 and approx; `dozens` is 20, None and vague.
    """

    low: int
    high: int | None
    approx: bool = False
    vague: bool = False

    def __post_init__(self) -> None:
        Interval(self.low, self.high)

    @property
    def interval(self) -> Interval:
        """The interval that enters the ledger; `about n` becomes ⌈0.9 n⌉ to ⌊1.1 n⌋ (DESIGN, Definitions)."""
        if self.approx and self.high is not None:
            return _interval(-(-9 * self.low // 10), 11 * self.high // 10)
        return _interval(self.low, self.high)

    def __str__(self) -> str:
        """Write the count as a recorder would: `27`, `6+`, `5-7`, `~30`, `20+ (vague)`."""
        body = f"{self.low}+" if self.high is None else str(self.low)
        if self.high is not None and self.high != self.low:
            body = f"{self.low}-{self.high}"
        return ("~" if self.approx else "") + body + (" (vague)" if self.vague else "")

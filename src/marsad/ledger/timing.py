"""When a mention puts its event, and what the days of two mentions say for or against their telling of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from marsad.ledger.evidence import Evidence

if TYPE_CHECKING:
    from marsad.model.when import Days

_UNDATED = "a headline of another article, and no day"
SOON = 4
"""Days within which a new figure for an event is usual."""
LATER = 14
"""Days within which a new figure for an event is still no surprise."""
AFTERMATH = 90
"""Days within which people die of wounds, or are found, after an attack."""
WITHIN = 3
"""Days that may lie between an event and the day of a report which says no other."""


@dataclass(frozen=True, slots=True, eq=False)
class Timing:
    """The days of a mention, and what its words say of them; there is one of each, which `timing` returns.

    `by_report` marks a day that is only the report's; `updates` and `rises` a new figure for something told before;
    `teaser` a headline of another article. The event was within the `window`.
    """

    days: Days | None
    by_report: bool
    window: Days | None
    updates: bool
    rises: bool
    teaser: bool


timing = lru_cache(maxsize=1 << 16)(Timing)
"""Return the one timing of these days and words, so that what was worked out of two is found again at once."""


class Meeting(NamedTuple):
    """Days that overlap, whose meeting is worked out where somebody reads it."""

    one: Days
    other: Days

    def __str__(self) -> str:
        """Write the days that are in both."""
        return str(self.one.meet(self.other))


@lru_cache(maxsize=1 << 17)
def by_days(a: Timing, b: Timing) -> Evidence | None:
    """Weigh the days of two mentions; None where a headline of another article leaves them open."""
    one, other = a.days, b.days
    if one is None or other is None:
        return _window(a, b) if not (a.teaser or b.teaser) else Evidence("days", -1.0, _UNDATED)
    if one.first <= other.last and other.first <= one.last:
        longest = max(one.length, other.length)
        score = 2.0 if longest <= 2 else 1.5 if longest <= 4 else 0.5
        return Evidence("days", score, "both can be of {}", (Meeting(one, other),))
    gap, loose = one.gap(other), a.by_report or b.by_report
    later = a if one.first > other.last else b
    if later.updates and gap <= AFTERMATH:  # people die of wounds later, and a new figure has its own day
        undated = later.by_report or later.rises
        near = 0.5 if gap <= SOON else 0.0 if gap <= LATER else -0.3 if undated else -1.0
        return Evidence("days", near, "a new figure, {} days later", (gap,))
    if gap <= 1 or (loose and gap <= WITHIN):
        return Evidence("days", 0.5 if loose and gap <= 1 else -0.5, "the days lie {} apart", (gap,))
    return Evidence("days", -5.0, "{} is not {}", (one, other), barred=True)


def _window(a: Timing, b: Timing) -> Evidence:
    """Where a mention gives no day, what can be said is that news come after events, mostly soon."""
    one, other = a.window, b.window
    if one is None or other is None:
        return Evidence("days", -1.0, "when it was, or was told, is not known")
    if one.meet(other) is None:
        return Evidence(
            "days", -5.0, "told by {} or {}: they cannot be of one day", (one.last, other.last), barred=True
        )
    # The one that gives a day is known from its first day on; one that gives none, from the day it was told.
    starts = [told.days.first if told.days else within.last for told, within in ((a, one), (b, other))]
    behind = abs((starts[0] - starts[1]).days)
    near = 1.5 if behind <= 2 else 1.0 if behind <= 4 else 0.5 if behind <= 14 else -0.5
    return Evidence("days", near, "one gives no day; they were told {} days apart", (behind,))


def undated(a: Timing, b: Timing) -> bool:
    """Tell whether the day of one is only that of the report, so that a few days between the two say little."""
    loose = a.by_report or b.by_report
    return loose and a.days is not None and b.days is not None and a.days.gap(b.days) <= WITHIN

"""How many a mention says were harmed, and what the numbers of two say for or against their telling of one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING

from marsad.ledger.evidence import Evidence
from marsad.model.claim import Harm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.count import Interval

    Counts = tuple[Interval, ...]

STILL = 1.2
"""That people are told to be missing or held still, where as many were told to be before."""
GONE = frozenset({Harm.MISSING, Harm.CAPTURED})
LARGE = 8
"""So many harmed by one event are rare."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The counts of a mention for each harm, wholes only; there is one of each, which `tally` returns.

    `exact` are the least numbers above none. `denies` marks one that says nobody was harmed, `updates` and `rises` a
    new figure for something told before, `remains` that it tells only who are missing or held still.
    """

    counts: dict[Harm, Counts]
    exact: dict[Harm, frozenset[int]]
    denies: bool
    updates: bool
    rises: bool
    remains: bool


@lru_cache(maxsize=1 << 16)
def tally(counts: tuple[tuple[Harm, Counts], ...], denies: bool, updates: bool, rises: bool, remains: bool) -> Tally:  # noqa: FBT001 - the words of a tally
    """Return the one tally of these counts and words, so that what was worked out of two is found again at once."""
    exact = {harm: frozenset(count.low for count in told if count.low > 0) for harm, told in counts}
    return Tally(dict(counts), exact, denies, updates, rises, remains)


@lru_cache(maxsize=1 << 17)
def by_counts(a: Tally, b: Tally) -> tuple[Evidence, ...]:
    """Weigh the counts of two mentions, and that one tells who of the other's are missing or held still."""
    still = _remaining(a, b)
    return (_counts(a, b), still) if still else (_counts(a, b),)


def differ(a: Tally, b: Tally) -> bool:
    """Tell whether two mentions count other harms, or of one harm numbers that cannot be the same."""
    shared = [harm for harm in a.counts if harm in b.counts]
    return not shared or any(not _meet(a.counts[harm], b.counts[harm]) for harm in shared)


def _counts(a: Tally, b: Tally) -> Evidence:
    ones, others = a.counts, b.counts
    shared = [harm for harm in ones if harm in others]
    if not shared:
        return Evidence("counts", -0.4, "neither tells how many were harmed as the other does")
    same = [harm for harm in shared if not a.exact[harm].isdisjoint(b.exact[harm])]
    if same:
        large = sum(1.0 if _largest(ones[harm]) > 2 else 0.7 for harm in same)
        return Evidence("counts", min(large, 1.5), "the same number {}", (frozenset(same),))
    return _unequal(a, b, [(ones[harm], others[harm]) for harm in shared])


def _unequal(a: Tally, b: Tally, shared: Sequence[tuple[Counts, Counts]]) -> Evidence:
    """Weigh counts of the same harms of which none are equal."""
    if any(_close(one, two) for ones, others in shared for one in ones for two in others):
        return Evidence("counts", 1.0, "the counts are large, and close")
    if a.denies != b.denies:
        return Evidence("counts", 0.2, "one denies what the other tells")
    died_later = any(m.updates and not m.rises for m in (a, b))  # a few who died later are no toll to compare
    if died_later or any(starmap(_meet, shared)):
        return Evidence("counts", 0.4, "the counts can be of one event")
    if a.rises or b.rises:
        return Evidence("counts", -0.2, "the counts differ, but one is a new figure")
    return Evidence("counts", -0.6, "the counts differ")


def _close(one: Interval, two: Interval) -> bool:
    """Tell whether two counts are large and about the same: few events harm so many."""
    less, more = sorted((one.low, two.low))
    return less >= LARGE and more <= less * 1.5


def _remaining(a: Tally, b: Tally) -> Evidence | None:
    """Weigh that one tells only who are still missing or held, and the other of as many who had been."""
    for still, taken in ((a, b), (b, a)):
        gone = [harm for harm in still.counts if harm in GONE and harm in taken.counts]
        fits = all(_largest(taken.counts[harm]) >= _largest(still.counts[harm]) for harm in gone)
        if still.remains and gone and fits:
            return Evidence("still", STILL, "one tells who of the other’s are {} still", (frozenset(gone),))
    return None


def _largest(counts: Counts) -> int:
    return max(count.low for count in counts)


def _meet(ones: Counts, others: Counts) -> bool:
    return any(one.meet(other) for one in ones for other in others)

"""Which claim that was read belongs to which claim that was marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.exam.likeness import same_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.exam.mark import Mark

NEAR = 30
"""How many characters may lie between two quotes that mean the same claim."""

Pair = tuple[int, int]
"""The number of a marked claim and of one that was read."""


def pair(gold: Sequence[Mark], read: Sequence[Mark]) -> tuple[Pair, ...]:
    """Pair claims one to one: those with an equal count first, then with an equal harm, then the nearest quotes."""
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    pairs = []
    for *_, i, j in sorted(_candidates(gold, read)):
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def _candidates(gold: Sequence[Mark], read: Sequence[Mark]) -> Iterator[tuple[bool, bool, int, int, int, int]]:
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            gap = max(one.quote.start - other.quote.end, other.quote.start - one.quote.end)
            if gap <= NEAR:
                apart = abs(one.quote.start - other.quote.start)
                yield not same_count(one, other), one.harm != other.harm, max(gap, 0), apart, i, j

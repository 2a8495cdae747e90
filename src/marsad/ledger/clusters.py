"""Put mentions together into incidents: best pairs first, never against a bar, a decision or the report's words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from marsad.ledger.pairs import barred, two_of_one_report
from marsad.ledger.whereabouts import both_placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.ledger.links import Links
    from marsad.ledger.mention import Mention


FEW = 0.25
"""The share of pairs between two sets that evidence may speak against: one word misread does not part an incident."""
ENOUGH = 0.5
"""The share of pairs between two sets that evidence must speak for: one chance likeness joins no two incidents."""


class Partition:
    """Sets of mentions that only grow together, with pairs that must stay apart.

    What lies between two sets is kept with the sets, so that a join asks few questions however large they are.
    """

    def __init__(self, size: int) -> None:
        self._home = list(range(size))
        self._members = {n: [n] for n in range(size)}
        self._apart: dict[int, set[int]] = {n: set() for n in range(size)}
        self._against: dict[int, Counter[int]] = {n: Counter() for n in range(size)}
        self._for: dict[int, Counter[int]] = {n: Counter() for n in range(size)}

    def bar(self, one: int, other: int) -> None:
        """Keep the two apart from now on."""
        a, b = self._home[one], self._home[other]
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def speak_against(self, one: int, other: int) -> None:
        """Note that evidence speaks against the two: sets between which more than a few such pairs lie stay apart."""
        _count(self._against, self._home[one], self._home[other])

    def speak_for(self, one: int, other: int) -> None:
        """Note that evidence speaks for the two: sets between which too few such pairs lie stay apart."""
        _count(self._for, self._home[one], self._home[other])

    def join(self, one: int, other: int, least: float = 0.0) -> bool:
        """Put the sets of the two together; False where some pair must stay apart, or too few speak for it."""
        a, b = self._home[one], self._home[other]
        if a == b:
            return True
        pairs = len(self._members[a]) * len(self._members[b])
        if b in self._apart[a] or self._against[a][b] > FEW * pairs or self._for[a][b] < least * pairs:
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._take_over(a, b)
        return True

    def sets(self) -> list[list[int]]:
        """Return the sets, in the order of their first member."""
        return sorted(sorted(members) for members in self._members.values())

    def _take_over(self, a: int, b: int) -> None:
        for n in self._members[b]:
            self._home[n] = a
        self._members[a] += self._members.pop(b)
        for other in self._apart.pop(b):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        for counts in (self._against, self._for):
            for other, n in counts.pop(b).items():
                del counts[other][b]
                if other != a:
                    counts[a][other] += n
                    counts[other][a] += n


def _count(counts: dict[int, Counter[int]], a: int, b: int) -> None:
    if a != b:
        counts[a][b] += 1
        counts[b][a] += 1


def cluster(
    mentions: Sequence[Mention],
    links: Links,
    together: Iterable[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> list[list[Mention]]:
    """Return the mentions of each incident. `together` and `apart` are people's decisions, by position."""
    if len(mentions) == 1:
        return [[*mentions]]
    decided, against = set(together), [*_against(mentions)]
    at = {mention.key: n for n, mention in enumerate(mentions)}
    if not (decided or apart or against) and all(len(links.of(key).keys() & at.keys()) == len(at) - 1 for key in at):
        return [[*mentions]]  # every pair is above the bar
    partition = Partition(len(mentions))
    for one, other in apart:
        partition.bar(one, other)
    for one, other in sorted(decided, key=lambda pair: sorted(mentions[n].key for n in pair)):
        partition.join(one, other)
    _keep_apart(partition, mentions, against, decided)
    pairs = [
        (-round(score, 6), key, near)
        for key in at
        for near, score in links.of(key).items()
        if key < near and near in at
    ]
    for key, n in at.items():
        for near in (*links.of(key), *links.nearly(key)):
            if key < near and near in at:
                partition.speak_for(n, at[near])
    left = [(at[one], at[other], ENOUGH) for _, one, other in sorted(pairs)]
    while left != (left := [pair for pair in left if not partition.join(*pair)]):
        pass
    return [[mentions[n] for n in members] for members in partition.sets()]


def _against(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that the evidence bars, and two counts of one report for two places."""
    for n, one in enumerate(mentions):
        for m in range(n + 1, len(mentions)):
            other = mentions[m]
            if barred(one, other) or (one.report == other.report and two_of_one_report(one, other)):
                yield n, m


def _keep_apart(
    partition: Partition, mentions: Sequence[Mention], apart: Iterable[tuple[int, int]], decided: set[tuple[int, int]]
) -> None:
    """Speak against pairs; decisions go before."""
    for one, other in apart:
        if (one, other) in decided or (other, one) in decided:
            continue
        if mentions[one].report == mentions[other].report and both_placed(mentions[one].where, mentions[other].where):
            partition.bar(one, other)
        else:
            partition.speak_against(one, other)

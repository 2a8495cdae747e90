"""Put mentions together into incidents: best pairs first, never against a bar, a decision or the report's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.blocks import candidates
from marsad.ledger.pairs import BAR, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from marsad.ledger.evidence import Pair
    from marsad.ledger.mention import Mention


class Partition:
    """Sets of mentions that only grow together, with pairs that must stay apart."""

    def __init__(self, size: int) -> None:
        self._set = [{n} for n in range(size)]
        self._apart: list[set[int]] = [set() for _ in range(size)]

    def bar(self, one: int, other: int) -> None:
        """Keep the two apart from now on."""
        self._apart[one].add(other)
        self._apart[other].add(one)

    def join(self, one: int, other: int) -> bool:
        """Put the sets of the two together; False where some pair must stay apart."""
        a, b = self._set[one], self._set[other]
        if a is b:
            return True
        if any(self._apart[n] & b for n in a):
            return False
        if len(a) < len(b):
            a, b = b, a
        a |= b
        for n in b:
            self._set[n] = a
        return True

    def sets(self) -> list[set[int]]:
        """Return the sets, in the order of their first member."""
        found = {id(members): members for members in self._set}
        return sorted(found.values(), key=min)


def cluster(
    mentions: Sequence[Mention],
    wording: Callable[[str, str], float],
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[Mention]]:
    """Return the mentions of each incident. `together` and `apart` are people's decisions, by position."""
    partition = Partition(len(mentions))
    for one, other in apart:
        partition.bar(one, other)
    decided = set(together)
    for one, other in decided:
        partition.join(one, other)
    pairs = [_pair(mentions, one, other, wording) for one, other in candidates(mentions)]
    _keep_apart(partition, mentions, pairs, decided)
    for pair in sorted(pairs, key=lambda p: _best_first(p, mentions)):
        if pair.score >= BAR and not pair.barred:
            partition.join(pair.one, pair.other)
    return [[mentions[n] for n in sorted(members)] for members in partition.sets()]


def _pair(mentions: Sequence[Mention], one: int, other: int, wording: Callable[[str, str], float]) -> Pair:
    a, b = mentions[one], mentions[other]
    return compare((one, a), (other, b), wording(a.report, b.report))


def _keep_apart(
    partition: Partition, mentions: Sequence[Mention], pairs: Iterable[Pair], decided: set[tuple[int, int]]
) -> None:
    """Two mentions of one report are two incidents, and so is what the evidence bars; decisions go before both."""
    by_report: dict[str, list[int]] = {}
    for at, mention in enumerate(mentions):
        by_report.setdefault(mention.report, []).append(at)
    own = [(a, b) for told in by_report.values() for i, a in enumerate(told) for b in told[i + 1 :]]
    for one, other in [*own, *((p.one, p.other) for p in pairs if p.barred)]:
        if (one, other) not in decided and (other, one) not in decided:
            partition.bar(one, other)


def _best_first(pair: Pair, mentions: Sequence[Mention]) -> tuple[float, tuple[tuple[str, int], ...]]:
    return -round(pair.score, 6), tuple(sorted((mentions[pair.one].key, mentions[pair.other].key)))

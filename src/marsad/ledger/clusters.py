"""Put mentions together into incidents: best pairs first, never against a bar, a decision or the report's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.blocks import candidates
from marsad.ledger.leading import main_mentions
from marsad.ledger.pairs import BAR, both_placed, compare, two_of_one_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.evidence import Pair
    from marsad.ledger.mention import Mention
    from marsad.ledger.wording import Wording


FEW = 0.25
"""The share of pairs between two sets that evidence may speak against: one word misread does not part an incident."""


class Partition:
    """Sets of mentions that only grow together, with pairs that must stay apart."""

    def __init__(self, size: int) -> None:
        self._set = [{n} for n in range(size)]
        self._apart: list[set[int]] = [set() for _ in range(size)]
        self._against: list[set[int]] = [set() for _ in range(size)]

    def bar(self, one: int, other: int) -> None:
        """Keep the two apart from now on."""
        self._apart[one].add(other)
        self._apart[other].add(one)

    def speak_against(self, one: int, other: int) -> None:
        """Note that evidence speaks against the two: sets between which more than a few such pairs lie stay apart."""
        self._against[one].add(other)
        self._against[other].add(one)

    def join(self, one: int, other: int) -> bool:
        """Put the sets of the two together; False where some pair must stay apart."""
        a, b = self._set[one], self._set[other]
        if a is b:
            return True
        if any(self._apart[n] & b for n in a) or sum(len(self._against[n] & b) for n in a) > FEW * len(a) * len(b):
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
    wording: Wording,
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
    main = main_mentions(mentions)
    pairs = [_pair(mentions, one, other, wording, main) for one, other in candidates(mentions)]
    _keep_apart(partition, mentions, pairs, decided)
    for pair in sorted(pairs, key=lambda p: _best_first(p, mentions)):
        if pair.score >= BAR and not pair.barred:
            partition.join(pair.one, pair.other)
    return [[mentions[n] for n in sorted(members)] for members in partition.sets()]


def _pair(mentions: Sequence[Mention], one: int, other: int, wording: Wording, main: frozenset[int]) -> Pair:
    a, b = mentions[one], mentions[other]
    titles = wording.titles(a.report, b.report) if one in main and other in main else 0.0
    alike = (one in main) == (other in main)  # the wording of a report speaks for what it is about, not for an aside
    return compare((one, a), (other, b), wording(a.report, b.report) if alike else 0.0, titles)


def _keep_apart(
    partition: Partition, mentions: Sequence[Mention], pairs: Iterable[Pair], decided: set[tuple[int, int]]
) -> None:
    """Speak against what the evidence bars, and two counts of one report for two places; decisions go before."""
    by_report: dict[str, list[int]] = {}
    for at, mention in enumerate(mentions):
        by_report.setdefault(mention.report, []).append(at)
    own = [(a, b) for told in by_report.values() for i, a in enumerate(told) for b in told[i + 1 :]]
    apart = [(a, b) for a, b in own if two_of_one_report(mentions[a], mentions[b])]
    for one, other in [*apart, *((p.one, p.other) for p in pairs if p.barred)]:
        if (one, other) in decided or (other, one) in decided:
            continue
        if mentions[one].report == mentions[other].report and both_placed(mentions[one], mentions[other]):
            partition.bar(one, other)
        else:
            partition.speak_against(one, other)


def _best_first(pair: Pair, mentions: Sequence[Mention]) -> tuple[float, tuple[tuple[str, int], ...]]:
    return -round(pair.score, 6), tuple(sorted((mentions[pair.one].key, mentions[pair.other].key)))

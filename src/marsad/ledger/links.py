"""What speaks for putting mentions together, among all that were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.pairs import BAR, NEARLY, Reports, compare
from marsad.ledger.whereabouts import elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from marsad.ledger.evidence import Pair
    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.wording import Wording


class Links:
    """The pairs of mentions above the bar, each with its score."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._for: dict[Key, dict[Key, float]] = {}
        self._nearly: dict[Key, set[Key]] = {}
        self.main: set[Key] = set()
        """The mentions that are each what their report is mainly about."""

    def put(self, mention: Mention, others: Iterable[Mention]) -> None:
        """Compare a mention with others that are here."""
        key = mention.key
        links, nearly = self._for.setdefault(key, {}), self._nearly.setdefault(key, set())
        for other in others:
            if elsewhere(mention.where, other.where):
                continue
            pair = self.compare(mention, other)
            if pair.score >= BAR and not pair.barred:
                links[other.key] = self._for[other.key][key] = pair.score
            elif pair.score >= NEARLY and not pair.barred:
                nearly.add(other.key)
                self._nearly[other.key].add(key)

    def compare(self, one: Mention, other: Mention) -> Pair:
        """Return what speaks for and against the two's telling of one incident."""
        return compare(one, other, self._shared)

    def take(self, key: Key) -> None:
        """Forget a mention."""
        self.main.discard(key)
        for other in self._for.pop(key):
            del self._for[other][key]
        for other in self._nearly.pop(key):
            self._nearly[other].discard(key)

    def of(self, key: Key) -> Mapping[Key, float]:
        """Return the mentions that this one can be put together with, with the score of each pair."""
        return self._for[key]

    def nearly(self, key: Key) -> AbstractSet[Key]:
        """Return the mentions that little speaks against putting together with this one, and not enough for it."""
        return self._nearly[key]

    def _shared(self, one: Mention, other: Mention) -> Reports:
        """Return the shares of wording and of title words that count, and whether both mentions are the main ones.

        The wording of a report speaks for what it is mainly about, and not for an aside; its title for that alone.
        """
        a, b = one.key in self.main, other.key in self.main
        copied = self._wording(one.report, other.report) if a == b else 0.0
        return Reports(copied, self._wording.titles(one.report, other.report) if a and b else 0.0, a and b)

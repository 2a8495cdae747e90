"""How much wording two reports share, and which report copies which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.place_words import naming_words
from marsad.text.fingerprint import Sharing, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.model.report import Report
    from marsad.model.when import Days

NEAR = 0.6
"""Windows of the shorter text that the longer one must share to be taken for a copy."""
DAYS_APART = 10
"""A text that comes out later than this after another one is no copy of it for us: phrases return, events don't."""
ENOUGH = 8
"""Windows that two texts share at least before one is taken for a copy: a single sentence of fact proves nothing."""


class Wording:
    """The fingerprints of reports, made once each, and what they show of who copies whom."""

    def __init__(self) -> None:
        self._titles: dict[str, frozenset[str]] = {}
        self._sharing: Sharing[str] = Sharing()
        self._published: dict[str, Days | None] = {}
        self._near: dict[str, set[str]] = {}
        self._original: dict[str, str] = {}

    def __call__(self, one: str, other: str) -> float:
        """Return the share of the shorter report's windows that the longer one has too."""
        return self._sharing.share(one, other)

    def titles(self, one: str, other: str) -> float:
        """Return the share of title words that both reports have among those that either has; 0 without titles."""
        a, b = self._titles.get(one), self._titles.get(other)
        return len(a & b) / len(a | b) if a and b else 0.0

    def original(self, report: str) -> str:
        """Return the report that this one copies in the end; itself where it copies none."""
        return self._original.get(report, report)

    @property
    def originals(self) -> Mapping[str, str]:
        """For each copy, the report that it copies in the end."""
        return self._original

    def put(self, reports: Iterable[tuple[Report, Days | None]]) -> set[str]:
        """Take in reports with their publication days; return those that are now taken to copy another than before."""
        touched: set[str] = set()
        for report, published in reports:
            self._published[report.id] = published
            if report.title:
                self._titles[report.id] = frozenset(naming_words(report.title))
            closer, loosened = self._sharing.put(report.id, fingerprint(report.text), ENOUGH)
            self._near[report.id] = set()
            for one, other in ((report.id, key) for key in closer):
                if self._copies(one, other):
                    self._near[one].add(other)
                    self._near[other].add(one)
            for one, other in loosened:
                if other in self._near[one] and not self._copies(one, other):
                    self._near[one].discard(other)
                    self._near[other].discard(one)
                    touched |= {one, other}
            touched.add(report.id)
        return self._settle(touched)

    def _copies(self, one: str, other: str) -> bool:
        a, b = self._published[one], self._published[other]
        if a and b and a.gap(b) > DAYS_APART:
            return False
        shorter = min(self._sharing.size(one), self._sharing.size(other))
        return self._sharing.shared(one, other) >= max(ENOUGH, NEAR * shorter)

    def _settle(self, touched: set[str]) -> set[str]:
        """Find the originals anew of all that hang together with the reports touched."""
        changed: set[str] = set()
        done: set[str] = set()
        for start in touched:
            if start in done:
                continue
            kin, ahead = {start}, [start]
            while ahead:
                more = self._near[ahead.pop()] - kin
                kin |= more
                ahead += more
            done |= kin
            copied = {key: first for key in kin if (first := self._first(key)) is not None}
            for key in kin:
                root = _root(key, copied)
                if root != self.original(key):
                    changed.add(key)
                if root != key:
                    self._original[key] = root
                else:
                    self._original.pop(key, None)
        return changed

    def _first(self, key: str) -> str | None:
        """Return the first to come out of the reports before this one that it can be a copy of."""
        order = self._order(key)
        return min((near for near in self._near[key] if self._order(near) < order), key=self._order, default=None)

    def _order(self, key: str) -> tuple[int, int, str]:
        days = self._published[key]
        return (days.last.toordinal(), days.first.toordinal(), key) if days else (9_999_999, 0, key)


def _root(key: str, copied: Mapping[str, str]) -> str:
    while key in copied:
        key = copied[key]
    return key

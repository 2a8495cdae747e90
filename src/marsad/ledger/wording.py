"""How much wording two reports share, and which report copies which."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from marsad.ledger.place_words import naming_words
from marsad.ledger.voice_names import voice_key
from marsad.text.fingerprint import Sharing, fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from marsad.model.report import Report
    from marsad.model.when import Days

NEAR = 0.35
"""Windows of the shorter text that the longer one of another outlet must share to be taken for a copy."""
OWN = 0.6
"""The same within one outlet, whose pages share their furniture, and where an outlet is not known."""
DAYS_APART = 10
"""A text that comes out later than this after another one is no copy of it for us: phrases return, events don't."""
ENOUGH = 8
"""Windows that two texts share at least before one is taken for a copy: a single sentence of fact proves nothing."""


class Wording:
    """The fingerprints of reports, made once each, and what they show of who copies whom.

    Reports of one wording, letter for letter or nearly, are kept as one text, under the first of them to come in.
    """

    def __init__(self) -> None:
        self._titles: dict[str, frozenset[str]] = {}
        self._sharing: Sharing[str] = Sharing()
        self._published: dict[str, Days | None] = {}
        self._outlet: dict[str, str | None] = {}
        self._text: dict[str, str] = {}
        self._first_of: dict[frozenset[int], str] = {}
        self._reports: dict[str, list[str]] = {}
        """The reports of each text."""
        self._alike: dict[str, set[str]] = {}
        """The texts of which one copies the other, if their days and outlets allow it."""
        self._near: dict[str, set[str]] = {}
        self._original: dict[str, str] = {}

    def __call__(self, one: str, other: str) -> float:
        """Return the share of the shorter report's windows that the longer one has too."""
        return self._sharing.share(self._text[one], self._text[other])

    def titles(self, one: str, other: str) -> float:
        """Return the share of title words that both reports have among those that either has; 0 without titles."""
        return common_titles(self._titles.get(one), self._titles.get(other))

    def original(self, report: str) -> str:
        """Return the report that this one copies in the end; itself where it copies none."""
        return self._original.get(report, report)

    def copies(self, originals: Collection[str]) -> set[str]:
        """Return the reports that copy one of these in the end."""
        return {copy for copy, original in self._original.items() if original in originals} if originals else set()

    def put(self, reports: Iterable[tuple[Report, Days | None]]) -> set[str]:
        """Take in reports with their publication days; return those that are now taken to copy another than before."""
        touched: set[str] = set()
        for report, published in reports:
            self._published[report.id] = published
            self._outlet[report.id] = voice_key(report.publisher) if report.publisher else None
            if report.title:
                self._titles[report.id] = frozenset(naming_words(report.title))
            windows = fingerprint(report.text)
            text = self._text[report.id] = self._first_of.setdefault(windows, report.id)
            if text == report.id:
                touched |= self._new_text(text, windows)
            twins = self._reports[text] if self._sharing.size(text) >= ENOUGH else []
            alike = (key for other in self._alike[text] for key in self._reports[other])
            self._near[report.id] = {key for key in (*twins, *alike) if self._may_copy(report.id, key)}
            for key in self._near[report.id]:
                self._near[key].add(report.id)
            self._reports[text].append(report.id)
            touched.add(report.id)
        return self._settle(touched)

    def _new_text(self, text: str, windows: frozenset[int]) -> set[str]:
        """Find the texts that a new one is like; return the reports that are less alike, now that words are common."""
        closer, loosened = self._sharing.put(text, windows, ENOUGH)
        self._reports[text] = []
        self._alike[text] = {other for other in closer if self._is_copy(text, other, NEAR)}
        for other in self._alike[text]:
            self._alike[other].add(text)
        parted: set[str] = set()
        for one, other in loosened:
            if other in self._alike[one] and not self._is_copy(one, other, OWN):
                parted |= self._part(one, other)
        return parted

    def _part(self, one: str, other: str) -> set[str]:
        """Part the reports of two texts that share too little now; return those that were taken for copies."""
        if not self._is_copy(one, other, NEAR):
            self._alike[one].discard(other)
            self._alike[other].discard(one)
        parted: set[str] = set()
        for a, b in product(self._reports[one], self._reports[other]):
            if b in self._near[a] and not self._may_copy(a, b):
                self._near[a].discard(b)
                self._near[b].discard(a)
                parted |= {a, b}
        return parted

    def _is_copy(self, one: str, other: str, share: float) -> bool:
        shorter = min(self._sharing.size(one), self._sharing.size(other))
        return self._sharing.shared(one, other) >= max(ENOUGH, share * shorter)

    def _may_copy(self, one: str, other: str) -> bool:
        """Tell whether one of two reports can be a copy of the other: by their days, and by how much outlets share."""
        a, b = self._published[one], self._published[other]
        if a is not None and b is not None and a.gap(b) > DAYS_APART:
            return False
        text, other_text = self._text[one], self._text[other]
        known = self._outlet[one] and self._outlet[other] and self._outlet[one] != self._outlet[other]
        return text == other_text or self._is_copy(text, other_text, NEAR if known else OWN)

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


def common_titles(one: frozenset[str] | None, other: frozenset[str] | None) -> float:
    """Return the share of the words of two titles that stand in both; 0 without titles."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _root(key: str, copied: Mapping[str, str]) -> str:
    while key in copied:
        key = copied[key]
    return key

"""How much wording two reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.place_words import naming_words
from marsad.text.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.reading import Reading


class Wording:
    """The fingerprints of the reports, made once each."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._titles = {r.report.id: frozenset(naming_words(r.report.title or "")) for r in readings}
        self.prints = {reading.report.id: fingerprint(reading.report.text) for reading in readings}

    def __call__(self, one: str, other: str) -> float:
        """Return the share of the shorter report's windows that the longer one has too."""
        a, b = self.prints[one], self.prints[other]
        return len(a & b) / min(len(a), len(b)) if a and b else 0.0

    def titles(self, one: str, other: str) -> float:
        """Return the share of title words that both reports have among those that either has; 0 without titles."""
        a, b = self._titles[one], self._titles[other]
        return len(a & b) / len(a | b) if a and b else 0.0

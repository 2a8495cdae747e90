"""How much wording two reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.text.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.reading import Reading


class Wording:
    """The fingerprints of the reports, made once each."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._texts = {reading.report.id: reading.report.text for reading in readings}
        self._prints: dict[str, frozenset[int]] = {}

    def __call__(self, one: str, other: str) -> float:
        """Return the share of the shorter report's windows that the longer one has too."""
        a, b = self._print(one), self._print(other)
        return len(a & b) / min(len(a), len(b)) if a and b else 0.0

    def _print(self, report: str) -> frozenset[int]:
        if report not in self._prints:
            self._prints[report] = fingerprint(self._texts[report])
        return self._prints[report]

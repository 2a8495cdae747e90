"""Where words stand in the stored text of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's stored text: `start` inclusive, `end` exclusive, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 on, not from {self.start} to {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words copied exactly from a report, with the code point at which they begin."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The code point behind the last one."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The stretch the words cover."""
        return Span(self.start, self.end)

    def stands_in(self, text: str) -> bool:
        """Tell whether these words stand at their offset in `text`."""
        return text[self.start : self.end] == self.text

"""A short stretch of a stored text about what was found in it, with the places marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.lang.search.words import Word

LENGTH = 160
"""So many code points at most, but for a single mark that is longer."""
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a text as stored, an ellipsis where it goes on, and where in it the marks are, in code points."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def bracketed(self) -> str:
        """Write the snippet with brackets about what is marked."""
        pieces, at = [], 0
        for start, end in self.marks:
            pieces += [self.text[at:start], "[", self.text[start:end], "]"]
            at = end
        return "".join([*pieces, self.text[at:]])


def snippet(text: str, words: Sequence[Word], marks: Sequence[tuple[int, int]]) -> Snippet:
    """Cut out the stretch in which most of the marks stand, whole words only; the beginning where there is none."""
    best = max(marks, key=lambda mark: sum(mark[0] <= end <= mark[0] + LENGTH for _, end in marks), default=(0, 0))
    if len(text) <= LENGTH:
        first, last = 0, len(text)
    else:
        room = max(LENGTH - (best[1] - best[0]), 0)
        latest = max((end for _, end in marks if best[0] <= end <= best[0] + LENGTH), default=best[1])
        before = max(LENGTH - (latest - best[0]), 0) // 2
        first = max(best[0] - min(before, room), 0)
        last = max(min(first + LENGTH, len(text)), best[1])
        first = max(min(first, last - LENGTH), 0)
        first = min((word.start for word in words if word.start >= first), default=first) if first else 0
        first = min(first, best[0]) if marks else first
        last = max((word.end for word in words if word.end <= last), default=last) if last < len(text) else last
        last = max(last, best[1])
    lead = _MORE if first else ""
    inside = [(max(start, first), min(end, last)) for start, end in marks if start < last and end > first]
    shift = len(lead) - first
    shown = f"{lead}{text[first:last]}{_MORE if last < len(text) else ''}"
    return Snippet(shown, tuple((start + shift, end + shift) for start, end in inside))

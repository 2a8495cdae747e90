"""Words of a report on a terminal: kept in order, wrapped between words, never able to command the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.measure import Measurement
from rich.segment import Segment

from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE, visible
from marsad.render.wrap import cells, wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.style import StyleType


class Words:
    """Words of a report as a cell of a table: wrapped between words, every line isolated, nothing cut off."""

    def __init__(self, words: str, style: StyleType = "") -> None:
        self._words = visible(words)
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        style = console.get_style(self._style) if self._style else None
        for line in wrap(self._words, options.max_width):
            yield Segment(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" if line else "", style)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Need at least the longest word, at most one line."""
        longest = max(map(cells, self._words.split()), default=0)
        return Measurement(min(longest, options.max_width), min(cells(self._words), options.max_width))

"""Colours on a terminal that has them; none in a file, in a pipe, or where NO_COLOR is set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Takes words and the name of a look, returns the words in that look."""

_LOOKS = {
    "bold": "1",
    "dim": "2",
    "killed": "1;31",
    "casualties": "1;31",
    "injured": "1;33",
    "missing": "1;35",
    "captured": "1;34",
}


def plain(words: str, _look: str) -> str:
    """Leave words as they are."""
    return words


def colours(words: str, look: str) -> str:
    """Put words into a look by ANSI codes."""
    code = _LOOKS.get(look)
    return f"\x1b[{code}m{words}\x1b[0m" if code and words else words


def paint_for_output() -> Paint:
    """Return how to paint on standard output."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
    if sys.platform == "win32":
        terminal = terminal and bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
    return colours if terminal else plain

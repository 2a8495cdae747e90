"""How wide words are on a terminal, and where their lines break: between words, inside one only where it must be."""

from __future__ import annotations

import unicodedata


def cells(words: str) -> int:
    """Return how many columns words take: marks over a letter and hidden controls take none, wide letters two."""
    if words.isascii():
        return len(words)
    return sum(map(_width, words))


def wrap(words: str, width: int) -> list[str]:
    """Break words into lines of at most so many columns; no word is lost, runs of blanks become one."""
    lines: list[str] = []
    line, used = "", 0
    for word in words.split():
        taken = cells(word)
        if line and used + 1 + taken <= width:
            line, used = f"{line} {word}", used + 1 + taken
            continue
        if line:
            lines.append(line)
        while taken > width:
            head = _fits(word, width)
            lines.append(word[:head])
            word = word[head:]  # noqa: PLW2901 - what is left of the word
            taken = cells(word)
        line, used = word, taken
    return [*lines, line] if line or not lines else lines


def _fits(word: str, width: int) -> int:
    """Return how many letters of a word fit, with the marks of the last one; at least one."""
    used = 0
    for at, char in enumerate(word):
        used += _width(char)
        if used > width and at:
            return at
    return len(word)


def _width(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

"""English counts as newsrooms write them: words up to nine, digits from ten on, words where a sentence begins."""

from __future__ import annotations

from marsad.lang.en.morphology import noun_forms
from marsad.lang.entries import nouns, number_forms

PACKAGE = "marsad.lang.en"


def noun(stem: str) -> tuple[str, str]:
    """Return the singular and the plural of a noun of the word lists; raises KeyError where none has this stem."""
    (one, _), (many, _) = noun_forms(nouns(PACKAGE)[stem])
    return one, many


def counted(number: int, one: tuple[str, str], *, first: bool = False) -> str:
    """Write a number of something: `six officers`, `27 civilians`; `first` where a sentence begins with it."""
    return f"{number_word(number, first=first)} {one[number != 1]}"


def number_word(number: int, *, first: bool = False) -> str:
    """Write a number: `six`, `27`; `twenty-seven` where a sentence begins with it."""
    words = number_forms(PACKAGE)
    if number < 10 or (first and number in words):
        return words[number][0] if number in words else str(number)
    if first and number < 100:
        return f"{words[number // 10 * 10][0]}-{words[number % 10][0]}"
    return f"{number:,}"

"""Part the words of a place expression: words and breaks, prepositions off, and which of them speak of places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.places.names import is_arabic
from marsad.places.words import (
    COMPASS,
    COUNTED,
    DISTANCE,
    ITS,
    JOINED,
    KIND_OF,
    LEFT,
    OWN,
    PAIRS,
    RELATION,
    SILENT,
    STATES,
)
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\d+\.\d+|\w+|[,،/()\[\]:;|]| - ")
_NOISE = re.compile(r"(?<!\d)\.|\.(?!\d)|['\"#_\u200e\u200f]+")
_APOSTROPHE = re.compile("['‘’`´ʼ]")
_CAPITAL = re.compile(r"(?<!\w)[^\W\da-z_]\w*")
_GLUED = re.compile("\u0629(?=[\u0621-\u0628\u062a-\u064a])")
"""A letter that only ends words, with the next word glued to it (`معرةالنعمان`)."""
_OWNED = re.compile(r"(?<=\w)['’]s(?= )")
"""In `Syria's Hasakah` the first contains the second."""
_PLACE_WORD = "(?:قريه|بلده|مدينه|شارع|منطقه)"
_RUN_ON = re.compile(rf"(?<!\w)(?![وبفكل]*ال{_PLACE_WORD}\b)(\w{{3,}})(?={_PLACE_WORD} )")
"""A word with the next line's word for a kind of place run on to it (`معدانقرية النعمات`)."""
_ENDS = re.compile(r"\b(\w+)[-–—](?=[A-Z])(?=(?:[\w'’]+[- ]){1,4}(?:\w+ )?(?:highway|road|motorway)\b)")
"""What parts the two ends of a road (`Homs-Palmyra road`, `Aleppo-Latakia international highway`)."""
_GLUED_UNIT = re.compile(
    r"(?<=\d)(?=(?:كم|كلم|km|kms) (?:[وبل]?(?:شم|جنو|شر|غر|عن|من)|north|south|east|west|from|to|away))"
)
"""Where a unit is written on its number, before a direction (`15km north`; the `7km roundabout` is a name)."""
BREAKS = frozenset({*",،:;|", " - "})
"""What parts one name from the next."""
_TABLES = (KIND_OF, COMPASS, RELATION, DISTANCE, JOINED, COUNTED, PAIRS, OWN)
_AR_GLUED = ("", "و", "ب", "ل", "ف", "وب", "ول", "فب", "ك")
EN_ARTICLES = frozenset("al el ul the a an as es ash esh ad ed at et ath ar er az ez adh s".split())
_AL = EN_ARTICLES - {"the", "a", "an", "as", "at", "s"}
"""Articles that only names have: what stands behind them is a part of one (`Bab Al kheer`)."""
_EN_PARTICLES = frozenset("abu abo abou umm um ibn bin bint".split())


def tokens(words: str) -> Iterator[str]:
    """Yield words and breaks; where Latin names bear capitals, a word without one names nothing."""
    capitals = {fold_word(word) for word in _CAPITAL.findall(_APOSTROPHE.sub("", words))}
    spaced = _GLUED.sub(r"\g<0> ", _ENDS.sub(_parted, _OWNED.sub(": ", words)))
    before = ""
    for found in _TOKEN.finditer(_NOISE.sub(_apart, _GLUED_UNIT.sub(" ", _RUN_ON.sub(r"\1 ", fold_word(spaced))))):
        token = found[0]
        common = (
            capitals and "a" <= token[0] <= "z" and token not in capitals | _EN_PARTICLES and not _in_vocabulary(token)
        )
        yield "" if common and before not in _AL else token
        before = token


def _parted(found: re.Match[str]) -> str:
    return found[0] if found[1].lower() in EN_ARTICLES else f"{found[1]} - "


def _apart(found: re.Match[str]) -> str:
    return "" if found[0] == "'" else " "


@lru_cache(maxsize=16384)
def forms(word: str) -> tuple[tuple[str, str], ...]:
    """Return the glued preposition and what is left, for each way to cut an Arabic word."""
    if not is_arabic(word) or word in STATES:
        return (("", word),)
    fit = [glued for glued in _AR_GLUED if word.startswith(glued) and len(word) - len(glued) >= 2]
    return tuple((glued, _after(glued, word[len(glued) :])) for glued in fit)


def _after(glued: str, rest: str) -> str:
    """Return a word without its preposition; `لل` swallows the first letter of the article."""
    return "ا" + rest if glued.endswith("ل") and rest.startswith("ل") else rest


@lru_cache(maxsize=16384)
def speaks_of_places(word: str) -> bool:
    """Tell whether a word is one of the vocabulary, with or without a preposition."""
    return any(_in_vocabulary(form) for _, form in forms(word))


def _in_vocabulary(form: str) -> bool:
    bare = form.removeprefix("ال")
    return (
        form in SILENT
        or form == ITS
        or form in EN_ARTICLES
        or (form in LEFT and not is_arabic(form))
        or any(word in table for word in (form, bare) for table in _TABLES)
    )

"""Which words of a place's quote name it: compared where the map does not know the place."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.places.gazetteer import gazetteer
from marsad.places.likeness import resembling
from marsad.places.names import loose
from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 5
"""Letters of a name from which on a spelling can be told from another name."""
ANOTHER_SPELLING = 0.8
"""How alike two places are whose first names are spellings of one."""
_STRETCH = frozenset(
    "between road highway line desert deserts countryside countrysides mountain plain province provinces governorates "
    "governorate بين طريق الطريق اوتوستراد باديه باديتي ريف ريفي جبل سهل محافظتي محافظه محافظات".split()
)
"""Words of a stretch, which begins and ends at two names, and of wide areas, which hold other names."""
_JOINED = 3
"""An Arabic word so long that begins with `و` may be a name with `and`."""
_TOKEN = re.compile(r"[^\W\d_]+")
_CLITIC = re.compile("^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبكل])(?=...)")


@cache
def _generic() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("generic_places.toml").read_text(encoding="utf-8"))
    return frozenset(word for line in table.values() for word in line.split())


@cache
def naming_words(place: str) -> tuple[str, ...]:
    """Return the folded words that name the place, in the order of the quote: no kinds, no directions, no clitics."""
    tokens = [t for t in _TOKEN.findall(fold(place).text) if len(t) > 1]
    bare = (_CLITIC.sub("", token) for token in tokens)
    generic = _generic()
    named = [b for token, b in zip(tokens, bare, strict=True) if token not in generic and b not in generic]
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float | None:
    """Compare two places by their words: 1 the same name, 0 no name in common, None where words cannot tell.

    Quotes name the most precise place first, so the first names decide; a shared governorate alone is worth little.
    """
    first, second = naming_words(one), naming_words(other)
    if not first or not second or _script(first) != _script(second):
        return None
    shared = set(first) & set(second)
    if not shared:
        return ANOTHER_SPELLING if _spelled_alike(first[0], second[0]) else 0.0
    if same_first(first, second):
        return 1.0
    return 0.5 if first[0] in second or second[0] in first else 0.2


def same_first(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether the first word that names one place is among the first two that name the other."""
    return bool(first and second) and (first[0] in second[:2] or second[0] in first[:2])


def _spelled_alike(one: str, other: str) -> bool:
    """Tell whether two names of one script are but spellings of one; short ones differ by too little to tell."""
    if min(len(one), len(other)) < LONG:
        return False
    return resembling(loose(one), loose(other), arabic=not one.isascii()) > 0


@cache
def names_several(place: str) -> bool:
    """Tell whether a quote names several places one by one (`Hass and Haish`), no stretch between and no wide areas."""
    folded = fold(place).text
    tokens = _TOKEN.findall(folded)
    if _STRETCH & set(tokens):
        return False
    if "and" in tokens:
        before, _, after = folded.partition(" and ")
        return bool(naming_words(before)) and bool(naming_words(after))
    joined = [at for at, token in enumerate(tokens) if at and token.startswith("و") and len(token) > _JOINED]
    return any(naming_words(tokens[at]) and naming_words(" ".join(tokens[:at])) for at in joined)


def names_others(place: str, names: Iterable[str]) -> bool:
    """Tell whether a quote names several places one by one, none of which bears one of these names.

    Names of another script are not compared: nothing is known of them then.
    """
    listed = naming_words(place) if names_several(place) else ()
    same = [name for name in names if listed and name.isascii() == listed[0].isascii()]
    return bool(same) and not any(_may_be_one(one, name) for one in listed for name in same)


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two words may be one name: the first letter of an Arabic one may have been taken for a clitic."""
    return one.endswith(other) or other.endswith(one) or _spelled_alike(one, other)


def same_names(one: str | None, other: str | None) -> bool:
    """Tell whether two quotes share two names at least, and all of the shorter one's."""
    first, second = set(naming_words(one or "")), set(naming_words(other or ""))
    return len(first & second) >= max(2, min(len(first), len(second)))


def _script(words: tuple[str, ...]) -> bool:
    return words[0].isascii()


@cache
def other_names(name: str) -> frozenset[str]:
    """Return the words by which the gazetteer names a place in Arabic and English, for reports in the other one."""
    found = [place for part in name.split(" - ") for place in gazetteer().find(fold(part).text)]
    return frozenset(
        word for place in found for names in (place.name_ar, place.name_en) for word in naming_words(names)
    )

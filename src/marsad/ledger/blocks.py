"""Which mentions to compare at all: those that can be of the same days near the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.place_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.mention import Mention

_STRETCH = 4
"""Days to a bucket."""
_LONGEST = 120
_GRID = 0.3
"""Degrees to a cell of the map, some 30 km; a place is compared with the cells around its own too."""
_ANYWHERE = "anywhere"

_Key = tuple[object, object]


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions to compare, each once, the lower position first."""
    shelves: dict[_Key, list[int]] = {}
    for at, mention in enumerate(mentions):
        for key in _keys(mention):
            shelves.setdefault(key, []).append(at)
    seen: set[tuple[int, int]] = set()
    for (when, where), members in shelves.items():
        partners = [*members, *shelves.get((when, _ANYWHERE), ())] if where != _ANYWHERE else members
        for n, one in enumerate(members):
            for other in partners[n + 1 :]:
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen:
                    seen.add(pair)
                    yield pair


def _keys(mention: Mention) -> set[_Key]:
    return {(when, where) for when in _when(mention) for where in _where(mention)}


def _when(mention: Mention) -> Sequence[object]:
    window = mention.window
    if window is None or window.length > _LONGEST:
        return ("some time",)
    first = window.shift(-3).first.toordinal() // _STRETCH
    last = window.shift(3).last.toordinal() // _STRETCH
    return range(first, last + 1)


def _where(mention: Mention) -> set[object]:
    words: set[object] = set(naming_words(mention.place)) if mention.place else set()
    place = mention.location
    if place is not None:
        x, y = round(place.lon / _GRID), round(place.lat / _GRID)
        words |= {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if place.radius_km > 30:
            words.add(_ANYWHERE)
    return words if place is not None else {*words, _ANYWHERE}

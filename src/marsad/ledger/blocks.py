"""Which mentions to compare at all: those that can be of the same days near the same place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.whereabouts import Where
    from marsad.model.place import Location

_STRETCH = 4
"""Days to a shelf."""
_LONGEST = 120
_GRID = 0.3
"""Degrees to a cell of the map, 26 km at least; farther apart than in neighbouring cells no two villages are one."""
_BEYOND = 3
"""Days that may lie between two mentions of one event, where one has its day from the report alone."""
_LATE = 45
"""So many days back a new figure looks for its event; later ones are compared where they give the event's day."""
ANYWHERE = "anywhere"
ALL = "all"


class Shelves:
    """Mentions by stretches of days and places; they come and go."""

    def __init__(self) -> None:
        self._shelves: dict[object, dict[object, dict[Key, Mention]]] = {}

    def put(self, mention: Mention) -> None:
        """Lay a mention on its shelves."""
        for when in _when(mention):
            shelf = self._shelves.setdefault(when, {})
            for where in _own(mention.where):
                shelf.setdefault(where, {})[mention.key] = mention

    def take(self, mention: Mention) -> None:
        """Take a mention off its shelves."""
        for when in _when(mention):
            for where in _own(mention.where):
                del self._shelves[when][where][mention.key]

    def near(self, mention: Mention) -> list[Mention]:
        """List the mentions to compare this one with, itself left out."""
        found: dict[Key, Mention] = {}
        around = _around(mention.where)
        for when in _when(mention, _BEYOND):
            shelf = self._shelves.get(when)
            if shelf is not None:
                for where in around & shelf.keys():
                    found.update(shelf[where])
        found.pop(mention.key, None)
        return [*found.values()]


def _when(mention: Mention, beyond: int = 0) -> Sequence[object]:
    """List the stretches of days of a mention; a new figure with a day of its own looks back for its event."""
    window = mention.window
    if window is None or window.length > _LONGEST:
        return ("some time",)
    back = _LATE if mention.updates and mention.days else 0
    first, last = window.first.toordinal() - max(beyond, back), window.last.toordinal() + beyond
    return range(first // _STRETCH, last // _STRETCH + 1)


@lru_cache(maxsize=1 << 14)
def _own(where: Where) -> tuple[object, ...]:
    """List the shelves of one stretch of days that what is there lies on; an area lies on those around it too."""
    shelves: list[object] = [ALL, *where.names]
    place = where.location
    if place is not None:
        shelves += _cells(place, 0 if where.village else 1)
    if place is None or place.radius_km > 30:
        shelves.append(ANYWHERE)
    return (*shelves,)


@lru_cache(maxsize=1 << 14)
def _around(where: Where) -> frozenset[object]:
    """Return the shelves of one stretch of days on which those lie that what is there is compared with."""
    place = where.location
    if place is None or place.radius_km > 30:
        return frozenset({ALL})
    return frozenset({ANYWHERE, *where.names, *_cells(place, 1 if where.village else 2)})


def _cells(place: Location, around: int) -> Iterator[object]:
    x, y = round(place.lon / _GRID), round(place.lat / _GRID)
    steps = range(-around, around + 1)
    return ((x + i, y + j) for i in steps for j in steps)


def shelves_of(mention: Mention) -> Iterator[tuple[object, object]]:
    """Yield the shelves that a mention lies on and those that it looks at: stretch of days, and place."""
    for beyond, places in ((0, _own(mention.where)), (_BEYOND, _around(mention.where))):
        for when in _when(mention, beyond):
            for where in places:
                yield when, where


def wide(mention: Mention) -> bool:
    """Tell whether a mention may be anywhere, so that it is compared with all of its days."""
    return ANYWHERE in _own(mention.where)

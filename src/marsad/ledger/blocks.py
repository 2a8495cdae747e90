"""Which mentions to compare at all: those that can be of the same days near the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.distance import fine
from marsad.ledger.place_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.mention import Key, Mention
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
_ANYWHERE = "anywhere"
_ALL = "all"


class Shelves:
    """Mentions by stretches of days and places; they come and go."""

    def __init__(self) -> None:
        self._shelves: dict[object, dict[object, dict[Key, None]]] = {}

    def put(self, mention: Mention) -> None:
        """Lay a mention on its shelves."""
        for when in _when(mention):
            for where in _own(mention):
                self._shelves.setdefault(when, {}).setdefault(where, {})[mention.key] = None

    def take(self, mention: Mention) -> None:
        """Take a mention off its shelves."""
        for when in _when(mention):
            for where in _own(mention):
                del self._shelves[when][where][mention.key]

    def near(self, mention: Mention) -> set[Key]:
        """Return the mentions to compare this one with, itself left out."""
        found: set[Key] = set()
        around = _around(mention)
        for when in _when(mention, _BEYOND):
            shelf = self._shelves.get(when)
            if shelf is not None:
                for where in around:
                    found.update(shelf.get(where, ()))
        found.discard(mention.key)
        return found


def _when(mention: Mention, beyond: int = 0) -> Sequence[object]:
    """List the stretches of days of a mention; a new figure with a day of its own looks back for its event."""
    window = mention.window
    if window is None or window.length > _LONGEST:
        return ("some time",)
    back = _LATE if mention.updates and mention.days else 0
    first, last = window.first.toordinal() - max(beyond, back), window.last.toordinal() + beyond
    return range(first // _STRETCH, last // _STRETCH + 1)


def _own(mention: Mention) -> Iterator[object]:
    """Yield the shelves of one stretch of days that a mention lies on; an area lies on those around it too."""
    yield _ALL
    yield from naming_words(mention.place) if mention.place else ()
    place = mention.location
    if place is not None:
        yield from _cells(place, 0 if fine(place) else 1)
    if place is None or place.radius_km > 30:
        yield _ANYWHERE


def _around(mention: Mention) -> list[object]:
    """List the shelves of one stretch of days on which those lie that a mention is compared with."""
    place = mention.location
    if place is None or place.radius_km > 30:
        return [_ALL]
    words = naming_words(mention.place) if mention.place else ()
    return [_ANYWHERE, *words, *_cells(place, 1 if fine(place) else 2)]


def _cells(place: Location, around: int) -> Iterator[object]:
    x, y = round(place.lon / _GRID), round(place.lat / _GRID)
    steps = range(-around, around + 1)
    return ((x + i, y + j) for i in steps for j in steps)

"""How the shelves of the ledger are shared out: blocks of a month and an area, each a task of its own.

A mention is in every block that holds a shelf on which it lies or at which it looks. Two that share a shelf share a
block; of several that they share, the first compares them. A month with few mentions is one block, whatever the areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from marsad.ledger.blocks import ALL, ANYWHERE, shelves_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from marsad.ledger.mention import Mention

_MONTH, _WEEK = 8, 2
"""Stretches of days (of four each) to a month, and to a part of one for what may be anywhere."""
_AREA = 4
"""Cells of the map along the side of an area: 1.2 degrees."""
_NAMES = 8
"""Blocks of a month for places that are known by name alone."""
_ANYWHERE = "~"
"""What the areas begin with in which mentions are that may be anywhere; they sort behind all others."""
MOST = 4_000
"""Cards to a task of comparing, unless a single block has more."""


@dataclass(frozen=True, slots=True)
class Stall:
    """Some mentions that are compared together: those of a month, or, where it has many, of an area in it."""

    month: str
    area: str | None = None

    @property
    def wide(self) -> bool:
        """Tell whether it is for what may be anywhere alone."""
        return self.area is not None and self.area.startswith(_ANYWHERE)

    def compares(self, one: Mapping[str, AbstractSet[str]], other: Mapping[str, AbstractSet[str]]) -> bool:
        """Tell whether two mentions are compared here: in the first month that they share, and there the first area."""
        if min(one.keys() & other.keys()) != self.month:
            return False
        return self.area is None or min(one[self.month] & other[self.month]) == self.area


def blocks_of(mention: Mention) -> dict[str, set[str]]:
    """Return the areas of each month in which a mention is."""
    found: dict[str, set[str]] = {}
    for when, where in shelves_of(mention):
        month = str(when // _MONTH) if isinstance(when, int) else str(when)
        found.setdefault(month, set()).add(_area(when, where))
    return found


def share_out(months: Mapping[str, int], areas: Mapping[str, Mapping[str, int]]) -> list[list[Stall]]:
    """Put stalls together to tasks, from how many cards each month has, and each area of it."""
    stalls: list[tuple[Stall, int]] = []
    for month in sorted(months):
        if months[month] <= MOST:
            stalls.append((Stall(month), months[month]))
        else:
            stalls += [(Stall(month, area), many) for area, many in sorted(areas[month].items())]
    return _tasks((stall, many) for stall, many in stalls if many > 1)


def _tasks(stalls: Iterable[tuple[Stall, int]]) -> list[list[Stall]]:
    tasks: list[list[Stall]] = []
    room = 0
    for stall, many in stalls:
        if not tasks or many > room:
            tasks.append([])
            room = MOST
        tasks[-1].append(stall)
        room -= many
    return tasks


def _area(when: object, where: object) -> str:
    if where in (ALL, ANYWHERE):
        return f"{_ANYWHERE}{when // _WEEK if isinstance(when, int) else ''}"
    if isinstance(where, tuple):
        x, y = where
        return f"{x // _AREA} {y // _AREA}"
    return str(crc32(str(where).encode()) % _NAMES)

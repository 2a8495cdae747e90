"""Presence statements in order of saying: who was said to be in an area, and up to which day that was the latest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from marsad.ledger.place_words import naming_words
from marsad.ledger.voices import publication
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.model.presence import Presence
    from marsad.model.reading import Reading


@dataclass(frozen=True, slots=True)
class HeldPresence:
    """A statement with the days on which it was the latest about these people in this area.

    `first` is None where nobody knows when it was said, `last` where no later one replaced it.
    """

    presence: Presence
    first: date | None
    last: date | None


def stretches(readings: Sequence[Reading]) -> tuple[tuple[HeldPresence, ...], ...]:
    """Return the statements about the same people in the same area together, the oldest first."""
    groups: list[list[tuple[date | None, Presence]]] = []
    for reading in readings:
        out = publication(reading)
        for presence in reading.presences:
            said = presence.as_of.days.last if presence.as_of else out.last if out else None
            group = next((g for g in groups if any(_same(presence, other) for _, other in g)), None)
            if group is None:
                group = []
                groups.append(group)
            group.append((said, presence))
    return tuple(_held(sorted(group, key=_order)) for group in groups)


def _order(told: tuple[date | None, Presence]) -> tuple[bool, int, str]:
    said, presence = told
    return said is not None, said.toordinal() if said else 0, presence.id


def _held(told: Sequence[tuple[date | None, Presence]]) -> tuple[HeldPresence, ...]:
    found = []
    for (said, presence), (following, _) in zip(told, [*told[1:], (None, None)], strict=True):
        last = max(said, following - timedelta(1)) if said and following else None
        found.append(HeldPresence(presence, said, last))
    return tuple(found)


def _same(one: Presence, other: Presence) -> bool:
    """Tell whether two statements are about the same people and may be about the same area."""
    if _who(one) != _who(other):
        return False
    here, there = _area(one), _area(other)
    return bool(here & there) or not here or not there


def _who(presence: Presence) -> str:
    return presence.party or (fold_word(presence.actor.text) if presence.actor else "")


def _area(presence: Presence) -> frozenset[str]:
    return frozenset(word for bound in presence.bounds for word in naming_words(bound.text))

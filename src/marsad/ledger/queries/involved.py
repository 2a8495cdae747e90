"""Which parties and places the incidents of a ledger name, with how many incidents and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.ledger.parties import party_chain
from marsad.ledger.queries.people import NOBODY, People, people
from marsad.model.claim import Side
from marsad.model.incident import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.claim import Harm
    from marsad.model.incident import Incident
    from marsad.model.place import Location


@dataclass(slots=True)
class Named:
    """A party or place: the incidents that name it, and the people harmed.

    Of a party, those are its own people where words say so; of a place, all that were harmed there. `stated` counts the
    incidents that say anything of them: what is not stated is not none.
    """

    key: str
    incidents: int = 0
    stated: int = 0
    people: People = NOBODY
    precisions: set[str] = field(default_factory=set)
    location: Location | None = None

    def take(self, found: People | None) -> None:
        """Take an incident in."""
        self.incidents += 1
        if found is not None:
            self.stated += 1
            self.people += found


def by_party(incidents: Iterable[Incident], harm: Harm) -> list[Named]:
    """Return the parties named, those in the most incidents first; a militia's incidents are its side's, too."""
    found: dict[str, Named] = {}
    for one in incidents:
        for key in dict.fromkeys(up for party in one.parties for up in party_chain(party)):
            stated = one.toll(Cell(harm, Side.COMBATANT, key))
            own = People(stated.low, stated.best, stated.high, stated.open) if stated else None
            found.setdefault(key, Named(key)).take(own)
    return _ordered(found)


def by_place(incidents: Iterable[Incident], harm: Harm) -> list[Named]:
    """Return the places at which incidents are put, by p-code, those with the most incidents first."""
    found: dict[str, Named] = {}
    for one in incidents:
        if one.location and one.location.pcodes:
            place = found.setdefault(one.location.pcodes[0], Named(one.location.pcodes[0], location=one.location))
            place.take(people(one, Cell(harm)))
            place.precisions.add(str(one.location.precision))
    return _ordered(found)


def _ordered(found: dict[str, Named]) -> list[Named]:
    return sorted(found.values(), key=lambda one: (-one.incidents, -one.people.best, one.key))

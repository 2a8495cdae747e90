"""Choose incidents of a ledger by days, place and party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.parties import called, party_chain, party_keys
from marsad.model.problem import MarsadError
from marsad.places.gazetteer import gazetteer
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for all. `place` is a name or a p-code, `party` a party key or a name."""

    first: date | None = None
    last: date | None = None
    place: str | None = None
    party: str | None = None

    def choose(self, incidents: Iterable[Incident]) -> list[Incident]:
        """Return the incidents that can be meant; raises MarsadError where a party or the order of days is no such.

        An incident whose day is not known is left out only where it was known before the first day asked for.
        """
        if self.first and self.last and self.last < self.first:
            raise MarsadError(f"The days run backwards, from {self.first} to {self.last}.")
        pcodes = _pcodes(self.place) if self.place else frozenset()
        parties = _parties(self.party) if self.party else frozenset()
        return [
            incident
            for incident in incidents
            if self._in_days(incident)
            and (not self.place or _at(incident, fold_word(self.place), pcodes))
            and (not parties or any(parties.intersection(party_chain(key)) for key in incident.parties))
        ]

    def _in_days(self, incident: Incident) -> bool:
        if incident.when is None:
            return not (self.first and incident.known_by and incident.known_by < self.first)
        late_enough = self.first is None or incident.when.last >= self.first
        return late_enough and (self.last is None or incident.when.first <= self.last)


def _pcodes(place: str) -> frozenset[str]:
    """Return the p-codes that a name or a p-code may mean."""
    named = {found.pcode for found in gazetteer().find(fold_word(place))}
    return frozenset(named | {place.upper()})


def _parties(party: str) -> frozenset[str]:
    """Return the party keys that a key or a name means; raises MarsadError."""
    keys = called(party)
    if not keys:
        known = ", ".join(sorted(party_keys()))
        raise MarsadError(f"“{party}” is no party that marsad knows. Name one of them: {known}.")
    return keys


def _at(incident: Incident, folded: str, pcodes: frozenset[str]) -> bool:
    """Tell whether an incident lies at a place: by its codes, or by the words for it."""
    at = incident.location
    if at and pcodes.intersection(at.pcodes):
        return True
    return any(folded in fold_word(words) for words in (incident.place, at and at.name) if words)

"""Choose incidents of a ledger by days, place, party, and how they came of the conflict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from marsad.ledger.parties import parties_called, party_chain
from marsad.model.incident import Conflict
from marsad.model.problem import MarsadError
from marsad.places.gazetteer import gazetteer
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.model.incident import Incident
    from marsad.model.place import Location
    from marsad.model.when import Days


DIRECT = frozenset({Conflict.DIRECT})


def came(words: str) -> frozenset[Conflict]:
    """Return the conflicts of a choice: `direct`, `indirect`, or `all`; raises ValueError for another word."""
    return frozenset(Conflict) if words == "all" else frozenset({Conflict(words)})


@dataclass(frozen=True, slots=True)
class Chosen:
    """An incident that can be meant: `sure` that it is, `likely` where it counts towards a best figure."""

    incident: Incident
    sure: bool
    likely: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for all. `place` is a name or a p-code, `party` a party key or a name.

    Where nobody asks for a `conflict`, all incidents are listed, and the people of direct ones are counted.
    """

    first: date | None = None
    last: date | None = None
    place: str | None = None
    party: str | None = None
    conflict: frozenset[Conflict] | None = None

    def choose(self, incidents: Iterable[Incident]) -> list[Incident]:
        """Return the incidents that can be meant; raises MarsadError where a party or the order of days is no such.

        An incident whose day is not known is left out only where it was known before the first day asked for.
        """
        if self.first and self.last and self.last < self.first:
            raise MarsadError(f"The days run backwards, from {self.first} to {self.last}.")
        parties = parties_called(self.party) if self.party else frozenset()
        return [
            incident
            for incident in incidents
            if self._in_days(incident)
            and (self.conflict is None or incident.conflict in self.conflict)
            and (not self.place or self.holds(incident.location, incident.place))
            and (not parties or any(parties.intersection(party_chain(key)) for key in incident.parties))
        ]

    def holds(self, location: Location | None, words: str | None) -> bool:
        """Tell whether a place lies at the one asked for: by its codes, or by the words for it."""
        if self.place is None or (location and _pcodes(self.place).intersection(location.pcodes)):
            return True
        folded = _folded(self.place)
        return any(folded in _folded(named) for named in (words, location and location.name) if named)

    @property
    def nowhere(self) -> bool:
        """Tell whether no list of places knows the one asked for, as a name or as a p-code."""
        return self.place is not None and not any(gazetteer().place(code) for code in _pcodes(self.place))

    def weigh(self, incidents: Iterable[Incident]) -> list[Chosen]:
        """Return all incidents that can be meant, those too that may lie outside, each with how sure that is.

        Not sure are days that reach over the ends, days that nobody gives, and a wider place that holds the one asked
        for. Only incidents of the fighting itself count where no other conflict is asked for.
        """
        asked = replace(self, conflict=DIRECT) if self.conflict is None else self
        around = replace(asked, place=None).choose(incidents)
        chosen = [one for one in around if not self.place or self.holds(one.location, one.place)]
        within = _parents(self.place) if self.place else frozenset()
        inside = {one.id for one in chosen} if within else frozenset()
        wider = [
            one
            for one in (around if within else ())
            if one.id not in inside and one.location and within & set(one.location.pcodes[:1])
        ]
        return [
            *(Chosen(one, *self._sure_days(one)) for one in chosen),
            *(Chosen(one, sure=False, likely=False) for one in wider),
        ]

    @property
    def everything(self) -> Selection:
        """The selection for a list, which shows incidents of every conflict where nobody asks for one."""
        return replace(self, conflict=frozenset(Conflict)) if self.conflict is None else self

    def left_out(self, incidents: Iterable[Incident]) -> int:
        """Count the incidents whose people are not counted because nobody asked for their conflict."""
        others = (one for one in incidents if one.conflict is not Conflict.DIRECT)
        return 0 if self.conflict else len(self.choose(others))

    def _sure_days(self, incident: Incident) -> tuple[bool, bool]:
        """Tell whether an incident was surely in the days asked for, and whether it more likely was than not."""
        if self.first is None and self.last is None:
            return True, True
        days = incident.when
        if days is None:
            known = incident.known_by
            likely = known is not None and (self.last is None or known <= self.last)
            return False, likely
        inside = (self.first is None or days.first >= self.first) and (self.last is None or days.last <= self.last)
        middle = days.first + (days.last - days.first) // 2
        likely = (self.first is None or middle >= self.first) and (self.last is None or middle <= self.last)
        return inside, likely

    def holds_days(self, days: Days | None) -> bool:
        """Tell whether days can be meant; those that nobody knows can."""
        if days is None:
            return True
        return (self.first is None or days.last >= self.first) and (self.last is None or days.first <= self.last)

    def _in_days(self, incident: Incident) -> bool:
        if incident.when is None:
            return not (self.first and incident.known_by and incident.known_by < self.first)
        return self.holds_days(incident.when)


_folded = lru_cache(maxsize=50_000)(fold_word)


@cache
def _pcodes(place: str) -> frozenset[str]:
    """Return the p-codes that a name or a p-code may mean."""
    named = {found.pcode for found in gazetteer().find(fold_word(place))}
    return frozenset(named | {place.upper()})


def _parents(place: str) -> frozenset[str]:
    """Return the p-codes of the areas that hold a place."""
    found = (gazetteer().place(code) for code in _pcodes(place))
    return frozenset(code for one in found if one for code in one.parents)

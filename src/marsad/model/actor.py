"""A party to the conflict, as the registry knows it, and names that several parties share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class Held:
    """What held for a time, from its first day to its last, both included; None where an end is open or not known."""

    what: str
    first: date | None = None
    last: date | None = None

    def holds(self, days: Days) -> bool:
        """Tell whether it held through all of these days."""
        return (self.first is None or self.first <= days.first) and (self.last is None or days.last <= self.last)

    def meets(self, other: Held) -> bool:
        """Tell whether both held on some day."""
        begun = self.first is None or other.last is None or self.first <= other.last
        return begun and (other.first is None or self.last is None or other.first <= self.last)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, unit or group: `party` is the key of GUIDELINES under which its people are counted.

    `parties` are other keys that hold for a time (a faction that joined the army), `parents` the actors it belonged
    to, with their days. `civil` marks bodies whose people are civilians (Civil Defence). `silent` ones
    are not looked for in texts, where their names are as often names of areas or of nobody. `ucdp` and `acled` are its
    names in those data sets.
    """

    id: str
    party: str | None
    name_ar: str
    name_en: str
    aliases_ar: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    parents: tuple[Held, ...] = ()
    parties: tuple[Held, ...] = ()
    kind: str = "armed group"
    civil: bool = False
    silent: bool = False
    ucdp: str | None = None
    acled: str | None = None

    def party_on(self, days: Days | None) -> str | None:
        """Return the key under which its people are counted on these days."""
        if days is not None:
            for held in self.parties:
                if held.holds(days):
                    return held.what
        return self.party


@dataclass(frozen=True, slots=True)
class SharedName:
    """Names that mean one actor or another, as the context says (`الجيش السوري` before and after a change of power).

    `heads` are folded words, without the article, by which a report may have named the one meant (`تنظيم …`, then
    `التنظيم`), of `kinds` if that is not empty; `by_day` tells who bore the name when; `otherwise` who is meant where
    nothing decides.
    """

    id: str
    name_ar: str
    name_en: str
    aliases_ar: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    by_day: tuple[Held, ...] = ()
    otherwise: str | None = None

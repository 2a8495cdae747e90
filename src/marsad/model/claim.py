"""A claim: one statement in one report that some number of people were harmed (GUIDELINES is the definition)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.count import Count
    from marsad.model.person import Person
    from marsad.model.place import Location
    from marsad.model.span import Quote, Span
    from marsad.model.when import When


class Harm(StrEnum):
    """What happened to the people."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    CASUALTIES = "casualties"
    """Dead or hurt, the words do not say which."""

    __hash__ = str.__hash__  # as equal words have it, and quicker


class Side(StrEnum):
    """Whether the words call the harmed civilians or combatants."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNKNOWN = "unknown"

    __hash__ = str.__hash__  # as equal words have it, and quicker


class Group(StrEnum):
    """What part of the victims a claim counts."""

    OFFICERS = "officers"
    LEADERS = "leaders"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    ELDERLY = "elderly"
    FAMILY = "family"
    MEDICS = "medics"
    RESCUERS = "rescuers"
    JOURNALISTS = "journalists"

    __hash__ = str.__hash__  # as equal words have it, and quicker


class TollKind(StrEnum):
    """What the figure is about: one incident, a new figure for one, or a sum over several."""

    EVENT = "event"
    RUNNING = "running"
    TOTAL = "total"


class Method(StrEnum):
    """How people were harmed (GUIDELINES rule 13)."""

    AIRSTRIKE = "airstrike"
    DRONE = "drone"
    SHELLING = "shelling"
    EXPLOSIVE = "explosive"
    SHOOTING = "shooting"
    CLASH = "clash"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of harm with the words behind every slot.

    `report` is the report's id; `part_of` the index, in the same reading, of the claim whose count contains this one.
    `said` is when the source said it, where the words tell a day other than the report's own. `adds` marks words of
    addition (`آخرين`, `another`); `moved_from` the harm these people were counted under before (wounded who die).
    `teaser` marks a headline of another article on the page: it is no part of what the report tells.
    """

    report: str
    index: int
    quote: Quote
    harm: Harm
    count: Count
    victims: Quote | None = None
    side: Side = Side.UNKNOWN
    group: Group | None = None
    party: str | None = None
    part_of: int | None = None
    toll: TollKind = TollKind.EVENT
    by: Quote | None = None
    by_party: str | None = None
    method: Method | None = None
    method_quote: Quote | None = None
    place: Quote | None = None
    location: Location | None = None
    when: When | None = None
    said: When | None = None
    source: Quote | None = None
    source_key: str | None = None
    hedged: bool = False
    adds: bool = False
    moved_from: Harm | None = None
    teaser: bool = False
    rules: tuple[str, ...] = ()
    read_as: Harm | None = None
    """The harm that the machine read, where a person corrected it: the anchor keeps that."""
    read_at: Span | None = None
    """Where the words stand in which the machine read it, where a person moved it to others: the anchor keeps that."""
    placed: bool = False
    """Whether a person set the place: it goes before what other claims of the report say."""
    persons: tuple[Person, ...] = ()
    """Those of the people counted whom a person named; they change no count."""

    @property
    def id(self) -> str:
        """The claim's anchor: report, span of its quote, harm."""
        at = self.read_at or self.quote
        return f"{self.report}:{at.start}-{at.end}:{self.read_as or self.harm}"

    @property
    def anchored(self) -> Span:
        """The stretch of text by which decisions know it: that of its words as they were read."""
        return self.read_at or self.quote.span

"""A presence statement: who holds or stays in an area, how strong, since when, as of when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.count import Count
    from marsad.model.span import Quote
    from marsad.model.when import When


@dataclass(frozen=True, slots=True)
class Presence:
    """One statement that armed people are present in an area. It is kept like a claim but counts nobody as harmed.

    `area_km2` is the area as stated; `bounds` are the places between which it stretches, in the order of the text;
    `besieged_by` names who besieges them; `since` is the beginning, `as_of` the day for which it is said.
    """

    report: str
    index: int
    quote: Quote
    actor: Quote | None = None
    party: str | None = None
    strength: Count | None = None
    strength_quote: Quote | None = None
    area_km2: float | None = None
    area_quote: Quote | None = None
    bounds: tuple[Quote, ...] = ()
    besieged_by: tuple[Quote, ...] = ()
    since: When | None = None
    as_of: When | None = None
    source: Quote | None = None
    source_key: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The statement's anchor: report, span, and the word presence."""
        return f"{self.report}:{self.quote.start}-{self.quote.end}:presence"

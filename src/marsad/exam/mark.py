"""A mark: one claim as the exam compares it, set by a person in a gold file or made by a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
    from marsad.model.count import Count
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.model.span import Quote, Span
    from marsad.model.when import Days, WhenBasis

WORDS = ("victims", "by", "place", "source")
"""The slots that hold words copied from the report."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim. Slots that another system's file leaves out are None; gold files leave out none.

    `spans` says where the words of slots stand (for a gold mark: the place nearest to its quote); `basis` is what a
    reader took the day from.
    """

    quote: Quote
    harm: Harm
    count: Count
    victims: str | None = None
    side: Side | None = None
    group: Group | None = None
    party: str | None = None
    part_of: int | None = None
    toll: TollKind | None = None
    by: str | None = None
    method: Method | None = None
    place: str | None = None
    when: Days | None = None
    source: str | None = None
    hedged: bool | None = None
    basis: WhenBasis | None = None
    spans: tuple[tuple[str, Span], ...] = ()

    def words(self, slot: str) -> str | None:
        """Return the words of one of the slots WORDS."""
        words: str | None = getattr(self, slot)
        return words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report of a gold file with the claims that a person marked in it."""

    report: Report
    marks: tuple[Mark, ...]
    where: str = ""
    """File and line."""

    @property
    def name(self) -> str:
        """The report's `id` in the gold file."""
        return self.report.name or self.report.id


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Return the claims of a reading as marks."""
    return tuple(map(_mark, reading.claims))


def _mark(claim: Claim) -> Mark:
    quotes = {
        "victims": claim.victims,
        "by": claim.by,
        "place": claim.place,
        "when": claim.when and claim.when.quote,
        "method": claim.method_quote,
        "source": claim.source,
    }
    return Mark(
        quote=claim.quote,
        harm=claim.harm,
        count=claim.count,
        victims=_text(claim.victims),
        side=claim.side,
        group=claim.group,
        party=claim.party,
        part_of=claim.part_of,
        toll=claim.toll,
        by=_text(claim.by),
        method=claim.method,
        place=_text(claim.place),
        when=claim.when.days if claim.when else None,
        source=_text(claim.source),
        hedged=claim.hedged,
        basis=claim.when.basis if claim.when else None,
        spans=tuple((slot, quote.span) for slot, quote in quotes.items() if quote),
    )


def _text(quote: Quote | None) -> str | None:
    return quote.text if quote else None

"""The claims of a report as a table for a terminal: what was understood on the left, the words for it on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.model.claim import TollKind
from marsad.model.when import WhenBasis
from marsad.render.calm import isolate, visible
from marsad.render.figures import party_words
from marsad.render.table import table
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.model.claim import Claim
    from marsad.model.place import Location
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.span import Quote
    from marsad.model.when import When

Row = tuple[str, "Text", "Quote | None"]
"""Name of a slot, what was understood, the words for it."""

HARM_STYLE = {
    "killed": "bold red",
    "injured": "bold yellow",
    "missing": "bold magenta",
    "captured": "bold blue",
    "casualties": "bold red",
}


def reading_table(reading: Reading) -> Group:
    """Show one reading: a heading, a table of claims, a table of presence statements."""
    parts: list[RenderableType] = [heading(reading)]
    if reading.claims:
        rows = _table()
        for claim in reading.claims:
            _add(rows, claim.index + 1, _claim_rows(claim))
        parts.append(rows)
    if reading.presences:
        parts.append(presence_table([reading]))
    return Group(*parts)


def presence_table(readings: Sequence[Reading]) -> Table:
    """Show presence statements, numbered through all the readings."""
    rows = _table()
    for number, presence in enumerate((found for reading in readings for found in reading.presences), 1):
        _add(rows, number, _presence_rows(presence))
    return rows


def heading(reading: Reading) -> Text:
    """Say which report this is, when it was published, and how much was found."""
    report = reading.report
    who = [isolate(words) for words in (report.name, report.publisher, report.title) if words]
    text = Text(" · ".join(who) or "standard input", style="bold")
    published = "day of publication not known"
    if reading.published:
        basis = "" if reading.published.basis == WhenBasis.METADATA else " (worked out from its words)"
        published = f"published {reading.published.days}{basis}"
    found = f"{len(reading.claims)} claims" if len(reading.claims) != 1 else "1 claim"
    if reading.presences:
        found += f", {len(reading.presences)} presence statement" + ("s" if len(reading.presences) > 1 else "")
    return text.append(f"\n{published} · {found}", style="not bold")


def when_words(when: When) -> str:
    """Write days with what they rest on: `2019-04-18 (stated)`."""
    return f"{when.days} ({when.basis})"


def where_words(location: Location) -> str:
    """Write a place of the gazetteer with its precision: `Al-Kawm (community, ±5 km)`."""
    return f"{isolate(location.name)} ({location.precision}, ±{location.radius_km:g} km)"


def _table() -> Table:
    made = table()
    made.add_column("#", justify="right", no_wrap=True)
    made.add_column("slot", no_wrap=True, style="dim")
    made.add_column("understood", overflow="fold", max_width=34)
    made.add_column("words of the report", overflow="fold")
    return made


def _add(rows: Table, number: int, slots: Iterator[Row]) -> None:
    """Add the slots of one statement, its number beside the first."""
    rows.add_section()
    for at, (slot, meaning, quote) in enumerate(slots):
        style = "bold" if at == 0 else ""
        rows.add_row(str(number) if at == 0 else "", slot, meaning, Words(quote.text, style) if quote else "")


def _claim_rows(claim: Claim) -> Iterator[Row]:
    """Give one row for every slot that a claim fills."""
    yield "count", Text(f"{claim.harm} {claim.count}", style=HARM_STYLE[claim.harm]), claim.quote
    yield (
        "victims",
        _plain(", ".join(filter(None, (claim.side, party_words(claim.party or ""), claim.group)))),
        claim.victims,
    )
    kind = ", ".join(_kind(claim))
    if kind:
        yield "kind", Text(kind), None
    if claim.by or claim.by_party:
        yield "by", _plain(party_words(claim.by_party or "")), claim.by
    if claim.method:
        yield "method", _plain(claim.method), claim.method_quote
    if claim.place or claim.location:
        yield "place", Text(where_words(claim.location) if claim.location else ""), claim.place
    yield from _when_row("when", claim.when)
    yield from _when_row("said", claim.said)
    if claim.source or claim.source_key:
        yield "source", _plain(claim.source_key), claim.source


def _kind(claim: Claim) -> Iterator[str]:
    """Say what sort of figure it is, where it is more than one event's own."""
    if claim.toll != TollKind.EVENT:
        yield f"{claim.toll} toll"
    if claim.part_of is not None:
        yield f"part of {claim.part_of + 1}"
    if claim.adds:
        yield "adds to the others"
    if claim.moved_from:
        yield f"counted as {claim.moved_from} before"
    if claim.hedged:
        yield "not confirmed"


def _presence_rows(presence: Presence) -> Iterator[Row]:
    """Give one row for every slot that a presence statement fills."""
    yield "present", _plain(party_words(presence.party or "")), presence.quote
    if presence.actor:
        yield "actor", Text(""), presence.actor
    if presence.strength:
        yield "strength", Text(str(presence.strength)), presence.strength_quote
    if presence.area_km2 is not None:
        yield "area", Text(f"{presence.area_km2:g} km²"), presence.area_quote
    for at, bound in enumerate(presence.bounds):
        yield ("from" if at == 0 else "to"), Text(""), bound
    for besieger in presence.besieged_by:
        yield "besieged by", Text(""), besieger
    yield from _when_row("since", presence.since)
    yield from _when_row("as of", presence.as_of)
    if presence.source or presence.source_key:
        yield "source", _plain(presence.source_key), presence.source


def _when_row(slot: str, when: When | None) -> Iterator[Row]:
    if when:
        yield slot, Text(when_words(when)), when.quote


def _plain(words: str | None) -> Text:
    """Make a cell of a key; a list in a cell breaks between its items."""
    return Text(visible(words or ""))

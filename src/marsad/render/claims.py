"""The claims of a report as a table for a terminal: what was understood on the left, the words for it on the right.

It is drawn without rich, which takes longer to load than a report takes to read.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from marsad.model.claim import TollKind
from marsad.model.when import WhenBasis
from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, party_words, visible
from marsad.render.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model.claim import Claim
    from marsad.model.place import Location
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.span import Quote
    from marsad.model.when import When
    from marsad.render.paint import Paint

Row = tuple[str, str, "Quote | None", str]
"""Name of a slot, what was understood, the words for it, the look of what was understood."""

T = TypeVar("T")
Four: TypeAlias = tuple[T, T, T, T]
"""One value for each column."""

_HEAD = ("#", "slot", "understood", "words of the report")
_GAP = "  "
_WIDEST = 34
_LEAST = 8


def reading_lines(reading: Reading, width: int, paint: Paint) -> Iterator[str]:
    """Show one reading in lines of a terminal: a heading, its claims, its presence statements."""
    yield from heading(reading, width, paint)
    if reading.claims:
        yield from _table(((claim.index + 1, _claim_rows(claim)) for claim in reading.claims), width, paint)
    if reading.presences:
        if reading.claims:
            yield ""
        yield from presence_lines([reading], width, paint)


def presence_lines(readings: Sequence[Reading], width: int, paint: Paint) -> Iterator[str]:
    """Show presence statements, numbered through all the readings."""
    found = (presence for reading in readings for presence in reading.presences)
    yield from _table(((number, _presence_rows(one)) for number, one in enumerate(found, 1)), width, paint)


def heading(reading: Reading, width: int, paint: Paint) -> Iterator[str]:
    """Say which report this is, when it was published, and how much was found."""
    report = reading.report
    who = [words for words in (report.name, report.publisher, report.title) if words]
    for words in who or ["standard input"]:
        yield from (paint(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}", "bold") for line in wrap(visible(words), width))
    if report.evidence:
        yield from wrap(f"{FIRST_STRONG_ISOLATE}{visible(str(report.evidence))}{POP_ISOLATE}", width)
    published = "day of publication not known"
    if reading.published:
        basis = "" if reading.published.basis == WhenBasis.METADATA else " (worked out from its words)"
        published = f"published {reading.published.days}{basis}"
    found = f"{len(reading.claims)} claims" if len(reading.claims) != 1 else "1 claim"
    if reading.presences:
        found += f", {len(reading.presences)} presence statement" + ("s" if len(reading.presences) > 1 else "")
    yield from wrap(f"{published} · {found}", width)


def when_words(when: When) -> str:
    """Write days with what they rest on: `2019-04-18 (stated)`."""
    return f"{when.days} ({when.basis})"


def where_words(location: Location) -> str:
    """Write a place of the gazetteer with its precision: `Al-Kawm (community, ±5 km)`."""
    return f"{isolate(location.name)} ({location.precision}, ±{location.radius_km:g} km)"


def _table(statements: Iterable[tuple[int, Iterator[Row]]], width: int, paint: Paint) -> Iterator[str]:
    """Lay out statements, one slot a row; what does not fit a column is wrapped within it."""
    listed = [(str(number), list(rows)) for number, rows in statements]
    number_width = max(len(number) for number, _ in listed)
    slot_width = max(len(row[0]) for _, rows in listed for row in rows)
    rest = width - number_width - slot_width - 3 * len(_GAP)
    meant = max(cells(row[1]) for _, rows in listed for row in rows)
    meant_width = max(min(meant, _WIDEST, rest // 2), len(_HEAD[2]), _LEAST)
    words_width = max(rest - meant_width, _LEAST)
    widths = (number_width, slot_width, meant_width, words_width)
    head = _HEAD if words_width >= len(_HEAD[3]) else (*_HEAD[:3], "words")
    yield _line(head, widths, ("bold",) * 4, paint).rstrip()
    yield "─" * min(width, sum(widths) + 3 * len(_GAP))
    for at, (number, rows) in enumerate(listed):
        if at:
            yield ""
        for first, row in enumerate(rows):
            yield from _row(number if first == 0 else "", row, widths, paint)


def _row(number: str, row: Row, widths: Four[int], paint: Paint) -> Iterator[str]:
    """Lay out one slot."""
    slot, meaning, quote, look = row
    left = wrap(meaning, widths[2])
    lines = wrap(visible(quote.text), widths[3]) if quote else []
    right = [f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" for line in lines]
    for meant, words in zip_longest(left, right, fillvalue=""):
        looks = ("", "dim", look, "bold" if number else "")
        yield _line((number.rjust(widths[0]), slot, meant, words), widths, looks, paint).rstrip()
        number = slot = ""


def _line(columns: Four[str], widths: Four[int], looks: Sequence[str], paint: Paint) -> str:
    """Put the columns of one line beside each other."""
    filled = [
        paint(words, look) + " " * max(width - cells(words), 0)
        for words, look, width in zip(columns, looks, widths, strict=True)
    ]
    return _GAP.join(filled)


def _claim_rows(claim: Claim) -> Iterator[Row]:
    """Give one row for every slot that a claim fills."""
    yield "count", f"{claim.harm} {claim.count}", claim.quote, claim.harm
    who = ", ".join(filter(None, (claim.side, party_words(claim.party or ""), claim.group)))
    yield "victims", who, claim.victims, ""
    kind = ", ".join(_kind(claim))
    if kind:
        yield "kind", kind, None, ""
    if claim.by or claim.by_party:
        yield "by", party_words(claim.by_party or ""), claim.by, ""
    if claim.method:
        yield "method", claim.method, claim.method_quote, ""
    if claim.place or claim.location:
        yield "place", where_words(claim.location) if claim.location else "", claim.place, ""
    yield from _when_row("when", claim.when)
    yield from _when_row("said", claim.said)
    if claim.source or claim.source_key:
        yield "source", visible(claim.source_key or ""), claim.source, ""


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
    if claim.teaser:
        yield "headline of another article"
    if claim.hedged:
        yield "not confirmed"


def _presence_rows(presence: Presence) -> Iterator[Row]:
    """Give one row for every slot that a presence statement fills."""
    yield "present", party_words(presence.party or ""), presence.quote, ""
    if presence.actor:
        yield "actor", "", presence.actor, ""
    if presence.strength:
        yield "strength", str(presence.strength), presence.strength_quote, ""
    if presence.area_km2 is not None:
        yield "area", f"{presence.area_km2:g} km²", presence.area_quote, ""
    for at, bound in enumerate(presence.bounds):
        yield ("from" if at == 0 else "to"), "", bound, ""
    for besieger in presence.besieged_by:
        yield "besieged by", "", besieger, ""
    yield from _when_row("since", presence.since)
    yield from _when_row("as of", presence.as_of)
    if presence.source or presence.source_key:
        yield "source", visible(presence.source_key or ""), presence.source, ""


def _when_row(slot: str, when: When | None) -> Iterator[Row]:
    if when:
        yield slot, when_words(when), when.quote, ""

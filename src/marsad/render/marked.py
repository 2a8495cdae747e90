"""A report's text as HTML with every claim marked where it stands; marks may lie inside and across each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.claim import Claim
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.span import Quote

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")

_FIGURES = re.compile("[±~]?[0-9]+(?:[-–.,:][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to mark: its class, and the anchor and number that stand before it where it is a claim.

    `of` names the claim whose words they are, where marks and something beside the text are to answer each other.
    """

    start: int
    end: int
    kind: str
    anchor: str = ""
    number: str = ""
    of: str = ""


def marked_text(reading: Reading, prefix: str, *, answering: bool = False) -> str:
    """Write the text of a report with its claims and presence statements marked.

    Anchors are `PREFIX-c1` in the text and `PREFIX-r1` for the row of the table that tells of it. Where marks are to be
    `answering`, each has the claims whose words it holds in `data-claim`, as `c1 c2`.
    """
    marks = [mark for claim in reading.claims for mark in _claim_marks(claim, prefix)]
    marks += [mark for presence in reading.presences for mark in _presence_marks(presence, prefix)]
    if not answering:
        marks = [replace(mark, of="") for mark in marks]
    return marked(reading.report.text, marks)


def safe(words: str) -> str:
    """Escape words for HTML; hidden controls, which could reorder the page, are shown by their name."""
    return _HIDDEN.sub(lambda found: f'<span class="hidden">U+{ord(found[0]):04X}</span>', escape(words))


def in_order(words: str) -> str:
    """Escape words; days and ranges of numbers stay left to right inside Arabic too."""
    return _FIGURES.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', safe(words))


def _claim_marks(claim: Claim, prefix: str) -> Iterable[Mark]:
    number = str(claim.index + 1)
    quote = claim.quote
    yield Mark(quote.start, quote.end, f"claim {claim.harm}", f"{prefix}-c{number}", number, f"c{number}")
    whens = [when.quote for when in (claim.when, claim.said) if when]
    slots = [claim.victims, claim.by, claim.place, claim.source, claim.method_quote, *whens]
    yield from _slots(slots, f"c{number}")


def _presence_marks(presence: Presence, prefix: str) -> Iterable[Mark]:
    number = f"p{presence.index + 1}"
    quote = presence.quote
    yield Mark(quote.start, quote.end, "claim presence", f"{prefix}-c{number}", number, f"c{number}")
    whens = [when.quote for when in (presence.since, presence.as_of) if when]
    slots = [presence.actor, presence.source, *presence.bounds, *presence.besieged_by, *whens]
    yield from _slots(slots, f"c{number}")


def _slots(quotes: Iterable[Quote | None], of: str) -> Iterable[Mark]:
    return (Mark(quote.start, quote.end, "slot", of=of) for quote in quotes if quote)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Write words with these stretches of them marked, in whatever order they come."""
    return "".join(_pieces(text, sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def _pieces(text: str, marks: list[Mark]) -> Iterable[str]:
    """Cut the text wherever a mark begins or ends, and write each piece with the classes that cover it."""
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    waiting = list(reversed(marks))
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[-1].start <= start:
            mark = waiting.pop()
            open_marks.append(mark)
            if mark.number:
                row = mark.anchor.replace("-c", "-r")
                yield f'<a class="number" id="{mark.anchor}" href="#{row}">{mark.number}</a>'
        words = safe(text[start:end])
        classes = " ".join(dict.fromkeys(name for mark in open_marks for name in mark.kind.split()))
        names = " ".join(dict.fromkeys(mark.of for mark in open_marks if mark.of))
        answering = f' data-claim="{names}"' if names else ""
        yield f'<mark class="{classes}"{answering}>{words}</mark>' if classes else words

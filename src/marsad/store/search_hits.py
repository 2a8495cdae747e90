"""What was found, ready to be shown: how it is called elsewhere, its incident, the words with the matches marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.lang.search.snippet import Snippet, snippet
from marsad.lang.search.words import marks
from marsad.store import reports
from marsad.store.errors import sentences
from marsad.store.models import ClaimRow
from marsad.store.search_rows import CLAIM, INCIDENT, REPORT, report_text, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.lang.search.words import Term
    from marsad.store.search import Answer, Found


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: `name` is what other commands call it (a number, a mark like 2.1, an id).

    `incident` is that of a claim, where it has one; `snippet` is of its stored words.
    """

    kind: str
    id: str
    name: str
    days: str | None
    snippet: Snippet
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where what was found has its names and words.

    The numbers of reports, the index and incident of each claim, and the searched texts of reports.
    """

    numbers: Mapping[str, int]
    claims: Mapping[str, tuple[int, str | None]]
    texts: Mapping[str, str]


def whole_shelf(answer: Answer) -> Shelf:
    """Return the names and words of what was found, out of the whole ledger."""
    numbers = reports.numbers() if {REPORT, CLAIM} & answer.counts.keys() else {}
    anchors = [found.key for found in answer.found if found.kind == CLAIM]
    with sentences():
        rows = ClaimRow.objects.filter(anchor__in=anchors).values_list("anchor", "index", "incident_id")
        claims = {anchor: (index, incident) for anchor, index, incident in rows}
    held = (reports.report(found.key) for found in answer.found if found.kind == REPORT)
    return Shelf(numbers, claims, {report.id: report_text(report) for report in held if report})


def hits(answer: Answer, asked: Sequence[Term], shelf: Shelf) -> list[Hit]:
    """Return what was found with its words."""
    numbers, claims = shelf.numbers, shelf.claims
    made = []
    for found in answer.found:
        name, incident = found.key, None
        if found.kind == REPORT:
            name = str(numbers.get(found.key, found.key))
        elif found.kind == CLAIM and found.key in claims:
            index, incident = claims[found.key]
            name = f"{numbers[found.report]}.{index + 1}" if found.report in numbers else found.key
        elif found.kind == INCIDENT:
            incident = found.key
        made.append(Hit(found.kind, found.key, name, _days(found), _snippet(found, asked, shelf), incident))
    return made


def _days(found: Found) -> str | None:
    if found.first is None or found.last is None:
        return None
    return str(found.first) if found.first == found.last else f"{found.first} to {found.last}"


def _snippet(found: Found, asked: Sequence[Term], shelf: Shelf) -> Snippet:
    text = shelf.texts.get(found.key, "") if found.kind == REPORT else found.text
    words = words_of(text)
    return snippet(text, words, marks(words, asked))

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
    from collections.abc import Sequence

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


def hits(answer: Answer, asked: Sequence[Term]) -> list[Hit]:
    """Return what was found with its words."""
    numbers = reports.numbers() if {REPORT, CLAIM} & answer.counts.keys() else {}
    anchors = [found.key for found in answer.found if found.kind == CLAIM]
    with sentences():
        rows = ClaimRow.objects.filter(anchor__in=anchors).values_list("anchor", "index", "incident_id")
        claims = {anchor: (index, incident) for anchor, index, incident in rows}
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
        made.append(Hit(found.kind, found.key, name, _days(found), _snippet(found, asked), incident))
    return made


def _days(found: Found) -> str | None:
    if found.first is None or found.last is None:
        return None
    return str(found.first) if found.first == found.last else f"{found.first} to {found.last}"


def _snippet(found: Found, asked: Sequence[Term]) -> Snippet:
    text = found.text
    if found.kind == REPORT:
        report = reports.report(found.key)
        text = report_text(report) if report else ""
    words = words_of(text)
    return snippet(text, words, marks(words, asked))

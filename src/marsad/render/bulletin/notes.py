"""The notes of a bulletin: for every figure the sentences of those who set it, and how a sum comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.render.bulletin.draft import Cite, Note
from marsad.render.bulletin.speech import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.queries.people import People
    from marsad.model.incident import Incident, Toll
    from marsad.model.reading import Reading
    from marsad.render.bulletin.speech import Speech
    from marsad.render.cited import Cited

_MOST_VOICES = 4
_MOST_TERMS = 40


class Notes:
    """Numbers the notes as figures ask for them; the same claims have one note."""

    def __init__(self, cited: Cited, readings: Iterable[Reading], speech: Speech) -> None:
        self._cited, self._speech = cited, speech
        self._readings: Mapping[str, Reading] = {reading.report.id: reading for reading in readings}
        self._found: dict[tuple[str, ...], Note] = {}

    @property
    def all(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._found.values())

    def of_toll(self, toll: Toll) -> int | None:
        """Return the number of the note to all claims that set a toll."""
        return self.of_claims((*toll.best_claims, *toll.low_claims, *toll.high_claims))

    def of_claims(self, claims: Sequence[str]) -> int | None:
        """Return the number of the note to these claims, the first of each report with its sentence."""
        key = tuple(dict.fromkeys(claims))
        if not key:
            return None
        if key not in self._found:
            first: dict[tuple[str, str], str] = {}
            for claim in key:
                report = self._readings[self._cited.claim(claim).report].report
                first.setdefault((report.publisher or "", report.text), claim)
            shown = [*first.values()][:_MOST_VOICES]
            also = tuple(self._cited.mark(claim) for claim in key if claim not in shown)
            self._found[key] = Note(len(self._found) + 1, tuple(map(self._cite, shown)), also)
        return self._found[key].number

    def of_sum(self, parts: Sequence[tuple[Incident, Toll | None, People]], name: Mapping[str, str]) -> int | None:
        """Return the number of the note that says of which incidents a sum is made, each with its claims."""
        key = ("sum", *(f"{one.id}:{toll.cell if toll else ''}" for one, toll, _ in parts))
        if not parts:
            return None
        if key not in self._found:
            terms = [self._term(one, toll, people, name) for one, toll, people in parts[:_MOST_TERMS]]
            terms += ["…"] if len(parts) > _MOST_TERMS else []
            n = Things(len(parts), "incident")
            words = self._speech.plain("cites_sum", n=n, parts=" + ".join(terms))
            self._found[key] = Note(len(self._found) + 1, (), (), words)
        return self._found[key].number

    def _term(self, one: Incident, toll: Toll | None, people: People, name: Mapping[str, str]) -> str:
        figure = self._speech.words.figure(people.low, people.high, top_open=people.open)
        marks = [self._cited.mark(claim) for claim in dict.fromkeys(toll.best_claims)] if toll else []
        return f"{figure} ({': '.join(filter(None, (name.get(one.id, one.id), ' '.join(marks[:3]))))})"

    def _cite(self, claim_id: str) -> Cite:
        claim = self._cited.claim(claim_id)
        reading = self._readings[claim.report]
        report = reading.report
        published = reading.published
        day = f"{self._speech.phrase('comma')}{self._speech.words.days(published.days)}" if published else ""
        before, quote, after = self._cited.around(claim_id)
        mark = self._cited.mark(claim_id)
        return Cite(mark, claim_id, report.publisher or report.name or report.id, day, before, quote, after)

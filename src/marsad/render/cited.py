"""Claims as a ledger cites them: a short mark, the sentence around the quote, and where it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from marsad.ledger.voice_names import written
from marsad.model.problem import MarsadError
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.model.claim import Claim
    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading
    from marsad.model.span import Quote

_END = re.compile(r"[.!?؟]+[”»\"']?\s|\n")
_LONGEST = 400


class Shelf(Protocol):
    """A ledger with the readings it was worked out of: the conductor's book, or one in memory."""

    @property
    def ledger(self) -> Ledger:
        """The ledger."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings."""

    @property
    def decided(self) -> tuple[Reading, ...]:
        """The readings as people left them."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the reports in the order of the journal."""

    @property
    def names(self) -> Mapping[str, str] | None:
        """How reports write voices, where that is known already; else the readings tell."""


class Cited:
    """The claims of a book by their ids; reports are numbered in the order of the journal."""

    def __init__(self, book: Shelf) -> None:
        readings = book.decided or book.readings
        self._readings = {reading.report.id: reading for reading in readings}
        self._numbers = book.numbers or {report: number for number, report in enumerate(self._readings, 1)}
        self._claims = {claim.id: claim for reading in readings for claim in reading.claims}
        self._voices = written(readings) if book.names is None else book.names

    def claim(self, claim_id: str) -> Claim:
        """Return a claim; raises MarsadError where the readings do not hold it."""
        try:
            return self._claims[claim_id]
        except KeyError:
            raise MarsadError(f"The ledger cites a claim that no reading holds: {claim_id}.") from None

    def reading(self, report_id: str) -> Reading:
        """Return the reading of a report."""
        return self._readings[report_id]

    def voice(self, key: str) -> str:
        """Return the name of a voice as reports write it; one of the list of voices keeps its key."""
        return self._voices.get(key, key)

    def in_words(self, reason: str) -> str:
        """Return a reason of the ledger with the voices in it named as reports write them."""
        for key, name in self._voices.items():
            reason = reason.replace(f"of {key}", f"of {name}") if reason.endswith(f"of {key}") else reason
        return reason

    def mark(self, claim_id: str) -> str:
        """Return a short mark: report 3, claim 2 is `3.2`."""
        claim = self._claims.get(claim_id)
        return f"{self._numbers[claim.report]}.{claim.index + 1}" if claim else claim_id

    def sentence(self, claim_id: str) -> str:
        """Return the sentence of the report that holds the claim's quote, with the quote marked by brackets."""
        before, quote, after = self.around(claim_id)
        return f"{before}[{quote}]{after}".strip()

    def around(self, claim_id: str) -> tuple[str, str, str]:
        """Return the claim's quote with what stands before and behind it in its sentence."""
        claim = self.claim(claim_id)
        return around(self._readings[claim.report].report.text, claim.quote)

    def persons(self, claim_id: str) -> list[Words]:
        """Say whom people named among those that the claim counts, a line each."""
        return [Words(f"named: {person}", "dim") for person in self.claim(claim_id).persons]

    def origin(self, claim_id: str) -> str:
        """Say when the claim was published, who printed it, and whom it cites.

        The day stands first: behind Arabic words a terminal would turn it round.
        """
        claim = self.claim(claim_id)
        reading = self._readings[claim.report]
        report = reading.report
        said = [str(reading.published.days)] if reading.published else []
        said.append(report.publisher or report.name or report.id)
        if report.evidence:
            said.append(str(report.evidence))
        if report.cells and report.name:
            said.append(report.name)
        if claim.source:
            said.append(f"citing {claim.source.text}")
        return ", ".join(said)


def around(text: str, quote: Quote) -> tuple[str, str, str]:
    """Return a quote with what stands before and behind it in its sentence."""
    start = max((found.end() for found in _END.finditer(text, 0, quote.start)), default=0)
    found = _END.search(text, quote.end)
    end = found.start() + len(found[0].rstrip()) if found else len(text)
    before, after = text[start : quote.start], text[quote.end : end]
    if len(before) > _LONGEST:
        before = "…" + before[-_LONGEST:]
    if len(after) > _LONGEST:
        after = after[:_LONGEST] + "…"
    return before, quote.text, after

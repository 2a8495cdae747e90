"""Who speaks: a source chain counts once, however many outlets reprint it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.byline import signed_by
from marsad.ledger.sentence import sentences_between
from marsad.ledger.statement import Statement
from marsad.ledger.voice_names import source_voice, voice_key
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.model.claim import Claim
    from marsad.model.reading import Reading

SEEN_AFTER = 3
"""A report is taken to be published at most so many days before it was seen (DESIGN, Toll of a cell)."""


def publication(reading: Reading) -> Days | None:
    """Return the days on which the report came out: worked out, else from the day it was seen, else None.

    A day that was yet to come when the report was recorded is none of these.
    """
    known = reading.published or reading.report.published
    if known and not yet_to_come(known.days, reading.recorded):
        return known.days
    seen = reading.report.seen
    if seen is None or yet_to_come(seen.days, reading.recorded):
        return None
    return Days(seen.days.shift(-SEEN_AFTER).first, seen.days.last)


def yet_to_come(days: Days, known: date | None) -> bool:
    """Tell whether days lie behind the day on which they were known; a day more is for the hours between two clocks."""
    return known is not None and (days.first - known).days > 1


def publisher_voice(reading: Reading) -> str:
    """Return the voice of the outlet itself; a report without one speaks for nobody but itself."""
    publisher = reading.report.publisher
    return voice_key(publisher) if publisher else f"report {reading.report.id}"


def origin_voice(reading: Reading) -> str:
    """Return the voice that a report speaks with where it cites nobody: the agency that signs it, else its outlet."""
    return signed_by(reading.report.text) or publisher_voice(reading)


def statements(reading: Reading, original: Reading, arrival: int) -> list[Statement]:
    """List every claim of a report with its voice and clocks; `original` is the report that it copies, or itself.

    A number that the original does not give is the copier's own.
    """
    by_index = {claim.index: claim for claim in reading.claims}
    publisher = publisher_voice(reading)
    origin = origin_voice(reading)
    own = _Told(reading, arrival, publisher, origin, publication(reading))
    copied = _Told(reading, arrival, publisher, _original_voice(reading, original, origin), publication(original))
    given = {(claim.harm, claim.count.interval) for claim in original.claims} if original is not reading else ()
    return [
        _statement(
            claim,
            by_index.get(claim.part_of) if claim.part_of is not None else None,
            copied if given and (claim.harm, claim.count.interval) in given else own,
        )
        for claim in reading.claims
    ]


def _original_voice(reading: Reading, original: Reading, origin: str) -> str:
    """Return the voice of what is copied; two outlets that print an agency's report need not both say whose it is."""
    first = origin_voice(original)
    return origin if first == publisher_voice(original) and origin != publisher_voice(reading) else first


@dataclass(frozen=True, slots=True)
class _Told:
    reading: Reading
    arrival: int
    publisher: str
    voice: str
    published: Days | None


def _statement(claim: Claim, parent: Claim | None, told: _Told) -> Statement:
    cited = source_voice(claim.source_key) or source_voice(claim.source.text if claim.source else None)
    voice = cited or told.voice
    said = claim.said.days if claim.said and not yet_to_come(claim.said.days, told.reading.recorded) else told.published
    return Statement(
        claim,
        told.reading,
        told.arrival,
        voice,
        said,
        told.published,
        parent,
        quoted=voice != told.publisher,
        adds=_adds(claim, told.reading),
    )


def _adds(claim: Claim, reading: Reading) -> bool:
    """Tell whether words of addition look back to an earlier report: `5 others` after a number looks to that number.

    So do `others` who were hurt, one sentence after the dead.
    """
    if not claim.adds:
        return False
    text = reading.report.text
    before = (c for c in reading.claims if c.quote.end <= claim.quote.start and c.part_of != claim.index)
    return not any(sentences_between(text, c.quote, claim.quote) <= (c.harm is not claim.harm) for c in before)


def independent(voices: Iterable[str]) -> int:
    """Count the voices."""
    return len(set(voices))

"""Who speaks: a source chain counts once, however many outlets reprint it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.sentence import sentences_between
from marsad.ledger.statement import Statement
from marsad.ledger.voice_names import source_voice, voice_key
from marsad.model.when import Days
from marsad.text.fingerprint import sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.wording import Wording
    from marsad.model.claim import Claim
    from marsad.model.reading import Reading

NEAR = 0.6
"""Windows of the shorter text that the longer one must share to be taken for a copy."""
DAYS_APART = 10
"""A text that comes out later than this after another one is no copy of it for us: phrases return, events don't."""
ENOUGH = 8
"""Windows that two texts share at least before one is taken for a copy: a single sentence of fact proves nothing."""
SEEN_AFTER = 3
"""A report is taken to be published at most so many days before it was seen (DESIGN, Toll of a cell)."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """For each report id: the publisher's voice, the publication days, and the report that it copies, if any."""

    voice: Mapping[str, str]
    published: Mapping[str, Days | None]
    original: Mapping[str, str]


def speakers(readings: Sequence[Reading], wording: Wording) -> Speakers:
    """Find for every report its voice and its original."""
    published = {reading.report.id: publication(reading) for reading in readings}
    originals = _originals(wording.prints, published)
    by_id = {reading.report.id: reading for reading in readings}
    voice = {key: publisher_voice(by_id[originals.get(key, key)]) for key in by_id}
    return Speakers(voice, published, originals)


def publication(reading: Reading) -> Days | None:
    """Return the days on which the report came out: worked out, else from the day it was seen, else None."""
    known = reading.published or reading.report.published
    if known:
        return known.days
    seen = reading.report.seen
    return Days(seen.days.shift(-SEEN_AFTER).first, seen.days.last) if seen else None


def publisher_voice(reading: Reading) -> str:
    """Return the voice of the outlet itself; a report without one speaks for nobody but itself."""
    publisher = reading.report.publisher
    return voice_key(publisher) if publisher else f"report {reading.report.id}"


def statements(readings: Sequence[Reading], who: Speakers) -> list[Statement]:
    """List every claim with its voice and clocks, in the order of the readings."""
    listed = []
    for arrival, reading in enumerate(readings):
        by_index = {claim.index: claim for claim in reading.claims}
        for claim in reading.claims:
            parent = by_index.get(claim.part_of) if claim.part_of is not None else None
            listed.append(_statement(claim, parent, reading, arrival, who))
    return listed


def _statement(claim: Claim, parent: Claim | None, reading: Reading, arrival: int, who: Speakers) -> Statement:
    report = reading.report.id
    cited = source_voice(claim.source_key) or source_voice(claim.source.text if claim.source else None)
    voice = cited or who.voice[report]
    published = who.published[who.original.get(report, report)]
    said = claim.said.days if claim.said else published
    quoted = voice != publisher_voice(reading)
    return Statement(claim, reading, arrival, voice, said, published, parent, quoted, adds=_adds(claim, reading))


def _adds(claim: Claim, reading: Reading) -> bool:
    """Tell whether words of addition look back to an earlier report: `5 others` after a number looks to that number.

    So do `others` who were hurt, one sentence after the dead.
    """
    if not claim.adds:
        return False
    text = reading.report.text
    before = (c for c in reading.claims if c.quote.end <= claim.quote.start and c.part_of != claim.index)
    return not any(sentences_between(text, c.quote, claim.quote) <= (c.harm is not claim.harm) for c in before)


def _originals(prints: Mapping[str, frozenset[int]], published: Mapping[str, Days | None]) -> dict[str, str]:
    """For each near-copy, the report it copies: the first of its kind to come out."""
    order = sorted(prints, key=lambda key: _first_out(key, published[key]))
    rank = {key: n for n, key in enumerate(order)}
    copied: dict[str, str] = {}
    for pair, shared in sharing(prints).items():
        one, other = sorted(pair, key=rank.__getitem__)
        apart = _days_apart(published[one], published[other])
        near = shared >= max(ENOUGH, NEAR * min(len(prints[one]), len(prints[other])))
        if near and apart <= DAYS_APART:
            copied[other] = min(copied.get(other, one), one, key=rank.__getitem__)
    return {key: _root(key, copied) for key in copied}


def _root(key: str, copied: Mapping[str, str]) -> str:
    while key in copied:
        key = copied[key]
    return key


def _first_out(key: str, days: Days | None) -> tuple[int, int, str]:
    return (days.last.toordinal(), days.first.toordinal(), key) if days else (9_999_999, 0, key)


def _days_apart(one: Days | None, other: Days | None) -> int:
    return one.gap(other) if one and other else 0


def independent(voices: Iterable[str]) -> int:
    """Count the voices."""
    return len(set(voices))

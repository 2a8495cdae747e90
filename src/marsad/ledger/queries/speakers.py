"""Who publishes and who speaks: outlets with their reports, voices with the outlets that carry them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.ledger.voice_names import source_voice
from marsad.ledger.voices import publication, publisher_voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from marsad.model.claim import Claim
    from marsad.model.reading import Reading


@dataclass(slots=True)
class Outlet:
    """A publisher: its reports and claims, the first and last day on which one came out.

    `copies` counts the reports that are near-copies, by the voice they have; `cites` the claims put down to others.
    """

    key: str
    reports: int = 0
    claims: int = 0
    first: date | None = None
    last: date | None = None
    copies: Counter[str] = field(default_factory=Counter)
    cites: Counter[str] = field(default_factory=Counter)

    @property
    def carries(self) -> list[tuple[str, int, int]]:
        """Return the voices that it carries: whose, copies of reports, claims put down to them; the most first."""
        both = self.copies.keys() | self.cites.keys()
        return sorted(((v, self.copies[v], self.cites[v]) for v in both), key=lambda row: (-row[1] - row[2], row[0]))


@dataclass(slots=True)
class Voice:
    """One who speaks, counted once however many reprint it: claims, reports, and the outlets that carry it."""

    key: str
    claims: int = 0
    reports: set[str] = field(default_factory=set)
    carriers: Counter[str] = field(default_factory=Counter)
    last: date | None = None


def speakers(readings: Iterable[Reading], voices: Mapping[str, str]) -> tuple[list[Outlet], list[Voice]]:
    """Return outlets and voices, those with the most reports first; `voices` is the ledger's, by report."""
    outlets: dict[str, Outlet] = {}
    spoken: dict[str, Voice] = {}
    for reading in readings:
        own = publisher_voice(reading)
        outlet = outlets.setdefault(own, Outlet(own))
        whose = voices.get(reading.report.id, own)
        out = publication(reading)
        _publish(outlet, reading, whose, out.last if out else None)
        for claim in reading.claims:
            speaks = _cited(claim) or whose
            voice = spoken.setdefault(speaks, Voice(speaks))
            voice.claims += 1
            voice.reports.add(reading.report.id)
            voice.last = max(filter(None, (voice.last, out.last if out else None)), default=None)
            if speaks != own:
                voice.carriers[own] += 1
                if whose != speaks:
                    outlet.cites[speaks] += 1
    return (
        sorted(outlets.values(), key=lambda one: (-one.reports, one.key)),
        sorted(spoken.values(), key=lambda one: (-len(one.reports), one.key)),
    )


def _publish(outlet: Outlet, reading: Reading, whose: str, day: date | None) -> None:
    outlet.reports += 1
    outlet.claims += len(reading.claims)
    outlet.first = min(filter(None, (outlet.first, day)), default=None)
    outlet.last = max(filter(None, (outlet.last, day)), default=None)
    if whose != outlet.key:
        outlet.copies[whose] += 1


def _cited(claim: Claim) -> str | None:
    """Return the voice that a claim is put down to, None where it is nobody in particular."""
    return source_voice(claim.source_key) or source_voice(claim.source.text if claim.source else None)

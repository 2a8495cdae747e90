"""What had been published by a day: the same ledger over fewer readings and claims. New facts never change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.voices import publication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.model.claim import Claim
    from marsad.model.reading import Reading


def published(readings: Iterable[Reading], day: date) -> list[Reading]:
    """Return the readings of reports that were surely out by the end of `day`, with the claims surely said by then.

    A report whose publication nobody knows is left out: it cannot be said to have been out.
    """
    return [_said(reading, day) for reading in readings if _out(reading, day)]


def _out(reading: Reading, day: date) -> bool:
    days = publication(reading)
    return days is not None and days.last <= day


def _said(reading: Reading, day: date) -> Reading:
    kept = tuple(claim for claim in reading.claims if _by(claim, day))
    return reading if len(kept) == len(reading.claims) else replace(reading, claims=kept)


def _by(claim: Claim, day: date) -> bool:
    return claim.said is None or claim.said.days.first <= day

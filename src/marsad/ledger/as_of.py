"""What the ledger is asked as of, and for whom: what had been recorded by a time, what had been published by a day.

The same ledger over fewer readings, claims and decisions; new facts never change an answer. Of what had been published,
all decisions hold, whenever they were made, but each only for what was out by then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.ledger.correct import FROM
from marsad.ledger.decided import fitting
from marsad.ledger.voices import publication
from marsad.model.audience import TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from marsad.model.audience import Audience
    from marsad.model.claim import Claim
    from marsad.model.decision import Decision
    from marsad.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Question:
    """As of when: by what time it had been recorded, by what day it had been published; None asks for all.

    `audience` is who asks: what may not be shown to them now is left out of every answer, also about the past.
    """

    recorded: datetime | None = None
    published: date | None = None
    audience: Audience = TEAM

    def __str__(self) -> str:
        """Say the question in words."""
        by = []
        if self.published:
            by.append(f"published by {self.published}")
        if self.recorded:
            by.append(f"recorded by {_moment(self.recorded)}")
        what = f"what had been {' and '.join(by)}" if by else "everything recorded so far"
        return what if self.audience == TEAM else f"{what}, {self.audience}"


def _moment(time: datetime) -> str:
    """Write a time for people; the last second of a day is its end."""
    ends = (time.hour, time.minute, time.second) == (23, 59, 59)
    return f"the end of {time:%Y-%m-%d}" if ends else time.isoformat(" ", "seconds")


EVERYTHING = Question()


def published(readings: Iterable[Reading], day: date) -> list[Reading]:
    """Return the readings of reports that were surely out by the end of `day`, with the claims surely said by then.

    A report whose publication nobody knows is left out: it cannot be said to have been out.
    """
    return [_said(reading, day) for reading in readings if _out(reading, day)]


def in_sight(decisions: Sequence[Decision], readings: Iterable[Reading], day: date) -> list[Decision]:
    """Return the decisions with those anchors only that speak of what had been published by the end of `day`.

    What binds nothing in any reading stays an orphan where its report was out.
    """
    told = {reading.report.id: reading for reading in readings if _out(reading, day)}
    return [_narrowed(decision, told, day) for decision in decisions]


def _narrowed(decision: Decision, told: dict[str, Reading], day: date) -> Decision:
    def sees(anchor: str) -> bool:
        reading = told.get(anchor.partition(":")[0])
        if reading is None:
            return False
        seen = decision.seen(anchor)
        found = fitting(anchor, reading.claims) or ([seen.claim] if seen else [])
        return not found or any(_by(claim, day) for claim in found)

    left = [anchor for anchor in decision.values(FROM) if sees(anchor)]
    nothing_left = not left and bool(decision.values(FROM))  # to set apart from nothing is no split
    return replace(
        decision,
        anchors=() if nothing_left else tuple(filter(sees, decision.anchors)),
        value=tuple((name, value) for name, value in decision.value if name != FROM or value in left),
    )


def _out(reading: Reading, day: date) -> bool:
    days = publication(reading)
    return days is not None and days.last <= day


def _said(reading: Reading, day: date) -> Reading:
    kept = tuple(claim for claim in reading.claims if _by(claim, day))
    return reading if len(kept) == len(reading.claims) else replace(reading, claims=kept)


def _by(claim: Claim, day: date) -> bool:
    return claim.said is None or claim.said.days.first <= day

"""What the reader makes of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT

if TYPE_CHECKING:
    from datetime import date

    from marsad.model.claim import Claim
    from marsad.model.presence import Presence
    from marsad.model.problem import Problem
    from marsad.model.report import Report
    from marsad.model.when import When


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its claims, presence statements and problems.

    `published` is the publication interval: the day from outside the text, or the days worked out from its words.
    `country` tells with which country's names of places and parties it was read.
    """

    report: Report
    claims: tuple[Claim, ...]
    presences: tuple[Presence, ...] = ()
    problems: tuple[Problem, ...] = ()
    published: When | None = None
    country: str = DEFAULT
    recorded: date | None = field(default=None, compare=False)
    """The day (UTC) on which the ledger took the report in, which the journal knows; None outside a ledger."""
    reader: str | None = field(default=None, compare=False)
    """What made it, with its version, where that is not the reader of texts."""

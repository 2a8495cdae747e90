"""What a release is made of: the ledger as its readers may see it, at one head of the journal, in one period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from marsad.model.claim import Claim
    from marsad.model.incident import Assertion, Incident, PeriodSum
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.split import Split
    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class Made:
    """The head of the journal that a release is made of: the last entry, its hash, when it was recorded."""

    seq: int
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """An incident with its dead by side, who is said to have done it, and the country with whose names it was read."""

    incident: Incident
    split: Split
    doers: tuple[str, ...] = ()
    country: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Told:
    """A report that the release rests on: its number in the ledger, its reading, where it was captured."""

    number: int
    reading: Reading
    published: Days | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of presence with the days on which it was the latest about these people in this area."""

    presence: Presence
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Material:
    """All that goes into a release.

    `public` tells that it is for everybody: no words of reports stand in it. `first` and `last` are the days asked
    for, None where all are. `decided` are the numbers of people's decisions by the incident that they bear on.
    """

    made: Made
    incidents: tuple[Issued, ...] = ()
    reports: tuple[Told, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    periods: tuple[PeriodSum, ...] = ()
    presences: tuple[Held, ...] = ()
    decided: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    public: bool = False

    def numbers(self) -> dict[str, int]:
        """Return the numbers of the reports by their ids."""
        return {told.reading.report.id: told.number for told in self.reports}

    def claims(self) -> dict[str, Claim]:
        """Return the claims by their ids."""
        return {claim.id: claim for told in self.reports for claim in told.reading.claims}

    def home(self) -> dict[str, str]:
        """Return the incident of every claim that is of one."""
        return {claim: one.incident.id for one in self.incidents for claim in one.incident.claims}

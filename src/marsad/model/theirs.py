"""An event as another data set has it, and how it compares with an incident of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.count import Interval
    from marsad.model.incident import Incident
    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class Theirs:
    """One event of an export.

    `reach_km` is how far from its point the event may have been, by its precision; `area` the name of its governorate;
    `parties` what its sides are called there, `keys` the party keys that these names mean here. `dead` are all its
    dead, None where the set tells of none; of `civilians` alone where it counts only these.
    """

    id: str
    line: int
    days: Days | None
    lat: float | None
    lon: float | None
    reach_km: float
    area: str | None = None
    parties: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    best: int | None = None
    dead: Interval | None = None
    civilians: bool = False


class Numbers(StrEnum):
    """How their dead compare with ours."""

    AGREE = "agree"
    LOWER = "theirs are fewer"
    HIGHER = "theirs are more"
    OURS_UNKNOWN = "ours not stated"
    THEIRS_UNKNOWN = "theirs not stated"


@dataclass(frozen=True, slots=True)
class Pair:
    """An event of theirs and the incident of ours that is the same: what bears that out, and how the numbers compare.

    `gap` is in days, `km` between the points (None where one has none); `same_party` is None where one names nobody.
    """

    theirs: Theirs
    incident: Incident
    gap: int
    km: float | None
    same_party: bool | None
    numbers: Numbers
    ours: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs, what only they have, and what only we have, in the days and the kind of events that they tell of."""

    pairs: tuple[Pair, ...]
    theirs: tuple[Theirs, ...]
    ours: tuple[Incident, ...]
    undated: int = 0
    """So many incidents of ours have no day, and were compared with nothing."""

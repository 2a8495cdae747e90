"""The dead of an incident by side, as UCDP's GED splits them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dead:
    """How many died: low, best and high, as in a toll; `open` where no top was stated."""

    low: int
    best: int
    high: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """The dead of one incident by side; `side_a` and `side_b` are party keys, None where no party is known."""

    side_a: str | None
    side_b: str | None
    deaths_a: Dead | None
    deaths_b: Dead | None
    civilians: Dead | None
    unknown: Dead | None

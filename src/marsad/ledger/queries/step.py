"""How long a row of a series is."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """One row of a series; weeks are those of ISO 8601, from Monday on."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

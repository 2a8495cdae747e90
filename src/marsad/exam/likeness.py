"""When two claims say the same in one slot. Places, doers, sources by their words; days within one day."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.exam.mark import Mark
    from marsad.model.when import Days

_DROPPED = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAME = str.maketrans("أإآىة", "ااايه")
_WORD = re.compile(r"\w+")
NEAR_DAYS = 1
"""How far the ends of a stretch of days may lie apart and still be the same."""


@lru_cache(maxsize=4096)
def spelt(words: str) -> tuple[str, ...]:
    """Return words without vowel signs and tatweel, letters that people interchange made one, in small letters."""
    return tuple(_WORD.findall(_DROPPED.sub("", words).translate(_SAME).lower()))


def same_words(one: str | None, other: str | None) -> bool:
    """Tell whether half of the words of the longer one stand in both; nothing is like nothing only."""
    left, right = set(spelt(one or "")), set(spelt(other or ""))
    if not left or not right:
        return not left and not right
    return 2 * len(left & right) >= max(len(left), len(right))


def same_days(one: Days | None, other: Days | None) -> bool:
    """Tell whether each end lies within one day of the other's; no day is like no day only."""
    if one is None or other is None:
        return one is other
    return days_apart(one, other) <= NEAR_DAYS


def days_apart(one: Days, other: Days) -> int:
    """Return by how many days the ends differ at most."""
    return max(abs((one.first - other.first).days), abs((one.last - other.last).days))


def same_count(gold: Mark, read: Mark) -> bool:
    """Tell whether harm and number are the same; of vague counts only that they are vague."""
    if gold.harm != read.harm:
        return False
    if gold.count.vague or read.count.vague:
        return gold.count.vague and read.count.vague
    return (gold.count.low, gold.count.high) == (read.count.low, read.count.high)

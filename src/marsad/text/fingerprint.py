"""Fingerprints of wording: hashed windows of five folded tokens, to find near-copies of a text.

Exact sets, no sampling: a report has a few hundred windows, and an index over them finds every pair that shares one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Generic, TypeVar

from marsad.text.fold import fold

Key = TypeVar("Key")
_TOKEN = re.compile(r"[^\W_]+")
WINDOW = 5
COMMON = 64
"""A window that stands in more texts than this is boilerplate and leads to no pair."""


@lru_cache(maxsize=2_048)
def fingerprint(text: str) -> frozenset[int]:
    """Return the hashed windows of a text; a text shorter than a window has one print, an empty one none."""
    tokens = [*map(_hash, _TOKEN.findall(fold(text).text))]
    windows = zip(*(tokens[n:] for n in range(WINDOW)), strict=False)
    return frozenset(map(hash, windows if len(tokens) >= WINDOW else [tuple(tokens)] if tokens else []))


def share(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of the shorter text's windows that the longer one has too, boilerplate and all."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


class Sharing(Generic[Key]):
    """Which texts share how many windows, as texts come in; a window that stands in many is boilerplate."""

    def __init__(self) -> None:
        self._prints: dict[Key, frozenset[int]] = {}
        self._holders: dict[int, list[Key] | Key] = {}
        self._common: set[int] = set()

    def put(self, key: Key, windows: frozenset[int], enough: int) -> tuple[list[Key], list[tuple[Key, Key]]]:
        """Take in a text; return the texts that share at least so many windows with it, and pairs that now share less.

        Those share less of which a window has become boilerplate.
        """
        shared: Counter[Key] = Counter()
        loosened: list[tuple[Key, Key]] = []
        for window in windows:
            holders = self._holders.get(window)
            if holders is None:
                self._holders[window] = key
            elif not isinstance(holders, list):
                shared[holders] += 1
                self._holders[window] = [holders, key]
            elif len(holders) < COMMON:
                shared.update(holders)
                holders.append(key)
            elif window not in self._common:
                self._common.add(window)
                loosened += combinations(holders, 2)
        self._prints[key] = windows
        return [other for other, n in shared.items() if n >= enough], loosened

    def shared(self, one: Key, other: Key) -> int:
        """Count the windows that two texts share, boilerplate left out."""
        return len((self._prints[one] & self._prints[other]) - self._common)

    def share(self, one: Key, other: Key) -> float:
        """Return the share of the shorter text's windows that the longer one has too, boilerplate and all."""
        return share(self._prints[one], self._prints[other])

    def size(self, key: Key) -> int:
        """Count the windows of a text."""
        return len(self._prints[key])


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=7).digest())

"""Fingerprints of wording: hashed windows of five folded tokens, to find near-copies of a text.

Exact sets, no sampling: a report has a few hundred windows, and an index over them finds every pair that shares one.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = TypeVar("Key")
_TOKEN = re.compile(r"[^\W_]+")
WINDOW = 5
_COMMON = 64
"""A window that stands in more texts than this is boilerplate and leads to no pair."""


def fingerprint(text: str) -> frozenset[int]:
    """Return the hashed windows of a text; a text shorter than a window has one print, an empty one none."""
    tokens = _TOKEN.findall(fold(text).text)
    if not tokens:
        return frozenset()
    stop = max(len(tokens) - WINDOW + 1, 1)
    return frozenset(_hash(" ".join(tokens[i : i + WINDOW])) for i in range(stop))


def sharing(prints: Mapping[Key, frozenset[int]]) -> dict[tuple[Key, Key], int]:
    """Return how many windows each pair of texts shares; pairs that share none are left out."""
    holders: dict[int, list[Key]] = {}
    for key, windows in prints.items():
        for window in windows:
            holders.setdefault(window, []).append(key)
    shared: dict[tuple[Key, Key], int] = {}
    for keys in holders.values():
        if 1 < len(keys) <= _COMMON:
            for i, one in enumerate(keys):
                for other in keys[i + 1 :]:
                    shared[one, other] = shared.get((one, other), 0) + 1
    return shared


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest())

"""The sieve of work in bulk: which pages are worth taking apart, told by their bytes."""

from __future__ import annotations

from marsad.sifting import worth_reading


def passes(body: bytes) -> bool:
    """Tell whether the bytes of a page, a line of JSON or a text may hold a word of harm; False is certain."""
    return worth_reading(body)

"""Which language a text is read in, by its script."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0621-\u064a]+")
_LATIN = re.compile("[a-z]+")


def code_of(folded: str) -> str:
    """Return `ar` where Arabic letters outweigh Latin ones, else `en`."""
    arabic = sum(map(len, _ARABIC.findall(folded)))
    latin = sum(map(len, _LATIN.findall(folded)))
    return "ar" if arabic >= latin else "en"

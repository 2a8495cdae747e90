"""Words of a report as one line of a terminal: kept in order, and never able to command it."""

from __future__ import annotations

import re

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ARABIC = "\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
ARABIC_RUN = re.compile(f"[{_ARABIC}](?:[^A-Za-z\u2066-\u2069<>&]*[{_ARABIC}])?")
"""Words of Arabic in a sentence of ours, from the first to the last before a Latin letter."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(words: str) -> str:
    """Replace what would command a terminal: controls by a space or U+FFFD, bidi controls by their name."""
    calm = _CONTROL.sub(lambda found: " " if found[0].isspace() else "\ufffd", words)
    return _BIDI.sub(lambda found: f"<U+{ord(found[0]):04X}>", calm)


def isolate(words: str) -> str:
    """Set words apart so that Arabic and Latin on one line each stay in order (Unicode bidi isolates)."""
    return f"{FIRST_STRONG_ISOLATE}{visible(words)}{POP_ISOLATE}"


def party_words(party: str) -> str:
    """Write a party key with spaces, so that it can be wrapped: `syrian government`."""
    return party.replace("_", " ")

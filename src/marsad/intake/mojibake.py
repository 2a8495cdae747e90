"""Words that were in UTF-8, were read as a one-byte encoding and stored again (`Ù…Ù‚ØªÙ„`, `ظ…ظ‚طھظ„` for `مقتل`)."""

from __future__ import annotations

import re
from functools import cache, partial

_THROUGH = {"cp1252": "Windows-1252", "cp1256": "Windows-1256"}
_SIGN = {"cp1252": "Ù", "cp1256": "ظ"}
"""How D9 comes out, the first byte of every second Arabic letter: rare signs in sound texts."""
_FEWEST = 12
"""Spoilt letters: with fewer there is nothing to judge by."""
_SHARE = 0.6
"""From this share of a text's characters beyond ASCII on, spoilt ones make it a spoilt text."""
_ARABIC = range(0xD8, 0xDC)
"""First bytes of Arabic letters in UTF-8."""
_OTHERS = (0xC2, 0xC3)
"""First bytes of accented letters and of signs like « in UTF-8."""
_WIDE = (0xE2, 0xEF)
"""First bytes of typographers' signs and of Arabic presentation forms in UTF-8: two more bytes follow."""


def mended(text: str) -> tuple[str, str] | None:
    """Return a spoilt text mended, and the encoding through which it was spoilt; None where it is not."""
    for encoding, name in _THROUGH.items():
        if text.count(_SIGN[encoding]) < _FEWEST // 2:
            continue
        letters, runs = _patterns(encoding)
        spoilt = sum(1 for _ in letters.finditer(text))
        if spoilt >= _FEWEST and 2 * spoilt >= _SHARE * sum(not char.isascii() for char in text):
            return runs.sub(partial(_back, encoding), text), name
    return None


@cache
def _patterns(encoding: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds one spoilt Arabic letter, and what finds a run of whatever is spoilt."""
    arabic, others, wide = (_any(firsts, encoding) for firsts in (_ARABIC, _OTHERS, _WIDE))
    follow = _any(range(0x80, 0xC0), encoding) + "\x80-\x9f"
    one = f"[{arabic}][{follow}]"
    return re.compile(one), re.compile(f"(?:[{arabic}{others}][{follow}]|[{wide}][{follow}][{follow}])+")


def _any(values: range | tuple[int, ...], encoding: str) -> str:
    return "".join(re.escape(bytes([value]).decode(encoding, "ignore")) for value in values)


def _back(encoding: str, run: re.Match[str]) -> str:
    stored = b"".join(bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode(encoding) for c in run[0])
    return stored.decode("utf-8", "replace")

"""Which language a text is read in, by its script."""

from __future__ import annotations

import re

_OTHER = re.compile("[\u0600-\u0620\u064b-\u067f]")
"""What shares the first byte of its UTF-8 form with the Arabic letters (U+0621 to U+064A)."""
_LATIN = b"abcdefghijklmnopqrstuvwxyz"


def code_of(folded: str) -> str:
    """Return `ar` where Arabic letters outweigh Latin ones, else `en`.

    Counted in bytes: an Arabic letter begins with D8 or D9, a Latin one is a byte that stands for nothing else.
    """
    stored = folded.encode("utf-8", "surrogatepass")
    arabic = stored.count(b"\xd8") + stored.count(b"\xd9") - len(_OTHER.findall(folded))
    latin = len(stored) - len(stored.translate(None, _LATIN))
    return "ar" if arabic >= latin else "en"

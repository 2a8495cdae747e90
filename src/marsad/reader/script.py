"""Which language a text is read in, by its script."""

from __future__ import annotations

import re

from marsad.text.fold import fold

_OTHER = re.compile("[\u0600-\u0620\u064b-\u067f]")
"""What shares the first byte of its UTF-8 form with the Arabic letters (U+0621 to U+064A)."""
_LATIN = b"abcdefghijklmnopqrstuvwxyz"
_NO_FIRST_BYTE = bytes(range(0xC0))
"""The bytes that begin no letter beyond ASCII."""
_LIGATURE = 18
"""The most letters that one sign stands for (ﷺ); all such signs begin with EF."""


def code_of_stored(text: str) -> str:
    """Return what `code_of` gives for the folded text, without folding it where the letters leave no doubt.

    Alef and lam alone outweigh the Latin letters of an Arabic text. What belongs to neither script may fold to a letter
    of either, a ligature to many.
    """
    stored = text.encode("utf-8", "surrogatepass")
    latin = len(stored) - len(stored.translate(None, _LATIN + _LATIN.upper()))
    arabic = stored.count(b"\xd8") + stored.count(b"\xd9")
    doubtful = len(stored.translate(None, _NO_FIRST_BYTE)) - arabic + _LIGATURE * stored.count(b"\xef")
    if stored.count("ا".encode()) + stored.count("ل".encode()) >= latin + doubtful:
        return "ar"
    if latin > arabic + doubtful:
        return "en"
    return code_of(fold(text).text)


def code_of(folded: str) -> str:
    """Return `ar` where Arabic letters outweigh Latin ones, else `en`.

    Counted in bytes: an Arabic letter begins with D8 or D9, a Latin one is a byte that stands for nothing else.
    """
    stored = folded.encode("utf-8", "surrogatepass")
    arabic = stored.count(b"\xd8") + stored.count(b"\xd9") - len(_OTHER.findall(folded))
    latin = len(stored) - len(stored.translate(None, _LATIN))
    return "ar" if arabic >= latin else "en"

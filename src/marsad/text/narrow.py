"""Text as bytes, one for each letter, folded: what many words can be looked for in at the speed of memory.

A letter and all that `fold` makes the same have one byte; signs that fold away have none. What no byte stands for is
one of a few marks, so nothing that a word is made of is lost.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from marsad.text.fold import fold, fold_word

if TYPE_CHECKING:
    from collections.abc import Callable

DROPPED, LIGATURE, TATWEEL, STAR = 0, 1, 2, 3
"""Bytes for signs that fold away, for one that is several letters, and for those that may break words apart."""
OTHER = 0x7F
"""The byte of every character that no word of a lexicon has."""
_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x600, 0x700))))
_BEYOND = (*range(0xA0), *range(0x100, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0x3000)
_FORMS = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF5F))
"""Presentation forms of Arabic letters, and wide Latin ones."""
_SIZE = 1 << 16
_WORD_BREAKERS = {0x640: TATWEEL, **dict.fromkeys(map(ord, "*•·"), STAR)}


def narrow(text: str) -> bytes:
    """Return a text with one byte a letter, marks and all: `tidy` takes out what folds away."""
    return _narrower()(text)


def narrowed(data: bytes, encoding: str) -> bytes:
    """Return bytes in an encoding of one byte a letter as `narrow` returns their text."""
    return data.translate(_of_encoding(encoding))


def tidy(codes: bytes) -> bytes:
    """Take out what folds away."""
    return codes.translate(None, b"\x00\x02") if TATWEEL in codes else codes.replace(b"\x00", b"")


def widen(codes: bytes) -> str:
    """Return the folded text that codes stand for."""
    return codes.decode("latin-1").translate(_letters())


@cache
def _alphabet() -> dict[str, int]:
    """Give every folded letter a byte."""
    found = {chr(code): code for code in range(0x20, OTHER)}
    free = iter(range(OTHER + 1, 256))
    for char in map(fold_word, _LETTERS):
        if len(char) == 1 and char not in found and (code := next(free, None)) is not None:
            found[char] = code
    return found


@cache
def _codes() -> bytes:
    """Give every character that one code of UTF-16 stands for its byte."""
    alphabet = _alphabet()
    found = bytearray([OTHER]) * _SIZE
    for code in (*map(ord, _LETTERS), *_BEYOND, *_FORMS):
        folded = fold(chr(code)).text if chr(code) != "\n" else " "
        found[code] = alphabet.get(folded, OTHER) if len(folded) == 1 else LIGATURE if folded else DROPPED
    for code, mark in _WORD_BREAKERS.items():
        found[code] = mark
    return bytes(found)


@cache
def _narrower() -> Callable[[str], bytes]:
    """Return what narrows a text: through numpy, and where that is not installed, many times as slowly."""
    codes = _codes()
    try:
        numpy: Any = import_module("numpy")
    except ImportError:
        return lambda text: bytes([codes[min(code, _SIZE - 1)] for code in map(ord, text)])
    table = numpy.frombuffer(codes, numpy.uint8)

    def narrower(text: str) -> bytes:
        wide = numpy.frombuffer(text.encode("utf-16-le", "surrogatepass"), numpy.uint16)
        found: bytes = table.take(wide).tobytes()
        return found

    return narrower


@cache
def _of_encoding(encoding: str) -> bytes:
    codes = _codes()
    return bytes(codes[ord(bytes([byte]).decode(encoding, "replace"))] for byte in range(256))


@cache
def _letters() -> dict[int, str | None]:
    found = {code: char for char, code in _alphabet().items()}
    marks = {DROPPED: "", TATWEEL: "\u0640", STAR: "*"}
    return {code: marks.get(code) if code in marks else found.get(code, "\ufffd") for code in range(256)}

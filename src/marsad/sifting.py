"""Which pages are worth taking apart: told by their bytes, before anything is made of them.

What a page may show is folded to one byte a letter, in each encoding that it may be in. Where the letters of a word
stand without which nothing is read, the reader's own sieve is asked about the stretch between two spaces; what it said
is remembered.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from marsad.intake.decode import decode
from marsad.intake.mojibake import mended
from marsad.intake.visible import shown
from marsad.model.problem import MarsadError
from marsad.reader.language import LANGUAGES, language
from marsad.text.fold import fold
from marsad.text.narrow import DROPPED, LIGATURE, STAR, TATWEEL, narrow, narrowed, tidy, widen
from marsad.text.sieve import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.text.sieve import Sieve

    Found = Callable[[bytes], "list[tuple[int, int, int]]"]

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ONE_BYTE = ("cp1256", "iso8859-6")
_ENTITY = re.compile(rb"&(#?[a-zA-Z0-9]{2,8})")
_WRITTEN = re.compile("&(#?[a-zA-Z0-9]{2,8});?")
_LIGATURES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = rb"a-z\x80-\xff"
_STARS = re.compile(rb"(?<=[%b])\x03+(?=[%b])" % (_LETTER, _LETTER))
_BREAK = re.compile(rb"\x02(?: +|[.,%b]{1,3})" % re.escape(narrow("،")))
_ALNUM = re.compile(rb"[0-9%b]" % _LETTER)
_SPOILT = "§".encode()
"""What an alef ends with that was read in a wrong encoding and stored again; every sixth letter is one."""
_REACH = 80
"""Letters beside a word's own that are looked at for where what it stands in begins and ends."""
_AROUND = (40, 400)
"""Bytes of a page in which the words beside another are looked for; where there are none, in more."""
_BREAKS = 1_000
"""So many broken words of a page are looked at; one with more passes."""
_KEPT = 300_000
"""So many stretches are remembered."""
_NONE, _PART, _WORD = range(3)
"""What a stretch holds of the words that are looked for: none, one of a phrase, a whole one."""


def worth_reading(page: bytes) -> bool:
    """Tell whether a page may hold a word without which nothing is read from a text; False is certain.

    What a script would write into the page is not looked at; nor is it read.
    """
    if page.startswith(_WIDE) or b"\x00" in page[:1000]:
        try:
            page = decode(page).text.encode("utf-8", "replace")
        except MarsadError:
            return True
    return any(map(_holds, _readings(shown(page), page)))


def words_worth_reading(text: str) -> bool:
    """Tell the same of a plain text."""
    return _holds(_spelt(text))


def _readings(bare: bytes, page: bytes) -> Iterator[bytes]:
    """Narrow what a page shows, in each encoding in which it may be."""
    written = _writes_letters(bare)
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError:
        if _may_be_damaged(bare):
            yield _spelt(_plain(bare.decode("utf-8", "ignore"), written))
        for encoding in _ONE_BYTE:
            if encoding == "cp1256" or _may_be_iso(bare, page):
                plain = _plain(bare.decode(encoding, "replace"), written) if written else ""
                yield narrow(plain) if plain else narrowed(bare, encoding)
        return
    codes = _spelt(_plain(text, written))
    spoilt = mended(text) if _SPOILT in bare else None
    yield _spelt(_plain(spoilt[0], written)) if spoilt else codes


def _spelt(text: str) -> bytes:
    """Narrow a text, with letters for its ligatures."""
    codes = narrow(text)
    if LIGATURE not in codes:
        return codes
    return narrow(_LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def _may_be_damaged(bare: bytes) -> bool:
    """Tell whether bytes may be UTF-8 with damage: in a page of one byte a letter few bytes are the first of two."""
    firsts = bare.count(b"\xd8") + bare.count(b"\xd9")
    return firsts > 3 and firsts * 20 > len(bare.translate(None, bytes(range(128))))


def _may_be_iso(bare: bytes, page: bytes) -> bool:
    """Tell whether bytes may be ISO-8859-6: named so, or with its `ي`, which in Windows-1256 is no Arabic letter."""
    return bare.count(b"\xea") * 50 > bare.count(b"\xc7") or b"8859-6" in page[:4096]


def _writes_letters(bare: bytes) -> bool:
    """Tell whether a page writes letters, or signs that fold away, as entities (`&#1602;`, `&shy;`)."""
    return b"&" in bare and any(map(_is_written, {*_ENTITY.findall(bare)}))


@cache
def _is_written(name: bytes) -> bool:
    char = unescape(f"&{name.decode()};")
    return len(char) == 1 and char not in "\xa0&" and (char.isalnum() or narrow(char)[0] in {DROPPED, TATWEEL, STAR})


def _plain(text: str, written: bool) -> str:  # noqa: FBT001  what was found out of the bytes
    if not written:
        return text
    return _WRITTEN.sub(lambda found: unescape(f"&{found[1]};") if _is_written(found[1].encode()) else found[0], text)


def _holds(codes: bytes) -> bool:
    """Tell whether narrowed text may hold a wanted word or phrase."""
    if TATWEEL in codes and _holds_broken(codes):
        return True
    codes = tidy(codes)
    if STAR in codes:
        codes = _STARS.sub(b"", codes)
    seen = 0
    for _, first, last in _finder()(codes):
        if first < seen:
            continue
        left, seen = _edges(codes, first, last)
        held = _held(codes[left:seen])
        if held is _WORD or (held is _PART and _holds_phrase(codes, left, seen)):
            return True
    return False


def _holds_broken(codes: bytes) -> bool:
    """Tell whether a word that tatweel and spaces may break apart is a wanted one, once it is joined."""
    for number, found in enumerate(_BREAK.finditer(codes)):
        around = fold(widen(codes[max(found.start() - _REACH, 0) : found.end() + _REACH])).text
        if number > _BREAKS or any(sieve.holds(around) for sieve in _sieves()):
            return True
    return False


def _edges(codes: bytes, first: int, last: int) -> tuple[int, int]:
    """Return where the stretch between two spaces begins and ends in which letters stand."""
    least = max(first - _REACH, 0)
    left = codes.rfind(b" ", least, first)
    right = codes.find(b" ", last, last + _REACH)
    return left + 1 if left >= 0 else least, right if right >= 0 else min(last + _REACH, len(codes))


_memo: dict[bytes, int] = {}


def _held(stretch: bytes) -> int:
    """Tell what a stretch holds; remembered."""
    held = _memo.get(stretch)
    if held is None:
        if len(_memo) > _KEPT:
            _memo.clear()
        text = widen(stretch)
        held = _NONE
        for sieve in _sieves():
            held = max(held, _WORD if sieve.holds(text) else _PART if sieve.is_part(text) else _NONE)
        _memo[stretch] = held
    return held


def _holds_phrase(codes: bytes, left: int, right: int) -> bool:
    """Tell whether a stretch and the words beside it hold a wanted phrase."""
    for around in _AROUND:
        before = _words(codes[max(left - around, 0) : left])[left > around :][-2:]
        behind = _words(codes[right : right + around])[:2]
        if (before or left <= around) and (behind or right + around >= len(codes)):
            return _joins(b" ".join((*before, codes[left:right], *behind)))
    return True


def _words(codes: bytes) -> list[bytes]:
    return [*filter(_ALNUM.search, codes.split())]


@lru_cache(_KEPT // 10)
def _joins(codes: bytes) -> bool:
    text = widen(codes)
    return any(sieve.holds(text) for sieve in _sieves())


@cache
def _sieves() -> tuple[Sieve, ...]:
    return tuple(language(code).sieve for code in LANGUAGES)


@cache
def _finder() -> Found:
    """Return what finds the letters of wanted words: pattern, start and end of each, none over another."""
    patterns = sorted({narrow(core) for sieve in _sieves() for core in sieve.cores})
    try:
        library: Any = import_module("ahocorasick_rs")
    except ImportError:
        letters = re.compile(any_of(pattern.decode("latin-1") for pattern in patterns))
        return lambda codes: [(0, *found.span()) for found in letters.finditer(codes.decode("latin-1"))]
    found: Found = library.BytesAhoCorasick(patterns, implementation=library.Implementation.DFA).find_matches_as_indexes
    return found

"""The words that a page may show, roughly and fast, out of its bytes: they tell whether it is worth taking apart."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from marsad.intake.mojibake import mended

if TYPE_CHECKING:
    from collections.abc import Iterator

_SILENT = re.compile(rb"<(?:!--|script\b|style\b)", re.IGNORECASE)
_ENDS = {b"<!--": b"-->", b"<scr": b"</script", b"<sty": b"</style"}
_INLINE = re.compile(
    rb"</?(?:abbr|b|bd[io]|big|em|font|i|mark|small|span|strong|su[bp]|u|wbr)(?:\s[^>]*+)?>", re.IGNORECASE
)
_TAG = re.compile(rb"<[a-zA-Z/!?][^>]*+>")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_IN_UTF8 = re.compile(rb"[\xd8-\xdb][\x80-\xbf][\xd8-\xdb][\x80-\xbf]|\xef[\xad-\xbb][\x80-\xbf]")
"""Two Arabic letters in UTF-8, or one of the presentation forms: without them no word in damaged UTF-8 is Arabic."""
_LONG = 60_000
_SEPARATED = 30_000
"""So many blanks and slashes before the next tag: an element with so many attributes takes seconds to read."""


def without_scripts(page: bytes) -> list[bytes]:
    """Cut a page where scripts, styles and comments stand; those that are never closed stay."""
    kept = []
    at = begun = 0
    missing: set[bytes] = set()
    lower = b""
    while found := _SILENT.search(page, at):
        end = _ENDS[found[0][:4].lower()]
        lower = lower or page.lower()
        close = -1 if end in missing else lower.find(end, found.end())
        at = found.end()
        if close < 0:
            missing.add(end)
            continue
        kept.append(page[begun : found.start()])
        begun = at = close + len(end)
    kept.append(page[begun:])
    return kept


def is_overgrown(page: bytes) -> bool:
    """Tell whether a stretch without a tag, or a tag itself, is so long that no parser should get it."""
    if max(map(len, page.split(b"<"))) < _LONG:
        return False
    stretches = (stretch for piece in without_scripts(page) for stretch in piece.split(b"<") if len(stretch) > _LONG)
    return any(len(one) - len(one.translate(None, b" \t\n\r\x0c/")) > _SEPARATED for one in stretches)


def visible_words(page: bytes) -> list[str] | None:
    """Return the words of a page, in each encoding in which it may be; None where only a parser can tell.

    Words that inline markup cuts (`قت<b>لى</b>`) are whole in them.
    """
    if page.startswith(_WIDE) or b"\x00" in page[:1000]:
        return None
    bare = b" ".join(without_scripts(page))
    bare = _TAG.sub(b" ", _INLINE.sub(b"", bare))
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError:
        return [*map(_plain, _readings(bare))]
    spoilt = mended(text)
    return [_plain(spoilt[0] if spoilt else text)]


def _readings(bare: bytes) -> Iterator[str]:
    """Decode what is no sound UTF-8: as damaged UTF-8 where that gives letters, and in the one-byte encodings."""
    if _IN_UTF8.search(bare):
        yield bare.decode("utf-8", "ignore")
    with suppress(UnicodeDecodeError):  # words in Windows-1256 hold bytes that it has not
        yield bare.decode("iso8859-6")
    yield bare.decode("cp1256")


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)

"""What of a page's bytes may be shown: without scripts, styles, comments and the markup within words."""

from __future__ import annotations

import re

_SILENT = re.compile(rb"<(?:!--|script\b|style\b)", re.IGNORECASE)
_ENDS = {
    b"<!--": re.compile(rb"-->"),
    b"<scr": re.compile(rb"</script", re.IGNORECASE),
    b"<sty": re.compile(rb"</style", re.IGNORECASE),
}
_MARKUP = rb"/?(?:abbr|b|bd[io]|big|em|font|i|mark|small|span|strong|su[bp]|u|wbr)(?:\s[^<>]*)?>"
_STAYS = rb"<(?:(?![a-z/!?])|(?<=[a-z0-9\x80-\xff]<)%b(?:<%b)*(?=[a-z0-9\x80-\xff&]))" % (_MARKUP, _MARKUP)
"""A `<` that begins no tag, and inline markup between two letters: both stand within words. In lower case, which is
found many times as fast as either."""
_SHOWN = re.compile(rb">\s*((?:[^<\s]|<(?![a-z/!?]))[^<]*(?:%b[^<]*)*)" % _STAYS)
"""What stands between two tags, where that is more than space."""
_WITHIN = re.compile(rb"<%b" % _MARKUP)
_LONG = 60_000
_SEPARATED = 30_000
"""So many blanks and slashes before the next tag: an element with so many attributes takes seconds to read."""


def without_scripts(page: bytes) -> list[bytes]:
    """Cut a page where scripts, styles and comments stand; those that are never closed stay."""
    kept = []
    at = begun = 0
    missing: set[bytes] = set()
    while found := _SILENT.search(page, at):
        kind = found[0][:4].lower()
        at = found.end()
        close = None if kind in missing else _ENDS[kind].search(page, at)
        if close is None:
            missing.add(kind)
            continue
        kept.append(page[begun : found.start()])
        begun = at = close.end()
    kept.append(page[begun:])
    return kept


def is_overgrown(page: bytes) -> bool:
    """Tell whether a stretch without a tag, or a tag itself, is so long that no parser should get it."""
    if max(map(len, page.split(b"<"))) < _LONG:
        return False
    stretches = (stretch for piece in without_scripts(page) for stretch in piece.split(b"<") if len(stretch) > _LONG)
    return any(len(one) - len(one.translate(None, b" \t\n\r\x0c/")) > _SEPARATED for one in stretches)


def shown(page: bytes) -> bytes:
    """Return the words of a page in small letters, parted by a space where markup stands, and joined within words.

    `قت<b>لى</b>` is one word. What is read in any encoding that has the letters of ASCII stays in it.
    """
    bare = b">" + b" ".join(without_scripts(page)).lower()
    last = bare.rfind(b"<")
    unclosed = bare[last + 1 :] if bare.find(b">", last) < 0 else b""
    words = b" ".join([*_SHOWN.findall(bare), unclosed])
    return _WITHIN.sub(b"", words) if b"<" in words else words

"""The sieve of work in bulk: which pages, lines and rows are worth reading, told by their bytes."""

from __future__ import annotations

import json
import re

from marsad.sifting import words_worth_reading, worth_reading

_MARKUP = re.compile(rb"<[a-zA-Z!?/]")
_HEAD = 4096
_BEGINS_LINE = b"{"
_BREAK = re.compile(r"\\[nrt]")


def passes(body: bytes) -> bool:
    """Tell whether the bytes of a page, a line of JSON or a text may hold a word of harm; False is certain."""
    if body.lstrip()[:1] == _BEGINS_LINE:
        return _line_passes(body)
    if b"%PDF-" in body[:1024]:
        return True
    if _MARKUP.search(body, 0, _HEAD) or not _is_utf8(body):
        return worth_reading(body)
    return words_worth_reading(body.decode("utf-8"))


def _line_passes(line: bytes) -> bool:
    """Tell it of a line of JSON; one that cannot be read is a problem to be told of, so it passes."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    if "\\u" not in text:
        return words_worth_reading(_BREAK.sub(" ", text))
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return True
    words = record.get("text") if isinstance(record, dict) else None
    return not isinstance(words, str) or words_worth_reading(words)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in body

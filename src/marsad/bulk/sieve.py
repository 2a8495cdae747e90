"""The sieve of work in bulk: which pages, lines and rows are worth reading, told by their bytes."""

from __future__ import annotations

import json
import re

from marsad.intake.decode import decode
from marsad.intake.kinds import HEAD, Kind, kind_of
from marsad.intake.page import PAGE_LIMIT
from marsad.model.problem import MarsadError
from marsad.sifting import words_worth_reading, worth_reading

_TEXTS = (Kind.TEXT, Kind.LINES, Kind.JSON, Kind.XML)
_BEGINS_LINE = b"{"
_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_BREAK = re.compile(r"\\[nrt]")


def passes(body: bytes) -> bool:
    """Tell whether the bytes of a page, a line of JSON or a text may hold a word of harm; False is certain.

    What is larger than a page passes, so that it is told of where it cannot be read.
    """
    if len(body) > PAGE_LIMIT:
        return True
    if _PAGE.match(body):
        return worth_reading(body)
    if body[:HEAD].lstrip()[:1] == _BEGINS_LINE:
        return _line_passes(body)
    kind = kind_of(body[:HEAD])
    if kind is Kind.PAGE:
        return worth_reading(body)
    return kind not in _TEXTS or worth_reading(body) or _text_passes(body)


def _text_passes(body: bytes) -> bool:
    """Tell it of what is read as it stands, tags and all."""
    try:
        return words_worth_reading(decode(body).text)
    except MarsadError:
        return True


def _line_passes(line: bytes) -> bool:
    """Tell it of a line of JSON; one that cannot be read is a problem to be told of, so it passes."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    if "\x00" in text:
        return True
    if "\\u" not in text:
        return words_worth_reading(_BREAK.sub(" ", text))
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return True
    words = record.get("text") if isinstance(record, dict) else None
    return not isinstance(words, str) or words_worth_reading(words)

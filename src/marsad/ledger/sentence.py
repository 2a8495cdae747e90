"""Where sentences end in a report: what stands in one list, and what to show a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.span import Quote

_GLUED = r"(?<=[\u0621-\u063a\u0641-\u064a])\.(?=[\u0621-\u063a\u0641-\u064a]{2})"
"""A full stop with no space behind it, between two Arabic words."""
_STOP = re.compile(rf"[.!?؟;؛](?=\s|$)\s*|{_GLUED}|\n+")
_END = re.compile(r"(?<=[.!?؟])\s+|\n+")


def one_sentence(text: str, one: Quote, other: Quote) -> bool:
    """Tell whether no sentence ends between two quotes of a text."""
    return sentences_between(text, one, other) == 0


def sentences_between(text: str, one: Quote, other: Quote) -> int:
    """Count the sentences that end between two quotes of a text."""
    start, end = sorted((one.span, other.span))
    return len(_STOP.findall(text, start.end, max(start.end, end.start)))


def sentence(text: str, quote: Quote) -> str:
    """Return the sentence of the text in which a quote stands."""
    ends = [0, *(stop.end() for stop in _END.finditer(text)), len(text)]
    first = max(end for end in ends if end <= quote.start)
    last = min((end for end in ends if end >= quote.end), default=len(text))
    return text[first:last].strip()

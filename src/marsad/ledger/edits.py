"""What an edit of a page changed in its claims: two texts laid beside each other, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from marsad.ledger.rereading import changes
from marsad.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.ledger.rereading import Change
    from marsad.model.reading import Reading

_WORD = re.compile(r"\S+")


def edits(before: Reading, after: Reading) -> list[Change]:
    """Compare the readings of two versions of one page: claims lost, gained, or changed where they stand."""
    return changes(before, after, moved(before.report.text, after.report.text))


def moved(before: str, after: str) -> Callable[[Span], Span]:
    """Return what finds the stretch of the later text that stands where one of the earlier text stood."""
    old, new = ([word.span() for word in _WORD.finditer(text)] for text in (before, after))
    blocks = SequenceMatcher(None, before.split(), after.split()).get_opcodes()

    def find(span: Span) -> Span:
        touched = []
        for kind, i1, i2, j1, j2 in blocks:
            for at in range(i1, i2):
                if old[at][0] < span.end and old[at][1] > span.start:
                    touched += [j1 + at - i1] if kind == "equal" else [*range(j1, j2)]
        if not touched:
            return Span(0, 0)
        return Span(new[min(touched)][0], new[max(touched)][1])

    return find

"""Where a report is, as its first line says (`Rif Dimashq – Dariya`), and of which place a line is (`Duma: 9 dead`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.place import Precision
from marsad.model.reason import Reason
from marsad.places.locate import locate
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.place import Location
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_SHORT = 60
"""A dateline has fewer letters."""
_WIDE = frozenset({Precision.GOVERNORATE, Precision.REGION})
_NAMED = frozenset({"WHERE", "GAZETTEER", "UNKNOWN"})
_NAMES = frozenset({"WHERE", "GAZETTEER"})


def settle_datelines(drafts: list[Draft], sentences: list[Sentence], country: str) -> None:
    """Give claims that name no known place that of their line of a list, else the town of the dateline."""
    headed = {sentence.index: sentence.nodes[0] for sentence in _lines(sentences)}
    town = _town(sentences, country)
    for draft in drafts:
        if draft.sentence.zone is Zone.RELATED:
            continue
        if (head := headed.get(draft.sentence.index)) is not None:
            if draft.place is None or _located(draft.place, country) is None:
                draft.place = draft.chose("place", Reason.PLACE_REACH, head)
        elif draft.place is None and town is not None:
            draft.place = draft.chose("place", Reason.PLACE_REACH, town)


def _lines(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Walk the lines that open with a place and a colon, where there are several."""
    headed = [s for s in sentences if len(s.nodes) > 2 and s.nodes[0].tags & _NAMED and "COLON" in s.nodes[1].tags]
    headed = [s for s in headed if "HARMED" in s.tags]
    known = any("WHERE" in sentence.nodes[0].tags for sentence in headed)
    yield from headed if known and len({sentence.line for sentence in headed}) > 1 else ()


def _town(sentences: list[Sentence], country: str) -> Node | None:
    """Return the town that a first line names behind its province."""
    first = sentences[0] if sentences else None
    if first is None or first.letters >= _SHORT or "HARMED" in first.tags or len(sentences) < 2:
        return None
    if sentences[1].line == first.line:
        return None
    named = [node for node in first.nodes if node.tags & _NAMES]
    found = _located(named[-1], country) if len(named) > 1 else None
    return named[-1] if found is not None and found.precision not in _WIDE else None


def _located(place: Node, country: str) -> Location | None:
    return locate(" ".join(leaf.form for leaf in place.leaves()), (), country)

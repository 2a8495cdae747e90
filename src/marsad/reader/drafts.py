"""From the sentences of a report to drafts of claims, with the lists and rolls of names that go over several lines."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from marsad.reader.chains import Chain
from marsad.reader.duals import settle_duals
from marsad.reader.members import is_label, list_heads, member_named, roll_of_names
from marsad.reader.names import name_line
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence

_NEXT = 4
"""A part told so many sentences behind a claim is no part of it any more."""


def drafts_of(sentences: list[Sentence]) -> list[Draft]:
    """Return the drafts of a whole report in the order of the text."""
    drafts: list[Draft] = []
    heads: list[Draft] = []
    told: dict[int, int] = {}
    roll: Draft | None = None
    for sentence in sentences:
        if roll is not None and (named := name_line(sentence.nodes)) is not None:
            drafts.append(member_named(named, roll, sentence))
            continue
        roll = None
        if is_label(sentence.nodes):
            continue
        near = drafts and sentence.index - drafts[-1].sentence.index <= _NEXT
        before = drafts[-1] if near and sentence.zone is not Zone.RELATED else None
        walker = Chain(sentence, before, drafts if before is not None else [])
        if sentence.bullet and heads:
            walker.line_of(heads, told)
        found = walker.walk()
        told = _told(found, told) if sentence.bullet else {}
        roll = None if found else roll_of_names(sentence, drafts)
        if sentence.colon and found and not sentence.bullet:
            heads = list_heads(found, sentence)
        elif sentence.colon and not found and before is not None and not sentence.bullet:
            heads = heads or list_heads(_of_line(before, drafts), sentence)
        elif not sentence.bullet and found:
            heads = []
        drafts += found
    settle_duals(drafts)
    return drafts


def _of_line(latest: Draft, drafts: list[Draft]) -> list[Draft]:
    """Return the claims of the line in which the latest one stands."""
    row = takewhile(lambda draft: draft.sentence.line == latest.sentence.line, reversed(drafts))
    return [*row][::-1]


def _told(found: list[Draft], told: dict[int, int]) -> dict[int, int]:
    """Add the lines of a list to what its lines have told so far of each head, by the head's id."""
    for draft in found:
        if draft.relation == "line" and draft.whole is not None:
            told[id(draft.whole)] = told.get(id(draft.whole), 0) + draft.people.count.low
    return told

"""Breakdowns told twice: a list by sides and below it one by places, whose figures are parts of the sides' lines.

`86 killed. The dead are: – 18 civilians – 65 fighters. The strikes: – 67 on Hasaka killed 15 civilians, 38 fighters`:
the 15 are part of the 18, the 38 part of the 65 (CONSTRUCTIONS 3.5).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence


def join_breakdowns(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Hang the figures of a list by places on the line of their side above, where one has room for them."""
    taken: dict[int, int] = {}
    for draft in drafts:
        if not _of_place_line(draft):
            continue
        number, above = draft.people.count.low, _lines_above(draft, drafts, sentences)
        if draft.people.count.high == 0:
            draft.whole = None if above else draft.whole  # that nobody was killed is part of no side
            continue
        fit = [d for d in above if d.side == draft.side and d.people.count.low - taken.get(id(d), 0) >= number]
        if fit:
            best = max(fit, key=lambda d: _likeness(d, draft))
            taken[id(best)] = taken.get(id(best), 0) + number
            draft.whole = best
            if not draft.people.actors:
                draft.people = replace(draft.people, actors=best.people.actors)
            draft.rules.append("breakdowns.place_line")


def _of_place_line(draft: Draft) -> bool:
    """Tell whether a figure stands in a line that tells what attacks led to: with a word of harm of its own."""
    first = draft.lead if draft.relation == "item" else draft
    return first is not None and first.relation == "line" and first.harmed is not None and draft.sentence.bullet


def _lines_above(draft: Draft, drafts: list[Draft], sentences: list[Sentence]) -> list[Draft]:
    """List what a figure may be part of: lines of one side under the same sum, or the sums of its sentence by side."""
    head = draft.lead
    while head is not None and head.relation != "head":
        head = head.lead
    if head is None:
        return []
    lines = [d for d in drafts if d.relation == "line" and d.harmed is None and d.lead is head]
    sums = [d for d in drafts if d.sentence is head.sentence and d.relation in {"head", "item"}]
    if len(sums) == 1:
        sums = []  # the one sum is no line
    opened = max((s.index for s in sentences[: draft.sentence.index] if not s.bullet), default=0)
    rows = [d for d in lines if d.sentence.index < opened] or [d for d in sums if d.sentence is not draft.sentence]
    return [d for d in rows if d.harm is draft.harm]


def _likeness(line: Draft, draft: Draft) -> tuple[bool, bool]:
    """Say how like two figures are in their party and in the nouns of their people."""
    same_party = bool(draft.people.actors) and line.people.actors == draft.people.actors
    return same_party, bool(_nouns(line) & _nouns(draft))


def _nouns(draft: Draft) -> set[str]:
    return {leaf.form for leaf in draft.node.leaves() if "PERSON" in leaf.tags}

"""Where the arguments of a claim may stand, and in which order they are looked for (CONSTRUCTIONS 3.2, 3.3)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_TOLL_FAR = 20
"""So many words behind the word of a toll its figure may stand."""
_EARLIER = 4
"""So many sentences back an argument may stand."""


_IN = frozenset({"FI", "BI"})
_NEXT = 4
"""So near behind the place of a list stands what befell people there."""


class Reach:
    """Where the arguments of each claim of a report may stand."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self._headline = [s for s in sentences if s.zone is Zone.HEADLINE]
        self._body = [s for s in sentences if s.zone is Zone.BODY]
        self._indexes = [s.index for s in self._body]

    def of(self, draft: Draft) -> list[Sentence]:
        """List where arguments may stand, nearest first: the sentence, those before it, the headline last.

        A line of related articles is an island, and so is what is no head; a headline looks into the body.
        """
        sentence = draft.sentence
        if draft.relation != "head" or sentence.zone is Zone.RELATED:
            return [sentence]
        if sentence.zone is Zone.HEADLINE:
            return [sentence, *self._body[:2]]
        if sentence.once(tells_total):
            return [sentence]
        end = bisect_left(self._indexes, sentence.index)
        earlier = self._body[max(0, end - _EARLIER) : end][::-1]
        until = next((at for at, s in enumerate(earlier, 1) if s.once(tells_total)), None)
        return [sentence, *earlier[:until]] if until else [sentence, *earlier, *self._headline]


def tells_total(sentence: Sentence) -> bool:
    """Tell whether a sentence counts since a day: what stands before it tells of one incident, not of the sum."""
    days = [node.value for node in sentence.nodes if isinstance(node.value, Day)]
    return adds_up(sentence) or any(day.kind == "since" or (day.kind == "year" and day.rel == "last") for day in days)


def adds_up(sentence: Sentence) -> bool:
    """Tell whether a sentence opens by adding up what was told before (`Together, the two attacks killed 34`)."""
    opening = [node.tags for node in sentence.nodes[:2]]
    return len(opening) > 1 and "SUMMED" in opening[0] and "COMMA" in opening[1]


def nearest(draft: Draft, sentence: Sentence, places: Sequence[int]) -> Iterator[int]:
    """Walk some places of a sentence from the claim outward; `places` are indexes of its nodes, ascending.

    The claim's own clause comes first, and there the likelier direction first.
    """
    if not places:
        return
    if sentence is not draft.sentence:
        yield from reversed(places) if sentence.index < draft.sentence.index else places
        return
    clause = clause_of(draft)
    begun, here, ended = (bisect_left(places, at) for at in (clause.start, draft.at, clause.stop))
    behind = here + 1 if places[here : here + 1] == [draft.at] else here
    if (counted := _toll_before(draft)) is not None:  # `the toll of the attack on … has since risen to 6`
        told = bisect_left(places, counted)
        yield from (places[at] for at in (*range(told, here), *range(told - 1, -1, -1), *range(behind, len(places))))
        return
    before, after = range(here - 1, begun - 1, -1), range(behind, ended)
    later, earlier = range(max(ended, behind), len(places)), range(begun - 1, -1, -1)
    rows = (before, after, earlier, later) if looks_back(draft) else (after, before, later, earlier)
    for row in rows:
        for at in row:
            yield places[at]


def looks_back(draft: Draft) -> bool:
    """Tell whether the arguments of a construction stand before it: behind a result verb, at `where … were killed`."""
    nodes, shape = draft.sentence.nodes, draft.harmed.shape if draft.harmed else "line"
    result = any("RESULT" in node.tags for node in nodes[max(0, draft.at - 3) : draft.at])
    points_back = any("ITS" in leaf.tags for leaf in draft.node.leaves())
    where = draft.at > 0 and "WHEREUPON" in nodes[draft.at - 1].tags
    plain = shape in {"verbal noun", "noun", "head"} and result
    active = shape == "active" and not _tells_of_attack(draft)
    return active or points_back or where or plain or _dealt_to(draft)


def _dealt_to(draft: Draft) -> bool:
    """Tell whether people are dealt out to the place right before them (`the dead are distributed: Talbisah 14, …`)."""
    before = draft.sentence.nodes[: draft.at]
    return bool(before) and "WHERE" in before[-1].tags and any("DEALTOUT" in node.tags for node in before)


def _tells_of_attack(draft: Draft) -> bool:
    """Tell whether a verb only says of an attack what it did (`a strike that killed three near …`).

    What stands before the attack is then of who speaks of it.
    """
    before = draft.sentence.nodes[max(0, draft.at - 2) : draft.at]
    return len(before) > 1 and bool(before[0].tags & {"MEANS", "ATTACK"}) and bool(before[1].tags & {"ANNA", "REL"})


def _toll_before(draft: Draft) -> int | None:
    """Return where the toll stands of which a claim is the new figure (`the toll of the attack has risen to 6`)."""
    if draft.harmed is None or draft.harmed.toll != "running" or "TOLL" in draft.node.tags:
        return None
    first = max(0, draft.at - _TOLL_FAR)
    return next((at for at in range(draft.at - 1, first - 1, -1) if "TOLL" in draft.sentence.nodes[at].tags), None)


def clause_of(draft: Draft) -> range:
    """Return the stretch of its sentence in which one event is told: up to `and had`, `as also`, `while`."""
    starts = draft.sentence.once(_events)
    next_one = bisect_right(starts, draft.at)
    end = starts[next_one] if next_one < len(starts) else len(draft.sentence.nodes)
    return range(starts[next_one - 1] if next_one else 0, end)


def _events(sentence: Sentence) -> list[int]:
    """List where in a sentence another event begins."""
    listed = places_listed(sentence)
    if not listed and sentence.tags.isdisjoint({"PASTMARK", "SEMICOLON", "ANOTHER"}):
        return []
    rows = range(1, len(sentence.nodes))
    return [at for at in rows if _begins_event(sentence, at) or (listed and _opens_place(sentence.nodes, at))]


def places_listed(sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a place and what befell people there (`in X a man died, and in Y …`)."""
    if not sentence.tags >= {"W", "WHERE", "HARMED"}:
        return False
    nodes = sentence.nodes
    first = next((at for at, node in enumerate(nodes) if "HARMED" in node.tags), 0)
    return any("WHERE" in node.tags and at and nodes[at - 1].tags & _IN for at, node in enumerate(nodes[:first]))


def _opens_place(nodes: list[Node], at: int) -> bool:
    """Tell whether the next place of such a list opens here: `, and in Y`."""
    if "W" not in nodes[at].tags or "COMMA" not in nodes[at - 1].tags or at + 2 >= len(nodes):
        return False
    there = "WHERE" in nodes[at + 2].tags and bool(nodes[at + 1].tags & _IN)
    return there and any("HARMED" in node.tags for node in nodes[at + 3 : at + 3 + _NEXT])


def _begins_event(sentence: Sentence, at: int) -> bool:
    node, before = sentence.nodes[at], sentence.nodes[at - 1]
    had = "PASTMARK" in node.tags and ("W" in before.tags or node.form.startswith("و"))
    return had or bool(node.tags & {"SEMICOLON", "ANOTHER"})


class Heads:
    """The heads of a report, sentence by sentence: between its neighbours lies what speaks of a claim."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._rows: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.relation == "head":
                self._rows.setdefault(draft.sentence.index, []).append(draft)
        for row in self._rows.values():
            row.sort(key=_at)

    def before(self, draft: Draft) -> Draft | None:
        """Return the head before a claim in its sentence."""
        row = self._rows.get(draft.sentence.index, [])
        at = bisect_left(row, draft.at, key=_at)
        return row[at - 1] if at else None

    def behind(self, draft: Draft) -> Draft | None:
        """Return the head behind a claim in its sentence."""
        row = self._rows.get(draft.sentence.index, [])
        at = bisect_right(row, draft.at, key=_at)
        return row[at] if at < len(row) else None

    def stretch(self, draft: Draft) -> range:
        """Return the part of its sentence that speaks of a claim: from the head before it to the head behind it."""
        row = self._rows.get(draft.sentence.index, [])
        at, behind = bisect_left(row, draft.at, key=_at), bisect_right(row, draft.at, key=_at)
        end = row[behind].at if behind < len(row) else len(draft.sentence.nodes)
        return range(row[at - 1].at + 1 if at else 0, end)


def _at(draft: Draft) -> int:
    return draft.at

"""Hang what a report tells on its sums: the headline's sum over the body, the total that an event raises.

A headline may add up what the body tells harm by harm or place by place (`3 killed and hurt`: one killed, two hurt),
and a total below may say that it rose by what was told above (`with that, … rises to 21`; GUIDELINES rule 11).
"""

from __future__ import annotations

from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from marsad.model.claim import Harm, TollKind
from marsad.model.reason import Reason
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence

_MOST_PARTS = 4
"""A headline sums up so many figures at most; longer rows add up to anything by chance."""
_OPENING = 6
"""So many figures of the first sentence may be sums of the body."""
_EARLIER = 10
"""What happened so many days before what a headline tells of is background."""
_HELD = frozenset({TollKind.EVENT, TollKind.RUNNING})


def join_sums(drafts: list[Draft]) -> None:
    """Give `whole` to the claims that a sum of the same report holds."""
    _headline_sums(drafts)
    _listed_under(drafts)
    _addends(drafts)
    _raised_totals(drafts)


def _hang(part: Draft, whole: Draft, rule: str) -> None:
    part.whole = whole
    part.rules.append(rule)


def _loose(draft: Draft) -> bool:
    """Tell whether a claim is told by itself and hangs on nothing."""
    own = draft.relation == "head" or (draft.relation == "item" and draft.lead is not None)
    return own and draft.whole is None and draft.sentence.zone is not Zone.RELATED


def _exact(draft: Draft) -> int | None:
    count = draft.people.count
    return count.low if count.low == count.high and count.low > 0 else None


def _headline_sums(drafts: list[Draft]) -> None:
    """Hang the figures of the body on those of the headline, or of the first sentence, that are their sum exactly."""
    first = next((d for d in drafts if _loose(d)), None)
    if first is None or not (first.sentence.zone is Zone.HEADLINE or first.sentence.line == 0):
        return
    body = [d for d in drafts if d.sentence.zone is Zone.BODY and d.sentence is not first.sentence]
    opening = takewhile(lambda draft: draft.sentence is first.sentence, drafts[drafts.index(first) :])
    for summed in [d for d in opening if _loose(d)][:_OPENING]:
        if (_exact(summed) or 0) > 1 or (summed is not first and first.toll is TollKind.TOTAL):
            _sum_up(summed, [d for d in body if _loose(d) and _may_add(d, summed)])


def _may_add(draft: Draft, summed: Draft) -> bool:
    """Tell whether people of a claim can be among those of a sum: they are of no other party."""
    parties = set(draft.people.actors), set(summed.people.actors)
    return not all(parties) or not parties[0].isdisjoint(parties[1])


def _of_earlier(draft: Draft, summed: Draft) -> bool:
    """Tell whether a claim is of an event long before the one that a sum is told of."""
    told, headline = draft.when, summed.when
    return told is not None and headline is not None and told.days.gap(headline.days) > _EARLIER


def _sum_up(summed: Draft, body: list[Draft]) -> None:
    if summed.harm is not Harm.CASUALTIES and any(_same(d, summed) for d in body):
        return  # told again, not broken down
    for row in _rows([d for d in body if not _of_earlier(d, summed)], summed):
        told = {(d.harm, _exact(d), d.when) for d in row}
        for draft in body:
            again = (draft.harm, _exact(draft), draft.when) in told and draft.node.start > row[0].node.start
            if draft in row or again:
                _hang(draft, summed, "sums.headline")
        if any(draft.toll is TollKind.TOTAL for draft in row) or _apart(row):
            summed.toll = summed.chose("toll", Reason.HEADLINE_SUM, TollKind.TOTAL, row[0])
        return


def _listed_under(drafts: list[Draft]) -> None:
    """Hang on a total those whom the next sentence lists (`They are two farmers, and a man whose body was found`)."""
    last: Draft | None = None
    for draft in drafts:
        sentence = draft.sentence
        if last is not None and last.sentence.index + 1 == sentence.index and _opens_list(sentence) and _loose(draft):
            if draft.harm is last.harm and draft.people.count.low < last.people.count.low:
                _hang(draft, last, "sums.listed")
                draft.toll = draft.chose("toll", Reason.TOLL_LINKED, TollKind.TOTAL, last)
                draft.when = draft.chose("when", Reason.COPIED_LEAD, last.when, last)
        elif draft.toll is TollKind.TOTAL and draft.relation == "head":
            last = draft


def _opens_list(sentence: Sentence) -> bool:
    return any("MEMBERS" in node.tags for node in sentence.nodes[:2])


def _apart(row: list[Draft]) -> bool:
    """Tell whether figures of one harm are of two places: what sums them up is a total."""
    return len({draft.harm for draft in row}) == 1 and len({id(draft.place) for draft in row}) == len(row)


def _same(draft: Draft, other: Draft) -> bool:
    return draft.harm is other.harm and draft.people.count.low == other.people.count.low


def _rows(body: list[Draft], summed: Draft) -> Iterator[list[Draft]]:
    """Walk the rows of neighbouring claims that add up to a figure: of its harm, or of both where it names both."""
    both = summed.harm is Harm.CASUALTIES
    fit = [d for d in body if d.harm is not Harm.CASUALTIES and (both or d.harm is summed.harm) and _exact(d)]
    for at in range(len(fit)):
        for size in range(2, _MOST_PARTS + 1):
            row = fit[at : at + size]
            enough = len(row) == size and (not both or len({draft.harm for draft in row}) > 1)
            if enough and sum(_exact(draft) or 0 for draft in row) == _exact(summed):
                yield row


def beside(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, list[Draft]]]:
    """Walk the claims, each with all those of its sentence."""
    for _, same in groupby(drafts, key=lambda draft: draft.sentence.index):
        row = list(same)
        for draft in row:
            yield draft, row


def _addends(drafts: list[Draft]) -> None:
    """Hang what a new figure is made of on it: `rises to 10: a child died, added to 9 others`, `after a child died`."""
    gone: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.harmed is not None and draft.harmed.moved_from is Harm.INJURED:
            gone.setdefault(draft.sentence.index, []).append(draft)
    for draft, beside_it in beside(drafts):
        died = gone.get(draft.sentence.index, ())
        if draft.toll is TollKind.EVENT and draft.relation == "head" and _died_since(draft, died):
            draft.toll = draft.chose("toll", Reason.TOLL_ADDS, TollKind.RUNNING)
        if draft.toll is TollKind.RUNNING and draft.relation == "head":
            later = [d for d in beside_it if (_loose(d) or d.whole is draft) and d.at > draft.at and not _earlier(d)]
            row = [d for d in later if draft.harm in {d.harm, Harm.CASUALTIES}]
            adds_up = len(row) > 1 and sum(_exact(d) or 0 for d in row) == _exact(draft)
            for part in row:
                if adds_up or (_behind_cause(part) and part.people.count.low < draft.people.count.low):
                    _hang(part, draft, "sums.addend")


def _earlier(draft: Draft) -> bool:
    """Tell whether a figure is one that another now stands for."""
    return "EARLIER" in draft.node.tags or (draft.harmed is not None and draft.harmed.toll == "earlier")


def _died_since(draft: Draft, died: Sequence[Draft]) -> bool:
    """Tell whether the dead are so many since one more died of wounds (`three died, after a woman succumbed`).

    `died` are those of its sentence who died of wounds.
    """
    if draft.harmed is None or draft.harmed.toll == "earlier":
        return False
    return any(
        d.at > draft.at and d.harm is draft.harm and _behind_cause(d) and d.people.count.low < draft.people.count.low
        for d in died
    )


def _behind_cause(draft: Draft) -> bool:
    return any("CAUSE" in node.tags for node in draft.sentence.nodes[max(0, draft.at - 2) : draft.at])


def _raised_totals(drafts: list[Draft]) -> None:
    """Hang the events told above on the figure that rose by them, harm by harm."""
    raised = next((d for d in drafts if _is_raised(d)), None)
    if raised is None:
        return
    sums = [d for d in drafts if d.sentence is raised.sentence and d.relation == "head" and d.toll is raised.toll]
    broken_down = {id(d.lead) for d in drafts if d.relation == "item"}
    for draft in drafts:
        if not _loose(draft) or draft.toll not in _HELD or draft.sentence.index >= raised.sentence.index:
            continue
        fit = [d for d in sums if d.harm in {draft.harm, Harm.CASUALTIES}]
        by_side = any(id(d) in broken_down for d in fit)
        number = _exact(draft)
        if len(fit) == 1 and not by_side and number is not None and number < fit[0].people.count.low:
            _hang(draft, fit[0], "sums.raised_by")


def _is_raised(draft: Draft) -> bool:
    """Tell whether words say that a figure rose by what was told before: `with that, … rises to`."""
    if draft.relation != "head" or draft.toll is TollKind.EVENT or draft.sentence.zone is not Zone.BODY:
        return False
    inside = draft.node.leaves()
    if "THUS" not in draft.sentence.tags and not any("THUS" in node.tags for node in inside):
        return False
    before = [*draft.sentence.nodes[: draft.at], *inside]
    return any("THUS" in node.tags for node in before) and any("RISE" in node.tags for node in before)

"""Which report each copies in the end, from pairs of texts that are alike: the rule of `ledger.wording`, at once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.ledger.wording import DAYS_APART, ENOUGH, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NO_DAY = 9_999_999
Order = tuple[int, int, str]


@dataclass(slots=True)
class _Text:
    """One wording: its reports in the order in which they came out, and its like, with whether one outlet may do."""

    reports: list[tuple[Order, int]] = field(default_factory=list)
    like: dict[int, bool] = field(default_factory=dict)


def originals(
    papers: Mapping[int, Sequence[Any]],
    sizes: Mapping[int, int],
    twins: Iterable[tuple[int, int]],
    alike: Iterable[tuple[int, int, int, int]],
) -> dict[int, int]:
    """Return for each copy, by number, what it copies in the end.

    `papers` hold id, last and first day (ordinals or None) and outlet of a report; `twins` a report and the one that
    stands for its wording; `alike` two such wordings, how many windows they share, how many the shorter one has.
    """
    home = dict(twins)
    texts: dict[int, _Text] = {}
    for number, paper in papers.items():
        texts.setdefault(home.get(number, number), _Text()).reports.append((_order(paper), number))
    for text in texts.values():
        text.reports.sort()
    for one, other, shared, shorter in alike:
        texts[one].like[other] = texts[other].like[one] = shared >= max(ENOUGH, OWN * shorter)
    copied = {}
    for key, text in texts.items():
        near = [(text, True)] if sizes[key] >= ENOUGH else []
        near += [(texts[other], close) for other, close in text.like.items()]
        for order, number in text.reports:
            found = _first(order, papers[number], near, papers)
            if found is not None:
                copied[number] = found
    return {number: _root(number, copied) for number in copied}


def _first(
    order: Order, mine: Sequence[Any], near: Iterable[tuple[_Text, bool]], papers: Mapping[int, Sequence[Any]]
) -> int | None:
    """Return the first to come out of the reports before this one that it can be a copy of."""
    found: tuple[Order, int] | None = None
    for text, close in near:
        for candidate in _before(text.reports, order, mine):
            if found is not None and found <= candidate:
                break
            if close or _other_outlet(mine[3], papers[candidate[1]][3]):
                found = candidate
                break
    return found[1] if found else None


def _before(reports: Sequence[tuple[Order, int]], order: Order, mine: Sequence[Any]) -> Iterable[tuple[Order, int]]:
    """Yield the reports that came out before one, not too long before, the first of them first."""
    start = 0 if mine[1] is None else bisect_left(reports, ((mine[2] - DAYS_APART, 0, ""), 0))
    for candidate in reports[start:]:
        if candidate[0] >= order:
            return
        yield candidate


def _other_outlet(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _order(paper: Sequence[Any]) -> Order:
    id_, last, first, _ = paper
    return (last, first, id_) if last is not None else (_NO_DAY, 0, id_)


def _root(number: int, copied: Mapping[int, int]) -> int:
    while number in copied:
        number = copied[number]
    return number

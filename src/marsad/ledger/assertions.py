"""Check totals like balance assertions: against the incidents they cover, and against the parts their report lists."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import add
from typing import TYPE_CHECKING

from marsad.ledger.cells import cell_of
from marsad.ledger.scope import Item, total_cell
from marsad.ledger.stance import shown
from marsad.model.claim import TollKind
from marsad.model.count import Interval
from marsad.model.incident import BREAKDOWN, Assertion, Verdict
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.scope import Scope
    from marsad.ledger.statement import Statement
    from marsad.model.claim import Group

_MOST = 10
"""Of more uncertain incidents than this no subset is searched; the verdict is then about all of them."""


def assertion(total: Statement, scope: Scope) -> tuple[Assertion, list[Problem]]:
    """Check a total against what it covers; a problem tells where too much is uncertain to be searched."""
    stated = total.claim.count.interval
    covered, reading = _reading(stated, scope)
    taken = {item.incident for item in covered}
    left = [item for item in (*scope.covered, *scope.uncertain) if item.incident not in taken]
    uncertain = tuple(item.incident for item in (*left, *scope.possible))
    summed, top_open = _sum(covered)
    verdict, by = compare(stated, summed, open_top=top_open)
    reading, balancing = _balancing(stated, covered, scope.possible, verdict) or (reading, None)
    checked = Assertion(
        claim=total.claim.id,
        cell=total_cell(total),
        stated=stated,
        scope=scope.days,
        covers=tuple((item.incident, item.interval) for item in covered),
        summed=summed,
        verdict=verdict,
        by=by,
        reading=reading,
        uncertain=uncertain,
        balancing=balancing,
    )
    unsearched = verdict is not Verdict.BALANCES and len(scope.uncertain) > _MOST
    return checked, [_too_many(total, len(scope.uncertain))] if unsearched else []


def _too_many(total: Statement, uncertain: int) -> Problem:
    sentence = (
        f"{uncertain} incidents may or may not belong to this total, too many to try which of them balance it; "
        "it is held against all of them or none. Say its days or places more closely"
    )
    return Problem("too much uncertain", sentence, total.claim.report, (total.claim.id,))


def compare(stated: Interval, summed: Interval, *, open_top: bool) -> tuple[Verdict, int | None]:
    """Compare a total with a sum that ends at the greatest numbers stated (DESIGN, Total)."""
    top = stated.high
    if summed.low == stated.low and (top is None or open_top or top == summed.high):
        return Verdict.BALANCES, None
    if not open_top and summed.high is not None and summed.high < stated.low:
        return Verdict.SHORT, stated.low - summed.high
    if top is not None and summed.low > top:
        return Verdict.OVER, summed.low - top
    return Verdict.OPEN, None


def _reading(stated: Interval, scope: Scope) -> tuple[tuple[Item, ...], str]:
    """Choose what the total is taken to cover, and name the reading.

    All that is surely covered is summed. Where some is uncertain, the largest choice of it that balances is taken,
    the whole of it first; where nothing balances, what is sure or all, whichever is nearer.
    """
    sure, sure_open = _sum(scope.covered)
    for size in range(len(scope.uncertain), -1, -1) if len(scope.uncertain) <= _MOST else (len(scope.uncertain), 0):
        for chosen in combinations(scope.uncertain, size):
            more, more_open = _sum(chosen)
            balance = compare(stated, sure + more, open_top=sure_open or more_open)[0] is Verdict.BALANCES
            if balance and (scope.covered or chosen):
                return (
                    (*scope.covered, *chosen),
                    "partition" if size in {0, len(scope.uncertain)} or not scope.covered else "subset",
                )
    choices = [c for c in (scope.covered, (*scope.covered, *scope.uncertain)) if c] or [()]
    return min(choices, key=lambda chosen: _off(stated, chosen)), "partition"


def _balancing(
    stated: Interval, covered: Sequence[Item], possible: Sequence[Item], verdict: Verdict
) -> tuple[str, str] | None:
    """Find the one incident without which a total that is over would balance, or with which one that is short would.

    Where several would do, none is named: that would be a guess.
    """
    if verdict not in {Verdict.OVER, Verdict.SHORT}:
        return None
    missing = abs(stated.low - _sum(covered)[0].low)
    over = verdict is Verdict.OVER
    fitting = [item for item in (covered if over else possible) if item.interval.low == missing][:_MOST]
    made = ((one, [i for i in covered if i is not one] if over else [*covered, one]) for one in fitting)
    found = [one.incident for one, rest in made if rest and _balances(stated, rest)]
    return ("overlap" if over else "add-on", found[0]) if len(found) == 1 else None


def _balances(stated: Interval, items: Iterable[Item]) -> bool:
    summed, top_open = _sum(items)
    return compare(stated, summed, open_top=top_open)[0] is Verdict.BALANCES


def _off(stated: Interval, items: Sequence[Item]) -> int:
    """How many people lie between a total and a sum."""
    summed, top_open = _sum(items)
    return compare(stated, summed, open_top=top_open)[1] or 0


def _sum(items: Iterable[Item]) -> tuple[Interval, bool]:
    listed = list(items)
    low, high = sum(i.interval.low for i in listed), sum(i.interval.greatest for i in listed)
    return Interval(low, high), any(i.open for i in listed)


def breakdowns(statements: Sequence[Statement]) -> tuple[list[Assertion], list[Problem]]:
    """Check the figures that their own report breaks down: an assertion over the parts, a problem where they exceed it.

    Only totals are checked for falling short: the parts of an event need not be all. A group of a whole is broken
    down by the same group of the whole's parts.
    """
    parts = _parts(statements)
    wholes = [s for s in statements if s.claim.id in parts and _breaks_down(s, parts[s.claim.id])]
    checked = [_breakdown(whole, parts[whole.claim.id]) for whole in wholes]
    return checked, [_too_much(a) for a in checked if a.verdict is Verdict.OVER]


def _parts(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Find for each claim, by id, those it is broken down into."""
    above: dict[str, str | None] = {s.claim.id: s.parent.id for s in statements if s.parent}
    groups: dict[tuple[str | None, Group | None], str] = {
        (s.parent.id, s.claim.group): s.claim.id for s in statements if s.parent and s.claim.group
    }
    parts: dict[str, list[Statement]] = {}
    for s in statements:
        if s.parent is not None and not s.claim.count.vague:
            same = s.claim.group is s.parent.group
            whole = s.parent.id if same else groups.get((above.get(s.parent.id), s.claim.group))
            if whole is not None:
                parts.setdefault(whole, []).append(s)
    return parts


def _breaks_down(whole: Statement, parts: Sequence[Statement]) -> bool:
    cells = {cell_of(p.claim) for p in parts}
    return len(parts) > 1 and (whole.claim.toll is TollKind.TOTAL or len(cells) == len(parts))


def _breakdown(whole: Statement, parts: Sequence[Statement]) -> Assertion:
    summed = reduce(add, (p.claim.count.interval for p in parts))
    stated = whole.claim.count.interval
    ends = Interval(summed.low, sum(p.claim.count.interval.greatest for p in parts))
    verdict, by = compare(stated, ends, open_top=summed.high is None or whole.claim.toll is not TollKind.TOTAL)
    return Assertion(
        claim=whole.claim.id,
        cell=cell_of(whole.claim),
        stated=stated,
        scope=whole.when,
        covers=tuple((p.claim.id, p.claim.count.interval) for p in parts),
        summed=summed,
        verdict=verdict,
        by=by,
        reading=BREAKDOWN,
    )


def _too_much(checked: Assertion) -> Problem:
    sums = " + ".join(shown(interval) for _, interval in checked.covers)
    sentence = f"the parts {sums} make {checked.by} more than the {shown(checked.stated)} that they are counted in"
    claims = (checked.claim, *(claim for claim, _ in checked.covers))
    return Problem("parts exceed whole", sentence, checked.claim.partition(":")[0], claims)

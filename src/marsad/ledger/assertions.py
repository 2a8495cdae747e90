"""Check totals like balance assertions: against the incidents they cover, and against the parts their report lists."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from marsad.ledger.cells import cell_of
from marsad.ledger.scope import Item, scope_of, total_cell
from marsad.model.claim import TollKind
from marsad.model.count import Interval
from marsad.model.incident import Assertion, Verdict
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.scope import Scope
    from marsad.ledger.statement import Statement
    from marsad.model.incident import Incident

_MOST = 14
"""Of more uncertain incidents than this no subset is searched; the verdict is then about all of them."""


def assertions(
    totals: Iterable[Statement], incidents: Sequence[Incident], told: Mapping[str, Sequence[Statement]]
) -> tuple[Assertion, ...]:
    """Return one assertion for every total, in the order of the readings."""
    ordered = sorted(totals, key=lambda s: (s.arrival, s.claim.index))
    return tuple(_assertion(total, scope_of(total, incidents, told)) for total in ordered)


def _assertion(total: Statement, scope: Scope) -> Assertion:
    stated = total.claim.count.interval
    covered, reading = _reading(stated, scope)
    uncertain = tuple(item.incident for item in (*scope.covered, *scope.uncertain) if item not in covered)
    summed, top_open = _sum(covered)
    verdict, by = compare(stated, summed, open_top=top_open) if covered else (Verdict.OPEN, None)
    return Assertion(
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
    )


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
    the whole of it first; where nothing balances, only what is sure, or, if nothing is sure, all.
    """
    for size in range(len(scope.uncertain), -1, -1) if len(scope.uncertain) <= _MOST else (len(scope.uncertain), 0):
        for chosen in combinations(scope.uncertain, size):
            covered = (*scope.covered, *chosen)
            summed, top_open = _sum(covered)
            if covered and compare(stated, summed, open_top=top_open)[0] is Verdict.BALANCES:
                return covered, "partition" if size in {0, len(scope.uncertain)} or not scope.covered else "subset"
    return (scope.covered or scope.uncertain), "partition"


def _sum(items: Iterable[Item]) -> tuple[Interval, bool]:
    listed = list(items)
    low, high = sum(i.interval.low for i in listed), sum(i.interval.greatest for i in listed)
    return Interval(low, high), any(i.open for i in listed)


def breakdowns(statements: Sequence[Statement]) -> list[Problem]:
    """List the figures whose own report breaks them down into parts that do not add up.

    Only parts of different, exclusive cells count; `4 of them officers` is no breakdown.
    """
    parts: dict[str, list[Statement]] = {}
    wholes = {s.claim.id: s for s in statements}
    for s in statements:
        if s.parent is not None and s.claim.group is None and not s.claim.count.vague:
            parts.setdefault(s.parent.id, []).append(s)
    return [
        problem
        for whole, listed in parts.items()
        if whole in wholes and (problem := _unbalanced(wholes[whole], listed)) is not None
    ]


def _unbalanced(whole: Statement, parts: Sequence[Statement]) -> Problem | None:
    stated = whole.claim.count.interval
    top = stated.high
    total = whole.claim.toll is TollKind.TOTAL
    exclusive = len({cell_of(p.claim) for p in parts}) == len(parts) or total
    if top is None or not exclusive:
        return None
    low = sum(p.claim.count.interval.low for p in parts)
    if low <= top:
        return None
    sums = " + ".join(str(p.claim.count) for p in parts)
    sentence = f"the parts {sums} make {low}, {low - top} more than the {whole.claim.count} that they are counted in"
    return Problem("parts exceed whole", sentence, whole.claim.report, (whole.claim.id, *(p.claim.id for p in parts)))

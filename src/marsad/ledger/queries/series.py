"""People by day, week, month or year. An incident that reaches over an end is perhaps in each; nothing is spread."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import Sum, sum_of
from marsad.ledger.queries.unallocated import Unallocated, unallocated
from marsad.ledger.selection import Chosen, Selection
from marsad.model.problem import MarsadError
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.model.claim import Claim
    from marsad.model.incident import Cell, Ledger

MOST = 40_000
"""More rows than this are asked for by mistake."""


@dataclass(frozen=True, slots=True)
class Row:
    """The people of some days."""

    days: Days
    label: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Series:
    """The rows in order, without a gap; what lies on no known day; and what only totals over several rows state."""

    cell: Cell
    rows: tuple[Row, ...]
    undated: Sum
    apart: tuple[Unallocated, ...] = ()


def series(  # noqa: PLR0913
    ledger: Ledger,
    claims: Mapping[str, Claim],
    cell: Cell,
    selection: Selection,
    step: Step,
    chosen: Sequence[Chosen] | None = None,
) -> Series:
    """Return the people of a cell by steps, from the first to the last day asked for, or of any incident.

    `chosen` are the incidents of the selection, where they were weighed already.
    """
    chosen = selection.weigh(ledger.incidents) if chosen is None else chosen
    dated = [one for one in chosen if one.incident.when]
    span = span_of(dated, selection)
    stretches = list(cut(span, step)) if span else []
    totals = unallocated(ledger, claims, cell, selection)
    inside = placed(dated, stretches)
    within_one = _placed_totals(totals, stretches)
    rows = tuple(
        Row(days, label_of(days, step), replace(sum_of(inside[n], cell), apart=within_one[n]))
        for n, days in enumerate(stretches)
    )
    within = {id(u) for row in rows for u in row.sum.apart}
    undated = [replace(one, sure=False, likely=True) for one in chosen if not one.incident.when]
    return Series(cell, rows, sum_of(undated, cell), tuple(u for u in totals if id(u) not in within))


def span_of(dated: Sequence[Chosen], selection: Selection) -> Days | None:
    """Return the days from the first to the last row."""
    whens = [one.incident.when for one in dated if one.incident.when]
    first = selection.first or min((days.first for days in whens), default=None)
    last = selection.last or max((days.last for days in whens), default=None)
    return Days(first, last) if first and last and first <= last else None


def placed(dated: Sequence[Chosen], stretches: Sequence[Days]) -> list[list[Chosen]]:
    """Put every incident into each row that its days meet."""
    firsts = [days.first for days in stretches]
    inside: list[list[Chosen]] = [[] for _ in stretches]
    for one in dated:
        if one.incident.when:
            begin, end = (bisect_right(firsts, day) - 1 for day in (one.incident.when.first, one.incident.when.last))
            for n in range(max(begin, 0), end + 1):
                if one.incident.when.meet(stretches[n]):
                    inside[n].append(_in(one, stretches[n]))
    return inside


def _placed_totals(totals: Sequence[Unallocated], stretches: Sequence[Days]) -> list[tuple[Unallocated, ...]]:
    """Put what totals state beyond their incidents into the row that holds all their days, where one does."""
    firsts = [days.first for days in stretches]
    inside: list[tuple[Unallocated, ...]] = [() for _ in stretches]
    for one in totals:
        n = bisect_right(firsts, one.days.first) - 1
        if n >= 0 and stretches[n].hull(one.days) == stretches[n]:
            inside[n] = (*inside[n], one)
    return inside


def _in(one: Chosen, days: Days) -> Chosen:
    """Weigh an incident for a row: sure where all its days lie there, best figure where the middle one does."""
    when = one.incident.when or days
    middle = when.first + (when.last - when.first) // 2
    return Chosen(one.incident, one.sure and days.hull(when) == days, one.likely and days.first <= middle <= days.last)


def cut(span: Days, step: Step) -> Iterator[Days]:
    """Cut days into whole steps, the first and the last one included whole."""
    if step is Step.DAY and span.length > MOST:
        raise MarsadError(f"{span} are too many days; ask for weeks or months, or for fewer days with --from and --to.")
    at = _start(span.first, step)
    while at <= span.last:
        following = _next(at, step)
        yield Days(at, following - timedelta(1))
        at = following


def _start(day: date, step: Step) -> date:
    if step is Step.WEEK:
        return day - timedelta(day.weekday())
    if step is Step.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step is Step.YEAR else day


def _next(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day + timedelta(1)
    if step is Step.WEEK:
        return day + timedelta(7)
    months = 12 if step is Step.YEAR else 1
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def label_of(days: Days, step: Step) -> str:
    """Write the name of a row as ISO 8601 has it: 2019-04-18, 2019-W16, 2019-04, 2019."""
    if step is Step.WEEK:
        year, week, _ = days.first.isocalendar()
        return f"{year}-W{week:02}"
    return {Step.MONTH: f"{days.first:%Y-%m}", Step.YEAR: f"{days.first.year:04}"}.get(step, str(days.first))

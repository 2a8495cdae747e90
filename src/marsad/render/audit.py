"""The audit for a terminal: every total against what it covers, the sums of periods, and what cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.model.incident import Verdict
from marsad.render.calm import visible
from marsad.render.cited import Cited
from marsad.render.figures import NOT_STATED, cell_words, interval_figure, short_ids
from marsad.render.table import table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.flow import Book
    from marsad.model.count import Interval
    from marsad.model.incident import Assertion, PeriodSum
    from marsad.model.problem import Problem

_STYLE = {Verdict.BALANCES: "green", Verdict.SHORT: "yellow", Verdict.OVER: "bold red", Verdict.OPEN: "cyan"}


def audit_view(book: Book) -> Group:
    """Show the totals, the periods and the problems of a ledger."""
    cited, short = Cited(book), short_ids(incident.id for incident in book.ledger.incidents)
    parts: list[RenderableType] = []
    if book.ledger.assertions:
        parts += [Text("Totals against the incidents they cover", style="bold"), _totals(book, cited, short)]
    else:
        parts.append(Text("No report states a total."))
    if book.ledger.periods:
        parts += [title("Sums of periods"), _periods(book.ledger.periods, short)]
    if book.ledger.problems:
        parts += [title("Problems"), *map(problem_line, book.ledger.problems)]
    return Group(*parts)


def problem_line(problem: Problem) -> Text:
    """Write a problem as one line."""
    return Text(f"• {visible(str(problem))}")


def verdict_words(found: Assertion) -> str:
    """Write the outcome: `balances`, `short by 3`, `over by 1`, `open`."""
    return f"{found.verdict} {found.by}" if found.by is not None else str(found.verdict)


def _totals(book: Book, cited: Cited, short: Mapping[str, str]) -> Table:
    rows = table("", "total", "covers", "outcome", "words of the report")
    parts = (name for found in book.ledger.assertions for name, _ in found.covers)
    names = {name: short.get(name, cited.mark(name)) for name in parts}  # a breakdown covers claims, not incidents
    for found in book.ledger.assertions:
        total = Text(interval_figure(found.stated), style="bold").append(f" {cell_words(found.cell)}", style="not bold")
        if found.scope:
            total.append(f"\n{found.scope}", style="dim")
        covers = Text(_sum(found.covers, found.summed, names))
        if found.uncertain:
            covers.append(f"\nperhaps {', '.join(short.get(name, name) for name in found.uncertain)}", style="dim")
        outcome = Text(verdict_words(found), style=_STYLE[found.verdict])
        outcome.append(f"\n{_reading(found, short)}", style="dim")
        claim = cited.claim(found.claim)
        words = Group(Words(claim.quote.text), Words(cited.origin(found.claim), "dim"))
        rows.add_row(Text(cited.mark(found.claim), style="dim"), total, covers, outcome, words)
    return rows


def _reading(found: Assertion, short: Mapping[str, str]) -> str:
    """Say how the incidents are taken to make up a total: `as partition`, `overlap? balances without a1b2`."""
    if found.balancing is None:
        return f"as {found.reading}"
    without = "without" if found.verdict is Verdict.OVER else "with"
    return f"{found.reading}? balances {without} {short.get(found.balancing, found.balancing)}"


def _sum(parts: Iterable[tuple[str, Interval]], summed: Interval, short: Mapping[str, str]) -> str:
    """Write what is added up: `27 a1b2 + 8 c3d4 = 35`."""
    terms = [f"{interval_figure(part)} {short.get(name, name)}" for name, part in parts]
    return f"{' + '.join(terms)} = {interval_figure(summed)}" if terms else "no incident"


def _periods(periods: Iterable[PeriodSum], short: Mapping[str, str]) -> Table:
    rows = table("period", "cell", "incidents", "perhaps", "unallocated", "sum")
    for period in periods:
        perhaps = ", ".join(f"{interval_figure(part)} {short.get(name, name)}" for name, part in period.uncertain)
        incidents = " + ".join(f"{interval_figure(part)} {short.get(name, name)}" for name, part in period.incidents)
        rows.add_row(
            str(period.scope) if period.scope else "not known",
            cell_words(period.cell),
            Text(incidents or NOT_STATED),
            Text(perhaps or NOT_STATED),
            interval_figure(period.unallocated),
            Text(interval_figure(period.total), style="bold"),
        )
    return rows

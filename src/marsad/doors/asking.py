"""The commands that ask the ledger: history, sum, rank, series, new."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import (
    AsCsv,
    AsJson,
    Came,
    First,
    Incident,
    Last,
    Party,
    Place,
    Published,
    Recorded,
    Stated,
    app,
    ask,
    book,
    counted,
    flow,
    question,
    selected,
    show,
    tell_why,
    times,
)
from marsad.ledger.queries.step import Step
from marsad.model.problem import MarsadError
from marsad.say import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.flow import Book
    from marsad.ledger.selection import Selection

_HARMS = ("killed", "injured", "missing", "captured")
Of = Annotated[str, typer.Option("--of", metavar="CELL", help="What is counted, like killed/civilian:children.")]


class Rows(StrEnum):
    """What each row of a sum is."""

    HARM = "harm"
    PLACE = "place"
    PARTY = "party"


class Clock(StrEnum):
    """By which clock something is newly counted."""

    RECORDED = "recorded"
    PUBLISHED = "published"


@app.command()
def history(
    context: typer.Context,
    incident: Incident,
    cell: Annotated[
        str | None, typer.Argument(metavar="[CELL]", help="What is counted, like killed/combatant/isis:officers.")
    ] = None,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
) -> None:
    """Print how a toll came about. Every figure with the days on which it held, voice, reason and sentence."""
    from marsad.ledger.history import held
    from marsad.render.history import history_record, history_view

    question_asked = ask(context, recorded, published, stated)
    found, asked = question_asked.about(incident)
    tell_why(question_asked)
    cells = [counted(cell)] if cell else [t.cell for t in found.tolls if t.cell.side is None and t.cell.group is None]
    if cell and not held(found.history, cells[0]):
        known = ", ".join(str(toll.cell) for toll in found.tolls)
        raise MarsadError(f"Nothing is stated of {cells[0]} in {found.id}; it has {known}.")
    if as_json:
        print_json(history_record(found, cells, asked))
    else:
        show(history_view(found, cells, asked))


@app.command("sum")
def sum_people(
    context: typer.Context,
    by: Annotated[Rows, typer.Option("--by", help="One row for each harm, governorate, or party harmed.")] = Rows.HARM,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    conflict: Came = None,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Sum people over days, places, parties. Nobody twice; what only totals state stands apart as unallocated."""
    from marsad.ledger.queries.sums import by_party, by_place, summed
    from marsad.render.queries import sum_rows, sums_view

    cell, selection = counted(of), selected(first, last, place, party, conflict)
    asked = book(context, recorded, published, stated)
    if by is Rows.HARM:
        cells = [counted(harm + of.removeprefix(cell.harm)) for harm in _HARMS]
        sums = [summed(asked.ledger, asked.desk.claims, one, selection) for one in cells]
        sums = [one for one in sums if one.sure or one.perhaps or one.apart]
    else:
        chosen = selection.weigh(asked.ledger.incidents)
        sums = by_place(chosen, cell) if by is Rows.PLACE else by_party(chosen, cell)
        whole = summed(asked.ledger, asked.desk.claims, cell, selection)
        sums.append(whole)
    if as_json or as_csv:
        _write(sum_rows(sums), as_csv=as_csv)
        return
    if sums:
        show(sums_view(sums, str(by)))
    print(f"{_asked_for(selection)}: {asked.question}.")
    _left_out(selection, asked)


@app.command()
def rank(
    context: typer.Context,
    by: Annotated[str, typer.Option("--by", metavar="CELL", help="Whom to count, like killed or killed/civilian.")] = (
        "killed"
    ),
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Incidents from this day on.")] = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    conflict: Came = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=1000, help="So many incidents.")] = 10,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the deadliest incidents since a day. Says which may tie: tolls are intervals, so places are."""
    from marsad.ledger.queries.rank import ranked
    from marsad.render.queries import rank_rows, rank_view, rank_words

    cell, selection = counted(by), selected(since, last, place, party, conflict)
    asked = book(context, recorded, published, stated)
    places = ranked(selection.weigh(asked.ledger.incidents), cell, most)
    if as_json or as_csv:
        _write(rank_rows(places), as_csv=as_csv)
        return
    if places:
        show(rank_view(places, asked.ledger))
        print(f"The first: {rank_words(places[0])}.")
    print(f"{_asked_for(selection)}: {asked.question}.")
    _left_out(selection, asked)


@app.command()
def series(
    context: typer.Context,
    by: Annotated[Step, typer.Option("--by", help="How long a row is; weeks run from Monday (ISO 8601).")] = Step.WEEK,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    conflict: Came = None,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print people over time, by day, week, month or year. Low, best and high of each row."""
    from marsad.ledger.queries.series import series as rows_of
    from marsad.render.queries import series_rows, series_view

    cell, selection = counted(of), selected(first, last, place, party, conflict)
    asked = book(context, recorded, published, stated)
    found = rows_of(asked.ledger, asked.desk.claims, cell, selection, by)
    if as_json or as_csv:
        _write(series_rows(found), as_csv=as_csv)
        return
    if found.rows or found.undated.perhaps or found.apart:
        show(series_view(found))
    print(f"{_asked_for(selection)}: {asked.question}.")
    _left_out(selection, asked)


@app.command()
def new(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day of the period.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Its last day.")],
    of: Of = "killed",
    by: Annotated[Clock, typer.Option("--by", help="Newly counted by when it was recorded here, or published.")] = (
        Clock.RECORDED
    ),
    as_json: AsJson = False,
) -> None:
    """List incidents newly counted in a period. Apart: what happened in it, what happened before, tolls that moved."""
    from datetime import timedelta

    from marsad.ledger.queries.news import news
    from marsad.model.when import Days
    from marsad.render.queries import news_record, news_view

    cell, selection = counted(of), selected(first, last, None, None)
    begin, end = selection.first, selection.last
    if begin is None or end is None:
        raise MarsadError("Name the first and the last day of the period.")
    eve = str(begin - timedelta(1))
    ends = [(None, eve), (None, str(end))] if by is Clock.PUBLISHED else [(eve, None), (str(end), None)]
    before, after = (flow(context).ledger(question(context, *pair)) for pair in ends)
    found = news(before.ledger, after.ledger, Days(begin, end), cell)
    if as_json:
        print_json(news_record(found))
        return
    show(news_view(found, after.ledger))
    fresh = len(found.happened) + len(found.earlier) + len(found.undated)
    if not fresh:
        print("No incident was newly counted.")
        return
    print(f"{times(fresh, 'incident')} newly counted; in the period itself happened: {len(found.happened)}.")


def _asked_for(selection: Selection) -> str:
    """Say what was asked for."""
    first, last = selection.first, selection.last
    days = f"{first or 'the beginning'} to {last or 'now'}" if first or last else "all days"
    return ", ".join(filter(None, (days, selection.place, selection.party)))


def _left_out(selection: Selection, asked: Book) -> None:
    """Say how many incidents are not counted because they did not come of the fighting itself."""
    left = selection.left_out(asked.ledger.incidents)
    if left:
        print(
            f"Not counted: {times(left, 'incident')} that came not of the fighting itself; --conflict all counts all."
        )


def _write(rows: Sequence[dict[str, object]], *, as_csv: bool) -> None:
    if as_csv:
        from marsad.render.rows import rows_csv

        sys.stdout.write(rows_csv(rows))
    else:
        print_json(rows)

"""The commands that draw: chart weeks, governorates, parties, steps, calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import (
    First,
    Incident,
    Last,
    Party,
    Place,
    Published,
    Recorded,
    Stated,
    app,
    book,
    counted,
    day,
    selected,
)
from marsad.ledger.queries.step import Step

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.selection import Selection
    from marsad.render.charts.chart import Chart, Setting
    from marsad.render.charts.words import ChartWords

chart = typer.Typer(
    help="The ledger as charts: SVG or PNG, in Arabic or English, with source and day under each.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(chart, name="chart")

Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The drawing to write: FILE.svg or FILE.png.")]
Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="Its language: en or ar.")]
Digits = Annotated[str, typer.Option("--digits", metavar="DIGITS", help="Its digits: latn (27) or arab (٢٧).")]
Clocks = tuple[str | None, str | None, str | None]
"""As of when: as recorded, as published, as stated."""
Of = Annotated[str, typer.Option("--of", metavar="CELL", help="What is counted, like killed/civilian:children.")]


@chart.command()
def weeks(
    context: typer.Context,
    out: Out,
    by: Annotated[Step, typer.Option("--by", help="How long a bar is; weeks run from Monday (ISO 8601).")] = Step.WEEK,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    lang: Lang = "en",
    digits: Digits = "latn",
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draw people over time. A bar a week: solid up to the low figure, pale up to the high one, a line at the best."""
    from marsad.ledger.queries.series import series
    from marsad.render.charts.timeline import timeline

    words, cell, selection = _words(lang, digits, out), counted(of), selected(first, last, place, party)
    asked = book(context, recorded, published, stated)
    found = series(asked.ledger, asked.desk.claims, cell, selection, by)
    _write(timeline(found, by, _setting(words, asked, (recorded, published, stated), selection)), out)


@chart.command()
def calendar(
    context: typer.Context,
    out: Out,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    lang: Lang = "en",
    digits: Digits = "latn",
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draw people day by day. A square a day, the darker the more; a dot where the figure is not one number."""
    from marsad.ledger.queries.series import series
    from marsad.render.charts.calendar import calendar as drawn

    words, cell, selection = _words(lang, digits, out), counted(of), selected(first, last, place, party)
    asked = book(context, recorded, published, stated)
    found = series(asked.ledger, asked.desk.claims, cell, selection, Step.DAY)
    _write(drawn(found, _setting(words, asked, (recorded, published, stated), selection)), out)


@chart.command()
def governorates(
    context: typer.Context,
    out: Out,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    lang: Lang = "en",
    digits: Digits = "latn",
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draw people by governorate. A bar up to the best figure, with a whisker from low to high."""
    from marsad.ledger.queries.sums import by_place, summed
    from marsad.render.charts.bars import governorates as drawn

    words, cell, selection = _words(lang, digits, out), counted(of), selected(first, last, place, party)
    asked = book(context, recorded, published, stated)
    sums = by_place(selection.weigh(asked.ledger.incidents), cell)
    whole = summed(asked.ledger, asked.desk.claims, cell, selection)
    _write(drawn(sums, whole, _setting(words, asked, (recorded, published, stated), selection)), out)


@chart.command()
def parties(
    context: typer.Context,
    out: Out,
    of: Of = "killed",
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    lang: Lang = "en",
    digits: Digits = "latn",
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draw people by who was harmed. Civilians, each party, and those of whom no word says."""
    from marsad.ledger.queries.sums import by_party, summed
    from marsad.render.charts.bars import parties as drawn

    words, cell, selection = _words(lang, digits, out), counted(of), selected(first, last, place, party)
    asked = book(context, recorded, published, stated)
    sums = by_party(selection.weigh(asked.ledger.incidents), cell)
    whole = summed(asked.ledger, asked.desk.claims, cell, selection)
    _write(drawn(sums, whole, _setting(words, asked, (recorded, published, stated), selection)), out)


@chart.command()
def steps(
    context: typer.Context,
    incident: Incident,
    out: Out,
    of: Of = "killed",
    lang: Lang = "en",
    digits: Digits = "latn",
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draw how the toll of an incident moved. By when it was said, each step with its reason and voice."""
    from marsad.render.charts.steps import steps as drawn
    from marsad.render.cited import Cited

    words, cell = _words(lang, digits, out), counted(of)
    asked = book(context, recorded, published, stated)
    found = asked.incident(incident)
    setting = _setting(words, asked, (recorded, published, stated), reports=len(found.reports))
    _write(drawn(found, cell, setting, Cited(asked).voice), out)


def _words(lang: str, digits: str, out: Path) -> ChartWords:
    """Return the words of a chart; raises MarsadError at once where it could not be written."""
    from marsad.render.charts.saving import check_name
    from marsad.render.charts.words import ChartWords

    check_name(out)
    return ChartWords(lang, digits)


def _setting(
    words: ChartWords, asked: Book, clocks: Clocks, selection: Selection | None = None, reports: int | None = None
) -> Setting:
    """Say what a chart is drawn with; `clocks` are as of when, `reports` those of an incident where it is about one."""
    from marsad.intake.day import read_until
    from marsad.ledger.selection import Selection
    from marsad.render.charts.chart import Origin, Setting

    recorded, published, stated = clocks
    origin = Origin(
        reports=len(asked.readings) if reports is None else reports,
        recorded=asked.at.date() if asked.at else None,
        as_recorded=read_until(recorded).date() if recorded else None,
        as_published=day(published),
        as_stated=day(stated),
    )
    return Setting(words, origin, selection or Selection())


def _write(made: Chart, out: Path) -> None:
    from marsad.render.charts.saving import save

    print(f"Written: {save(made, out)}, {made.title}.")

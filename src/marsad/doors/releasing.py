"""The commands by which the ledger goes out as data, and is held against others' data: release, compare."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from marsad.doors.door import (
    AsCsv,
    AsJson,
    First,
    Last,
    Published,
    Recorded,
    app,
    audience,
    book,
    flow,
    selected,
    show,
    times,
)
from marsad.model.problem import MarsadError
from marsad.render.rows import rows_csv
from marsad.say import print_json, say

Public = Annotated[bool, typer.Option("--public", help="For everybody: nothing restricted, no words of reports.")]

Base = Annotated[
    Path | None, typer.Option(metavar="OLD", help="The folder of an earlier release: CHANGES tells what differs.")
]


@app.command()
def release(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to make; it must not be there yet.")],
    first: First = None,
    last: Last = None,
    base: Base = None,
    public: Public = False,
) -> None:
    """Write the ledger as a dataset into a folder. Tables in its own columns and in UCDP's, ACLED's and Airwars'."""
    selection = selected(first, last, None, None)
    flow(context)
    from marsad import publish
    from marsad.release.dictionary import LANGUAGES
    from marsad.render.labels import labels

    wanted = publish.Wanted(selection.first, selection.last, public or audience(context).everybody, base)
    made = publish.draft(wanted, {lang: labels(lang) for lang in LANGUAGES})
    entry, there = publish.issue(made, out)
    material = made.material
    told = f"{times(len(material.incidents), 'incident')} out of {times(len(material.reports), 'report')}"
    print(f"{'There already, the same:' if there else 'Wrote'} {out}, {told}, as of entry {material.made.seq}.")
    print(f"Kept as entry {entry}: --stated tells what it said.")
    if made.warnings:
        print(f"Warnings: {len(made.warnings)}; manifest.json lists them.")


class DataSet(StrEnum):
    """The data sets whose exports are understood."""

    GED = "ged"
    ACLED = "acled"
    AIRWARS = "airwars"


@app.command()
def compare(
    context: typer.Context,
    kind: Annotated[DataSet, typer.Argument(metavar="ged|acled|airwars", help="Whose export it is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Their export, as CSV.")],
    first: First = None,
    last: Last = None,
    recorded: Recorded = None,
    published: Published = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Hold another data set's export against the ledger. Where both agree, where numbers differ, what either lacks."""
    from marsad.intake.exports import ROW, read_export
    from marsad.intake.files import why_not
    from marsad.ledger.matching import compared
    from marsad.render.comparison import comparison_rows, comparison_view, summary

    selection = selected(first, last, None, None)
    try:
        export = read_export(kind, file.read_bytes())
    except OSError as error:
        raise MarsadError(f"{file}: {why_not(file, error)}") from error
    except MarsadError as error:
        raise MarsadError(f"{file} {error}") from error
    asked = book(context, recorded, published)
    events = [one for one in export.events if selection.holds_days(one.days)]
    found = compared(events, selection.choose(asked.ledger.incidents))
    for problem in export.problems:
        say(f"{file}, {problem}")
    if as_json:
        print_json(comparison_rows(found))
    elif as_csv:
        sys.stdout.write(rows_csv(comparison_rows(found)))
    else:
        show(comparison_view(found))
        print(summary(found))
        if export.elsewhere:
            print(f"Events of other countries, passed over: {export.elsewhere}.")
    if any(problem.kind == ROW for problem in export.problems):
        raise typer.Exit(2)

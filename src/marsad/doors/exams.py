"""The exams of the ledger: each writes, one JSON object a line, what the scorer of the exam reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import app
from marsad.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.reading import Reading

exam = typer.Typer(
    help="Examine the ledger. Writes, one JSON object a line, what the scorer of an exam reads; needs no ledger.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(exam, name="exam")

File = Annotated[str, typer.Argument(metavar="FILE", help="The exam, one JSON object a line.")]


@exam.command()
def series(file: File) -> None:
    """Feed series of bulletins one by one, and write the ledger after each."""
    from marsad.intake.series import read_series
    from marsad.ledger.exam import step
    from marsad.ledger.reconcile import reconcile
    from marsad.model.problem import Problem
    from marsad.reader.read import read

    whole = True
    for found in read_series(file):
        if isinstance(found, Problem):
            say(str(found))
            whole = False
            continue
        readings: list[Reading] = []
        for number, report in enumerate(found.bulletins):
            readings.append(read(report))
            row = step(reconcile(readings), _names(readings))
            print(json.dumps({"series": found.id, "step": number, **row}, ensure_ascii=False))
    if not whole:
        raise typer.Exit(2)


@exam.command()
def incidents(file: File) -> None:
    """Read reports, reconcile them, and write the incidents."""
    from marsad.intake.capture import REFUSED
    from marsad.intake.files import captures
    from marsad.ledger.exam import incident_rows
    from marsad.ledger.reconcile import reconcile
    from marsad.model.problem import Problem
    from marsad.reader.read import read

    readings: list[Reading] = []
    whole = True
    for found in captures([file], lines=True):
        if isinstance(found, Problem):
            say(str(found))
            whole = whole and found.kind != REFUSED
        else:
            readings.append(read(found.report))
    for row in incident_rows(reconcile(readings), _names(readings)):
        print(json.dumps(row, ensure_ascii=False))
    if not whole:
        raise typer.Exit(2)


def _names(readings: Sequence[Reading]) -> dict[str, str]:
    return {reading.report.id: reading.report.name or "" for reading in readings}

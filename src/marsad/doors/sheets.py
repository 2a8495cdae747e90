"""The commands on sheets: sheet mapping, sheet export, sheet import."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the types
from typing import Annotated

import typer

from marsad.doors.deciding import By, Why, Yes, agreed
from marsad.doors.door import app, audience, flow, show, times
from marsad.model.problem import MarsadError
from marsad.say import say

sheet = typer.Typer(
    help="Casebooks in, the ledger as a workbook out, and edits in it back as decisions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(sheet, name="sheet")


@sheet.command()
def mapping(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A casebook: .csv or .xlsx.")],
) -> None:
    """Propose what the columns of a casebook are. Save it, mend it, and give it to `marsad add --map`."""
    from marsad.intake.mapping_files import proposed_mapping

    lines, problems = proposed_mapping(file)
    for problem in problems:
        say(str(problem))
    print(*lines, sep="\n")


@sheet.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook to write, like ledger.xlsx.")],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="The language of its headers: en or ar.")] = "en",
) -> None:
    """Write the ledger as a workbook. Its incidents and claims, what the columns mean, and what may be edited."""
    from marsad.render.sheet_words import LANGUAGES, SheetWords

    if lang not in LANGUAGES:
        raise MarsadError(f"There are no words in “{lang}” for a workbook; write one of: {', '.join(LANGUAGES)}.")
    if file.exists():
        raise MarsadError(f"{file} is there already; name another file. Nothing was written.")
    flow(context)
    from marsad import workbooks

    made = workbooks.export(SheetWords(lang), audience(context))
    try:
        file.write_bytes(made.data)
    except OSError as error:
        raise MarsadError(f"{file} cannot be written: {error.strerror}.") from error
    print(f"Written: {file}, {times(made.rows, 'row')}, as of entry {made.head.seq}. Content {made.digest}")


@sheet.command("import")
def bring_back(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook that `sheet export` wrote, edited.")],
    by: By = "",
    why: Why = "",
    yes: Yes = False,
) -> None:
    """Take edits in a workbook back as decisions. Shows each, asks, and records them for good."""
    from datetime import UTC, datetime

    from marsad.intake.casebook import sheet_bytes
    from marsad.intake.files import why_not
    from marsad.ledger.drafting import Pen
    from marsad.render.sheet_words import words_in
    from marsad.render.sheets import return_view

    try:
        with file.open("rb") as stream:
            data = sheet_bytes(stream)
    except OSError as error:
        raise MarsadError(f"{file}: {why_not(file, error)}") from error
    flow(context)
    from marsad import workbooks

    found = workbooks.bring_back(data, words_in, audience(context), Pen(by, why, datetime.now(UTC)))
    for problem in found.problems:
        say(str(problem))
    if not found.decided:
        print("No edit in it can be a decision; nothing was recorded." if found.problems else "Nothing was edited.")
    else:
        show(return_view(found))
        if not yes and not agreed(f"Record {times(len(found.decided), 'decision')}?", "recorded"):
            print("Nothing was recorded.")
            return
        numbers = workbooks.record(found)
        print(f"Recorded as {times(len(numbers), 'decision')}: {', '.join(map(str, numbers))}.")
    if found.problems:
        raise typer.Exit(2)

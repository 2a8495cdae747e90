"""The commands and their options, in typer: each reads its arguments, calls the rooms below, and prints."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the types
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import __version__
from marsad.actor_commands import actors
from marsad.model.problem import MarsadError
from marsad.say import print_json, say, terminal

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from rich.console import Console, RenderableType

    from marsad.flow import Book

app = typer.Typer(
    name="marsad",
    help="Field reports in Arabic and English in, a ledger of incidents out; every number with its sentences.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Texts or .jsonl files; - is standard input.")]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="The day of publication, where a report has none.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it, where a report does not say.")]
Country = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The country whose names to read with: sy, iq (default: as each text says)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY|TIME", help="What had been published by a day, or recorded by a time (…T18:30)."),
]
Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")]


@app.callback()
def _everywhere(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the ledger lies (default: MARSAD_HOME).")
    ] = None,
) -> None:
    context.obj = home


@app.command()
def read(
    files: Files,
    as_json: AsJson = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="Reports a line in, the same lines with claims out.")
    ] = False,
    published: Published = None,
    publisher: Publisher = None,
    country: Country = None,
    html: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a page with each claim marked.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each claim was read: words, rules, and why each slot.")
    ] = False,
) -> None:
    """Print the claims of reports with their words. Needs no ledger and keeps nothing."""
    from marsad.read_reports import read_reports

    everything = read_reports(
        files,
        as_json=as_json,
        as_lines=as_lines,
        published=published,
        publisher=publisher,
        country=country,
        html=html,
        explain=explain,
    )
    if not everything:
        raise typer.Exit(2)


@app.command("eval")
def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Reports, one a line, with claims that a person marked.")],
    predicted: Annotated[
        Path | None,
        typer.Argument(metavar="PREDICTED", help="Claims that another system read, to examine it instead."),
    ] = None,
    as_json: AsJson = False,
    examples: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Print the first N errors of each kind.")
    ] = 0,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a page with marked and read claims side by side.")
    ] = None,
) -> None:
    """Examine the reader. Compares what it reads with claims that a person marked; counts errors by kind."""
    from marsad.eval_reports import eval_reports

    eval_reports(gold, predicted, as_json=as_json, examples=examples, html=html)


@app.command()
def add(
    context: typer.Context,
    files: Files,
    published: Published = None,
    publisher: Publisher = None,
    country: Country = None,
) -> None:
    """Put reports into the ledger. One that it holds already is passed over."""
    from marsad.country import asked_country
    from marsad.intake.capture import REFUSED
    from marsad.intake.files import read_files

    asked = asked_country(country)
    reports, problems = read_files(files, _day(published), publisher)
    for problem in problems:
        say(str(problem))
    if reports:
        added, readings = _flow(context).add(reports, asked)
        for problem in added.problems:
            say(str(problem))
        claims = sum(len(reading.claims) for reading in readings)
        print(f"{_times(len(added.new), 'report')} added, {_times(claims, 'claim')}; {len(added.known)} known already.")
    if (reports and added.problems) or any(problem.kind == REFUSED for problem in problems):
        raise typer.Exit(2)


@app.command()
def ledger(
    context: typer.Context,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Incidents from this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Incidents up to this day.")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Incidents at or in this place (or p-code).")
    ] = None,
    party: Annotated[str | None, typer.Option(metavar="NAME", help="Incidents with this party.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one incident a row.")] = False,
) -> None:
    """Print the incidents with their tolls."""
    from marsad.ledger.selection import Selection

    book = _book(context, as_of)
    chosen = Selection(_day(first), _day(last), place, party).choose(book.ledger.incidents)
    if as_csv:
        from marsad.render.rows import ledger_csv

        sys.stdout.write(ledger_csv(chosen))
    elif as_json:
        from marsad.render.rows import plain

        print_json(plain({"question": book.question, "incidents": chosen}))
    else:
        from marsad.render.ledger import ledger_table

        if chosen:
            _show(ledger_table(chosen, book.ledger, _console().width))
        print(f"{_times(len(chosen), 'incident')} out of {_times(len(book.readings), 'report')}: {book.question}.")


@app.command()
def show(context: typer.Context, incident: Incident, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Print one incident. Its toll step by step, the sentences behind it, how they relate."""
    book = _book(context, as_of)
    found = book.incident(incident)
    if as_json:
        from marsad.model.record import claim_record
        from marsad.render.rows import plain

        claims = [claim_record(claim) for r in book.readings for claim in r.claims if claim.id in found.claims]
        print_json({**plain(found), "claims": claims})
    else:
        from marsad.render.incident import incident_view

        _show(incident_view(found, book))


@app.command()
def audit(context: typer.Context, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Check every total. Also prints the sums of periods and the problems."""
    book = _book(context, as_of)
    if as_json:
        from marsad.render.rows import plain

        parts = {"totals": book.ledger.assertions, "periods": book.ledger.periods, "problems": book.ledger.problems}
        print_json(plain(parts))
    else:
        from marsad.render.audit import audit_view

        _show(audit_view(book))


@app.command()
def explain(
    context: typer.Context,
    incident: Incident,
    cell: Annotated[str, typer.Argument(metavar="CELL", help="What is counted, like killed/combatant/isis:officers.")],
    as_of: AsOf = None,
) -> None:
    """Print the sentences behind a number. Those that set low, best and high of one cell."""
    from marsad.model.incident import Cell
    from marsad.render.explanation import explanation_view

    try:
        asked = Cell.parse(cell)
    except ValueError as error:
        raise MarsadError(f"{error}.") from error
    book = _book(context, as_of)
    _show(explanation_view(book.incident(incident), asked, book))


@app.command()
def presence(context: typer.Context, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """List who was said to be in an area. How strong, since when, as of when."""
    book = _book(context, as_of)
    if as_json:
        from marsad.model.record import presence_record

        print_json([presence_record(found) for reading in book.readings for found in reading.presences])
    else:
        from marsad.render.claims import presence_lines

        if any(reading.presences for reading in book.readings):
            print(*presence_lines(book.readings, *terminal()), sep="\n")
        else:
            print("No report says who holds or stays in an area.")


app.command()(actors)


@app.command()
def verify(context: typer.Context) -> None:
    """Check that the journal is whole. Every entry, its content, its place in the chain."""
    entries, problems = _flow(context).verify()
    for problem in problems:
        say(str(problem))
    if problems:
        raise MarsadError(f"The journal is not whole: {_times(len(problems), 'problem')} found in {entries} entries.")
    print(f"The journal is whole: {entries} entries, each chained to the one before.")


@app.command()
def rebuild(
    context: typer.Context,
    reread: Annotated[bool, typer.Option("--reread", help="Read every report again first, with this version.")] = False,
) -> None:
    """Make the derived tables again. From the journal alone; says whether they came out the same."""
    flow = _flow(context)
    if reread:
        changed = flow.reread()
        print(f"Read again: {_times(len(changed.new), 'reading')} changed, {len(changed.known)} stayed as they were.")
    made = flow.rebuild()
    outcome = "the same as before" if made.same else f"not the same as before ({made.before})"
    print(f"Made again from the journal: {_times(made.incidents, 'incident')}, {outcome}.\nDigest {made.digest}")
    if not made.same:
        raise MarsadError("The derived tables had been changed or made by another version; they are right now.")


@app.command()
def place(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Place expressions; with --jsonl, files of rows, - is standard input."),
    ],
    near: Annotated[
        list[str] | None, typer.Option(metavar="PLACE", help="Another place of the report; can be given again.")
    ] = None,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="Rows of a table in (text_ar, text_en, region_ar, region_en), points out.")
    ] = False,
    languages: Annotated[
        str, typer.Option("--lang", metavar="ar|en|ar,en", help="The languages of the rows that are read.")
    ] = "ar,en",
    country: Country = None,
    as_json: AsJson = False,
) -> None:
    """Find where words put something. How precisely, why there, and what else they may have meant."""
    from marsad import find_places
    from marsad.country import asked_country
    from marsad.model.country import DEFAULT

    where = asked_country(country) or DEFAULT
    if not as_lines:
        find_places.place_words(words, near or [], where, as_json=as_json)
        return
    read = [find_places.place_table(path, languages, where) for path in words]
    if not all(read):
        raise typer.Exit(2)


@app.command()
def places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in Arabic or English, or a p-code.")],
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind: community, camp, base …")] = None,
    country: Country = None,
    as_json: AsJson = False,
) -> None:
    """Search the gazetteer. Names in both languages, kind, coordinates, and what a place lies in."""
    from marsad import find_places
    from marsad.country import asked_country
    from marsad.model.country import DEFAULT

    find_places.search(name, kind, asked_country(country) or DEFAULT, as_json=as_json)


@app.command()
def version() -> None:
    """Print the version."""
    print(f"marsad {__version__}")


def _flow(context: typer.Context) -> ModuleType:
    """Point to the ledger that is meant, and return the conductor."""
    from marsad.settings import configure

    configure(context.obj)
    from marsad import flow

    return flow


def _book(context: typer.Context, as_of: str | None) -> Book:
    from marsad.intake.day import read_moment

    book: Book = _flow(context).ledger(read_moment(as_of) if as_of else None)
    return book


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _show(view: RenderableType) -> None:
    _console().print(view)


def _day(words: str | None) -> date | None:
    from marsad.intake.day import read_day

    return read_day(words) if words else None


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

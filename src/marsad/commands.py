"""The commands and their options, in typer: each reads its arguments, calls the rooms below, and prints."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the types
from typing import Annotated

import typer

from marsad import __version__
from marsad.doors.door import (
    ASKED_FOR,
    AsCsv,
    AsJson,
    Came,
    Country,
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
    console,
    counted,
    day,
    flow,
    selected,
    show,
    tell_why,
    times,
)
from marsad.model.problem import MarsadError
from marsad.say import print_json, say, terminal

__all__ = ["app"]

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Files of reports, folders of them; - is standard input.")
]
PublishedOn = Annotated[
    str | None, typer.Option("--published", metavar="DAY", help="The day of publication, where a report has none.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it, where a report does not say.")]


@app.callback()
def _everywhere(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the ledger lies (default: MARSAD_HOME).")
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="WHOM",
            help="Who may see the answer: open, team, or a NAME (default: MARSAD_FOR, else MARSAD_WHO, else team).",
        ),
    ] = None,
) -> None:
    context.obj = home
    context.meta[ASKED_FOR] = audience


@app.command()
def read(
    files: Files,
    as_json: AsJson = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="Reports a line in, the same lines with claims out.")
    ] = False,
    published: PublishedOn = None,
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
    published: PublishedOn = None,
    publisher: Publisher = None,
    country: Country = None,
    keep: Annotated[
        bool | None,
        typer.Option("--keep/--no-keep", help="Keep what was read, byte for byte (default: MARSAD_KEEP, else yes)."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="What the columns of casebooks are (`marsad sheet mapping`)."),
    ] = None,
) -> None:
    """Put reports and casebooks into the ledger. A report that it holds already is passed over."""
    from datetime import date

    from marsad.country import asked_country
    from marsad.doors.network import fetch
    from marsad.intake.capture import REFUSED
    from marsad.intake.files import captures
    from marsad.intake.mapping_files import saved_mapping
    from marsad.ledger.problems import undatable
    from marsad.sifting import worth_reading

    asked, today, out = asked_country(country), date.today(), day(published)  # noqa: DTZ011 - the recorder's own day
    if out and out > today:
        raise MarsadError(f"{out} is yet to come; no report can have been published then. Nothing was recorded.")
    conductor = flow(context)
    from marsad.keep import incoming
    from marsad.settings import keeps

    taken = incoming(
        captures(files, out, publisher, worth=worth_reading, fetch=fetch, mapping=saved_mapping(mapping)),
        today,
        keep=keeps() if keep is None else keep,
    )
    for problem in taken.problems:
        say(str(problem))
    if taken.reports:
        added, readings = conductor.add(taken.reports, asked, taken.kept)
        cells = (problem for reading in readings if reading.report.cells for problem in reading.problems)
        for problem in (*added.problems, *cells, *(problem for reading in readings for problem in undatable(reading))):
            say(str(problem))
        claims = sum(len(reading.claims) for reading in readings)
        print(f"{times(len(added.new), 'report')} added, {times(claims, 'claim')}; {len(added.known)} known already.")
    if (taken.reports and added.problems) or any(problem.kind == REFUSED for problem in taken.problems):
        raise typer.Exit(2)


@app.command()
def ledger(
    context: typer.Context,
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
    """Print the incidents with their tolls."""
    selection = selected(first, last, place, party, conflict)
    asked = ask(context, recorded, published, stated)
    if as_json:
        from marsad.render.rows import plain

        print_json(plain({"question": asked.words, "incidents": list(asked.whole(selection))}))
        tell_why(asked)
        return
    found = asked.listed(selection)
    if as_csv:
        from marsad.render.rows import ledger_csv

        sys.stdout.write(ledger_csv(found.incidents))
    else:
        from marsad.render.ledger import ledger_table

        if found.total:
            show(ledger_table(found.incidents, found.ids, console().width))
        print(f"{times(found.total, 'incident')} out of {times(found.reports, 'report')}: {asked.words}.")
        if not found.total and selection.nowhere:
            say(
                f"No list of places has “{place}”, and no incident is told in that word; `marsad places` searches them."
            )
    tell_why(asked)


@app.command("show")
def show_incident(
    context: typer.Context,
    incident: Incident,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
) -> None:
    """Print one incident. Its toll step by step, the sentences behind it, how they relate."""
    question = ask(context, recorded, published, stated)
    found, asked = question.about(incident)
    tell_why(question)
    if as_json:
        from marsad.ledger.split import ged_split
        from marsad.model.record import claim_record
        from marsad.render.decisions import bearing, decision_rows
        from marsad.render.rows import plain

        claims = [claim_record(claim) for r in asked.decided for claim in r.claims if claim.id in found.claims]
        decided = decision_rows(bearing(found, asked))
        print_json(
            {**plain(found), "seen": asked.seen, "ged": plain(ged_split(found)), "claims": claims, "decisions": decided}
        )
    else:
        from marsad.render.incident import incident_view

        show(incident_view(found, asked))


@app.command()
def audit(
    context: typer.Context,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
) -> None:
    """Check every total. Also prints the sums of periods and the problems."""
    asked = book(context, recorded, published, stated)
    if as_json:
        from marsad.render.rows import plain

        parts = {"totals": asked.ledger.assertions, "periods": asked.ledger.periods, "problems": asked.ledger.problems}
        print_json(plain(parts))
    else:
        from marsad.render.audit import audit_view

        show(audit_view(asked))


@app.command()
def explain(
    context: typer.Context,
    incident: Incident,
    cell: Annotated[str, typer.Argument(metavar="CELL", help="What is counted, like killed/combatant/isis:officers.")],
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Print the sentences behind a number. Those that set low, best and high of one cell."""
    from marsad.render.explanation import explanation_view

    wanted = counted(cell)
    asked = ask(context, recorded, published, stated)
    found, book_of_it = asked.about(incident)
    tell_why(asked)
    show(explanation_view(found, wanted, book_of_it))


@app.command()
def presence(
    context: typer.Context,
    steps: Annotated[
        bool, typer.Option("--history", help="Who and where together, each statement with the days on which it held.")
    ] = False,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
    as_json: AsJson = False,
) -> None:
    """List who was said to be in an area. How strong, since when, as of when."""
    asked = book(context, recorded, published, stated)
    if as_json:
        from marsad.model.record import presence_record

        print_json([presence_record(found) for reading in asked.readings for found in reading.presences])
    else:
        from marsad.render.claims import presence_lines

        if steps and any(reading.presences for reading in asked.readings):
            from marsad.ledger.presences import stretches
            from marsad.render.history import presence_history_view

            show(presence_history_view(stretches(asked.readings)))
        elif any(reading.presences for reading in asked.readings):
            print(*presence_lines(asked.readings, *terminal()), sep="\n")
        else:
            print("No report says who holds or stays in an area.")


@app.command()
def verify(context: typer.Context) -> None:
    """Check that the journal is whole. Every entry, its content, its place in the chain."""
    entries, problems = flow(context).verify()
    for problem in problems:
        say(str(problem))
    if problems:
        raise MarsadError(f"The journal is not whole: {times(len(problems), 'problem')} found in {entries} entries.")
    print(f"The journal is whole: {entries} entries, each chained to the one before.")


@app.command()
def rebuild(context: typer.Context) -> None:
    """Make the derived tables again. From the journal alone; says whether they came out the same."""
    made = flow(context).rebuild()
    outcome = "the same as before" if made.same else f"not the same as before ({made.before})"
    print(f"Made again from the journal: {times(made.incidents, 'incident')}, {outcome}.\nDigest {made.digest}")
    if not made.same:
        raise MarsadError("The derived tables had been changed or made by another version; they are right now.")


@app.command()
def version() -> None:
    """Print the version."""
    print(f"marsad {__version__}")


from marsad.doors import (  # noqa: E402 - their commands stand after these
    actors,  # noqa: F401
    adding,  # noqa: F401
    asking,  # noqa: F401
    bulk,  # noqa: F401
    bulletin,  # noqa: F401
    charting,  # noqa: F401
    deciding,  # noqa: F401
    evidence,  # noqa: F401
    exams,  # noqa: F401
    finding,  # noqa: F401
    forgetting,  # noqa: F401
    health,  # noqa: F401
    keeping,  # noqa: F401
    places,  # noqa: F401
    releasing,  # noqa: F401
    restricting,  # noqa: F401
    serving,  # noqa: F401
    sharing,  # noqa: F401
    sheets,  # noqa: F401
    stating,  # noqa: F401
    watching,  # noqa: F401
)

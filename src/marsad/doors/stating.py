"""The command that records evidence without a text of its own: statement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from marsad.doors.door import Country, app, day, flow, times
from marsad.model.evidence import EvidenceKind
from marsad.model.problem import MarsadError
from marsad.say import say

NOTED = "a statement was taken"


@app.command()
def statement(
    context: typer.Context,
    words: Annotated[
        str, typer.Option("--words", metavar="FILE", help="The words as noted, in a file; - is standard input.")
    ] = "-",
    kind: Annotated[EvidenceKind, typer.Option("--kind", help="What was taken.")] = EvidenceKind.TESTIMONY,
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="MARSAD_WHO", help="Who took it.")] = "",
    taken: Annotated[str | None, typer.Option("--taken", metavar="DAY", help="When (default: today).")] = None,
    consent: Annotated[str, typer.Option("--consent", metavar="WORDS", help="yes, no, or what for.")] = "",
    origin: Annotated[
        str, typer.Option("--from", metavar="WORDS", help="Who spoke or where it is from, as it may be written.")
    ] = "",
    kept: Annotated[
        str, typer.Option("--kept", metavar="WORDS", help="Where the recording, list or picture itself lies.")
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="LEVEL", help="Who may see it: open, team, or names with commas between.")
    ] = "team",
    why: Annotated[str, typer.Option("--why", "--reason", metavar="WORDS", help="The reason for that.")] = NOTED,
    country: Country = None,
) -> None:
    """Record a testimony, a hospital list, a photo. Its words are read like a report's; restricted at once."""
    from datetime import UTC, date, datetime

    from marsad.country import asked_country
    from marsad.intake.noted import statement_report
    from marsad.ledger.drafting import Pen, signed
    from marsad.model.audience import Level
    from marsad.model.evidence import Evidence

    asked, today = asked_country(country), date.today()  # noqa: DTZ011 - the recorder's own day
    on = day(taken) or today
    if on > today:
        raise MarsadError(f"{on} is yet to come; nothing can have been taken then. Nothing was recorded.")
    if not by.strip():
        raise MarsadError("A statement says who took it: --by NAME, or set MARSAD_WHO. Nothing was recorded.")
    if not consent.strip():
        raise MarsadError("Say whether whoever spoke consents: --consent yes, no, or what for. Nothing was recorded.")
    try:
        level = Level.parse(to)
    except ValueError as error:
        raise MarsadError(f"{error}. Nothing was recorded.") from error
    said = consent.strip().lower()
    evidence = Evidence(kind, said if said in {"yes", "no"} else consent.strip(), origin.strip() or None, kept or None)
    report, problems = statement_report(_noted(words), by.strip(), on, evidence)
    flow(context)
    from marsad.statements import take

    found = take(report, level, signed(Pen(by, why, datetime.now(UTC))), asked)
    for problem in (*problems, *found.reading.problems):
        say(str(problem))
    print(f"Recorded as report {found.number}: {evidence}; {times(len(found.reading.claims), 'claim')}.")
    if found.restricted_by:
        print(
            f"It is for {level} only, by decision {found.restricted_by}; "
            f"`marsad restrict {found.number} --to …` changes that."
        )


def _noted(words: str) -> bytes:
    from marsad.intake.noted import BYTE_LIMIT

    if words == "-":
        return sys.stdin.buffer.read(BYTE_LIMIT + 1)
    from marsad.intake.files import why_not

    try:
        with Path(words).open("rb") as stream:
            return stream.read(BYTE_LIMIT + 1)
    except OSError as error:
        raise MarsadError(f"{words}: {why_not(Path(words), error)} Nothing was recorded.") from error

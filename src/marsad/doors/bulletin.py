"""The command that writes bulletins: a draft of an incident, a day, a period, a place or a party."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import Came, First, Last, Party, Place, Published, Recorded, Stated, app, book, day, selected
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from marsad.render.bulletin.draft import Bulletin


class Format(StrEnum):
    """What a bulletin is written as."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it into a file.")]
_KINDS = {".txt": Format.TEXT, ".html": Format.HTML, ".htm": Format.HTML, ".docx": Format.DOCX}


@app.command()
def bulletin(
    context: typer.Context,
    incident: Annotated[
        str | None, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")
    ] = None,
    of_day: Annotated[str | None, typer.Option("--day", metavar="DAY", help="The incidents of one day.")] = None,
    first: First = None,
    last: Last = None,
    place: Place = None,
    party: Party = None,
    conflict: Came = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Its language: en or ar.")] = "en",
    digits: Annotated[str, typer.Option("--digits", metavar="DIGITS", help="Its digits: latn (27) or arab (٢٧).")] = (
        "latn"
    ),
    form: Annotated[
        Format | None, typer.Option("--format", help="How it is written (default: as FILE ends, else text).")
    ] = None,
    out: Out = None,
    recorded: Recorded = None,
    published: Published = None,
    stated: Stated = None,
) -> None:
    """Draft a bulletin of an incident, a day, a period, a place or a party. Every number leads to its sentences."""
    from marsad.render.bulletin.incident import incident_bulletin
    from marsad.render.bulletin.round_up import round_up
    from marsad.render.bulletin.writer import Writer, words_of

    asked_for = (of_day, first, last, place, party, conflict)
    if incident is None and not any(asked_for):
        raise MarsadError(
            "Of what? Name an incident, or --day DAY, --from DAY --to DAY, --place NAME, or --party NAME."
        )
    if incident is not None and any(asked_for):
        raise MarsadError("A bulletin is of one incident, or of days and a place; not of both.")
    if of_day and (first or last):
        raise MarsadError("--day is one day; a period is --from DAY --to DAY.")
    words, selection = words_of(lang, digits), selected(of_day or first, of_day or last, place, party, conflict)
    kind = _kind(form, out)
    asked = book(context, recorded, published, stated)
    if selection.nowhere and not selection.choose(asked.ledger.incidents):
        raise MarsadError(f"No list of places knows “{place}”, and no incident; `marsad places` looks names up.")
    clocks = {"as_recorded": recorded, "as_published": published, "as_stated": stated}
    as_of = [words.say(key, day=words.day(told)) for key, value in clocks.items() if (told := day(value))]
    writer = Writer(asked, words, asked.at, " ".join(as_of))
    made = round_up(selection, writer) if incident is None else incident_bulletin(asked.incident(incident), writer)
    _write(made, kind, out)


def _kind(form: Format | None, out: Path | None) -> Format:
    """Tell what to write; raises MarsadError where a file does not say it."""
    if form is None and out is not None:
        if out.suffix.lower() not in _KINDS:
            raise MarsadError(f"{out} does not say what it is; end it in .txt, .html or .docx, or name a --format.")
        return _KINDS[out.suffix.lower()]
    if form is Format.DOCX and out is None:
        raise MarsadError("A DOCX file is nothing to print; name a file with --out FILE.docx.")
    return form or Format.TEXT


def _write(made: Bulletin, kind: Format, out: Path | None) -> None:
    from marsad.render.bulletin.docx import docx
    from marsad.render.bulletin.html import html
    from marsad.render.bulletin.text import text

    data = docx(made) if kind is Format.DOCX else (html(made) if kind is Format.HTML else text(made)).encode()
    if out is None:
        sys.stdout.write(data.decode())
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise MarsadError(f"{out} cannot be written: {error.strerror}. Nothing was written.") from error
    print(f"Written: {out}, {made.title.words}.")

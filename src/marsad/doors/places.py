"""The commands `place` and `places`: put expressions on the map, or a table of them; search the gazetteer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from marsad.doors.door import AsJson, Country, app
from marsad.model.problem import MarsadError
from marsad.say import print_json, say, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MANY = 20
"""So many entries of the gazetteer are shown at most."""


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
    if not as_lines:
        _place_words(words, near or [], country, as_json=as_json)
        return
    read = [_place_table(path, languages, _country(country)) for path in words]
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
    _search(name, kind, _country(country, name), as_json=as_json)


def _country(option: str | None, *words: str) -> str:
    """Return the country that is asked for, else the one that the words name, as a report is read."""
    from marsad.country import asked_country
    from marsad.reader.country import vote
    from marsad.text.fold import fold

    return asked_country(option) or vote(fold(" ".join(words)).text).country


def _place_words(words: Sequence[str], near: Sequence[str], country: str | None, *, as_json: bool) -> None:
    """Print where each expression was put."""
    from marsad.model.place_record import location_record
    from marsad.places.gazetteer import gazetteer
    from marsad.places.locate import locate, weighed
    from marsad.render.place import location_lines

    records = []
    for number, expression in enumerate(words):
        where = _country(country, expression, *near)
        found = locate(expression, tuple(near), where)
        lost = () if found else weighed(expression, near, where)
        if as_json:
            possible = [one.pcode for one in lost]
            records.append({"words": expression, "location": found and location_record(found), "possible": possible})
            continue
        if number:
            print()
        print(*location_lines(expression, found, lost, gazetteer(where), *terminal()), sep="\n")
    if as_json:
        print_json(records)


def _place_table(path: str, languages: str, country: str) -> bool:
    """Answer a table of places, a row a line; tell whether every row could be read."""
    from marsad.places.table import LANGUAGES, RowError, resolve

    chosen = [language.strip() for language in languages.split(",") if language.strip()]
    if not chosen or not set(chosen) <= set(LANGUAGES):
        raise MarsadError(f"--lang is ar, en or ar,en; {languages!r} is none of these.")
    everything = True
    for where, line in _lines(path):
        try:
            row = _row(line)
            print(json.dumps(resolve(row, chosen, country), ensure_ascii=False))
        except RowError as error:
            say(f"{where}: {error}")
            everything = False
    return everything


def _search(name: str, kind: str | None, country: str, *, as_json: bool) -> None:
    """Print the entries of the gazetteer that bear a name, or one that sounds like it."""
    from marsad.places.gazetteer import gazetteer
    from marsad.render.place import place_lines

    known = gazetteer(country)
    by_code = known.place(name) or known.place(name.upper())
    named = known.named(name)
    hits = (*named, *known.begun(name)) if named else known.sounding(name)
    listed = [by_code] if by_code else list(dict.fromkeys(hit.place for hit in hits))
    found = [place for place in listed if kind is None or place.kind == kind]
    if as_json:
        print_json([_entry(place) for place in found])
        return
    if not found:
        raise MarsadError(f"No place named {name!r}" + (f" of kind {kind!r}" if kind else "") + " is in the gazetteer.")
    print(*place_lines(found[:MANY], known, *terminal()), sep="\n")
    if len(found) > MANY:
        print(f"{len(found) - MANY} more; --json prints them all, --kind narrows them down.")


def _entry(place: Any) -> dict[str, Any]:
    names = ("pcode", "kind", "name_ar", "name_en", "lat", "lon", "radius_km", "parents")
    return {name: getattr(place, name) for name in names}


def _row(line: str) -> dict[str, Any]:
    from marsad.places.table import RowError

    try:
        row = json.loads(line)
    except ValueError as error:
        raise RowError(f"is not JSON ({error}) and was passed over.") from error
    if not isinstance(row, dict):
        raise RowError("holds no object and was passed over.")
    return row


def _lines(path: str) -> Iterator[tuple[str, str]]:
    try:
        with Path(path).open("rb") if path != "-" else _Standing(sys.stdin.buffer) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{path}, line {number}", line.decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise MarsadError(f"{path} cannot be read: {error.strerror or error}.") from error


class _Standing:
    """Standard input, which stays open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def __enter__(self) -> IO[bytes]:
        return self._stream

    def __exit__(self, *_: object) -> None:
        """Leave it open."""

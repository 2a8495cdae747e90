"""Places from the command line: expressions resolved one by one or a table at a time, and the gazetteer searched."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from marsad.model.place_record import location_record
from marsad.model.problem import MarsadError
from marsad.places.gazetteer import gazetteer
from marsad.places.locate import locate, weighed
from marsad.places.table import LANGUAGES, RowError, resolve
from marsad.render.place import location_lines, place_lines
from marsad.say import print_json, say, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MANY = 20
"""So many entries of the gazetteer are shown at most."""


def place_words(words: Sequence[str], near: Sequence[str], country: str, *, as_json: bool) -> None:
    """Print where each expression was put."""
    records = []
    for number, expression in enumerate(words):
        found = locate(expression, tuple(near), country)
        lost = () if found else weighed(expression, near, country)
        if as_json:
            possible = [one.pcode for one in lost]
            records.append({"words": expression, "location": found and location_record(found), "possible": possible})
            continue
        if number:
            print()
        print(*location_lines(expression, found, lost, *terminal()), sep="\n")
    if as_json:
        print_json(records)


def place_table(path: str, languages: str, country: str) -> bool:
    """Answer a table of places, a row a line; tell whether every row could be read."""
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


def search(name: str, kind: str | None, country: str, *, as_json: bool) -> None:
    """Print the entries of the gazetteer that bear a name, or one that sounds like it."""
    places = gazetteer(country)
    by_code = places.place(name) or places.place(name.upper())
    named = places.named(name)
    hits = (*named, *places.begun(name)) if named else places.sounding(name)
    listed = [by_code] if by_code else list(dict.fromkeys(hit.place for hit in hits))
    found = [place for place in listed if kind is None or place.kind == kind]
    if as_json:
        print_json([_entry(place) for place in found])
        return
    if not found:
        raise MarsadError(f"No place named {name!r}" + (f" of kind {kind!r}" if kind else "") + " is in the gazetteer.")
    print(*place_lines(found[:MANY], places, *terminal()), sep="\n")
    if len(found) > MANY:
        print(f"{len(found) - MANY} more; --json prints them all, --kind narrows them down.")


def _entry(place: Any) -> dict[str, Any]:
    names = ("pcode", "kind", "name_ar", "name_en", "lat", "lon", "radius_km", "parents")
    return {name: getattr(place, name) for name in names}


def _row(line: str) -> dict[str, Any]:
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

"""What `marsad read` does: reports in, their claims out, nothing kept. It loads neither a database nor rich."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from marsad.country import asked_country
from marsad.intake.capture import REFUSED
from marsad.intake.day import read_day
from marsad.intake.files import captures
from marsad.model.problem import MarsadError, Problem
from marsad.reader.read import read
from marsad.say import print_json, say, terminal
from marsad.sifting import worth_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.intake.capture import Capture
    from marsad.model.derivation import Derivation
    from marsad.model.reading import Reading
    from marsad.model.report import Report

Derived: TypeAlias = "tuple[Derivation, ...] | None"
"""How the claims of a report were read; None where nobody asked."""


def read_reports(
    files: Sequence[str],
    *,
    as_json: bool = False,
    as_lines: bool = False,
    published: str | None = None,
    publisher: str | None = None,
    country: str | None = None,
    html: Path | None = None,
    explain: bool = False,
) -> bool:
    """Read reports and print their claims; return whether everything could be read. Raises MarsadError."""
    if html:
        _must_not_overwrite(html, files)
    asked = asked_country(country)
    readings: list[Reading] = []
    derivations: list[Derived] = []
    refused = False
    day = read_day(published) if published else None
    for found in captures(files, day, publisher, lines=as_lines, worth=worth_reading):
        if isinstance(found, Problem):
            say(str(found))
            refused = refused or found.kind == REFUSED
            continue
        reading, derived = _read(found.report, asked, explain=explain)
        _say_problems(found, reading)
        if as_lines:
            print(_line(found, reading, derived))
        else:
            readings.append(reading)
            derivations.append(derived)
    if html:
        _write_page(html, readings, derivations)
    elif as_json:
        print_json([_record(reading, derived) for reading, derived in zip(readings, derivations, strict=True)])
    elif explain:
        _print_derivations(readings, derivations)
    elif readings:
        from marsad.render.claims import reading_lines

        for number, reading in enumerate(readings):
            print(*([""] if number else []), *reading_lines(reading, *terminal()), sep="\n")
    return not refused


def _say_problems(found: Capture, reading: Reading) -> None:
    """Name what is odd about a report: in its text, in what was read."""
    problems = [*found.problems, *(replace(problem, where=found.where) for problem in reading.problems)]
    if not reading.claims and not reading.presences:
        problems.append(Problem("no-claims", "no statement of harm was found in this text.", found.where))
    for problem in problems:
        say(str(problem))


def _read(report: Report, country: str | None, *, explain: bool) -> tuple[Reading, Derived]:
    """Read a report, and derive its claims where that is asked for."""
    if not explain:
        return read(report, country), None
    from marsad.reader.derivation import explained

    return explained(report, country)


def _record(reading: Reading, derived: Derived) -> dict[str, Any]:
    """Write a reading, with the derivations of its claims where there are any."""
    from marsad.model.record import reading_record

    record = reading_record(reading)
    if derived is not None:
        from marsad.render.rows import plain

        record["derivations"] = plain(derived)
    return record


def _print_derivations(readings: Sequence[Reading], derivations: Sequence[Derived]) -> None:
    from marsad.render.derivation import derivation_lines

    for number, (reading, derived) in enumerate(zip(readings, derivations, strict=True)):
        print(*([""] if number else []), *derivation_lines(reading, derived or (), *terminal()), sep="\n")


def _line(found: Capture, reading: Reading, derived: Derived) -> str:
    """Write the line of a report again, with what was read in it."""
    record = _record(reading, derived)
    fields = found.fields or {"id": found.report.name, "source": found.report.publisher, "text": found.report.text}
    read_in_it = {"claims": record["claims"], "presences": record["presences"], "publication": record["published"]}
    why = {"derivations": record["derivations"]} if derived is not None else {}
    return json.dumps({**fields, **read_in_it, **why}, ensure_ascii=False)


def _must_not_overwrite(out: Path, files: Iterable[str]) -> None:
    if any(name != "-" and Path(name).absolute() == out.absolute() for name in files):
        raise MarsadError(f"{out} is one of the reports to read; name another file for the page.")


def _write_page(out: Path, readings: Sequence[Reading], derivations: Sequence[Derived]) -> None:
    from marsad.render.html import page

    try:
        out.write_text(page(readings, derivations), encoding="utf-8", newline="\n")
    except OSError as error:
        raise MarsadError(f"{out} cannot be written: {error.strerror}.") from error
    print(f"Written: {out}")

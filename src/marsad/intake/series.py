"""Series of bulletins from lines of JSON: each line has an `id` and its `bulletins`, in the order of their coming."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.intake.capture import refused
from marsad.intake.files import why_not
from marsad.intake.lines import object_captures
from marsad.model.problem import Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Series:
    """The bulletins about one or few events, the first first."""

    id: str
    bulletins: tuple[Report, ...]


def read_series(file: str) -> Iterator[Series | Problem]:
    """Read every series of a file; a line that is none is a problem that names it, the others are read."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        yield refused(file, why_not(Path(file), error))
        return
    except UnicodeDecodeError:
        yield refused(file, "is not in UTF-8.")
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _series(line, f"{file}, line {number}")


def _series(line: str, where: str) -> Iterator[Series | Problem]:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        yield refused(where, "is damaged JSON; mend the line.")
        return
    if not isinstance(record, dict) or not isinstance(record.get("bulletins"), list):
        yield refused(where, "is no series: a series is a JSON object with an “id” and a list of “bulletins”.")
        return
    found = list(object_captures(record["bulletins"], where, Report("")))
    yield from (problem for problem in found if isinstance(problem, Problem))
    reports = [capture.report for capture in found if not isinstance(capture, Problem)]
    yield Series(str(record.get("id", where)), tuple(reports))

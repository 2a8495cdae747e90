"""The step of reading: the reports of a shard, each text once, exactly as the conductor reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.bulk import boxes
from marsad.bulk.limit import TooLongError, time_limit
from marsad.bulk.prints import Prints
from marsad.bulk.sift import PROBLEMS, passed_over
from marsad.bulk.tables import lines_of
from marsad.bulk.task import BETWEEN, marking
from marsad.bulk.twins import Look, look, read_for
from marsad.ledger.voices import publication
from marsad.model.problem import Problem
from marsad.model.record import problem_record, report_from_record
from marsad.reader.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from marsad.bulk.boxes import Boxes
    from marsad.bulk.task import Task
    from marsad.model.reading import Reading
    from marsad.model.report import Report

UNKNOWN = "unknown"
"""The month of what nobody knows when it was published."""


def read_shard(task: Task) -> None:
    """Read what came into a shard; `given` are its number, how many there are, files, country, seconds."""
    number, shards, sifted, country, seconds = task.given
    skip = dict(task.skip)
    known: dict[Look, Reading] = {}

    def readings(mark: Callable[[int], object]) -> Iterator[tuple[dict[str, Any], Reading | Problem]]:
        for at, (row, times) in enumerate(once([Path(name) for name in sifted], str(number))):
            mark(at)
            found = passed_over(row["where"], skip[at]) if at in skip else _read(row, country, seconds, known)
            yield {**row, "times": times}, found
        mark(BETWEEN)

    with boxes.writing(task.out) as out, marking(task) as mark:
        keep(out, number, shards, readings(mark))


def keep(out: Boxes, number: int, shards: int, found: Iterable[tuple[dict[str, Any], Reading | Problem]]) -> None:
    """Put the readings of a shard into boxes by month, with the rows of their pages, and their fingerprints."""
    counts: dict[str, Any] = dict.fromkeys(("reports", "claims", "presences", "problems", "again"), 0)
    months: dict[str, int] = {}
    prints = Prints(number, shards)
    for row, reading in found:
        counts["again"] += row["times"] - 1
        if isinstance(reading, Problem):
            counts["problems"] += 1
            out.put(PROBLEMS, problem_record(reading))
            continue
        month = month_of(reading)
        months[month] = months.get(month, 0) + 1
        counts["reports"] += 1
        for key in ("claims", "presences", "problems"):
            counts[key] += len(getattr(reading, key))
        prints.put(reading)
        out.put(month, lines_of(reading, row))
    prints.write(out)
    out.about = {**counts, "months": months}


def _read(
    row: dict[str, Any], country: str | None, seconds: float | None, known: dict[Look, Reading]
) -> Reading | Problem:
    """Read the report of a row; `known` are the readings of this text, by what they depend on."""
    report = report_from_record(row["report"])
    if not any(seen[0] == report.text for seen in known):
        known.clear()
    mine = look(report)
    if mine in known:
        return read_for(known[mine], report)
    found = in_time(report, country, seconds)
    if isinstance(found, Problem):
        return replace(found, where=row["where"])
    known[mine] = found
    return found


def once(files: list[Path], box: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each report of a box once, those of one text together, and how often it stood.

    Of several pages with one report that with the earliest known day counts, of those the first by file and offset.
    """
    found: dict[str, tuple[tuple[object, ...], dict[str, Any], int]] = {}
    for row in boxes.rows(files, box):
        key, order = row["report"]["id"], _order(row)
        before = found.get(key)
        if before is None:
            found[key] = order, row, 1
        else:
            found[key] = (*min((before[:2], (order, row)), key=lambda one: one[0]), before[2] + 1)
    for _, row, times in sorted(found.values(), key=lambda one: (one[1]["report"]["text_id"], one[1]["report"]["id"])):
        yield row, times


def month_of(reading: Reading) -> str:
    """Return the month in which a report came out, like `2024-11`; by its last day, where several are known."""
    days = publication(reading)
    return days.last.isoformat()[:7] if days else UNKNOWN


def in_time(report: Report, country: str | None, seconds: float | None) -> Reading | Problem:
    """Read a report; one that takes longer than it may is a problem."""
    try:
        with time_limit(seconds):
            return read(report, country)
    except TooLongError:
        return Problem("too long", f"could not be read within {seconds:g} seconds; it was cut off. Read it by itself.")


def _order(row: dict[str, Any]) -> tuple[object, ...]:
    published = row["report"]["published"]
    return published is None, published["days"] if published else [], row["file"], row["offset"]

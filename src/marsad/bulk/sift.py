"""The first step: out of a stretch of an input come the reports that may tell of harm, each into its shard.

A report's shard is told by its text, so that a text that stands many times comes together, whoever worked on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.bulk import boxes
from marsad.bulk.inputs import pages
from marsad.bulk.sieve import passes
from marsad.bulk.task import marking
from marsad.bulk.texts import reports_of
from marsad.model.problem import Problem
from marsad.model.record import problem_record, report_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.page import Page, Split
    from marsad.bulk.task import Task
    from marsad.model.report import Report

PROBLEMS = "problems"
SKIPPED = "skipped"
"""The kind of a problem for which a page was passed over, since it took its worker with it."""


def sift(task: Task) -> None:
    """Go through the pages of a split; `given` are the split, the number of shards, and the seconds a page may take."""
    split, shards, seconds = task.given
    counts = dict.fromkeys(("pages", "bytes", "passed", "reports", "problems"), 0)
    with boxes.writing(task.out) as out, marking(task) as mark:
        for found in _sifted(split, dict(task.skip), mark, seconds, counts):
            if isinstance(found, Problem):
                counts["problems"] += 1
                out.put(PROBLEMS, problem_record(found))
            else:
                page, report = found
                counts["reports"] += 1
                out.put(shard(report, shards), row_of(page, report=report_record(report)))
        out.about = counts


def shard(report: Report, shards: int) -> str:
    """Return the box of a report: its text tells which."""
    return str(int(report.text_id[:8], 16) % shards)


def _sifted(
    split: Split, skip: dict[int, str], mark: Any, seconds: float | None, counts: dict[str, int]
) -> Iterator[tuple[Page, Report] | Problem]:
    """Yield the reports of a split with their pages, and what was wrong."""
    for number, page in enumerate(pages(split)):
        mark(number)
        if isinstance(page, Problem):
            yield page
            continue
        counts["pages"] += 1
        counts["bytes"] += len(page.body)
        if number in skip:
            yield passed_over(page.where, skip[number])
        elif passes(page.body):
            counts["passed"] += 1
            for made in reports_of(page, seconds):
                yield made if isinstance(made, Problem) else (page, made)


def passed_over(where: str, why: str) -> Problem:
    """Say that a page was left out, since nobody could work on it."""
    sentence = f"was passed over: each time that it was worked on, the work ended ({why}). Look at it by itself."
    return Problem(SKIPPED, sentence, where)


def row_of(page: Page, **more: Any) -> dict[str, Any]:
    """Write where a page stands, and more of it."""
    return {"file": page.file, "offset": page.offset, "where": page.where, "url": page.url, **more}

"""How long a job would take and how large it would come out, from a sample of its input."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from marsad.bulk import lines, rows
from marsad.bulk.inputs import pages
from marsad.bulk.page import Kind
from marsad.bulk.reading import in_time
from marsad.bulk.sieve import passes
from marsad.bulk.sift import row_of
from marsad.bulk.tables import lines_of, tables
from marsad.bulk.texts import reports_of
from marsad.model.problem import Problem
from marsad.release.parquet import parquet_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.bulk.page import Page, Split
    from marsad.bulk.run import Asked, Plan
    from marsad.model.reading import Reading

SPLITS, PAGES = 5, 400
"""Of so many splits, so many pages each are looked at."""
MORE = 1.25
"""What copies, sorting and writing add to sifting and reading, as measured."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a sample of `bytes` of an input shows, carried over to all of it: seconds with so many workers, sizes."""

    sampled: int
    whole: int
    pages: int
    reports: int
    claims: int
    seconds: float
    parquet: int


def estimate(asked: Asked, planned: Plan, workers: int) -> Estimate:
    """Work through a sample, in this process, and carry it over to the whole input."""
    began = time.process_time()
    step = max(1, len(planned.splits) // SPLITS)
    seen = looked = 0
    made: list[tuple[Page, Reading]] = []
    for split in planned.splits[::step][:SPLITS]:
        some = list(islice(pages(split), PAGES))
        seen += _stretch(split, some)
        looked += len(some)
        made += _read(some, asked)
    rows = [lines_of(reading, row_of(page, times=1)) for page, reading in made]
    parquet = sum(len(parquet_bytes(table)) for table in tables(rows, {}))
    spent, times = time.process_time() - began, planned.bytes / max(seen, 1)
    return Estimate(
        seen,
        planned.bytes,
        round(looked * times),
        round(len(made) * times),
        round(sum(len(reading.claims) for _, reading in made) * times),
        spent * times * MORE / workers,
        round(parquet * times),
    )


def _read(some: Sequence[Page | Problem], asked: Asked) -> list[tuple[Page, Reading]]:
    found = []
    for page in some:
        if isinstance(page, Problem) or not passes(page.body):
            continue
        for report in reports_of(page, asked.page_seconds):
            reading = report if isinstance(report, Problem) else in_time(report, asked.country, asked.page_seconds)
            if not isinstance(reading, Problem):
                found.append((page, reading))
    return found


def _stretch(split: Split, some: Sequence[Page | Problem]) -> int:
    """Return how many bytes of the file, as it is stored, the first pages of a split take, about."""
    whole = split.stop - split.start
    if split.kind is Kind.PARQUET:
        return rows.stored(split.file, len(some))
    ends = [page.offset for page in some if not isinstance(page, Problem)]
    if len(some) < PAGES or not ends:
        return whole
    taken = lines.stored(split, ends[-1]) if split.kind in lines.PACKED else ends[-1] - split.start
    return min(whole, max(1, taken * len(some) // max(1, len(some) - 1)))

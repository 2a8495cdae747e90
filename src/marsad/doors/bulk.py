"""The commands for archives: bulk, bulk-ledger."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.doors.door import Country, app
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.engines import Engine
    from marsad.bulk.estimate import Estimate
    from marsad.bulk.job import Job

_LIBRARIES = ("numpy", "pyarrow")
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="WARC, JSONL or Parquet files (.gz, .zst), folders, patterns, addresses like s3://…"
    ),
]
Workers = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="How many processes work (default: one for each core).")
]
OnRay = Annotated[
    str | None,
    typer.Option("--ray", metavar="local|ADDRESS", help="Let Ray do the work: of this machine, or of a cluster."),
]
Log = Annotated[Path | None, typer.Option(metavar="FILE", help="Write what happens into a file, as lines of JSON.")]


@app.command()
def bulk(
    inputs: Inputs,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the Parquet goes; a new folder, or one begun.")],
    workers: Workers = None,
    ray: OnRay = None,
    country: Country = None,
    page_seconds: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="A page that takes longer is cut off and listed.")
    ] = 60.0,
    log: Log = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say, from a sample, how long it would take, and how large it gets.")
    ] = False,
) -> None:
    """Read archives of pages into Parquet, on many cores. Stopped at any point, the same command goes on."""
    _must_have(*_LIBRARIES)
    from marsad.bulk.run import Asked, plan, run
    from marsad.country import asked_country

    asked = Asked(tuple(inputs), asked_country(country), page_seconds)
    planned, many = plan(asked, out), workers or _cores()
    if dry_run:
        from marsad.bulk.estimate import estimate

        print(*_told(estimate(asked, planned, many), many), sep="\n")
        return
    with _job(out, many, ray, log) as job:
        manifest = run(job, asked, planned)
    counts: dict[str, int] = manifest["counts"]
    for key in ("pages", "reports", "claims", "presence", "problems"):
        print(f"{key:<9} {counts[key]:>12,}")
    print(f"Written: {out}")


@app.command("bulk-ledger")
def bulk_ledger(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What marsad bulk wrote.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the ledger goes (default: ledger in that folder).")
    ] = None,
    workers: Workers = None,
    ray: OnRay = None,
    log: Log = None,
) -> None:
    """Reconcile what marsad bulk read: incidents, tolls and checked totals, as Parquet."""
    _must_have(*_LIBRARIES)
    from marsad.bulk.ledger import run

    into = out or folder / "ledger"
    with _job(into, workers or _cores(), ray, log) as job:
        manifest = run(job, folder)
    for key, many in manifest["counts"].items():
        print(f"{key:<10} {many:>12,}")
    print(f"Written: {into}")


def _told(found: Estimate, workers: int) -> list[str]:
    """Say what an estimate found, in lines."""
    share = 100 * found.sampled / max(found.whole, 1)
    return [
        f"Looked at {found.sampled:,} of {found.whole:,} bytes ({share:.1f} %). The whole would be about",
        f"  {found.pages:,} pages, {found.reports:,} reports to read, {found.claims:,} claims,",
        f"  {timedelta(seconds=max(1, round(found.seconds)))} with {workers} processes,",
        f"  {found.parquet / 1e6:,.1f} MB of Parquet. Nothing was written.",
    ]


@contextmanager
def _job(out: Path, workers: int, ray: str | None, log: Path | None) -> Iterator[Job]:
    """Open a job with those who work and those who are told; let the workers go in the end."""
    from marsad.bulk.engines import engine
    from marsad.bulk.job import Job
    from marsad.bulk.progress import telling

    try:
        with telling(log, terminal=sys.stderr.isatty()) as progress:
            doing: Engine = engine(workers, ray)
            try:
                yield Job(out, doing, progress.began, progress.done)
            finally:
                doing.close()
    except OSError as error:
        named: Any = error.filename or log or out
        raise MarsadError(f"{named} cannot be written or read: {error.strerror}.") from error


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _must_have(*names: str) -> None:
    """Raise MarsadError where a library that the work needs is not installed."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise MarsadError(
            f"Work in bulk needs the Python package {missing[0]}; install marsad with its extra: "
            "pip install 'marsad[bulk]'. Nothing was written."
        )

"""Measure the ledger on invented reports with known truth: bench_ledger.py [INCIDENTS]. Nothing here judges."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from marsad.ledger.growing import Growing
from marsad.model.report import Report
from marsad.sample.invent import invent
from marsad.sample.truth import score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.reading import Reading
    from marsad.sample.truth import Sample

INCIDENTS = 20_000
ADDED = 200
"""So many reports are held back, drawn from all days, and added one by one."""


def claims(readings: Iterable[Reading]) -> int:
    """Count the claims."""
    return sum(len(reading.claims) for reading in readings)


def memory() -> str:
    """Return the process's greatest resident size, where the system tells it."""
    try:
        import resource
    except ImportError:
        return "not known"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def built(sample: Sample) -> tuple[float, Growing]:
    """Return the processor seconds that a ledger takes from nothing, and the ledger."""
    start = time.process_time()
    growing = Growing()
    growing.put(sample.readings)
    growing.ledger()
    return time.process_time() - start, growing


def in_memory(incidents: int) -> None:
    """Rebuild a tenth and the whole, hold the whole against the truth, and add reports to it."""
    tenth, _ = built(invent(incidents // 10))
    sample = invent(incidents)
    size = claims(sample.readings)
    whole, growing = built(sample)
    print(
        f"rebuild of {size} claims in {len(sample.readings)} reports of {incidents} incidents: {whole:.1f} s of one "
        f"core, {whole / tenth:.1f} times a tenth of it ({tenth:.1f} s); greatest resident size {memory()}"
    )
    found = score(growing.ledger(), sample)
    print(
        f"against the truth: {found.inside:.2%} of tolls inside, double count {found.double:.4f}, "
        f"{found.whole:.2%} of incidents whole, {found.verdicts:.1%} of totals as meant"
    )
    late = set(Random(1).sample(range(len(sample.readings)), ADDED))  # noqa: S311 - nothing here is a secret
    growing = Growing()
    growing.put(reading for n, reading in enumerate(sample.readings) if n not in late)
    times = []
    for n in sorted(late):
        start = time.perf_counter()
        growing.put([sample.readings[n]])
        times.append(time.perf_counter() - start)
    print(f"adding one report in memory: {spread(times)}")


def on_disk(incidents: int) -> None:
    """Record the whole in a ledger on disk, and add reports there: read, recorded, reconciled, rows written."""
    from marsad.settings import configure

    with TemporaryDirectory() as folder:
        configure(Path(folder))
        from marsad import derive, flow
        from marsad.store import projections, reports
        from marsad.store.opening import open_ledger

        open_ledger()
        sample = invent(incidents)
        reports.add(sample.readings[:-ADDED], "sample")
        start = time.perf_counter()
        derive.anew()
        print(f"journal on disk read, reconciled and all rows written: {time.perf_counter() - start:.0f} s")
        times = []
        for reading in sample.readings[-ADDED:]:
            report = Report(
                reading.report.text,
                reading.report.publisher,
                published=reading.report.published,
                seen=reading.report.seen,
            )
            start = time.perf_counter()
            flow.add([report])
            times.append(time.perf_counter() - start)
        print(f"adding one report on disk, reading and rows included: {spread(times)}")
        onward = projections.digest()
        print(f"rows followed and rows made anew are {'the same' if derive.anew()[1] == onward else 'NOT the same'}")


def spread(times: list[float]) -> str:
    """Write the median and the slowest twentieth, in milliseconds."""
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return f"median {middle * 1000:.0f} ms, 95 % within {late * 1000:.0f} ms"


def main() -> None:
    """Print the figures."""
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else INCIDENTS
    in_memory(incidents)
    on_disk(incidents)


if __name__ == "__main__":
    main()

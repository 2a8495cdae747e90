"""Measure speed: `make bench`. Medians of five runs, one process; nothing here judges."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.model.report import Report
from marsad.reader.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2] / "shared" / "incidents" / "reports.jsonl"
RUNS = 5


def median(run: Callable[[], object]) -> float:
    """Return the median wall time of five runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def reports() -> tuple[str, list[Report]]:
    """Return the reports to read: the exam's where they lie beside the checkout, else the sample casebook."""
    path = SHARED if SHARED.exists() else files("marsad") / "data" / "casebook" / "reports.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return path.name, [Report(row["text"], row.get("source")) for row in rows]


def memory() -> float | None:
    """Return the process's greatest resident size in MB, where the system tells it."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    name, found = reports()
    read(found[0])
    seconds = median(lambda: [read(report) for report in found])
    size = sum(len(report.text) for report in found)
    print(
        f"reading {len(found)} reports ({name}): {len(found) / seconds:.0f} reports a second, "
        f"{size / seconds / 1e6:.2f} M code points a second"
    )
    plain = "الطقس معتدل غدا في دمشق وحلب مع رياح خفيفة. " * 2000
    report = Report(plain)
    print(f"reading {len(plain) / 1e6:.2f} M code points without a harm word: {median(lambda: read(report)):.2f} s")
    if (resident := memory()) is not None:
        print(f"greatest resident size: {resident:.0f} MB")
    command = [sys.executable, "-m", "marsad", "read", "-"]
    text = "قُتل 3 مدنيين بقصف على مدينة إدلب اليوم.".encode()
    start = median(lambda: subprocess.run(command, input=text, capture_output=True, check=True))
    print(f"marsad read of one sentence, from start to end: {start:.2f} s")


if __name__ == "__main__":
    main()

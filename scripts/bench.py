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

import bench_places
from stages import clocks

from marsad.model.report import Report
from marsad.reader import read as reader
from marsad.reader.read import read
from marsad.sample.invent import invent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "incidents" / "reports.jsonl"
RUNS = 5
SIZE = 4000
"""Code points of the smaller text of each shape."""
BULLETINS = 800
"""So many invented incidents make the bulletins; the first half of these warms the reader up."""
FLOOR, GOAL = 500, 1000
"""Plain bulletins that are to be read a second, by one core."""
MOST = 2.3
"""So many times the time twice the text may take."""


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


def stages(found: list[Report]) -> Mapping[str, float]:
    """Return the milliseconds that a report takes in each stage, on the mean."""
    with clocks() as told:
        for report in found:
            reader.read(report)
    return {name: 1000 * seconds / len(found) for name, seconds in told.seconds.items()}


def growth() -> dict[str, tuple[float, float]]:
    """Return for each shape of text the milliseconds of reading it, and how many times that twice the text takes."""
    sys.path.insert(0, str(ROOT / "tests"))
    from shapes import SHAPES

    grown = {}
    for name, shape in SHAPES.items():
        n = max(2, SIZE // len(shape(1)))
        once, twice = (least(Report(shape(n * times))) for times in (1, 2))
        grown[name] = (1000 * once, twice / once)
    return grown


def bulletins() -> tuple[float, float]:
    """Return how many invented bulletins are read in a second of processor time: new ones, and known ones again."""
    told = dict.fromkeys(reading.report for reading in invent(BULLETINS, seed=7).readings)
    texts = [*{report.text: report for report in told}.values()]
    for report in texts[::2]:
        read(report)
    new = texts[1::2]
    start = time.process_time()
    for report in new:
        read(report)
    fresh = time.process_time() - start
    return len(new) / fresh, len(new) / sum(map(least, new))


def least(report: Report) -> float:
    """Return the least processor time of three readings: what else runs on the machine is not in it."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read(report)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the figures."""
    name, found = reports()
    read(found[0])
    by_stage = stages(found)
    seconds = median(lambda: [read(report) for report in found])
    size = sum(len(report.text) for report in found)
    print(
        f"reading {len(found)} reports ({name}): {len(found) / seconds:.0f} reports a second, "
        f"{size / seconds / 1e6:.2f} M code points a second"
    )
    print("milliseconds of processor time a report by stage, when places are looked up for the first time:")
    for stage, taken in by_stage.items():
        print(f"  {stage:<10} {taken:6.3f}  {taken / sum(by_stage.values()):4.0%}")
    fresh, again = bulletins()
    below = f", less than {FLOOR}" if fresh < FLOOR else ""
    print(
        f"plain bulletins a second of processor time: {fresh:.0f} new ones (goal {GOAL}){below}, {again:.0f} read again"
    )
    plain = "الطقس معتدل غدا في دمشق وحلب مع رياح خفيفة. " * 2000
    report = Report(plain)
    seconds = median(lambda: read(report))
    megabytes = len(plain.encode()) / 1e6
    print(f"reading {megabytes:.2f} MB without a harm word: {seconds:.2f} s, {megabytes / seconds:.1f} MB a second")
    if (resident := memory()) is not None:
        print(f"greatest resident size: {resident:.0f} MB")
    command = [sys.executable, "-m", "marsad", "read", "-"]
    text = "قُتل 3 مدنيين بقصف على مدينة إدلب اليوم.".encode()
    start = median(lambda: subprocess.run(command, input=text, capture_output=True, check=True))
    print(f"marsad read of one sentence, from start to end: {start:.2f} s")
    print(*bench_places.lines(), sep="\n")
    print(f"twice the text, by shape: milliseconds of {SIZE} code points, and how many times that for twice as many:")
    for name, (taken, times) in growth().items():
        print(f"  {name:<24} {taken:8.1f}  {times:5.2f}{'  more than 2.3' if times > MOST else ''}")
    for name in ("intake", "ledger", "store", "web", "crowd", "bulk", "engines"):
        subprocess.run([sys.executable, str(Path(__file__).with_name(f"bench_{name}.py"))], check=True)


if __name__ == "__main__":
    main()

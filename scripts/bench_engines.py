"""Measure work in bulk by who does it: bench_engines.py [INCIDENTS]. Nothing here judges.

Invented bulletins, one a line, go through all of `marsad bulk`: so many a second of one core; two processes against
one; Ray against own processes; and what a process that is killed on the way costs, with the same bytes in the end.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from marsad.bulk.engines import Here
from marsad.bulk.job import Job
from marsad.bulk.run import Asked, plan, run
from marsad.sample.invent import invent

if TYPE_CHECKING:
    from collections.abc import Sequence

INCIDENTS = 2_500
FEW = 250
"""Incidents whose bulletins are enough to measure one core."""
ENDS_AFTER = 0.4
"""The share of its time after which a job loses a process."""


def bulletins(incidents: int, path: Path) -> int:
    """Write the reports of so many invented incidents, one a line; return how many there are."""
    readings = invent(incidents).readings
    with path.open("w", encoding="utf-8") as file:
        for reading in readings:
            report = reading.report
            days = report.published.days if report.published else None
            published = [str(days.first), str(days.last)] if days else None
            line = {"source": report.publisher, "published": published, "text": report.text}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return len(readings)


def one_core(path: Path, out: Path) -> float:
    """Return how many bulletins go through all steps in a second of one core, once everything is loaded."""
    asked = Asked((str(path),))
    run(Job(out / "warm", Here()), asked, plan(asked))
    start = time.process_time()
    counts = run(Job(out / "measured", Here()), asked, plan(asked))["counts"]
    return float(counts["pages"] / (time.process_time() - start))


def timed(path: Path, out: Path, *options: str, kill_after: float | None = None) -> float:
    """Return the seconds that a job takes by the clock, its processes' start included."""
    command = [sys.executable, "-m", "marsad", "bulk", str(path), "--out", str(out), *options]
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if kill_after is not None:
        threading.Timer(kill_after, lambda: os.kill(_worker(running.pid), signal.SIGKILL)).start()
    if running.wait():
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start


def worked() -> float:
    """Return the processor seconds of all processes that have ended."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _worker(parent: int) -> int:
    """Return the process of a job's that has worked most."""
    listed = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid=,times="], capture_output=True, check=True)
    found = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    return max(found, key=lambda one: one[1])[0]


def same(folders: Sequence[Path]) -> bool:
    """Tell whether folders hold the same files, byte for byte."""
    held = [{str(p.relative_to(f)): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders]
    return all(one == held[0] for one in held)


def report(incidents: int = INCIDENTS) -> None:
    """Print the rows."""
    with TemporaryDirectory() as folder:
        base = Path(folder)
        bulletins(FEW, base / "few.jsonl")
        print(f"bulk, plain bulletins: {one_core(base / 'few.jsonl', base):.0f} a second of one core")
        many = bulletins(incidents, base / "in.jsonl")
        outs = [base / name for name in ("one", "two", "ray", "killed")]
        before = worked()
        one, spent = timed(base / "in.jsonl", outs[0], "--workers", "1"), worked() - before
        two = timed(base / "in.jsonl", outs[1], "--workers", "2")
        both = worked() - before - spent
        ray = timed(base / "in.jsonl", outs[2], "--workers", "2", "--ray", "local")
        killed = timed(base / "in.jsonl", outs[3], "--workers", "2", kill_after=ENDS_AFTER * two)
        print(f"bulk, {many} bulletins: one process {one:.0f} s, two {two:.0f} s, {one / two:.2f} times as fast")
        print(
            f"bulk, by processor time: {spent:.0f} s, {both:.0f} s; two would be {2 * spent / both:.2f} times as fast"
        )
        print(f"bulk, Ray on this machine: {ray:.0f} s, {two / ray:.2f} of the speed of own processes")
        print(f"bulk, a process killed: {killed:.0f} s, {100 * (killed / two - 1):+.0f} % time")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"bulk, greatest resident size of a process: {memory:.0f} MB")
        print(f"bulk, the same bytes from all four: {'yes' if same(outs) else 'NO'}")


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else INCIDENTS)

"""Measure the store: bench_store.py [--quick] [million|crowd]. A million entries; a crowd at a server. Nothing judges.

The million entries are reports and readings of them, again and again, as after many versions of the reader. The crowd
is 50 readers and 4 writers on PostgreSQL, for two minutes (--quick: ten seconds), where the machine has its programs.
"""

from __future__ import annotations

import os
import secrets
import statistics
import subprocess
import sys
import time
import traceback
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from marsad.model.report import Report
from marsad.sample.invent import invent
from marsad.settings import configure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENTRIES, QUICK_ENTRIES = 1_000_000, 50_000
INCIDENTS = 300
READERS, WRITERS = 50, 4
SECONDS, QUICK_SECONDS = 120, 10
_TOGETHER = 5_000
_DONE, _FAILED = 0, 3
T = TypeVar("T")


def fill(entries: int) -> None:
    """Fill the ledger: an invented one, then readings of its reports again until it has so many entries."""
    from django.db import connection

    from marsad import derive
    from marsad.store import reports
    from marsad.store.canonical import commitment, row_bytes, row_hash
    from marsad.store.journal import Journal
    from marsad.store.models import Payload, ReadingRow
    from marsad.store.transaction import writing

    reports.add(invent(INCIDENTS).readings, "reader 1")
    rows = list(ReadingRow.objects.values_list("report_id", "seq"))
    bodies = dict(Payload.objects.filter(entry_id__in=[seq for _, seq in rows]).values_list("entry_id", "body"))
    again = cycle([(id_, bodies[seq], bodies[seq].encode()) for id_, seq in rows])
    head, at = Journal().head(), "2035-01-01T00:00:00.000000Z"
    seq, prev = head.seq, head.hash
    while seq < entries:
        chain, kept, read = [], [], []
        for id_, body, raw in islice(again, min(_TOGETHER, entries - seq)):
            seq, salt = seq + 1, secrets.token_bytes(32)
            c = commitment(salt, raw)
            link = row_hash(row_bytes(seq, b"reading", at.encode(), c.encode(), prev.encode()))
            chain.append((seq, "reading", at, c, prev, link))
            kept.append((seq, salt, body))
            read.append((seq, "reader 1", id_))
            prev = link
        with writing(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO journal_entry (seq, kind, at, c, prev, hash) VALUES (%s,%s,%s,%s,%s,%s)", chain
            )
            cursor.executemany("INSERT INTO journal_payload (seq, salt, body) VALUES (%s,%s,%s)", kept)
            cursor.executemany("INSERT INTO index_reading (seq, reader, report_id) VALUES (%s,%s,%s)", read)
    derive.anew()


def million(entries: int) -> Iterator[str]:
    """Verify a long journal, work its ledger out, add reports to it."""
    with TemporaryDirectory() as folder:
        configure(Path(folder))
        from marsad import flow
        from marsad.store.opening import open_ledger

        open_ledger()
        taken, _ = timed(lambda: fill(entries))
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        yield f"a journal of {entries} entries, {size:.0f} MB, filled in {taken:.0f} s"
        taken, core, (count, problems) = measured(flow.verify)
        yield f"  verify: {taken:.1f} s ({core:.1f} s of one core), {count} entries, {len(problems)} problems"
        flow.ledger()
        taken, core, book = measured(flow.ledger)
        yield f"  {len(book.readings)} reports worked out again: {taken:.2f} s ({core:.2f} s of one core)"
        yield from present(Path(folder))
        added = [measured(lambda n=n: flow.add([report("bench", n)])) for n in range(41)]
        taken, core = (statistics.median(one[at] for one in added[1:]) for at in (0, 1))
        yield f"  adding one report: median {1000 * taken:.0f} ms, {1000 * core:.0f} of them of one core"
        yield f"    (the first {added[0][0]:.1f} s, {added[0][1]:.1f} s of one core)"


def present(home: Path) -> Iterator[str]:
    """Ask for what the derived rows answer: the list by the program itself, and one incident in this process."""
    from marsad.present import Asked

    for words in ((), ("--json",)):
        taken, core, ran = measured(lambda words=words: run("--home", str(home), "ledger", *words))
        yield f"  marsad ledger {' '.join(words)}: {taken:.2f} s ({core:.2f} s of one core), {len(ran)} bytes"
    first = Asked().listed(most=1).incidents[0].id
    asked = [measured(lambda: Asked().about(first)) for _ in range(20)]
    pages = [measured(lambda: Asked().listed(most=50)) for _ in range(20)]
    for what, times in (("a page about one incident", asked), ("a page of 50", pages)):
        taken, core = (1000 * statistics.median(one[at] for one in times) for at in (0, 1))
        yield f"  {what}: median {taken:.0f} ms ({core:.0f} ms of one core)"


def run(*words: str) -> bytes:
    """Run the program in a process of its own; return what it prints."""
    return subprocess.run([sys.executable, "-m", "marsad", *words], check=True, capture_output=True).stdout


def timed(run: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that something takes, and what comes of it."""
    start = time.perf_counter()
    made = run()
    return time.perf_counter() - start, made


def measured(run: Callable[[], T]) -> tuple[float, float, T]:
    """Return the seconds that something takes, those of one core (with processes that it starts), what comes of it."""
    before = os.times()
    taken, made = timed(run)
    return taken, sum(os.times()[:4]) - sum(before[:4]), made


def report(writer: object, n: int) -> Report:
    """Return a report of its own for each writer and number."""
    return Report(
        f"{n + 2} civilians were killed in an airstrike on Saraqib, said {writer}, bulletin {n}.", f"Wire {writer}"
    )


def crowd(seconds: int) -> Iterator[str]:
    """Let readers and writers work at one server; every entry must be there, and nobody may see an error."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from postgres import another, server

    if server() is None:
        yield "no PostgreSQL on this machine: 50 readers and 4 writers were not tried"
        return
    with TemporaryDirectory() as folder:
        configure(Path(folder), another())
        from django.db import connections

        from marsad import flow
        from marsad.store.opening import open_ledger

        open_ledger()
        flow.add([report("first", n) for n in range(20)])
        connections.close_all()
        until = time.monotonic() + seconds
        started = [child(_write, until, n) for n in range(WRITERS)] + [child(_read, until, n) for n in range(READERS)]
        errors, made = 0, 0
        for process, pipe in started:
            with os.fdopen(pipe) as told:
                words = told.read().split()
            errors += os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != _DONE
            made += int(words[1]) if words[:1] == ["wrote"] else 0
        count, problems = flow.verify()
        lost = 2 * (20 + made) - count
        yield (
            f"{READERS} readers and {WRITERS} writers on PostgreSQL for {seconds} s: {made} reports written, "
            f"{errors} with an error, {lost} entries lost, {len(problems)} problems; "
            f"rebuilt rows {'the same' if flow.rebuild().same else 'NOT the same'}"
        )


def child(work: Callable[[float, int], str], until: float, n: int) -> tuple[int, int]:
    """Start a process that works until a moment; return it, and where it says what it did."""
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        return process, read
    status = _FAILED
    try:
        os.write(write, work(until, n).encode())
        status = _DONE
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def _write(until: float, n: int) -> str:
    from marsad import flow

    made = 0
    while time.monotonic() < until:
        flow.add([report(n, made)])
        made += 1
    return f"wrote {made}"


def _read(until: float, n: int) -> str:
    from marsad import flow
    from marsad.store.projections import derived_from
    from marsad.store.reports import readings

    rounds = n  # not all the same at one moment
    while time.monotonic() < until:
        rounds += 1
        [flow.head, derived_from, readings, flow.ledger][rounds % 4]()
        time.sleep(0.05)
    return f"read {rounds - n}"


def main() -> None:
    """Print the figures."""
    quick = "--quick" in sys.argv
    parts = ("crowd", crowd, SECONDS, QUICK_SECONDS), ("million", million, ENTRIES, QUICK_ENTRIES)
    only = {name for name, *_ in parts if name in sys.argv} or {name for name, *_ in parts}
    for name, part, size, quick_size in parts:
        for line in part(quick_size if quick else size) if name in only else ():
            print(line, flush=True)


if __name__ == "__main__":
    main()

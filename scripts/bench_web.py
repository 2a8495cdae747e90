"""Measure the pages: bench_web.py [INCIDENTS] [--home FOLDER]. Nothing here judges.

Told is the time that answering takes of a core (processor time of the thread that answers: what else runs is not in
it), over many different incidents and selections, each asked once; apart from that the first answers after a decision;
and how much goes over the wire. FOLDER is filled with an invented ledger where none is there, and kept.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import statistics
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from marsad.sample.invent import invent
from marsad.settings import configure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.http import HttpResponse
    from django.test import Client

INCIDENTS = 20_000
EACH = 120
"""So many different addresses are asked of each kind of page."""
DECISIONS = 5
REFUSED = 503
"""The status of a page that has to wait."""
FLOOR_MS, MAP_MS = 200, 500
FLOOR_KB, MAP_KB = 350, 300
_LINKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"')
_FONT = re.compile(r"url\([\"']?([^)\"']+\.woff2)[\"']?\)")
T = TypeVar("T")


@contextmanager
def ledger(home: Path | None, incidents: int) -> Iterator[Path]:
    """Point the program at a ledger with so many invented incidents, made where there is none in this folder."""
    with TemporaryDirectory() as folder:
        configure(home or Path(folder), pages=True)
        from marsad import derive
        from marsad.store import reports
        from marsad.store.journal import Journal
        from marsad.web.opening import open_pages

        open_pages()
        if Journal().head().seq == 0:
            reports.add(invent(incidents).readings, "sample")
            derive.anew()
            derive.forget()
        yield home or Path(folder)


def signed_in() -> Client:
    """Return a browser in which a reviewer is signed in."""
    from django.test import Client

    from marsad.web.models import Account
    from marsad.web.roles import Role

    account, _ = Account.objects.get_or_create(username="bench", defaults={"name": "Bench"})
    account.give(Role.REVIEWER)
    client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    client.force_login(account)
    return client


def worked(run: Callable[[], T]) -> tuple[float, T]:
    """Return the milliseconds that this thread works on something, and what comes of it."""
    start = time.thread_time()
    made = run()
    return 1000 * (time.thread_time() - start), made


def get(client: Client, address: str) -> tuple[float, HttpResponse]:
    """Ask for a page; return the milliseconds and the answer, which must be one."""
    taken, answer = worked(lambda: client.get(address))
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return taken, answer


def addresses(random: Random) -> dict[str, list[str]]:
    """Return what is asked of each kind of page: incidents at random, selections by days, place, party and harm."""
    from marsad.store.models import ClaimRow, IncidentRow, ToldRow

    ids = random.sample([*IncidentRow.objects.values_list("id", flat=True)], EACH)
    days = sorted(IncidentRow.objects.exclude(first=None).values_list("first", flat=True))
    years = sorted({day.year for day in days})
    places = sorted({code[:4] for code in IncidentRow.objects.values_list("pcode", flat=True) if code})
    parties = sorted(set(ClaimRow.objects.exclude(party="").values_list("party", flat=True)))
    whole, by_year = [""], [f"from={year}-01-01&to={year}-12-31" for year in years]
    starts = [days[random.randrange(len(days))].replace(day=1) for _ in range(EACH)]
    by_month = [f"from={day}&to={day.replace(day=28)}" for day in starts]
    within = [f"place={place}" for place in places] + [f"party={party}" for party in parties]
    crossed = ["&".join(pair) for pair in product(by_year, within)]
    selections = [*dict.fromkeys([*whole, *by_year, *by_month, *within, *crossed])]
    chosen = [*whole, *random.sample(selections[1:], min(EACH, len(selections)) - 1)]
    axes = [*product(("governorate", "month", "year"), ("harm", "party", "group", ""))]
    shown = [f"rows={one}&columns={other}&{asked}" for (one, other), asked in zip(axes * EACH, chosen, strict=False)]
    numbers = random.sample([*ToldRow.objects.values_list("number", flat=True)], EACH)
    return {
        "overview": [f"/en/?{asked}" for asked in chosen],
        "incident": [f"/ar/incident/{id_}/" for id_ in ids],
        "report": [f"/ar/report/{number}/" for number in numbers],
        "list of incidents": [f"/en/incidents/?{asked}" for asked in chosen],
        "totals": [f"/en/totals/?{asked}" for asked in shown],
        "map of a year": [f"/en/map/?{asked}" for asked in by_year],
        "map data of a year": [f"/en/map/data.json?{asked}" for asked in by_year],
    }


def items(random: Random) -> list[str]:
    """Return addresses of items of the review, walking from some of its kinds onward and from within."""
    from marsad.model.audience import TEAM
    from marsad.web import queue, shelf

    every = queue.items(shelf.book(TEAM))
    some = random.sample(every, min(EACH, len(every)))
    return ["/ar/review/", *(f"/ar/review/?kind={one.kind}&at={one.key}" for one in some[1:])]


def spread(times: Sequence[float]) -> str:
    """Write the median, the slowest twentieth and the slowest."""
    late = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"median {statistics.median(times):4.0f} ms, 95 % within {late:4.0f} ms, slowest {max(times):5.0f} ms"


def decided(random: Random) -> tuple[float, float]:
    """Confirm what is told of an incident; return the milliseconds of seeing what that changes, and of recording it."""
    from marsad import flow
    from marsad.ledger.drafting import Pen, draft
    from marsad.model.decision import DecisionKind
    from marsad.store.models import IncidentRow

    name = random.choice([*IncidentRow.objects.values_list("id", flat=True)])
    pen = Pen("Bench", "read beside the text", datetime.now(UTC))
    drafted = partial(draft, DecisionKind.CONFIRM, [name], pen=pen)
    proposing, proposal = worked(lambda: flow.propose(drafted))
    recording, _ = worked(lambda: flow.decide(proposal))
    return proposing, recording


def wire(client: Client, address: str) -> tuple[int, int]:
    """Return the bytes of a page, and those of all that it needs, as they go over the wire."""
    page = client.get(address)
    words = page.content if not page.has_header("Content-Encoding") else _opened(page.content)
    needed = {*_LINKED.findall(words.decode())}
    total = len(page.content)
    for file in sorted(needed):
        found = client.get(file)
        body = b"".join(found.streaming_content) if found.streaming else found.content
        total += len(body)
        if file.partition("?")[0].endswith(".css"):
            plain = _opened(body) if found.headers.get("Content-Encoding") == "gzip" else body
            total += sum(_size(client, file, name) for name in set(_FONT.findall(plain.decode())))
    return len(page.content), total


def _size(client: Client, sheet: str, name: str) -> int:
    path = name if name.startswith("/") else os.path.normpath(f"{sheet.rpartition('/')[0]}/{name}")
    found = client.get(path)
    return len(b"".join(found.streaming_content) if found.streaming else found.content)


def _opened(data: bytes) -> bytes:
    import gzip

    return gzip.decompress(data)


def resident() -> str:
    """Return the process's present and greatest resident size, where the system tells it."""
    try:
        import resource
    except ImportError:
        return "size not known"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"greatest resident size {most:.0f} MB"


def started(client: Client, incidents: Sequence[str]) -> Iterator[str]:
    """Ask for pages while the ledger is being worked out of the journal, until all are there."""
    begun, core = time.perf_counter(), time.process_time()
    asked = [worked(lambda one=one: client.get(one)) for one in incidents[:20]]
    early = [taken for taken, answer in asked if answer.status_code != REFUSED]
    told = spread(early) if early else "has to wait, as the derived rows are of another version"
    yield f"  an incident, while the ledger is being read: {told}"
    while client.get("/en/").status_code == REFUSED:
        time.sleep(1)
    taken, core = time.perf_counter() - begun, time.process_time() - core
    yield f"  the first overview after a start: after {taken:.0f} s ({core:.0f} s of one core); {resident()}"


def lines(home: Path | None, incidents: int) -> Iterator[str]:
    """Measure; yield the figures."""
    random = Random(8)  # noqa: S311 - nothing here is a secret
    with ledger(home, incidents):
        client = signed_in()
        asked = addresses(random)
        yield f"pages of {incidents} incidents, SQLite, one process; floors {FLOOR_MS} ms, map data {MAP_MS} ms"
        yield from started(client, asked["incident"])
        asked["review"] = items(random)
        for kind, some in asked.items():
            times = [get(client, one)[0] for one in some]
            yield f"  {kind:<20} {spread(times)} ({len(times)} different)"
        again = {kind: [get(client, some[0])[0] for _ in range(20)] for kind, some in asked.items()}
        for kind, times in again.items():
            yield f"  {kind:<20} {spread(times)} (the first of them, again)"
        after: dict[str, list[float]] = {kind: [] for kind in ("overview", "incident", "review", "totals")}
        deciding = []
        for _ in range(DECISIONS):
            deciding.append(decided(random))
            for kind, times in after.items():
                times.append(get(client, asked[kind][0])[0])
        for name, times in zip(
            ("what a decision would change", "recording it"), zip(*deciding, strict=True), strict=True
        ):
            yield f"  {name}: {spread(times)}"
        for kind, times in after.items():
            yield f"  {kind:<20} {spread(times)} (the first after a decision, in this order)"
        page, total = wire(client, "/ar/")
        yield f"  over the wire: overview {page / 1000:.0f} kB, with all it needs {total / 1000:.0f}; floor {FLOOR_KB}"
        sizes = [len(client.get(one).content) / 1000 for one in asked["map data of a year"]]
        yield f"  map data of a year: {max(sizes):.0f} kB at most; floor {MAP_KB}"
        yield f"  {resident()}"


def main() -> None:
    """Print the figures."""
    logging.disable(logging.ERROR)  # pages that have to wait are no news here
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("incidents", nargs="?", type=int, default=INCIDENTS)
    asked.add_argument("--home", type=Path)
    told = asked.parse_args()
    for line in lines(told.home, told.incidents):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

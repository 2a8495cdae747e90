"""Measure a crowd at the pages: bench_crowd.py [--quick] [INCIDENTS]. Nothing here judges.

50 readers ask for pages at once for two minutes (--quick: twenty seconds) while a recorder decides, one thing after the
other: gunicorn with four workers on PostgreSQL, where the machine has their programs. Every answer must be a page.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from marsad.sample.invent import invent
from marsad.settings import configure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INCIDENTS, WORKERS, READERS = 300, 4, 50
SECONDS, QUICK_SECONDS = 120, 20
_STARTING = 120
_PATIENT = 300
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_OK, _GONE = 200, 302
Cookies = dict[str, str]


class Asker:
    """Somebody at a browser: what they asked for, how long it took, what went wrong."""

    def __init__(self, port: int, cookies: Cookies, addresses: Sequence[str], seed: int) -> None:
        self._port, self._cookies, self._addresses = port, cookies, addresses
        self._random = Random(seed)  # noqa: S311 - nothing here is a secret
        self.times: list[float] = []
        self.wrong: Counter[str] = Counter()

    def read(self, until: float) -> None:
        """Ask for one page after the other until a moment."""
        while time.monotonic() < until:
            self.ask("GET", self._random.choice(self._addresses))

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> str:
        """Ask for a page, or send a form; return the page, empty where it is none."""
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), "Host": "127.0.0.1"}
        if form is not None:
            head |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        start = time.perf_counter()
        try:
            line = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENT)
            line.request(method, address, urlencode(form) if form is not None else None, head)
            answer = line.getresponse()
            page = answer.read().decode()
            line.close()
        except (OSError, HTTPException) as error:
            self.wrong[type(error).__name__] += 1
            return ""
        self.times.append(time.perf_counter() - start)
        if answer.status not in {_OK, _GONE}:
            self.wrong[f"{answer.status} {address.partition('?')[0]}"] += 1
            return ""
        return page


class Recorder(Asker):
    """One who confirms claims through the form of the pages."""

    decided = 0

    def decide(self, until: float) -> None:
        """Confirm one incident after the other until a moment."""
        for name in self._addresses:
            if time.monotonic() >= until:
                return
            token = self._cookies["marsad_csrf"]
            form = {"csrfmiddlewaretoken": token, "kind": "confirm", "names": name, "why": "read beside the text"}
            shown = dict(_FIELD.findall(self.ask("POST", "/en/decide/", {**form, "step": "preview"})))
            if shown.get("shown"):
                seen = {"shown": shown["shown"], "seen": shown["seen"], "step": "save"}
                self.ask("POST", "/en/decide/", form | seen)
                self.decided += 1


def crowd(seconds: int, incidents: int) -> Iterator[str]:
    """Serve an invented ledger, and let them all ask; yield the figures."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from postgres import another, server

    if server() is None:
        yield "no PostgreSQL on this machine: the pages were not asked by 50 readers at once"
        return
    with TemporaryDirectory() as folder:
        database = another()
        configure(Path(folder), database, pages=True)
        from django.db import connections

        from marsad import derive, flow
        from marsad.store import reports
        from marsad.store.models import IncidentRow, ToldRow
        from marsad.web.opening import open_pages

        open_pages()
        reports.add(invent(incidents).readings, "sample")
        derive.anew()
        ids = [*IncidentRow.objects.values_list("id", flat=True)]
        numbers = [*ToldRow.objects.values_list("number", flat=True)]
        cookies = _signed_in()
        connections.close_all()
        with _served(folder, database) as port:
            readers = [Asker(port, cookies, _addresses(ids, numbers), n) for n in range(READERS)]
            recorder = Recorder(port, cookies, ids, READERS)
            for _ in range(4 * WORKERS):  # each worker reads the ledger when it is first asked
                recorder.ask("GET", "/ar/")
            recorder.times.clear()
            until = time.monotonic() + seconds
            threads = [Thread(target=one.read, args=[until]) for one in readers]
            threads.append(Thread(target=recorder.decide, args=[until]))
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        yield from _told(readers, recorder, seconds, incidents)
        count, problems = flow.verify()
        held = len(flow.ledger().ledger.decisions)
        same = "the same" if flow.rebuild().same else "NOT the same"
        yield f"  {count} entries, {len(problems)} problems, {held} decisions there; rebuilt rows {same}"


def _told(readers: Sequence[Asker], recorder: Recorder, seconds: int, incidents: int) -> Iterator[str]:
    times = [taken for one in readers for taken in one.times]
    wrong = sum((one.wrong for one in (*readers, recorder)), Counter[str]())
    yield (
        f"{READERS} readers of pages at once and a recorder, {incidents} incidents, gunicorn with {WORKERS} workers on "
        f"PostgreSQL, {seconds} s, all on this machine: {len(times)} pages, {recorder.decided} decisions, "
        f"{wrong.total()} errors {dict(wrong) or ''}"
    )
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    yield f"  a page took {middle:.2f} s at the median, 95 % within {late:.2f} s, {max(times):.1f} s at most"


def _addresses(ids: Sequence[str], numbers: Sequence[int]) -> list[str]:
    """Return what readers ask for, the ledger's own pages as often as single ones."""
    single = [*(f"/ar/incident/{one}/" for one in ids[:60]), *(f"/en/report/{one}/" for one in numbers[:60])]
    whole = ("", "incidents/", "totals/", "map/", "map/data.json", "review/", "sources/", "actors/")
    return [*single, *(f"/ar/{page}" for page in whole * (len(single) // len(whole)))]


def _signed_in() -> Cookies:
    from django.test import Client

    from marsad.web.models import Account
    from marsad.web.roles import Role

    account, _ = Account.objects.get_or_create(username="bench", defaults={"name": "Bench"})
    account.give(Role.REVIEWER)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"marsad_session": client.cookies["marsad_session"].value, "marsad_csrf": "c" * 32}


class _served:  # noqa: N801 - used as a word
    """Gunicorn, as long as it is needed."""

    def __init__(self, home: str, database: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        told = {**os.environ, "MARSAD_HOME": home, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": ""}
        bind = ["--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS), "--timeout", "120", "--backlog", "256"]
        self._command = [sys.executable, "-m", "gunicorn", "marsad.web.wsgi", *bind, "--log-level", "error"]
        self._environment = told

    def __enter__(self) -> int:
        """Start it; return the port at which it answers."""
        self._process = subprocess.Popen(self._command, env=self._environment)
        until = time.monotonic() + _STARTING
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return self.port
            except OSError:
                time.sleep(0.2)
        raise SystemExit("gunicorn did not start")

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(30)


def main() -> None:
    """Print the figures."""
    words = [word for word in sys.argv[1:] if word != "--quick"]
    seconds = QUICK_SECONDS if "--quick" in sys.argv else SECONDS
    for line in crowd(seconds, int(words[0]) if words else INCIDENTS):
        print(line, flush=True)


if __name__ == "__main__":
    main()

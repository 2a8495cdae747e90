"""A real server of pages over the sample casebook, and a browser to look at them with."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from marsad.settings import LEDGER_FILE, configure
from marsad.web.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRAWING = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""Maps are drawn by the processor, since a browser without a screen has no graphics card."""
PASSWORD = "an olive tree by the wadi"
PEOPLE = {
    Role.VIEWER: ("lina", "Lina"),
    Role.RECORDER: ("omar", "Omar"),
    Role.REVIEWER: ("rima", "Rima"),
    Role.ADMINISTRATOR: ("admin", "Hala"),
}
"""Sign-in name and name of an account of each role."""
AXE = Path(__file__).parent / "data" / "axe" / "axe.min.js"


@dataclass
class Site:
    """A server of pages: its address, its ledger's folder, and what was asked of other hosts."""

    url: str
    home: Path
    asked_elsewhere: list[str] = field(default_factory=list)

    def account(self, role: Role = Role.REVIEWER):
        from marsad.web.models import Account

        return Account.objects.get(username=PEOPLE[role][0])

    def client(self, role: Role | None = Role.REVIEWER, **headers: str) -> Client:
        """Return Django's own client, signed in; `role` None: nobody is."""
        client = Client(headers={"host": "127.0.0.1", **headers})
        if role:
            client.force_login(self.account(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def context(self, browser: Browser, role: Role | None = Role.REVIEWER, **options: object) -> BrowserContext:
        """Return a window of its own, signed in; whatever it asks of another host is noted, and not sent."""
        context = browser.new_context(base_url=self.url, **options)
        context.route(lambda url: not url.startswith((self.url, "data:", "blob:")), self._elsewhere)
        if role:
            client = self.client(role)
            context.add_cookies(
                [{"name": "marsad_session", "value": client.cookies["marsad_session"].value, "url": self.url}]
            )
        return context

    def _elsewhere(self, route) -> None:
        self.asked_elsewhere.append(route.request.url)
        route.abort()


@cache
def _casebook() -> bytes:
    """Make a ledger of the sample casebook with the accounts once; copies of its file are as good and quicker."""
    from marsad.intake.files import read_files

    return _packed(read_files([str(files("marsad") / "data/casebook/reports.jsonl")])[0])


def _packed(reports) -> bytes:
    from marsad import flow
    from marsad.web.models import Account
    from marsad.web.opening import open_pages

    with TemporaryDirectory() as folder:
        configure(Path(folder), pages=True)
        flow.add(reports)
        open_pages()
        for role, (username, name) in PEOPLE.items():
            account = Account(username=username, name=name)
            account.set_password(PASSWORD)
            account.save()
            account.give(role)
        connections.close_all()
        return (Path(folder) / LEDGER_FILE).read_bytes()


@contextmanager
def serving(reports=None) -> Iterator[Site]:
    """Serve a ledger of these reports, else of the sample casebook, at a free port of this machine."""
    from waitress.server import create_server

    from marsad.web.opening import open_pages

    packed = _packed(reports) if reports else _casebook()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / LEDGER_FILE).write_bytes(packed)
        configure(home, pages=True)
        open_pages()
        server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
        running = Thread(target=server.run, daemon=True)
        running.start()
        try:
            yield Site(f"http://127.0.0.1:{server.effective_port}", home)
        finally:
            server.close()
            server.task_dispatcher.shutdown()
            running.join(5)
            connections.close_all()


def killed_in_all() -> str:
    """Return how the killed of the whole ledger are written: the command line's own figure."""
    from marsad import flow
    from marsad.ledger.queries.sums import summed
    from marsad.ledger.selection import Selection
    from marsad.model.claim import Harm
    from marsad.model.incident import Cell
    from marsad.render.queries import people_figure

    book = flow.ledger()
    return people_figure(summed(book.ledger, book.desk.claims, Cell(Harm.KILLED), Selection()).total)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start a browser without a screen."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *DRAWING])
        _let_go()
        yield browser
        _let_go()
        browser.close()


def _let_go() -> None:
    """Let go of the database of an earlier site: while a browser runs, Django keeps connections apart from others."""
    connections.close_all()
    for kept in connections.all(initialized_only=True):
        del connections[kept.alias]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page for those who cannot see it well, a line each."""
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def words(answer):
    """Return what a reader reads of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def saved(client, form):
    """Preview and save; return the answer to the save."""
    shown = client.post("/en/decide/", form | {"step": "preview"}).content.decode()
    hidden = dict(re.findall(r'name="(seen|shown)" value="([^"]*)"', shown))
    return client.post("/en/decide/", form | hidden | {"step": "save"})

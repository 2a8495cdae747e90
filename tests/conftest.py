"""What tests share. Django is set up once, pointing nowhere; a test that wants a ledger takes `ledger_home`."""

from __future__ import annotations

import functools
import io
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main
from hypothesis import settings

from marsad.cli import main
from marsad.settings import configure

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how fast something is, the benchmarks tell

typer.main.get_command = functools.cache(typer.main.get_command)  # the commands are the same in every test

NOWHERE = Path("/nowhere/no-ledger-was-asked-for")
configure(NOWHERE, f"sqlite:///{NOWHERE}/ledger.sqlite3", pages=True)

CASEBOOK = str(files("marsad") / "data/casebook/reports.jsonl")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from browsing import Site
    from laptops import Laptop


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("MARSAD_HOME", raising=False)
    monkeypatch.delenv("MARSAD_WHO", raising=False)
    monkeypatch.delenv("MARSAD_FOR", raising=False)


@pytest.fixture
def ledger_home(tmp_path: Path) -> Iterator[Path]:
    """Give a home folder with an empty, open ledger, to which Django points during the test."""
    from ledgers import fresh_ledger

    with fresh_ledger(tmp_path / "home") as home:
        yield home


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def each_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test once in a file and once on a server; modules ask for it by `usefixtures`."""
    from ledgers import on_server
    from postgres import server

    address = server() if request.param == "postgresql" else None
    if request.param == "postgresql" and address is None:
        pytest.skip("there is no PostgreSQL on this machine")
    with on_server(address):
        yield request.param


class Ran:
    """What a run left: status, output, the lines of standard error."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def sentences(self):
        return self.err.splitlines()


@pytest.fixture
def marsad(capsys, monkeypatch, tmp_path):
    """Run the program in this process, on a ledger of its own; no run holds what an earlier one worked out."""
    from marsad import derive

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "ledger"))

    def run(*words, stdin=None):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        derive.forget()
        try:
            main([str(word) for word in words])
            status = 0
        except SystemExit as left:
            status = left.code or 0
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture
def book(marsad):
    """A ledger with the casebook in it."""
    assert marsad("add", CASEBOOK).status == 0
    return marsad


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Laptop]]:
    """Rima's laptop and Omar's, on each database."""
    from laptops import Laptop, closing
    from postgres import another, server

    if request.param == "postgresql" and server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    addresses = [another() if request.param == "postgresql" else None for _ in range(2)]
    with closing():
        yield [Laptop(who, tmp_path / who, at) for who, at in zip(("Rima", "Omar"), addresses, strict=True)]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Rima's laptop and Omar's."""
    from laptops import Laptop, closing

    with closing():
        yield Laptop("Rima", tmp_path / "Rima"), Laptop("Omar", tmp_path / "Omar")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of pages with the sample casebook, and an account of each role."""
    from browsing import serving

    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser without a screen; skips where there is none on this machine.

    It runs a loop of its own in this thread, in which Django would refuse to ask the database.
    """
    from browsing import a_browser

    with pytest.MonkeyPatch.context() as patch, a_browser() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield browser

"""The commands that look after sources: watch, sources."""

from __future__ import annotations

import random
import shutil
import signal
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path  # noqa: TC003 - typer reads the types
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import AsJson, Country, app, book, flow, show, times
from marsad.model.problem import MarsadError
from marsad.say import print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from marsad.intake.capture import Capture
    from marsad.intake.sources import Source
    from marsad.model.problem import Problem
    from marsad.watch.rounds import Recorded, Surroundings

_LOCK = "watch.lock"
_LIBRARIES = ("urllib3", "feedparser", "lxml", "trafilatura")


@app.command()
def watch(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="SOURCES", help="A TOML file, like examples/sources.toml.")],
    once: Annotated[bool, typer.Option("--once", help="Ask each source that is due, once, and end.")] = False,
    country: Country = None,
) -> None:
    """Watch feeds, pages and sitemaps. New reports go into the ledger; ends when you stop it."""
    from marsad.country import asked_country
    from marsad.doors.network import fetcher
    from marsad.intake.sources import SIZE_LIMIT, read_sources
    from marsad.reader.country import country_names
    from marsad.render.calm import visible
    from marsad.settings import chosen_home
    from marsad.store.single import only_one
    from marsad.store.watching import WatchMemory
    from marsad.watch.rounds import Manners, Watch

    try:
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise MarsadError(f"{file} cannot be read: {error.strerror}.") from error
    sources, problems = read_sources(data, str(file), country_names())
    _must_have(*_LIBRARIES)
    for problem in problems:
        say(str(problem))
    asked = asked_country(country)
    flow(context)
    home = chosen_home()
    with only_one(home / _LOCK, "A watch over this ledger") as left, WatchMemory(home) as memory, _told_to_stop():
        if left:
            say(f"The watch of process {left} ended without a word; its place is taken.")
        wrong = bool(problems)
        for event in Watch(sources, memory, fetcher(), _surroundings(home, asked), Manners()).run(once=once):
            wrong = wrong or event.wrong
            if event.wrong:
                say(str(event))
            else:
                print(visible(str(event)), flush=True)
        if once and wrong:
            raise typer.Exit(2)


@app.command("sources")
def list_sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List the watched sources. Last seen, reports, voices, failures with the last reason, when next due."""
    from marsad.settings import chosen_home
    from marsad.watch.standing import is_watched, standings

    conductor = flow(context)
    home = chosen_home()
    if not is_watched(home):
        raise MarsadError("Nothing was watched for this ledger so far: marsad watch SOURCES.")
    conductor.open_ledger()
    found = standings(home, book(context).decided)
    if as_json:
        from marsad.render.rows import plain

        print_json(plain(found))
    else:
        from marsad.render.sources import sources_table

        show(sources_table(found, datetime.now(UTC)))
        print(f"{times(len(found), 'source')}.")


def _must_have(*libraries: str) -> None:
    """Raise MarsadError where a library of the extra is not installed."""
    if missing := [name for name in libraries if find_spec(name) is None]:
        raise MarsadError(f"Watching needs {', '.join(missing)}; install the extra: pip install 'marsad[intake]'")


def _surroundings(home: Path, country: str | None) -> Surroundings:
    """Return what the watch has from outside."""
    from marsad.settings import keeps
    from marsad.watch.recording import record
    from marsad.watch.rounds import Surroundings

    def kept(found: Sequence[Capture | Problem], source: Source) -> Recorded:
        return record(found, source, date.today(), country, keep=keeps())  # noqa: DTZ011 - the recorder's own day

    return Surroundings(time.time, time.sleep, random.random, lambda: shutil.disk_usage(home).free, kept)


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """End in peace where a person or the machine says so."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        say("The watch was stopped; it goes on where it was when it is started again.")
    finally:
        signal.signal(signal.SIGTERM, before)

"""A look at everything that a user of a ledger can have wrong: the machine, the database, and what the ledger holds.

Nothing is changed by looking; an older schema is not brought forward. `now` is the clock of the machine.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib import metadata
from typing import TYPE_CHECKING

from marsad import __version__, flow
from marsad.ledger.voice_names import written
from marsad.model.check import Check, State
from marsad.model.problem import MarsadError
from marsad.reader.read import read
from marsad.reader.rows import ROW_READER
from marsad.store import forgotten, health, reports
from marsad.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ROOM = 200_000_000
"""So many bytes should be free; and three times what the ledger takes, which is what wiping it needs at most."""
_RELEASED = datetime(2025, 1, 1, tzinfo=UTC)
"""No clock can be earlier than the program."""
_TRIED = 20
"""So many reports are read again to see whether reading all of them again would change anything."""
_EXTRAS = {
    "postgresql": "ledgers on a PostgreSQL server",
    "encrypt": "encrypted backups",
    "share": "signed bundles",
    "stamp": "time stamps",
    "intake": "web pages, feeds, documents and sheets, and captures of what is read",
    "web": "pages in the browser",
    "team": "pages for a team, from a server",
    "release": "releases and charts",
    "bulk": "archives in bulk",
    "ray": "archives in bulk on a cluster",
}
"""What the extras are for; which packages each has, the installed program says itself."""
_REQUIRED = re.compile(r"""([\w.-]+).*extra == ["']([\w-]+)["']""")


def checkup(home: Path, now: datetime) -> Iterator[Check]:
    """Yield how each thing stands, the machine first; what a thing rests on comes before it."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Check("program", State.OK, f"marsad {__version__}, {flow.READER}, Python {python}.")
    yield from _folder(home)
    if now < _RELEASED:
        yield Check("clock", State.PROBLEM, f"The clock says {now:%Y-%m-%d}.", "Set it: every entry records its time.")
    yield from _extras()
    found = list(_told("database", health.database))
    yield from found
    if not any(check.name == health.SCHEMA and check.state is State.OK for check in found):
        return
    found = list(_told("journal", health.journal))
    yield from found
    if any(check.state is State.PROBLEM for check in found):
        return
    yield from _told("clock", lambda: _clock(now))
    yield from _told("captures", health.captures)
    yield from _told("derived rows", _derived)
    yield from _told("search", health.search_rows)
    yield from _told("reader", _readings)
    yield from _told("expunged", lambda: _memory(home))


def _told(name: str, look: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """Look at one thing; what stops the look is a problem too."""
    try:
        yield from look()
    except MarsadError as error:
        yield Check(name, State.PROBLEM, str(error))


def _folder(home: Path) -> Iterator[Check]:
    """Look at the home folder: whether it can be written and by whom it can be read, and how much room is left."""
    try:
        there = _nearest(home)
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        advice = "Ask for the right to write there, or name another folder with --home or MARSAD_HOME."
        yield Check("folder", State.PROBLEM, f"{home} cannot be written: {error.strerror}.", advice)
        return
    made = "" if there == home else " It is made when the first report is added."
    yield Check("folder", State.OK, f"{home} can be written.{made}")
    if there == home and os.name == "posix":
        yield _private(home)
    ledger = sum(file.stat().st_size for file in home.glob("ledger.sqlite3*")) if there == home else 0
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB are free there."
    if free < max(_ROOM, 3 * ledger):
        yield Check(
            "disk", State.PROBLEM, said, "Make room: a full disk stops the recording, and expunging needs some."
        )
    else:
        yield Check("disk", State.OK, said)


def _nearest(home: Path) -> Path:
    """Return the home folder, or the nearest one above it that is there; raises OSError where that cannot be seen."""
    for folder in (home, *home.parents):
        try:
            folder.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        return folder
    return home


def _private(home: Path) -> Check:
    mode = home.stat().st_mode & 0o777
    if mode & 0o077:
        advice = f"Close it: chmod 700 {home}"
        return Check("private", State.PROBLEM, f"Other users of this machine can look into it (mode {mode:o}).", advice)
    return Check("private", State.OK, "No other user of this machine can look into it.")


def _extras() -> Iterator[Check]:
    """Tell which extras are installed, and what those are for that are not."""
    for extra, packages in _packages().items():
        what = _EXTRAS.get(extra, "what it adds")
        missing = [package for package in packages if not is_installed(package)]
        if missing:
            sentence = f"{', '.join(missing)} is not installed; {what} need the extra “{extra}”."
            sentence = sentence.replace(" is ", " are ", 1) if len(missing) > 1 else sentence
            advice = f"If you want them: pip install 'marsad[{extra}]'"
            yield Check("extra", State.NOTE, sentence, advice)
        else:
            yield Check("extra", State.OK, f"“{extra}” is installed, for {what}.")


def _packages() -> dict[str, list[str]]:
    """Return the packages of each extra of the installed program."""
    found: dict[str, list[str]] = {}
    for named in filter(None, map(_REQUIRED.match, metadata.requires("marsad") or ())):
        found.setdefault(named[2], []).append(named[1])
    return found


def is_installed(package: str) -> bool:
    """Tell whether a package is installed, of whatever version."""
    try:
        return bool(metadata.version(package))
    except metadata.PackageNotFoundError:
        return False


def _clock(now: datetime) -> Iterator[Check]:
    """Compare the clock with the last entry, which cannot have been recorded later than now."""
    last = Journal().head().at
    if last and now < last - timedelta(minutes=5):
        sentence = (
            f"The clock says {now:%Y-%m-%d %H:%M}, but the last entry was recorded on {last:%Y-%m-%d %H:%M} (UTC)."
        )
        advice = "Set the clock. What is recorded meanwhile gets the time of the last entry."
        yield Check("clock", State.PROBLEM, sentence, advice)
    elif now >= _RELEASED:
        yield Check("clock", State.OK, f"The clock says {now:%Y-%m-%d %H:%M} (UTC), later than the last entry.")


def _derived() -> Iterator[Check]:
    made = flow.ledger()
    yield from health.derived(made.ledger, made.decided, written(made.decided))


def _readings() -> Iterator[Check]:
    """Tell how many reports an older reader read, and whether this one reads some of them otherwise."""
    older = reports.read_by_others(flow.READER, ROW_READER)
    if not older:
        yield Check("reader", State.OK, f"All reports were read by this reader ({flow.READER}).")
        return
    wanted = set(older[-_TRIED:])
    tried = [reading for reading in reports.readings() if reading.report.id in wanted]
    differ = sum(read(reading.report, reading.country) != reading for reading in tried)
    sentence = f"An older reader read {len(older)} reports; of {len(tried)} tried, this one reads {differ} otherwise."
    advice = "marsad reread --dry-run lists what would change, marsad reread records it." if differ else ""
    yield Check("reader", State.NOTE if differ else State.OK, sentence, advice)


def _memory(home: Path) -> Iterator[Check]:
    """Tell whether what the folder remembers as expunged stands in the ledger again."""
    memory = forgotten.remembered(home)
    if back := forgotten.back_again(memory):
        sentence = f"{back} entries hold what was expunged in this folder: an older copy was put in its place."
        advice = "marsad backup FILE, move the ledger away, then marsad restore FILE: that expunges them again."
        yield Check("expunged", State.PROBLEM, sentence, advice)
    elif memory:
        yield Check("expunged", State.OK, f"What was expunged {len(memory)} times is gone.")

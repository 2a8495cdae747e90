"""Whatever kills the program in the middle of a write: the journal is whole, nothing is half there, a rerun completes.

Each fail-point is a place about a write where a process dies at once; the commands are walked through all that they
come by. Then processes are killed at any moment.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

import pytest
from django.db import connections

from marsad.cli import main
from marsad.render.rows import plain
from marsad.settings import configure
from marsad.store import failing
from postgres import another, server

REPORTS = [
    {"id": "a", "source": "Wire A", "published": "2021-03-03", "text": "قُتل 9 عناصر من قوات النظام أمس قرب السخنة."},
    {"id": "b", "source": "Wire B", "published": "2021-03-04", "text": "قُتل 3 مدنيين بقصف على مدينة أريحا."},
]
MORE = [
    {"id": "c", "source": "Wire A", "published": "2021-03-05", "text": "ارتفع إلى 12 عدد قتلى قوات النظام قرب السخنة."},
    {"id": "d", "source": "Wire C", "published": "2021-03-06", "text": "أصيب طفلان بانفجار لغم في بلدة سرمين."},
]
PEN = ("--by", "Rima", "--why", "a reason", "--yes")
THEIRS = [
    {"id": "e", "source": "Wire D", "published": "2021-03-07", "text": "قُتل 4 مدنيين بغارة على بلدة كفر نبل."},
    {"id": "f", "source": "Wire D", "published": "2021-03-08", "text": "قُتل 6 عناصر من داعش قرب تدمر."},
]
IMPORT = ("bundle", "import", "theirs.1", "--by", "Rima", "--trust")
_WRITES = ("write begun", "entries before", "entries written", "payloads written", "before commit", "after commit")
COMMANDS = {
    "add": (
        ("add", "more.jsonl"),
        (*_WRITES, "captures written", "index written", "rows cleared", "rows written", "search written"),
    ),
    "decide": (("decide", "correct", "1.1", "count=10", *PEN), (*_WRITES, "rows moved")),
    "rebuild": (
        ("rebuild",),
        ("index cleared", "rows cleared", "rows written", "search written", "before commit", "after commit"),
    ),
    "expunge": (("expunge", "2", *PEN), (*_WRITES, "payloads gone", "captures gone", "rows written", "files wiped")),
    "mask": (
        ("expunge", "--name", "السخنة", *PEN),
        (*_WRITES, "payloads gone", "captures gone", "rows written", "files wiped"),
    ),
    "import": (IMPORT, (*_WRITES, "foreign entries indexed", "rows cleared", "rows written")),
    "honour": (
        (*IMPORT[:2], "theirs.2", *IMPORT[3:]),
        (*_WRITES, "foreign entries indexed", "payloads gone", "rows written", "files wiped"),
    ),
    "release": (("release", "out"), (*_WRITES, "release written", "release in place")),
}
"""Each command with the fail-points that it comes by; `honour` takes in what somebody else expunged since."""


class Desk:
    """A ledger in a folder or on a server, and the program run on it in processes of its own, forked from this one."""

    def __init__(self, folder: Path, address: str | None) -> None:
        self.folder, self.address = folder, address
        folder.mkdir(exist_ok=True)
        for name, rows in (("first.jsonl", REPORTS), ("more.jsonl", MORE)):
            (folder / name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    def copy(self, name: str) -> Desk:
        """Return another desk with a copy of this one's ledger."""
        connections.close_all()
        folder = self.folder.parent / name
        shutil.copytree(self.folder, folder)
        return Desk(folder, another(self.address) if self.address else None)

    def start(self, *words: str, dies_at: str = "") -> int:
        """Start the program in a process of its own; return the process."""
        connections.close_all()
        process = os.fork()
        if process:
            return process
        status = 1
        try:
            os.chdir(self.folder)
            told = os.open("said", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            for stream in (1, 2):
                os.dup2(told, stream)
            sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            os.environ.update({"MARSAD_HOME": str(self.folder / "home"), failing.VARIABLE: dies_at})
            os.environ.update({"DATABASE_URL": self.address} if self.address else {})
            try:
                main([*words])
                status = 0
            except SystemExit as left:
                status = int(left.code or 0)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                sys.stdout.flush()
        finally:
            os._exit(status)

    def run(self, *words: str, dies_at: str = "") -> int:
        _, ended = os.waitpid(self.start(*words, dies_at=dies_at), 0)
        said = (self.folder / "said").read_text(encoding="utf-8")
        assert "Traceback" not in said, said
        return os.waitstatus_to_exitcode(ended)

    def numbers(self) -> set[str]:
        """Return the numbers of the reports that stand."""
        configure(self.folder / "home", self.address)
        from marsad import flow

        book = flow.ledger()
        return {str(book.numbers[reading.report.id]) for reading in book.readings}

    def state(self) -> object:
        """Return the ledger as it stands, after checking that the journal is whole."""
        configure(self.folder / "home", self.address)
        from marsad import flow

        assert flow.verify()[1] == []
        made = plain(flow.ledger().ledger)
        for standing in made["decisions"]:
            standing["decision"].pop("at")  # a decision that is made again is made later
        return made


@pytest.fixture(scope="module")
def _loaded(tmp_path_factory):
    """Load here what every process forked from this one would load for itself."""
    folder = Desk(tmp_path_factory.mktemp("loaded"), None).folder
    for words in (("add", folder / "first.jsonl", folder / "more.jsonl"), ("release", folder / "out")):
        with pytest.raises(SystemExit):
            main(["--home", str(folder), *map(str, words)])
    connections.close_all()
    gc.freeze()


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request, tmp_path, _loaded):
    if request.param == "postgresql" and server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    made = Desk(tmp_path / "desk", another() if request.param == "postgresql" else None)
    assert made.run("add", "first.jsonl") == 0
    theirs = Desk(tmp_path / "theirs", None)
    (theirs.folder / "first.jsonl").write_text("\n".join(map(json.dumps, THEIRS)), encoding="utf-8")
    assert theirs.run("add", "first.jsonl") == 0
    assert theirs.run("bundle", "export", "theirs.1", "--by", "Omar") == 0
    assert theirs.run("expunge", "1", *PEN) == 0
    assert theirs.run("bundle", "export", "theirs.2", "--by", "Omar") == 0
    for name in ("theirs.1", "theirs.2"):
        shutil.copy(theirs.folder / name, made.folder)
    yield made
    connections.close_all()


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_no_fail_point_of_a_command_leaves_anything_half_done(command, desk):
    words, points = COMMANDS[command]
    if command == "honour":
        assert desk.run(*IMPORT) == 0
    before = desk.state()
    finished = desk.copy("finished")
    assert finished.run(*words) == 0
    after = finished.state()
    for n, name in enumerate(points):
        struck = desk.copy(f"struck-{n}")
        assert struck.run(*words, dies_at=name) == -signal.SIGKILL, name
        assert struck.state() in (before, after), name
        rerun = struck.run(*words)
        assert rerun == 0 or command in {"expunge", "mask"}, name  # what was removed before the end cannot go twice
        now = struck.state()
        assert now == after or command == "decide", name
        assert [one["tolls"] for one in now["incidents"]] == [one["tolls"] for one in after["incidents"]], name


def test_every_fail_point_is_passed_by_some_command():
    told = {name for _, points in COMMANDS.values() for name in points}
    others = {"rows moved", "entries restored"}  # a process that adds for the second time, and restoring, below
    assert told | others == set(failing.POINTS)
    source = "".join(file.read_text("utf-8") for file in Path(failing.__file__).parent.glob("*.py"))
    assert all(f'point("{name}")' in source for name in failing.POINTS)


@pytest.mark.long
@pytest.mark.parametrize("name", ["write begun", "entries restored", "index cleared", "before commit", "after commit"])
def test_restoring_is_done_whole_or_not_at_all(name, desk, tmp_path):
    whole = desk.state()
    assert desk.run("backup", "kept") == 0
    empty = Desk(tmp_path / "empty", another() if desk.address else None)
    shutil.copy(desk.folder / "kept", empty.folder)
    assert empty.run("restore", "kept", dies_at=name) == -signal.SIGKILL
    rerun = empty.run("restore", "kept")
    assert rerun == (2 if name == "after commit" else 0)  # what is there whole is not put back twice
    assert empty.run("rebuild") == 0, (empty.folder / "said").read_text(encoding="utf-8")
    assert empty.state() == whole


def killed(desk, chance, usual, *words):
    """Start a command and kill it at some moment of the time that it takes."""
    process = desk.start(*words)
    time.sleep(chance.uniform(0.0, 1.1) * usual)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def tolls(state):
    return sorted(json.dumps(one["tolls"], sort_keys=True) for one in state["incidents"])


@pytest.mark.long
def test_processes_killed_at_any_moment_lose_nothing(desk):
    chance = random.Random(6)
    commands = [COMMANDS[name][0] for name in ("add", "decide", "rebuild", "import", "expunge")]
    finished = desk.copy("finished")
    for words in commands:
        assert finished.run(*words) == 0
    began = time.monotonic()
    assert desk.run("rebuild") == 0
    usual = time.monotonic() - began
    for _ in range(50):
        killed(desk, chance, usual, *chance.choice(commands))
    desk.state()
    for words in commands:
        gone_before = words[0] == "expunge" and "2" not in desk.numbers()
        assert desk.run(*words) == (2 if gone_before else 0), (desk.folder / "said").read_text(encoding="utf-8")
    assert tolls(desk.state()) == tolls(finished.state())
    assert desk.run("rebuild") == 0


@pytest.mark.long
def test_restoring_killed_at_any_moment_is_done_whole_or_not_at_all(desk, tmp_path):
    chance = random.Random(7)
    assert desk.run(*IMPORT) == 0
    assert desk.run("expunge", "1", *PEN) == 0
    assert desk.run("backup", "kept") == 0
    whole = desk.state()
    empty = Desk(tmp_path / "empty", another() if desk.address else None)
    shutil.copy(desk.folder / "kept", empty.folder)
    began = time.monotonic()
    assert Desk(tmp_path / "timed", another() if desk.address else None).run("restore", str(desk.folder / "kept")) == 0
    usual = time.monotonic() - began
    for _ in range(50):
        killed(empty, chance, 0.8 * usual, "restore", "kept")
    assert empty.run("restore", "kept") in {0, 2}  # 2: one of them had come to its end
    assert empty.run("rebuild") == 0, (empty.folder / "said").read_text(encoding="utf-8")
    assert empty.state() == whole

"""Damaged files, full disks, closed folders, lost servers: a clear sentence and status 2, and the journal as it was.

Whatever is damaged, a figure that is shown is the one that was recorded.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from django.db import connections

from ledgers import tamper
from marsad import flow
from marsad.model.report import Report
from marsad.settings import configure
from marsad.store import failing
from marsad.store.errors import UnreachableError
from marsad.store.models import SearchedFrom
from postgres import another, server
from test_search import RARE

PAGE = 4096
COMMANDS = (
    ("verify",),
    ("ledger", "--json"),
    ("search", "القورية"),
    ("doctor",),
    ("backup",),
    ("add",),
    ("rebuild",),
)
MORE = "قُتل طفل بانفجار لغم في بلدة سرمين أمس."


@pytest.fixture
def filled(book, tmp_path):
    """A ledger with the casebook in it, all in its one file: its bytes, and what it says."""
    said = book("ledger", "--json").out
    book("head")
    connections.close_all()
    file = tmp_path / "ledger/ledger.sqlite3"
    (tmp_path / "more.txt").write_text(MORE, encoding="utf-8")
    return file, file.read_bytes(), said


def put(file, content):
    connections.close_all()
    for beside in file.parent.glob("ledger.sqlite3-*"):
        beside.unlink()
    file.write_bytes(content)


def damages(content, chance, count):
    """Yield contents damaged in one way each: a byte of the header, one anywhere, a page of noise or zeros, the end."""
    for n in range(count):
        at = chance.randrange(100 if n % 5 == 0 else len(content))
        page = chance.randrange(1, len(content) // PAGE) * PAGE
        byte = content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]
        noise = content[:page] + chance.randbytes(PAGE) + content[page + PAGE :]
        zeros = content[:page] + bytes(PAGE) + content[page + PAGE :]
        cut = content[: chance.randrange(1, len(content))]
        yield (byte, byte, noise, zeros, cut)[n % 5]


@pytest.mark.long
def test_whatever_is_damaged_no_command_ends_otherwise_than_in_a_sentence(filled, book, tmp_path):
    _, content, said = filled
    for number, damaged in enumerate(damages(content, random.Random(11), 20)):
        ran = {}
        for words in COMMANDS:
            home = tmp_path / f"{number}-{words[0]}"
            home.mkdir()
            (home / "ledger.sqlite3").write_bytes(damaged)
            one = ran[words[0]] = book(
                "--home", home, *words, *{"add": [tmp_path / "more.txt"], "backup": [home / "kept"]}.get(words[0], [])
            )
            connections.close_all()
            assert one.status in (0, 2), (number, words)
            assert one.status == 0 or one.sentences[-1].startswith("marsad: "), (number, words, one.err)
        assert ran["backup"].status == ran["verify"].status, (number, ran["verify"].err, ran["backup"].err)
        if ran["ledger"].status == ran["verify"].status == 0:
            assert ran["ledger"].out == said, number


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda content: b"\xff" + content[1:], "is not a marsad ledger, or it is damaged"),
        (lambda content: content[:68] + b"else" + content[72:], "is not a marsad ledger, or it is damaged"),
        (lambda content: content[:16] + b"\0\3" + content[18:], "is not a marsad ledger, or it is damaged"),
        (lambda content: content[: len(content) // 2], "is damaged; leave it as it is, and restore the last backup"),
        (lambda content: content[:50], "is not a marsad ledger, or it is damaged"),
        (lambda content: content[:PAGE] + b"\xa5" * (len(content) - PAGE), "is damaged; leave it as it is"),
    ],
)
@pytest.mark.parametrize("command", ["ledger", "add", "verify", "rebuild"])
def test_a_damaged_file_is_told_and_left_as_it_is(filled, book, tmp_path, command, damage, sentence):
    file, content, _ = filled
    damaged = damage(content)
    put(file, damaged)
    ran = book(*((command, tmp_path / "more.txt") if command == "add" else (command,)))
    assert (ran.status, len(ran.sentences)) == (2, 1)
    assert sentence in ran.err
    assert str(file) in ran.err
    connections.close_all()
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("command", [("audit",), ("search", "Idlib"), ("show", "i"), ("backup", "kept"), ("verify",)])
def test_a_changed_letter_of_an_entry_is_named_by_its_sequence(ledger_home, marsad, command, monkeypatch):
    flow.add([Report(text, "Wire") for text in ("3 civilians were killed in Idlib.", "4 were killed in Homs.")])
    recorded = marsad("--home", ledger_home, "ledger", "--json")
    configure(ledger_home)
    tamper("UPDATE journal_payload SET body = replace(body, '4 were killed', '9 were killed') WHERE seq = 3")
    SearchedFrom.objects.all().delete()
    connections.close_all()
    monkeypatch.chdir(ledger_home)
    ran = marsad("--home", ledger_home, *command)
    assert ran.status == 2
    assert "entry 3" in ran.err.lower()
    assert "damaged" in ran.err
    assert not (ledger_home / "kept").exists()
    listed = marsad("--home", ledger_home, "ledger", "--json")
    assert (listed.status, listed.out) == (0, recorded.out), "the derived rows show what was recorded"
    configure(ledger_home)
    tamper("DELETE FROM derived_from")
    connections.close_all()
    ran = marsad("--home", ledger_home, "ledger", "--json")
    assert (ran.status, "entry 3" in ran.err.lower()) == (2, True)


def test_an_index_that_lost_a_report_is_told_and_made_again(ledger_home, marsad):
    flow.add([Report(text, "Wire") for text in ("3 civilians were killed in Idlib.", "4 were killed in Homs.")])
    said = marsad("--home", ledger_home, "ledger", "--json").out
    for damage in ("DELETE FROM index_report WHERE seq = 3", "UPDATE index_report SET id = 'x' WHERE seq = 3"):
        configure(ledger_home)
        tamper(damage)
        ran = marsad("--home", ledger_home, "audit")
        assert (ran.status, "marsad rebuild makes it again" in ran.err) == (2, True), damage
        assert marsad("--home", ledger_home, "ledger", "--json").out == said
        marsad("--home", ledger_home, "rebuild")
        assert marsad("--home", ledger_home, "ledger", "--json").out == said


# ---- full disks


def apart(home, *words, room=None, before=()):
    """Run the program in a process of its own, in which no file may grow beyond so many bytes."""
    code = (
        "import sys; from marsad.cli import main; main(sys.argv[1:])"
        if room is None
        else "import resource, sys; from marsad.cli import main; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room})); main(sys.argv[1:])"
    )
    line = [*before, sys.executable, "-c", code, "--home", str(home), *map(str, words)]
    ran = subprocess.run(line, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran


def many(file, count):
    rows = ({"source": f"w{n}", "text": f"{MORE} {n} " + "كلمة " * 400} for n in range(count))
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
@pytest.mark.parametrize("room", [1000, 30_000, 200_000, 400_000])
def test_files_that_cannot_grow_are_told_and_the_journal_is_whole(tmp_path, room):
    home, file = tmp_path / "home", many(tmp_path / "many.jsonl", 40)
    (tmp_path / "one.txt").write_text(MORE, encoding="utf-8")
    assert apart(home, "add", tmp_path / "one.txt").returncode == 0
    ran = apart(home, "add", file, room=room)
    assert ran.returncode == 2
    assert "could not be read from or written to the disk" in ran.stderr or "the disk is full" in ran.stderr
    assert apart(home, "verify").returncode == 0
    assert apart(home, "add", file).returncode == 0
    assert "41 reports" in apart(home, "ledger").stdout
    assert apart(home, "doctor").returncode == 0


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few hundred kilobytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    connections.close_all()
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.long
def test_a_full_disk_is_told_and_what_is_to_be_removed_is_removed_in_the_end(small_disk, tmp_path):
    home = small_disk / "home"
    one = tmp_path / "one.txt"
    one.write_text(f"{MORE} {RARE}", encoding="utf-8")
    assert apart(home, "add", "--no-keep", one).returncode == 0
    ran = apart(home, "add", "--no-keep", many(tmp_path / "many.jsonl", 300))
    assert (ran.returncode, "the disk is full; make room and try again" in ran.stderr) == (2, True)
    assert "2 entries" in apart(home, "verify").stdout
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    pen = ("--by", "Rima", "--why", "a reason", "--yes")
    ran = apart(home, "expunge", "1", *pen)
    assert ran.returncode == 2
    assert "disk" in ran.stderr
    assert apart(home, "add", tmp_path / "many.jsonl").returncode == 2  # nor is there room for what is kept as it came
    assert apart(home, "backup", small_disk / "kept").returncode == 2
    assert not (small_disk / "kept").exists()
    filler.unlink()
    if "None of these" not in apart(home, "expunge", "1", *pen).stderr:
        assert apart(home, "rebuild").returncode == 0
    assert apart(home, "verify").returncode == 0
    assert RARE.encode() not in b"".join(file.read_bytes() for file in home.iterdir())


# ---- closed folders


@pytest.fixture
def read_only(tmp_path):
    """A folder with a ledger on a disk that cannot be written."""
    home, closed = tmp_path / "home", tmp_path / "closed"
    (tmp_path / "one.txt").write_text(MORE, encoding="utf-8")
    assert apart(home, "add", tmp_path / "one.txt").returncode == 0
    closed.mkdir()
    if subprocess.run(["mount", "--bind", "-o", "ro", home, closed], capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield closed
    connections.close_all()
    subprocess.run(["umount", "-l", closed], check=True)


@pytest.mark.long
@pytest.mark.parametrize("command", [("add", "one.txt"), ("ledger",), ("search", "x"), ("rebuild",), ("verify",)])
def test_a_disk_that_cannot_be_written_is_told(read_only, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = (read_only / "ledger.sqlite3").read_bytes()
    ran = apart(read_only, *command)
    assert ran.returncode == 2
    assert "copy it to a folder of yours and name that with --home" in ran.stderr, ran.stderr
    assert (read_only / "ledger.sqlite3").read_bytes() == before


@pytest.fixture(scope="module")
def without_rights():
    """Return what to put before a command so that the bits of files stop it, even where the superuser runs tests."""
    if os.name == "nt":
        pytest.skip("folders of Windows have no write bit")
    if os.geteuid() != 0:
        return ()
    rights = "-dac_override,-dac_read_search"
    line = ("setpriv", "--bounding-set", rights, "--inh-caps", rights)
    if not shutil.which("setpriv") or subprocess.run([*line, "true"], capture_output=True, check=False).returncode:
        pytest.skip("the superuser's rights cannot be given up here")
    return line


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o600), (0o700, 0o444), (0o555, 0o444), (0o000, 0o600)])
def test_a_folder_or_file_without_the_right_to_write_is_told(without_rights, folder, file):
    with TemporaryDirectory() as name:
        home = Path(name) / "home"
        one = Path(name) / "one.txt"
        one.write_text(MORE, encoding="utf-8")
        assert apart(home, "add", one).returncode == 0
        (home / "ledger.sqlite3").chmod(file)
        home.chmod(folder)
        one.write_text(MORE.replace("سرمين", "بنش"), encoding="utf-8")
        ran = apart(home, "add", one, before=without_rights)
        home.chmod(0o700)
        assert (ran.returncode, "--home" in ran.stderr) == (2, True), ran.stderr


# ---- a server that goes away


@pytest.fixture
def on_a_server():
    """Point Django at a ledger on a server of its own database; return how to end all that is connected there."""
    if server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    address = another()
    configure(Path("/nowhere"), address)

    def end_them():
        import psycopg

        with psycopg.connect(server(), autocommit=True) as keeper:
            name = urlsplit(address).path.removeprefix("/")
            keeper.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    yield end_them
    connections.close_all()


@pytest.mark.parametrize(
    "moment", ["write begun", "entries written", "index written", "search written", "before commit"]
)
def test_a_connection_lost_in_the_middle_is_told_and_the_journal_is_whole(on_a_server, monkeypatch, moment):
    flow.add([Report("3 civilians were killed in Idlib.", "Wire")])
    before = flow.verify()
    monkeypatch.setattr(failing, "reached", lambda name: on_a_server() if name == moment else None)
    report = Report("4 civilians were killed in Homs.", "Wire")
    with pytest.raises(UnreachableError, match=r"does not answer any more; what was recorded is intact"):
        flow.add([report])
    monkeypatch.undo()
    connections.close_all()
    entries, problems = flow.verify()
    assert (problems, entries in (before[0], before[0] + 2)) == ([], True)
    flow.add([report])
    flow.rebuild()
    assert len(flow.ledger().readings) == 2

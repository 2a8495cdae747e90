"""Whatever happens while a release is written: there is none, or a whole one, and a rerun completes it."""

import errno
import hashlib
import json
import os
import signal

import pytest
from django.db import connections

from marsad.store import folders
from releases import recorded, released
from test_crashes import REPORTS, Desk


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path / "desk", None)
    (made.folder / "first.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    assert made.run("add", "--no-keep", "first.jsonl") == 0
    yield made
    connections.close_all()


def whole(out):
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {one["name"] for one in told} == {path.name for path in out.iterdir()} - {"manifest.json"}
    return all(hashlib.sha256((out / one["name"]).read_bytes()).hexdigest() == one["sha256"] for one in told)


@pytest.mark.long
@pytest.mark.parametrize("point", ["release written", "release in place", "entries written", "after commit"])
def test_a_run_that_dies_leaves_no_half_release(point, desk):
    out = desk.folder / "out"
    assert desk.run("release", "out", dies_at=point) == -signal.SIGKILL
    assert out.exists() == (point != "release written")
    assert not out.exists() or whole(out)
    assert desk.run("release", "out") == 0
    assert whole(out)
    assert desk.run("release", "again") == 0
    said = (desk.folder / "said").read_text(encoding="utf-8")
    assert "as of entry 4.\nKept as entry 6:" in said, "kept once"
    assert sorted(path.name for path in desk.folder.iterdir() if "part" in path.name) == []
    assert desk.run("verify") == 0


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "No space left on device"), (errno.EACCES, "Permission denied")]
)
def test_a_full_disk_leaves_nothing(code, words, marsad, tmp_path, monkeypatch):
    recorded(marsad, tmp_path)

    def fails(_file):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(folders.os, "fsync", fails)
        ran = marsad("release", tmp_path / "out")
    assert ran.sentences == [f"marsad: {tmp_path / 'out'} cannot be written: {words}. Nothing was written."]
    assert (ran.status, ran.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == []
    assert marsad("ledger", "--stated", "2100-01-01").status == 2, "nothing was stated"
    released(marsad, tmp_path / "out")


def test_what_somebody_else_has_there_stays(marsad, tmp_path):
    recorded(marsad, tmp_path)
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "under"):
        assert marsad("release", out).status == 2
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert "is there already" in marsad("release", tmp_path / "empty").err


@pytest.mark.parametrize("missing", ["pyarrow", "openpyxl"])
def test_without_a_library_nothing_is_written(missing, marsad, tmp_path, monkeypatch):
    recorded(marsad, tmp_path)
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    ran = marsad("release", tmp_path / "out")
    assert (ran.status, len(ran.sentences)) == (2, 1)
    assert "pip install 'marsad[release]'" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_ledger_that_grows_meanwhile_is_released_again(marsad, tmp_path, monkeypatch):
    from marsad import publish

    recorded(marsad, tmp_path)
    write = publish.write_folder

    def meanwhile(folder, files):
        write(folder, files)
        recorded(marsad, tmp_path, [("W", "2021-03-20", "A mine killed four people in Palmyra on 19 March 2021.")])

    with monkeypatch.context() as patch:
        patch.setattr(publish, "write_folder", meanwhile)
        ran = marsad("release", tmp_path / "out")
    assert (ran.status, "The ledger has grown meanwhile; release again." in ran.err) == (2, True)
    assert not (tmp_path / "out").exists()
    released(marsad, tmp_path / "out")

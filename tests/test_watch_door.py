"""`marsad watch` and `marsad sources` as a person types them, against a server on this machine."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from hostile import Page, serving
from marsad.model.problem import MarsadError
from marsad.settings import allowed_addresses
from marsad.store.errors import LedgerLockedError
from marsad.store.single import only_one
from marsad.watch import rounds
from test_watch import article, feed

WORDS = "Three civilians were killed in shelling on Kafr Nabl on Tuesday, the Civil Defence said."


@pytest.fixture
def server(monkeypatch):
    with serving() as made:
        monkeypatch.setenv("MARSAD_ALLOW", f"127.0.0.1:{made.port}")
        made.pages |= {
            "/feed": feed(("a", "/a", "1"), ("b", "/b", "1")),
            "/a": article(WORDS),
            "/b": Page("", status=404),
        }
        yield made


@pytest.fixture
def listed(server, tmp_path, monkeypatch):
    """A file with one source, and no waiting between two requests."""
    monkeypatch.setattr(rounds, "Manners", partial(rounds.Manners, delay=0.01))
    file = tmp_path / "sources.toml"
    file.write_text(
        f'[[source]]\nname = "بريد"\nurl = "{server.url("/feed")}"\npublisher = "بريد إدلب"\nlang = "en"\n',
        encoding="utf-8",
    )
    return file


def test_what_a_source_lists_goes_into_the_ledger(marsad, listed, server):
    ran = marsad("watch", listed, "--once")
    assert ran.status == 2  # one page was not there
    assert ran.out.splitlines() == ["بريد: lists 2.", f"بريد: {server.url('/a')}: 1 claim."]
    assert f"{server.url('/b')} the server answered 404 (there is no such page)." in ran.err
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    assert incident["voices"]
    again = marsad("watch", listed, "--once")
    assert (again.status, again.out, again.err) == (0, "", "")
    shown = marsad("sources")
    for words in ("بريد", "0 min ago", "1 before", "404"):
        assert words in shown.out, shown.out
    [source] = json.loads(marsad("sources", "--json").out)
    assert (source["reports"], source["claims"], len(source["voices"])) == (1, 1, 1)
    assert (source["waiting"], source["given_up"], source["failed"]) == (0, 1, 1)
    assert source["seen"].endswith("+00:00")


def test_what_was_fetched_is_kept_as_it_came(marsad, listed, server, tmp_path):
    marsad("watch", listed, "--once")
    kept = [packed for packed in (tmp_path / "ledger/captures").rglob("*") if packed.is_file()]
    whole = b"".join(gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes() for one in kept)
    assert server.pages["/a"].body.encode() in whole
    assert server.url("/a").encode() in whole
    assert marsad("verify").status == 0


def test_sources_tell_only_of_what_may_be_seen(marsad, listed):
    marsad("watch", listed, "--once")
    assert marsad("restrict", "1", "--to", "Rima", "--by", "Omar", "--why", "x", "--yes").status == 0
    for whom, reports in (("team", 0), ("Rima", 1)):
        [source] = json.loads(marsad("sources", "--json", "--for", whom).out)
        assert (source["reports"], source["claims"], len(source["voices"])) == (reports, reports, reports)


def test_a_report_that_was_expunged_does_not_come_back(marsad, listed, tmp_path):
    marsad("watch", listed, "--once")
    assert marsad("expunge", "1", "--by", "Omar", "--why", "x", "--yes").status == 0
    marsad("watch", listed, "--once")
    assert json.loads(marsad("ledger", "--json").out)["incidents"] == []
    assert b"Kafr" not in (tmp_path / "ledger/watch.sqlite3").read_bytes()


def test_addresses_of_ones_own_are_not_watched_unasked(marsad, listed, monkeypatch):
    monkeypatch.delenv("MARSAD_ALLOW")
    assert "this machine itself (127.0.0.1); only public addresses are fetched" in marsad("watch", listed, "--once").err
    monkeypatch.setenv("MARSAD_ALLOW", "localhost:80")
    assert "MARSAD_ALLOW names “localhost:80”" in marsad("watch", listed, "--once").err
    monkeypatch.setenv("MARSAD_ALLOW", " 10.0.0.5:80 , [fd00::5]:443,")
    assert allowed_addresses() == {("10.0.0.5", 80), ("fd00::5", 443)}


def test_what_cannot_be_watched_is_told(marsad, tmp_path):
    assert "Nothing was watched for this ledger so far" in marsad("sources").err
    assert "cannot be read" in marsad("watch", tmp_path / "none.toml").err
    (tmp_path / "s.toml").write_text("[[source]]\nname = 'x'\nurl = 'x'\n", encoding="utf-8")
    ran = marsad("watch", tmp_path / "s.toml")
    assert (ran.status, "line 3: “url” is no web address" in ran.err) == (2, True)
    (tmp_path / "s.toml").write_text("[[source]]\nname = 'x'\nurl = 'x'\nkind = 'telegram'\n", encoding="utf-8")
    ran = marsad("watch", tmp_path / "s.toml", "--once")
    assert (ran.status, "(Telethon) is needed" in ran.err) == (2, True)


def test_only_one_watches_a_ledger(marsad, listed, tmp_path):
    lock = tmp_path / "ledger/watch.lock"
    with only_one(lock, "A watch over this ledger") as left:
        assert left is None
        ran = marsad("watch", listed, "--once")
        assert ran.status == 2
        assert f"A watch over this ledger runs already (process {os.getpid()})" in ran.err
        with pytest.raises(LedgerLockedError), only_one(lock, "It"):
            pass
    lock.write_text("999999\n", encoding="utf-8")
    assert (
        "The watch of process 999999 ended without a word; its place is taken." in marsad("watch", listed, "--once").err
    )


def started(listed, tmp_path):
    environment = {**os.environ, "MARSAD_HOME": str(tmp_path / "ledger")}
    return subprocess.Popen(
        [sys.executable, "-m", "marsad", "watch", str(listed)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_for(what):
    for _ in range(400):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_watch_can_be_killed_and_stopped_at_any_time(marsad, listed, server, tmp_path):
    first = started(listed, tmp_path)
    wait_for(lambda: "/feed" in server.paths())
    first.kill()
    first.communicate()
    second = started(listed, tmp_path)
    wait_for(lambda: "/b" in server.paths())
    time.sleep(0.3)
    second.send_signal(signal.SIGTERM)
    _, err = second.communicate(timeout=20)
    assert second.returncode == 0, err
    assert "ended without a word" in err
    assert "The watch was stopped" in err
    assert server.paths().count("/a") == 1
    assert len(json.loads(marsad("ledger", "--json").out)["incidents"]) == 1
    with pytest.raises(MarsadError), only_one(tmp_path, "x"):
        pass

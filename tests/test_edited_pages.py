"""Pages that are edited: each text is kept, the newest holds, and an edit is no conflict and no other incident."""

from __future__ import annotations

import json
import sqlite3
from functools import partial

import pytest

from hostile import Page, serving
from marsad.watch import rounds
from test_watch import feed

REST = " in shelling on Kafr Nabl on Tuesday, residents said. The shelling hit the market. Ambulances came from Idlib."


def page(words, day="2026-03-03T10:00:00+03:00"):
    return Page(
        f"<html><head><title>t</title><meta property='article:published_time' content='{day}'></head><body><article>"
        f"<h1>Shelling on Kafr Nabl</h1><p>{words}</p></article></body></html>"
    )


@pytest.fixture
def edited(marsad, tmp_path, monkeypatch):
    """A function that edits the one page of a feed and lets the watch look at it."""
    monkeypatch.setattr(rounds, "Manners", partial(rounds.Manners, delay=0.01))
    with serving() as server:
        monkeypatch.setenv("MARSAD_ALLOW", f"127.0.0.1:{server.port}")
        file = tmp_path / "sources.toml"
        file.write_text(f'[[source]]\nname = "Wire"\nurl = "{server.url("/feed")}"\n', encoding="utf-8")
        times = iter(range(100))

        def edit(words, **more):
            server.pages |= {"/feed": feed(("a", "/a", str(next(times)))), "/a": page(words, **more)}
            memory = tmp_path / "ledger/watch.sqlite3"
            if memory.exists():
                with sqlite3.connect(memory) as base:
                    base.execute("UPDATE source SET due = 0")
            ran = marsad("watch", file, "--once")
            assert ran.status == 0, ran.err
            return json.loads(marsad("ledger", "--json").out)["incidents"]

        edit.url = server.url("/a")
        yield edit


def killed(incident):
    return next((toll["low"], toll["high"]) for toll in incident["tolls"] if toll["cell"] == "killed")


def test_three_edits_of_one_day_are_one_incident_with_the_newest_figure(marsad, edited):
    [incident] = edited(f"Three civilians were killed{REST}")
    assert killed(incident) == (3, 3)
    [incident] = edited(f"Four civilians were killed{REST}")
    assert (killed(incident), incident["flags"]) == ((4, 4), [])
    [incident] = edited(f"Two civilians were killed{REST}")
    assert (killed(incident), incident["flags"]) == ((2, 2), ["corrected downward"])
    assert len(incident["voices"]) == 1
    told = marsad("versions", edited.url).out
    for words in ("3 versions", "3 → 4", "4 → 2"):
        assert words in told
    history = marsad("history", incident["id"]).out
    assert "rises from 3 to 4" in history
    assert "corrected downward from 4" in history
    assert "at one moment" not in marsad("audit").out


def test_an_edit_that_says_nothing_new_moves_nothing(edited):
    edited(f"Three civilians were killed{REST}")
    [incident] = edited(f"Three civilians were killed{REST} The road was closed.")
    assert (killed(incident), len(incident["reports"])) == ((3, 3), 2)


def test_a_page_that_takes_its_figure_back_is_recorded_though_it_tells_of_no_harm(marsad, edited):
    edited(f"Three civilians were killed{REST}")
    edited("This report was withdrawn.")
    assert "2 versions" in marsad("versions", edited.url).out


def test_a_page_without_harm_stays_out_of_the_ledger_and_is_counted(marsad, edited, tmp_path):
    assert edited("Olive prices rose again on the markets of Kafr Nabl.") == []
    [source] = json.loads(marsad("sources", "--json").out)
    assert (source["reports"], source["set_aside"]) == (0, 1)
    assert "set aside" in marsad("sources").out
    assert not [one for one in (tmp_path / "ledger").rglob("*.warc.gz") if one.is_file()]
    [incident] = edited(f"Three civilians were killed{REST}")
    assert killed(incident) == (3, 3)
    [source] = json.loads(marsad("sources", "--json").out)
    assert (source["reports"], source["set_aside"]) == (1, 0)


def test_versions_are_in_the_journal_and_outlive_a_rebuild_and_a_backup(marsad, edited, tmp_path, monkeypatch):
    edited(f"Four civilians were killed{REST}")
    edited(f"Three civilians were killed{REST}")
    assert marsad("rebuild").status == 0
    assert marsad("backup", tmp_path / "backup").status == 0
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "other"))
    assert marsad("restore", tmp_path / "backup").status == 0
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    assert killed(incident) == (3, 3)


def test_reports_out_of_one_file_are_no_versions_of_each_other(marsad, tmp_path):
    rows = [
        {"id": n, "publisher": "Wire", "published": "2026-03-03", "text": f"{n} civilians were killed{REST}"}
        for n in "34"
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert marsad("add", tmp_path / "rows.jsonl").status == 0
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    assert (killed(incident), incident["flags"]) == ((3, 4), ["conflict"])

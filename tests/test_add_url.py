"""`marsad add URL`: a page of the web goes into the ledger like a file."""

from __future__ import annotations

import json

import pytest

import hostile
from hostile import Page, moved, serving
from test_watch import article

WORDS = "Three civilians were killed in shelling on Kafr Nabl on Tuesday, the Civil Defence said."


@pytest.fixture
def server(monkeypatch):
    with serving({"/a": article(WORDS), "/plain": Page(WORDS, type="text/plain")}) as made:
        monkeypatch.setenv("MARSAD_ALLOW", f"127.0.0.1:{made.port}")
        yield made


def test_a_page_goes_into_the_ledger(marsad, server):
    ran = marsad("add", server.url("/a"))
    assert (ran.status, ran.out) == (0, "1 report added, 1 claim; 0 known already.\n"), ran.err
    assert "1 known already" in marsad("add", server.url("/a")).out
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    assert incident["tolls"][0]["best"] == 3
    assert "/robots.txt" not in server.paths()  # a person named it


def test_files_and_pages_can_be_added_together(marsad, server, tmp_path):
    (tmp_path / "one.txt").write_text("Two fighters were killed in Sarmin on 3 March 2021.", encoding="utf-8")
    ran = marsad(
        "add", tmp_path / "one.txt", server.url("/plain"), "--publisher", "Wire A", "--published", "2021-03-04"
    )
    assert "2 reports added, 2 claims" in ran.out


def test_what_cannot_be_fetched_is_told_and_the_rest_is_added(marsad, server):
    server.pages |= {
        "/gone": Page("", status=410),
        "/cloud": moved("http://169.254.169.254/"),
        "/short": hostile.too_short,
        "/empty": Page("<html></html>"),
    }
    bad = [server.url(path) for path in ("/gone", "/cloud", "/short", "/empty")]
    ran = marsad("add", *bad, "http://127.0.0.1:9/", "http://user:word@example.org/", server.url("/a"))
    assert (ran.status, ran.out) == (2, "1 report added, 1 claim; 0 known already.\n")
    told = dict(line.removeprefix("marsad: ").split(": ", 1) for line in ran.sentences)
    assert told[bad[0]] == "the server answered 410 (the page is gone)."
    assert "link-local" in told[bad[1]]
    assert told[bad[2]].startswith("broke off")
    assert bad[3] in told
    assert "only public addresses are fetched" in told["http://127.0.0.1:9/"]

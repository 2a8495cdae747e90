"""An edited page is a new version: both stay, what changed is listed, and the later figure of the voice holds."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

import pytest

from marsad import flow
from marsad.intake.capture import Capture, Raw
from marsad.ledger.drafting import Pen
from marsad.ledger.restricting import restriction
from marsad.model.audience import OPEN
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.versions import versions
from test_captures import FETCHED, TODAY, add
from values import SOME_TIME

pytestmark = pytest.mark.usefixtures("each_database", "ledger_home")

URL = "https://wire.example/news/7"
FIRST = "Three civilians were killed in shelling on Ariha in Idlib on 3 March 2021. Two children were injured."
SECOND = (
    "Update: rescue teams have left. "
    "Five civilians were killed in shelling on Ariha in Idlib on 3 March 2021. A shop was destroyed."
)


def page(text, url=URL, day=TODAY):
    published = When(Days.of(day), WhenBasis.METADATA)
    return Capture(Report(text, "Wire", published=published), url, raw=Raw(text.encode(), url, (), None, FETCHED))


def test_an_edit_is_told_claim_by_claim_though_its_words_moved():
    add(page(FIRST))
    add(page(SECOND))
    add(page(SECOND + " Roads are closed."))
    first, second, third = versions(URL)
    assert [v.number for v in (first, second, third)] == [1, 2, 3]
    kinds = [(change.kind, (change.before or change.after).harm) for change in second.changes]
    assert kinds == [("changed", "killed"), ("lost", "injured")]
    assert ("low", "3", "5") in second.changes[0].slots
    assert (first.changes, third.changes) == ((), ())
    assert versions("2") == versions(URL + "#top") == [first, second, third]


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "at once"])
@pytest.mark.parametrize("days", [1, 0], ids=["a later day", "the same day"])
def test_the_later_version_speaks_for_its_voice(days, together):
    pages = [page(FIRST), page(SECOND, day=TODAY + timedelta(days))]
    for some in [pages] if together else [[one] for one in pages]:
        add(*some)
    [incident] = flow.ledger().ledger.incidents
    [killed] = [one for one in incident.tolls if str(one.cell) == "killed"]
    assert (killed.low, killed.best, killed.high) == (5, 5, 5)
    assert (len(incident.reports), incident.flags) == (2, ())


def test_what_may_not_be_seen_is_no_version():
    add(page(FIRST))
    add(page(SECOND))
    pen = Pen("Rima", "at risk", SOME_TIME)
    flow.decide(flow.propose(partial(restriction, what=[("report", "1")], to="team", pen=pen)))
    assert [v.number for v in versions(URL, OPEN)] == [2]
    with pytest.raises(MarsadError, match="Nothing was captured at"):
        versions("https://wire.example/other")


def test_the_command(marsad, tmp_path):
    lines = [{"text": text, "source": "Wire", "published": "2021-03-04", "url": URL} for text in (FIRST, SECOND)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    marsad("add", tmp_path / "in.jsonl")
    told = marsad("versions", "1").out
    assert "low: 3 → 5" in told
    assert "2 versions." in told
    assert [len(one["changes"]) for one in json.loads(marsad("versions", URL, "--json").out)] == [0, 2]

"""What the pages refuse to record: what is no decision, has no reason, was not shown, or is not for whoever asks."""

from __future__ import annotations

import re

import pytest

from browsing import words
from marsad import flow
from marsad.web.roles import Role


def decisions():
    return [standing.decision for standing in flow.ledger().ledger.decisions]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "correct", "slot-count": "many"}, "“many” is no count"),
        ({"kind": "correct", "slot-place": "Nowhere at all"}, "knows no place “Nowhere at all”"),
        ({"kind": "correct"}, "Nothing is changed yet"),
        ({"kind": "correct", "slot-count": "3", "seen": "zzz"}, "No entry of the journal"),
        ({"kind": "correct", "slot-when": "2199-01-01"}, "is yet to come"),
        ({"kind": "merge", "names": "i000"}, "No incident begins with “i000”"),
        ({"kind": "add", "quote": "not in it", "slot-harm": "killed", "slot-count": "1"}, "No report is called"),
        ({"kind": "undo", "words": "99", "names": ""}, "There is no decision 99"),
        ({"kind": "everything"}, "says nothing that can be decided"),
    ],
)
def test_what_cannot_be_decided_is_told_in_a_sentence_and_what_was_written_is_kept(site, form, said):
    claim = flow.ledger().desk.claim("1.1").id
    answer = site.client().post("/en/decide/", {"names": claim, "why": "kept words", "step": "preview"} | form)
    assert answer.status_code in {400, 422}
    assert said in words(answer)
    assert "`marsad" not in words(answer)
    assert form["kind"] == "everything" or "kept words" in words(answer)
    assert site.client().post("/ar/decide/", {"names": claim, "why": "x"} | form).status_code == answer.status_code


def test_a_decision_without_a_reason_is_shown_and_not_recorded(site):
    claim = flow.ledger().desk.claim("1.1").id
    form = {"kind": "confirm", "names": claim, "step": "preview"}
    shown = site.client().post("/en/decide/", form).content.decode()
    hidden = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', shown))
    saved = site.client().post("/en/decide/", form | {"step": "save", "shown": hidden["shown"]})
    assert saved.status_code == 422
    assert "Say why" in words(saved)
    assert decisions() == []


def test_a_save_of_what_was_not_shown_is_only_shown(site):
    claim = flow.ledger().desk.claim("1.1").id
    form = {"kind": "confirm", "names": claim, "why": "x", "step": "save", "shown": "of something else"}
    assert site.client().post("/en/decide/", form).status_code == 200
    assert decisions() == []


def test_viewers_see_no_review_and_decide_nothing(site):
    kawm = next(one.id for one in flow.ledger().ledger.incidents if "الكوم" in (one.place or ""))
    client = site.client(Role.VIEWER)
    for path in ("review/", "report/1/correct/?claim=1", "decide/undo/1/", f"incident/{kawm}/edit/"):
        assert client.get(f"/en/{path}").status_code == 403, path
    assert client.post("/en/decide/", {"kind": "confirm"}).status_code == 403
    assert client.post("/en/review/take/", {"item": "x"}).status_code == 403
    assert "correct/" not in client.get("/en/report/1/").content.decode()
    assert "/edit/" not in client.get(f"/en/incident/{kawm}/").content.decode()

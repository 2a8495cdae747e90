"""What another person has to agree to: proposed, shown to those who may see it, recorded, declined, put away."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from browsing import decisions, saved, serving, words
from marsad import flow
from marsad.ledger.drafting import Pen
from marsad.ledger.restricting import restriction
from marsad.ledger.restrictions import PERSON, REPORT
from marsad.model.audience import Audience
from marsad.model.decision import DecisionKind
from marsad.web.roles import Role


@pytest.fixture
def desk():
    """A server of its own for each test: they write."""
    with serving() as site:
        yield site


def test_what_a_recorder_wants_is_recorded_when_a_reviewer_agrees(desk):
    omar, rima = desk.client(Role.RECORDER), desk.client()
    claim = flow.ledger().desk.claim("1.1").id
    saved(omar, {"kind": "correct", "names": claim, "slot-count": "16", "was-count": "", "why": "heard it"})
    assert decisions() == []
    page = rima.get("/en/review/").content.decode()
    path = re.search(r'href="(/en/proposed/\d+/)"', page)[1]
    assert "16" in words(rima.get(path))
    assert omar.post(path, {"step": "agree"}).status_code == 403
    assert rima.post(path, {"step": "decline"}).status_code == 422
    seen = re.search(r'name="seen" value="(\w+)"', rima.get(path).content.decode())[1]
    assert rima.post(path, {"step": "agree", "seen": seen}).status_code == 302
    [made] = decisions()
    assert (made.who, made.why) == ("Omar", "heard it (agreed: Rima)")
    assert rima.post(path, {"step": "agree", "seen": seen}).status_code == 404


def test_nobody_is_asked_to_agree_to_what_is_kept_from_them(desk):
    claim = flow.ledger().desk.claim("1.1").id
    saved(desk.client(Role.RECORDER), {"kind": "retract", "names": claim, "why": "as the witness says"})
    path = re.search(r'href="(/en/proposed/\d+/)"', desk.client().get("/en/review/").content.decode())[1]
    pen = Pen("Omar", "a witness at risk", datetime.now(UTC))
    flow.decide(flow.propose(lambda book: restriction(book, [(REPORT, "1")], "Omar,Hala", pen), Audience("Omar")))
    assert desk.client().get(path).status_code == 404
    assert "as the witness says" not in desk.client().get("/en/review/").content.decode()
    assert "as the witness says" in words(desk.client(Role.ADMINISTRATOR).get(path))


def test_names_kept_from_somebody_are_masked_in_what_waits_and_why_it_was_declined(desk):
    claim = flow.ledger().desk.claim("1.1").id
    saved(desk.client(Role.RECORDER), {"kind": "confirm", "names": claim, "why": "Salem al-Rawi told us"})
    path = re.search(r'href="(/en/proposed/\d+/)"', desk.client().get("/en/review/").content.decode())[1]
    desk.client(Role.ADMINISTRATOR).post(path, {"step": "decline", "why": "ask Salem al-Rawi again"})
    pen = Pen("Omar", "at risk", datetime.now(UTC))
    flow.decide(
        flow.propose(lambda book: restriction(book, [(PERSON, "Salem al-Rawi")], "Omar,Hala", pen), Audience("Omar"))
    )
    for page in ("/en/review/", path):
        assert "Salem" not in words(desk.client().get(page))
        assert "told us" in words(desk.client().get(page))
        assert "Salem al-Rawi" in words(desk.client(Role.ADMINISTRATOR).get(page))


def test_where_two_are_asked_for_a_reviewer_needs_another_one(desk, settings_two_persons):
    rima, hala = desk.client(), desk.client(Role.ADMINISTRATOR)
    claim = flow.ledger().desk.claim("1.1").id
    saved(rima, {"kind": "correct", "names": claim, "slot-count": "16", "was-count": "", "why": "heard it"})
    assert decisions() == []
    path = re.search(r'href="(/en/proposed/\d+/)"', rima.get("/en/review/").content.decode())[1]
    assert rima.post(path, {"step": "agree"}).status_code == 403
    saved(rima, {"kind": "note", "names": claim, "why": "to be asked again"})
    assert [one.kind for one in decisions()] == [DecisionKind.NOTE]
    form = {"kind": "correct", "names": ["1.1"], "words": ["count=17"], "why": "by a program"}
    answer = rima.post("/api/decisions", form, content_type="application/json")
    assert (answer.status_code, answer.json()["waits"], answer.json()["number"]) == (200, True, 0)
    assert "by a program" in words(hala.get("/en/review/"))
    assert len(decisions()) == 1
    answer = hala.post(path, {"step": "decline", "why": "by whom?"})
    assert answer.status_code == 302
    assert "declined by Hala: by whom?" in words(rima.get("/en/review/"))
    assert rima.post(path, {"step": "withdraw"}).status_code == 302
    assert "by whom?" not in words(rima.get("/en/review/"))


@pytest.fixture
def settings_two_persons():
    from django.conf import settings

    settings.TWO_PERSONS = True
    yield
    settings.TWO_PERSONS = False

"""Pages go on from the ledger that a process holds, and show what a ledger worked out anew shows, for everybody."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from threading import Event
from time import monotonic, sleep

import pytest

from browsing import serving
from marsad import derive, flow
from marsad.ledger.drafting import Pen, draft
from marsad.ledger.restricting import restriction
from marsad.ledger.restrictions import REPORT
from marsad.model.audience import TEAM, Audience
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.web import patience, queue, shelf
from marsad.web.roles import Role

_ONCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|&quot;X-CSRFToken&quot;[^}]+|"X-CSRFToken": "[^"]+"')
PEN = Pen("Rima", "She was there.", datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture
def site():
    with serving() as served:
        shelf.clear()
        yield served
        shelf.clear()


def decide(kind, *names, words=(), audience=TEAM):
    return flow.decide(flow.propose(partial(draft, DecisionKind(kind), names, pen=PEN, words=words), audience))


def walked(client):
    """Return what every page shows to somebody, by address."""
    book = flow.ledger()
    names, numbers = [one.id for one in book.ledger.incidents], book.numbers.values()
    days = next(one.when.first for one in book.ledger.incidents if one.when)
    addresses = [
        *("/en/", f"/ar/?from={days}&to={days}", "/en/?party=isis", "/en/chart/weeks/"),
        *("/ar/incidents/", "/en/reports/"),
        *(f"/ar/incident/{name}/" for name in names[:8]),
        *(f"/en/incident/{name}/chart/" for name in names[:3]),
        *(f"/ar/incident/{name}/edit/" for name in names[:3]),
        *(f"/en/report/{number}/" for number in [*numbers][:6]),
        *("/ar/map/", "/en/map/data.json", "/en/totals/", "/en/totals/?rows=month&columns=party", "/en/sources/"),
        *(f"/ar/totals/behind/?rows=governorate&row=&column={harm}" for harm in ("killed", "injured")),
        *("/ar/actors/", "/api/incidents", "/api/totals", "/api/sums", "/api/reports", "/api/claims", "/api/decisions"),
        "/ar/review/",
        *(f"/en/review/?at={one.key}" for one in queue.items(shelf.book(TEAM))[::6]),
    ]
    answers = {address: client.get(address) for address in addresses}
    return {at: (one.status_code, _ONCE.sub("", one.content.decode())) for at, one in answers.items()}


def anew(client):
    derive.forget()
    shelf.clear()
    return walked(client)


def same(*clients):
    """Hold what was gone on with against what is worked out anew."""
    for client in clients:
        went_on = walked(client)
        assert {status for status, _ in went_on.values()} <= {200, 403, 404}
        assert [at for at, told in anew(client).items() if told != went_on[at]] == []


@pytest.mark.long
def test_pages_that_went_on_are_the_pages_of_a_ledger_worked_out_anew(site):
    clients = [site.client(role) for role in (Role.REVIEWER, Role.VIEWER)]
    walked(clients[0])
    one, other, third, *_ = [one.id for one in flow.ledger().ledger.incidents]
    decide("confirm", "1.1")
    decide("merge", one, other)
    decide("grade", third, words=["confirmed"])
    flow.add([Report("7 civilians were killed in an airstrike on Saraqib on 4 March 2020.", "Wire")])
    walked(clients[0])
    decide("retract", "2.1")
    decide("undo", words=[str(decide("correct", "1.1", words=["count=3"]).number)])
    same(*clients)
    drafted = partial(restriction, what=[(REPORT, "1")], to="Rima", pen=PEN)
    flow.decide(flow.propose(drafted, Audience("Rima")))
    same(site.client(Role.RECORDER))


def test_a_planted_difference_is_found(site, monkeypatch):
    client = site.client()
    went_on = walked(client)
    monkeypatch.setattr(derive.Growing, "near_misses", lambda _: [])
    monkeypatch.setattr(derive.Growing, "readings", lambda self: self.given()[1:])
    with pytest.raises((AssertionError, KeyError)):
        assert anew(client) == went_on


@pytest.fixture
def large(site, monkeypatch):
    """Take the ledger for one that takes long to work out."""
    monkeypatch.setattr(shelf, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(patience, "SECONDS", 0.0)
    return site


def test_what_takes_long_is_worked_out_beside_and_pages_come_again_by_themselves(large):
    client = large.client()
    name = flow.ledger().ledger.incidents[0].id
    whole = {at: client.get(at) for at in (f"/ar/incident/{name}/", f"/ar/incident/{name}/chart/")}
    derive.forget()
    shelf.clear()
    waits = client.get("/en/")
    assert (waits.status_code, waits.headers["Retry-After"], waits.headers["Refresh"]) == (503, "5", "5")
    assert "The ledger is being read" in waits.content.decode()
    assert client.get("/api/incidents").status_code in {200, 503}
    for _ in range(200):
        if (came := client.get("/en/")).status_code == 200:
            break
        sleep(0.05)
    assert came.status_code == 200
    for at, page in whole.items():
        assert _ONCE.sub("", client.get(at).content.decode()) == _ONCE.sub("", page.content.decode())


def test_an_incident_is_shown_from_the_rows_while_the_ledger_is_worked_out(large, monkeypatch):
    client = large.client()
    decide("confirm", "1.1")
    names = [one.id for one in flow.ledger().ledger.incidents]
    addresses = [at for name in names for at in (f"/ar/incident/{name}/", f"/en/incident/{name}/chart/")]
    whole = [_ONCE.sub("", client.get(at).content.decode()) for at in addresses]

    done = Event()
    derive.forget()
    shelf.clear()
    monkeypatch.setattr(flow, "ledger", lambda _: done.wait(60))
    assert client.get("/en/").status_code == 503
    assert [_ONCE.sub("", client.get(at).content.decode()) for at in addresses] == whole
    assert client.get("/ar/incident/i000/").status_code == 503
    done.set()


def test_what_fails_beside_is_told_to_whoever_waits():
    def fails():
        raise MarsadError("planted")

    with pytest.raises(MarsadError, match="planted"):
        patience.Works().made("key", fails, lambda _: True)


def test_what_was_worked_out_beside_is_not_shown_once_something_of_it_is_hidden(large, monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 60.0)
    monkeypatch.setattr(derive, "goes_on", lambda: False)
    everybody = Audience("open")
    hidden = next(id_ for id_, number in flow.ledger().numbers.items() if number == 1)
    assert shelf.at_hand(everybody) is None  # begun, and nobody waits for it
    began = monotonic()
    while shelf._SHELF._long._works and not all(w.done.is_set() for w in shelf._SHELF._long._works.values()):
        assert monotonic() - began < 60
        sleep(0.05)
    flow.decide(flow.propose(partial(restriction, what=[(REPORT, "1")], to="team", pen=PEN)))
    assert hidden not in {one.report.id for one in shelf.book(everybody).readings}


def test_what_was_worked_out_beside_long_ago_is_worked_out_again(large, monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 60.0)
    monkeypatch.setattr(derive, "goes_on", lambda: False)
    begun = shelf.book(TEAM)
    decide("confirm", "1.1")
    before = patience.Works()
    old = lambda: (flow.head(), derive.hidden_from(TEAM), begun)  # noqa: E731
    assert before.made("key", old, lambda _: True)[2] is begun
    made = []
    with pytest.raises(patience.WorkingError):
        before.made("key", lambda: made.append(1) or old(), lambda _: False)
    assert made == [1, 1]

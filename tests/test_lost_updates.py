"""No update is lost: a decision says what was seen; who comes second is refused, and shown what changed."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connections

from ledger_text import readings
from ledgers import fresh_ledger
from marsad import flow
from marsad.ledger.drafting import Pen, draft
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.store import reports

TOLD = readings("""
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04
    2020-03-05 Enab: 2 killed, sdf, @Nawa, on 2020-03-05
""")


def proposed(who, *names, seen="", words=()):
    pen = Pen(who, "saw it", datetime.now(UTC))
    return flow.propose(partial(draft, DecisionKind.CORRECT, names, pen=pen, words=words), seen=seen)


@pytest.fixture
def ledger(each_database):
    with fresh_ledger():
        reports.add(TOLD, "reader 3")
        yield


def test_the_second_of_two_is_refused_and_told_what_changed(ledger):
    seen = flow.ledger().seen
    flow.decide(proposed("Rima", "1.1", words=["count=8"]))
    with pytest.raises(flow.ChangedError, match=r"since entry 4, at which you saw it; correct by Rima \(5\)") as told:
        proposed("Omar", "1.1", seen=seen, words=["count=9"])
    [move] = told.value.changes.moves
    assert [one.tolls[0].best for one in (*move.before, *move.after)] == [5, 8]
    flow.decide(proposed("Omar", "1.1", seen=flow.ledger().seen, words=["count=9"]))


def test_what_changed_elsewhere_does_not_matter(ledger):
    seen = flow.ledger().seen
    flow.decide(proposed("Rima", "2.1", words=["count=8"]))
    made = flow.decide(proposed("Omar", "1.1", seen=seen, words=["count=9"]))
    assert made.head.startswith(seen)
    assert reports.decisions()[-1].head == made.head


def test_two_who_decide_at_one_moment(ledger):
    first, second = proposed("Rima", "1.1", words=["count=8"]), proposed("Omar", "1.1", words=["count=9"])
    flow.decide(first)
    with pytest.raises(flow.ChangedError, match="meanwhile; correct by Rima"):
        flow.decide(second)
    assert [one.who for one in reports.decisions()] == ["Rima"]


def test_an_undo_too_says_what_was_seen(ledger):
    flow.decide(proposed("Rima", "1.1", words=["count=8"]))
    seen = flow.ledger().seen
    flow.decide(proposed("Omar", "1.1", words=["count=9"]))
    undo = partial(draft, DecisionKind.UNDO, [], pen=Pen("Samar", "wrong", datetime.now(UTC)), words=["5"])
    with pytest.raises(flow.ChangedError):
        flow.propose(undo, seen=seen)


def test_a_hash_of_nothing_is_told(ledger):
    for seen in ("ffffffffffff", "abc"):
        with pytest.raises(MarsadError, match="No entry of the journal has a hash that begins with"):
            proposed("Rima", "1.1", seen=seen, words=["count=8"])


def test_of_writers_in_processes_of_their_own_one_has_it(ledger):
    seen = flow.ledger().seen
    connections.close_all()
    children = []
    for n in range(4):
        process = os.fork()
        if not process:
            try:
                flow.decide(proposed(f"P{n}", "1.1", seen=seen, words=[f"count={n + 6}"]))
                os._exit(0)
            except flow.ChangedError:
                os._exit(3)
            finally:
                os._exit(9)
        children.append(process)
    ended = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    assert ended == [0, 3, 3, 3]
    assert len(reports.decisions()) == 1
    assert flow.verify()[1] == []


def test_at_the_command_line(book):
    incident = json.loads(book("ledger", "--json").out)["incidents"][0]["id"]
    seen = re.search(r"seen +([0-9a-f]{12})", book("show", incident).out)[1]
    assert f"seen {seen}" in book("explain", incident, "killed").out
    assert json.loads(book("show", incident, "--json").out)["seen"] == seen
    words = ("--by", "Rima", "--why", "she saw", "--yes", "--seen", seen)
    assert book("decide", "grade", incident, "weak", *words).status == 0
    ran = book("decide", "grade", incident, "fair", *words)
    assert (ran.status, "What changed since you saw it" in ran.out) == (2, True)
    assert "grade by Rima" in ran.err
    assert len(ran.sentences) == 1

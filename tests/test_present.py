"""Answers from the derived rows are those of the journal, to the byte; what was changed in them is never shown."""

from __future__ import annotations

import json

import pytest
from django.db import connections
from hypothesis import given, settings

from desks import drafted_by_people
from ledgers import fresh_ledger, tamper
from marsad import derive, flow, present
from marsad.ledger.as_of import Question
from marsad.ledger.selection import Selection
from marsad.model.audience import OPEN, TEAM
from marsad.model.incident import Cell
from marsad.model.pack import PackedValueError, packed, unpacked
from marsad.model.problem import MarsadError
from marsad.model.reading import Reading
from marsad.model.span import Quote
from marsad.present import Asked
from marsad.render.explanation import explanation_view
from marsad.render.history import history_record
from marsad.render.incident import incident_view
from marsad.render.ledger import ledger_table
from marsad.render.rows import ledger_csv, plain
from marsad.sample.invent import invent
from marsad.store import reports
from marsad.store.records import glance
from samples import FIVE, THREE
from test_ledger_laws import ledgers
from test_render import shown

REBUILD = "marsad rebuild makes them again from the journal."


class Folded(Asked):
    """The same questions, answered from the journal alone."""

    def _may_ask(self):
        return False


def about(asked, name):
    """Return all that is shown of one incident, as text and as records."""
    found, book = asked.about(name)
    parts = [
        shown(incident_view(found, book), 100),
        json.dumps(history_record(found, [t.cell for t in found.tolls], book)),
    ]
    explained = [shown(explanation_view(found, toll.cell, book), 100) for toll in found.tolls]
    return [plain(found), book.head, book.at, *parts, *explained]


def listed(asked, selection=present.ALL):
    found = asked.listed(selection)
    table = shown(ledger_table(found.incidents, found.ids, 100), 100)
    return [table, ledger_csv(found.incidents), found.total, found.reports, sorted(found.ids)]


def same(*selections, question=None):
    """Compare every answer of the rows with that of the journal; the rows must have given it."""
    question = question or Question()
    rows, folded = Asked(question), Folded(question)
    for selection in (present.ALL, *selections):
        assert listed(rows, selection) == listed(folded, selection)
        assert list(rows.whole(selection)) == list(folded.whole(selection))
    assert list(rows.totals()) == list(folded.totals())
    for one in folded.book.ledger.incidents:
        assert about(rows, one.id) == about(folded, one.id)
    assert rows.why == ""
    assert "book" not in vars(rows), "the journal was asked"
    return folded.book


def test_every_answer_about_the_casebook_is_that_of_the_journal(book, monkeypatch):
    days = Selection(first=flow.ledger().ledger.incidents[3].when.first)
    same(days, Selection(place="Idlib"), Selection(party="isis"))
    first = flow.ledger().ledger.incidents[0]
    asked = [
        ("ledger",), ("ledger", "--json"), ("ledger", "--csv"), ("ledger", "--place", "حلب"),
        ("ledger", "--to", "2019-05-01"), ("show", first.id), ("show", first.id[:6], "--json"),
        ("explain", first.id, "killed"), ("history", first.id, "--json"),
    ]  # fmt: skip
    said = [book(*words) for words in asked]
    assert all((one.status, one.err) == (0, "") for one in said)
    monkeypatch.setattr(Asked, "_may_ask", lambda _: False)
    assert [book(*words).out for words in asked] == [one.out for one in said]


@settings(max_examples=12)
@given(ledgers)
def test_every_answer_is_that_of_the_journal(told):
    with fresh_ledger():
        for reading in told:
            reports.add([reading], "1.0")
            derive.onward()
        if told:
            same()


@settings(max_examples=12)
@given(drafted_by_people())
def test_every_answer_under_decisions_is_that_of_the_journal(people):
    with fresh_ledger():
        reports.add(people.told, "1.0")
        for decision in people.decisions:
            reports.decide(decision)
        derive.onward()
        reports.add([THREE, FIVE], "1.0")
        derive.onward()
        same()


def test_answers_of_a_ledger_with_totals_on_each_database(ledger_home, each_database):
    reports.add(invent(30).readings, "1.0")
    derive.onward()
    found = same()
    assert any(one.kind == "sums" for incident in found.ledger.incidents for one in incident.relations)


def test_pages_put_together_are_the_whole(ledger_home):
    reports.add(invent(12).readings, "1.0")
    derive.onward()
    everything = flow.ledger().ledger.incidents
    middle = everything[5].when.first
    for selection in (
        present.ALL,
        Selection(first=middle),
        Selection(last=middle),
        Selection(place=everything[0].place),
    ):
        chosen = selection.choose(everything)
        pages = [Asked().listed(selection, start, 3) for start in range(0, len(chosen), 3)]
        assert [glance(one) for page in pages for one in page.incidents] == [glance(one) for one in chosen]
        assert {page.total for page in pages} == {len(chosen)}
    with pytest.raises(MarsadError, match="run backwards"):
        Asked().listed(Selection(middle, everything[0].when.first.replace(year=1990)), 0, 3)


@pytest.mark.parametrize("name", ["", "i", "nobody"])
def test_what_names_no_single_incident_is_told_as_ever(ledger_home, name):
    flow.add([THREE.report, FIVE.report])
    said = []
    for asked in (Asked(), Folded()):
        with pytest.raises(MarsadError) as told:
            asked.about(name)
        said.append(str(told.value))
    assert said[0] == said[1]


CHANGES = {
    "a figure": "UPDATE derived_incident SET record = replace(record, ',3,3,3,', ',9,9,9,')",
    "a figure of a list": "UPDATE derived_incident SET listed = replace(listed, ',3,3,3,', ',9,9,9,')",
    "a figure and its seal": "UPDATE derived_incident SET record = replace(record, ',3,3,3,', ',9,9,9,'), seal = 'ab'",
    "a list that cannot be read": "UPDATE derived_incident SET listed = '['",
    "an incident that is gone": "DELETE FROM derived_incident WHERE position = 0",
    "a reading": "UPDATE derived_reading SET record = replace(record, 'killed', 'injured')",
    "a reading that is gone": "DELETE FROM derived_reading",
    "a number": "UPDATE derived_reading SET number = number + 1",
    "the name of a voice": "UPDATE derived_voice SET name = 'Somebody else'",
    "a name that is gone": "DELETE FROM derived_voice",
    "a decision": "UPDATE derived_standing SET record = replace(record, 'binds', 'undone')",
    "a decision that is gone": "DELETE FROM derived_standing",
    "a total": "UPDATE derived_assertion SET record = replace(record, 'balances', 'open')",
    "totals that are gone": "DELETE FROM derived_assertion",
}  # fmt: skip


@pytest.fixture
def decided(marsad, tmp_path):
    """A ledger with a total over two incidents, and a decision."""
    texts = ["3 civilians were killed in an airstrike on Palmyra on 4 March 2020.",
             "5 civilians were killed in an airstrike on Saraqib on 4 March 2020.",
             "The death toll in Syria over the past 24 hours rises to 8."]  # fmt: skip
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(text)
        assert (
            marsad("add", tmp_path / f"{n}.txt", "--published", "2020-03-04", "--publisher", "Hill Radio").status == 0
        )
    first = flow.ledger().ledger.incidents[0].id
    done = marsad("decide", "grade", first, "fair", "--by", "Rima", "--why", "two hospitals", "--yes")
    assert done.status == 0, done.err
    return marsad


def answers():
    """Give what lists, records and a page about an incident show; and why rows did not answer, where they did not."""
    asked, said = Asked(), []
    for look in (
        listed,
        lambda asked: list(asked.whole()),
        lambda asked: about(asked, flow.ledger().ledger.incidents[0].id),
    ):
        asked = Asked()
        said.append((look(asked), asked.why))
    return said


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_in_the_rows_is_never_shown(decided, change):
    before = answers()
    assert [why for _, why in before] == ["", "", ""]
    tamper(CHANGES[change])
    after = answers()
    assert [said for said, _ in after] == [said for said, _ in before]
    assert {why for _, why in after} - {""} == {f"{present.CHANGED} {REBUILD}"}


def test_changed_rows_are_told_at_the_command_line_until_they_are_made_again(decided, tmp_path):
    asked = [("ledger",), ("ledger", "--json"), ("show", "i", "--json"), ("explain", "i", "killed"), ("history", "i")]
    flow.expunge(flow.propose_expunging(["2", "3"], "Rima", "asked for"), tmp_path / "ledger")
    before = [decided(*words) for words in asked]
    assert all((one.status, one.err) == (0, "") for one in before)
    tamper("UPDATE derived_incident SET listed = '[', seal = 'ab'")
    connections.close_all()
    after = [decided(*words) for words in asked]
    assert [one.out for one in after] == [one.out for one in before]
    assert {one.err for one in after} == {f"marsad: {present.CHANGED} {REBUILD}\n"}
    assert "changed by something else" in decided("doctor").out
    decided("rebuild")
    assert [decided(*words).err for words in asked] == [""] * len(asked)


def test_rows_that_lag_behind_or_are_of_another_version_are_told(decided):
    said = decided("ledger").out
    tamper("UPDATE derived_from SET version = 'older'")
    connections.close_all()
    ran = decided("ledger")
    assert (ran.status, ran.out) == (0, said)
    told = "Another version of marsad made the derived rows; the figures shown are not from them."
    assert ran.err == f"marsad: {told} {REBUILD}\n"
    tamper("DELETE FROM derived_from")
    connections.close_all()
    ran = decided("ledger")
    assert (ran.status, ran.out) == (0, said)
    assert ran.err == f"marsad: The derived rows are behind the journal; the figures shown are not. {REBUILD}\n"


def test_whoever_may_not_see_all_is_answered_from_the_journal(decided):
    assert same(question=Question(audience=OPEN)).readings
    done = decided("restrict", "1", "--to", "team", "--by", "Rima", "--why", "a witness", "--yes")
    assert done.status == 0, done.err
    assert len(same(question=Question(audience=TEAM)).readings) == 3
    hidden = Asked(Question(audience=OPEN))
    assert hidden.listed().reports == 2
    assert "book" in vars(hidden)
    assert hidden.why == ""


def test_a_question_about_the_past_is_answered_from_the_journal(decided):
    asked = Asked(Question(published=FIVE.published.days.first))
    assert (asked.listed().total, asked.why) == (0, "")


def test_values_are_packed_without_loss_and_others_are_refused():
    told = invent(3).readings
    assert [unpacked(Reading, packed(reading)) for reading in told] == list(told)
    assert unpacked(Cell, packed(Cell.parse("killed/civilian:children"))) == Cell.parse("killed/civilian:children")
    for damaged in ("", "[", "[]", "{}", "3", '["killed"]', '["slain",null,null,null]'):
        with pytest.raises(PackedValueError, match="packed Cell cannot be read"):
            unpacked(Cell, damaged)
    with pytest.raises(TypeError, match="cannot be packed"):
        packed({"a": Quote(0, "x")})

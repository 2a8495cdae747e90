"""Named victims: a slot of a claim that people fill, apart from the counts, and never shown to everybody."""

from __future__ import annotations

import json

import pytest

from desks import People, shifted
from marsad.model.count import Interval
from marsad.model.person import Person, Sex
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.reader.read import read
from test_forgetting import add

NAME = "ليلى الحلبي"
TEXT = "قُتلت المدنية ليْلى الحلبي (37 عاماً) بقصف على مدينة أريحا بريف إدلب. وقال شقيق لَيلى الحلبي إنها كانت في منزلها."


@pytest.fixture
def people():
    return People([read(Report(TEXT, publisher="بريد إدلب"))])


def persons(people):
    from desks import desk

    return [person for c in desk(people.told, people.decisions).claims.values() for person in c.persons]


def test_a_person_is_named_as_the_report_writes_it_beside_the_claim(people):
    before = people.ledger
    people.decide("person", "1.1", words=[f"name={NAME}", "sex=female", "age=٣٧", "role=a tailor"])
    start = TEXT.index("ليْلى")
    assert persons(people) == [Person(Quote(start, "ليْلى الحلبي"), Sex.FEMALE, Interval(37, 37), "a tailor")]
    assert people.ledger.incidents == before.incidents
    assert str(persons(people)[0]) == "ليْلى الحلبي, female, 37, a tailor"


def test_a_person_is_named_once_and_stays_through_what_is_decided_of_the_claim(people):
    people.decide("person", "1.1", words=[f"name={NAME}", "age=30+"])
    people.decide("person", "1.1", words=[f"name={NAME}", "age=36-38"])
    people.decide("confirm", "1.1")
    people.decide("correct", "1.1", words=["count=2"])
    [person] = persons(people)
    assert person.age == Interval(36, 38)
    people.told = [shifted(people.told[0], 2)]
    assert persons(people) == [person]
    assert NAME.split()[1] not in repr([seen for d in people.decisions[2:] for seen in d.saw])
    people.decide("undo", words=["1"])
    people.decide("undo", words=["2"])
    assert persons(people) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["name="], "Name the person"),
        (["name=سعاد"], "does not stand in the report"),
        ([f"name={NAME}", "sex=x"], "no sex"),
        ([f"name={NAME}", "age=old"], "no age"),
        ([f"name={NAME}", "age=200"], "no age"),
        ([f"name={NAME}", "age=9-3"], "no age"),
    ],
)
def test_what_names_nobody_is_refused(people, words, sentence):
    with pytest.raises(MarsadError, match=sentence):
        people.decide("person", "1.1", words=words)


def test_a_person_is_shown_to_the_team_and_to_nobody_else_unless_lifted(marsad, tmp_path):
    add(marsad, tmp_path, TEXT)
    pen = ("--by", "Rima", "--reason", "from the list", "--yes")
    plain = marsad("ledger", "--csv").out
    ran = marsad("decide", "person", "1.1", "--name", NAME, "--role", "tailor", *pen)
    assert "No figure of the ledger changes." in ran.out
    [one] = json.loads(marsad("ledger", "--json").out)["incidents"]
    ways = (("show", one["id"]), ("explain", one["id"], "killed"), ("show", one["id"], "--json"), ("decisions",))
    assert all("tailor" in marsad(*way).out for way in ways)
    shown = [marsad(*way, "--for", "open").out for way in ways]
    assert not any(word in out for out in shown for word in ("tailor", "الحلبي", "from the list"))
    assert "█████ ██████" in shown[0].replace("\n", " ")
    assert marsad("ledger", "--csv").out == plain
    assert marsad("decide", "undo", "4", *pen).status == 0
    assert "الحلبي" not in marsad("show", one["id"], "--for", "open").out, "taking it back uncovers no name"
    assert marsad("decide", "undo", "5", *pen).status == 0
    marsad("restrict", "--person", NAME, "--to", "open", *pen)
    assert "tailor" in marsad("show", one["id"], "--for", "open").out
    marsad("restrict", "--person", NAME, "--to", "Rima", *pen)
    assert "tailor" not in marsad("show", one["id"], "--for", "team").out
    assert "tailor" in marsad("show", one["id"], "--for", "Rima").out

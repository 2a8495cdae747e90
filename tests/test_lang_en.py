"""English: every rule at its examples, numbers and days, and short reports read to claims."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lang.en.morphology import plural
from marsad.lang.phrases import Amount, Day
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.days import resolve
from marsad.reader.language import language
from marsad.reader.read import read
from marsad.text.fold import fold
from rule_examples import applied, doubled, examples, without_example

if TYPE_CHECKING:
    from marsad.model.claim import Claim

OWN = Days.of(date(2024, 3, 12))  # a Tuesday


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report(text, lang="en", published=When(OWN, WhenBasis.METADATA))).claims


def counted(text: str) -> list[str]:
    return [f"{claim.harm} {claim.count}" for claim in claims(text)]


@pytest.mark.parametrize(("rule", "text", "wanted"), examples("en"))
def test_rule_at_its_example(rule: str, text: str, *, wanted: bool) -> None:
    assert (rule in applied("en", text)) is wanted


def test_every_rule_has_an_example_and_a_name_of_its_own() -> None:
    assert without_example("en") == []
    assert doubled("en") == []


def amount_of(text: str) -> str:
    node = next(n for n in language("en").parse(fold(text)) if isinstance(n.value, Amount))
    assert isinstance(node.value, Amount)
    return str(node.value.count)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("twenty-three", "23"),
        ("two hundred and five", "205"),
        ("3 thousand", "3000"),
        ("1,200", "1200"),
        ("a dozen", "12"),
        ("two million", "2000000"),
        ("at least six", "6+"),
        ("more than 20", "21+"),
        ("up to 10", "0-10"),
        ("fewer than ten", "0-9"),
        ("between five and eight", "5-8"),
        ("5-7", "5-7"),
        ("about 30", "~30"),
        ("dozens of", "20+ (vague)"),
        ("several", "2+ (vague)"),
        ("hundreds of", "200+ (vague)"),
    ],
)
def test_amounts(words: str, count: str) -> None:
    assert amount_of(f"{words} villages") == count


@given(st.integers(1, 999_999_999))
def test_digits_with_and_without_marks_are_one_number(number: int) -> None:
    assert amount_of(f"{number} villages") == amount_of(f"{number:,} villages") == str(number)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Monday", date(2024, 3, 11), date(2024, 3, 11)),
        ("on Friday October 28, 2022", date(2022, 10, 28), date(2022, 10, 28)),
        ("14 March 2023", date(2023, 3, 14), date(2023, 3, 14)),
        ("on Dec. 3", date(2023, 12, 3), date(2023, 12, 3)),
        ("yesterday evening", date(2024, 3, 11), date(2024, 3, 11)),
        ("overnight", date(2024, 3, 11), date(2024, 3, 12)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("since early 2023", date(2023, 1, 1), date(2024, 3, 12)),
        ("since the start of March", date(2024, 3, 1), date(2024, 3, 12)),
        ("since December 1", date(2023, 12, 1), date(2024, 3, 12)),
        ("over the past two days", date(2024, 3, 10), date(2024, 3, 12)),
    ],
)
def test_days(words: str, first: date, last: date) -> None:
    node = next(n for n in language("en").parse(fold(f"the raid {words}.")) if isinstance(n.value, Day))
    assert isinstance(node.value, Day)
    assert resolve(node.value, OWN) == Days(first, last)


@pytest.mark.parametrize("words", ["it may rise", "they march on", "the sun rose"])
def test_a_month_and_a_weekday_are_written_with_a_capital(words: str) -> None:
    assert not [n for n in language("en").parse(fold(words)) if isinstance(n.value, Day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two farmers were wounded.", ["injured 2"]),
        ("The raid left two guards dead and three others hurt.", ["killed 2", "injured 3"]),
        ("Drone injures shepherd in Tal Tamr", ["injured 1"]),
        ("Daraa | Policeman kil*led by gunmen", ["killed 1"]),
        ("Shelling killed a baker and wounded his two sons.", ["killed 1", "injured 2"]),
        ("It caused the death of a nurse and the injury of four patients.", ["killed 1", "injured 4"]),
        ("Two women and five soldiers were wounded.", ["injured 2", "injured 5"]),
        ("A landmine claimed the lives of four herders.", ["killed 4"]),
        ("The bodies of three men were found.", ["killed 3"]),
        ("There were no casualties.", ["casualties 0"]),
        ("The blast caused no deaths.", ["killed 0"]),
        ("No casualties were reported.", []),
        ("There were no immediate reports of casualties.", []),
        ("Police arrested 12 students.", ["captured 12"]),
        ("Five workers are still missing.", ["missing 5"]),
        ("Eight soldiers were killed and wounded.", ["casualties 8"]),
        ("Mr Sami Haddo, a baker from Azaz, was killed.", ["killed 1"]),
        ("They vowed to kill anyone who stays.", []),
        ("The attack killed 30 sheep.", []),
        ("The wounded were taken to a hospital.", []),
        ("It may rain on 20 villages, March said.", []),
    ],
)
def test_constructions(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


def test_parts_stand_under_their_whole_wherever_the_verb_is() -> None:
    for text in (
        "Seven civilians, including two children and a woman, were killed in Sarmin.",
        "Shelling killed seven civilians, including two children and a woman, in Sarmin.",
        "The raid left seven civilians, among them two children and a woman, dead.",
        "Seven civilians were killed, two children and a woman among them.",
    ):
        found = [(str(c.count), c.part_of, str(c.harm)) for c in claims(text)]
        assert found == [("7", None, "killed"), ("2", 0, "killed"), ("1", 0, "killed")], text


def test_a_list_of_months_breaks_down_the_dead_and_the_hurt() -> None:
    text = (
        "Since early 2024, mines have left 5 people dead and 6 others injured, as follows:\n"
        "• January: Two blasts left three people dead and four others injured.\n"
        "• February: One blast killed two people and injured two others.\n"
    )
    found = claims(text)
    assert [(str(c.harm), str(c.count), c.part_of) for c in found] == [
        ("killed", "5", None),
        ("injured", "6", None),
        ("killed", "3", 0),
        ("injured", "4", 1),
        ("killed", "2", 0),
        ("injured", "2", 1),
    ]
    assert {str(c.toll) for c in found} == {"total"}
    assert found[2].when is not None
    assert found[2].when.days == Days(date(2024, 1, 1), date(2024, 1, 31))


def test_a_toll_runs_and_those_who_died_of_wounds_are_a_part_of_it() -> None:
    died, toll = claims("The death toll has risen to nine after two of the wounded died.")[::-1]
    assert (str(toll.count), str(toll.toll)) == ("9", "running")
    assert (str(died.count), died.part_of, str(died.moved_from)) == ("2", 0, "injured")


def test_sides_and_parties_come_from_the_words_around_the_noun() -> None:
    found = claims("One Turkish soldier, two SDF fighters, two rebels and a nurse were killed.")
    assert [(str(c.side), c.party, c.group and str(c.group)) for c in found] == [
        ("combatant", "turkey", None),
        ("combatant", "sdf", None),
        ("combatant", "opposition", None),
        ("civilian", None, "medics"),
    ]


def test_place_doer_means_and_source_stand_around_the_claim() -> None:
    (claim,) = claims("Three miners were killed by a Turkish drone near the village of Tal Rafdi, a local source said.")
    assert claim.place is not None
    assert claim.place.text == "near the village of Tal Rafdi"
    assert claim.by is not None
    assert "Turkish drone" in claim.by.text
    assert str(claim.method) == "drone"
    assert claim.source is not None
    assert claim.source.text == "a local source"


@given(st.sampled_from(["child", "body", "fighter", "witness", "boy", "bus", "church"]))
def test_plurals_end_in_s(noun: str) -> None:
    assert plural(noun).endswith("s")

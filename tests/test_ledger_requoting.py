"""Which words a slot rests on: a correction may name them; the claim keeps its anchor, and old decisions theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desks import NOON, People, desk
from marsad.ledger.adding import missed
from marsad.ledger.drafting import Pen
from marsad.model.problem import MarsadError
from marsad.model.record import decision_from_record, decision_record
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.reader.read import read

TEXT = (
    "استعادت قوات النظام مدينة سراقب أمس. وقُتل 5 مدنيين في معرة النعمان بقصف مدفعي. "
    "وكانت سراقب قد شهدت قصفاً بالبراميل. وقال الأهالي إن عشرة جرحى نُقلوا إلى إدلب."
)


@pytest.fixture
def people():
    return People([read(Report(TEXT, "Enab"))])


def claim(people):
    return desk(people.told, people.decisions).claim("1.1")


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return f"{start}-{start + len(words)}"


@pytest.mark.parametrize("turn", [1, -1])
def test_a_place_is_told_by_the_words_that_were_selected(people, turn):
    people.decide("correct", "1.1", words=["place=سراقب", f"place-at={at('سراقب', 1)}"][::turn])
    assert claim(people).place == Quote(TEXT.rindex("سراقب"), "سراقب")
    assert claim(people).location.pcodes


def test_a_place_that_is_only_written_has_the_words_nearest_to_the_claim(people):
    people.decide("correct", "1.1", words=["place=سراقب"])
    first, last = TEXT.index("سراقب"), TEXT.rindex("سراقب")
    near = min((first, last), key=lambda start: abs(start - claim(people).quote.start))
    assert claim(people).place.start == near


def test_a_decision_of_before_that_names_no_words_is_replayed_as_it_was(people):
    people.decide("correct", "1.1", words=["place=سراقب"])
    old = replace(people.decisions[0], value=tuple(pair for pair in people.decisions[0].value if pair[0] != "place-at"))
    assert desk(people.told, [old]).claim("1.1").place.start == TEXT.index("سراقب")


@pytest.mark.parametrize(
    ("slot", "words", "held"),
    [
        ("by", "قوات النظام", "by"),
        ("source", "الأهالي", "source"),
        ("party", "قوات النظام", "victims"),
        ("method", "بالبراميل", "method_quote"),
    ],
)
def test_every_slot_with_words_has_those_that_are_named(people, slot, words, held):
    people.decide("correct", "1.1", words=[f"{slot}-at={at(words)}"])
    assert getattr(claim(people), held).text == words


def test_a_day_has_the_words_that_are_named(people):
    people.decide("correct", "1.1", words=["when=2020-03-01", f"when-at={at('أمس')}"])
    assert claim(people).when.quote.text == "أمس"


def test_a_claim_moved_to_other_words_keeps_its_anchor_for_all_other_decisions(people):
    before = claim(people)
    people.decide("confirm", "1.1")
    people.decide("correct", "1.1", words=["count=10", f"count-at={at('عشرة جرحى')}"])
    moved = claim(people)
    assert (moved.quote.text, moved.id, moved.count.low) == ("عشرة جرحى", before.id, 10)
    people.decide("correct", "1.1", words=["side=unknown"])
    people.decide("grade", people.ledger.incidents[0].id, words=["weak"])
    assert [str(one.state) for one in people.ledger.decisions] == ["binds"] * 4
    kept = decision_from_record(decision_record(people.decisions[2]))
    assert kept.saw[0].claim.id == before.id, "what a person saw is kept with its anchor"
    people.decide("undo", words=["2"])
    assert claim(people).quote == before.quote


def test_words_for_the_count_within_the_claim_do_not_cut_it_down(people):
    people.decide("correct", "1.1", words=["count=6", f"count-at={at('5')}"])
    assert claim(people).quote.text == "قُتل 5 مدنيين"
    people.decide("correct", "1.1", words=["quote=5 مدنيين"])
    assert claim(people).quote.text == "5 مدنيين"


def test_a_missed_claim_has_the_words_that_were_selected_for_its_slots(people):
    words = ["harm=injured", "count=10", "place=إدلب", f"place-at={at('إدلب')}"]
    quote = Quote(TEXT.index("جرحى"), "جرحى")
    pen = Pen("Rima", "it is there", NOON)
    added = missed(people.told[0].report.id, quote, words, desk(people.told, ()), pen)
    assert added.saw[0].claim.place.start == TEXT.index("إدلب")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["place-at=here"], "is no stretch of a text"),
        (["place-at=9-5"], "is no stretch of a text"),
        (["place-at=5-9999"], "has no words at 5-9999; its text ends at"),
        (["colour-at=1-2"], "has no words for “colour-at”"),
        (["quote=لم يرد هذا"], "does not stand in the report"),
        (["count-at=" + at("5")], "are the words of the claim already"),
        (["quote-at=1-5", "quote-at=2-6"], "set before"),
    ],
)
def test_words_that_are_not_there_are_told_in_a_sentence(people, words, sentence):
    with pytest.raises(MarsadError, match=sentence):
        people.decide("correct", "1.1", words=words)

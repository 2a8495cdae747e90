"""Text in, derivation out: the words with their classes, the rules that joined them, the reason of every slot."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings

from marsad.model.derivation import Chunk, Derivation, Standing
from marsad.model.reason import Reason
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.derivation import _filled, explained
from marsad.reader.read import read
from marsad.render.rows import plain
from mutants import ROWS, mutants, own_texts
from rule_examples import rules_of

DAY = When(Days.of(date(2021, 5, 5)), WhenBasis.METADATA)
ATTACK = (
    "قصف لقوات النظام على أريحا\n\n"
    "قُتل 3 مدنيين بينهم طفل في مدينة إدلب بقصف لقوات النظام، أمس الثلاثاء، بحسب المرصد السوري. "
    "وأصيب 5 آخرون بجروح."
)
SHELLING = (
    "Three civilians, including a child, were killed on Monday when Turkish artillery shelled the town of Sarmin, "
    "the Syria Civil Defence said. Seven others were reportedly injured."
)
AMBUSH = "قُتل عنصران من قسد وجُرح ثالث قرب بلدة البصيرة."


def derived(text: str, day: When | None = DAY) -> tuple[Derivation, ...]:
    return explained(Report(text, published=day))[1]


def told(tree):
    """A tree in brackets: `rule(part, part)`, the words at its ends."""
    return f"{tree.rule}({', '.join(map(told, tree.parts))})" if isinstance(tree, Chunk) else tree.quote.text


def why(derivation, slot):
    """The reason of a slot, the words for it, and where they stand."""
    choice = next(choice for choice in derivation.choices if choice.slot == slot)
    return choice.reason, choice.tree and choice.tree.quote.text, choice.standing


def test_the_words_of_an_arabic_claim_stand_under_the_rules_that_joined_them():
    [first, part, _] = derived(ATTACK)
    assert told(first.tree) == "ar.verb_first(قُتل, ar.people.counted(ar.number.digits(3), مدنيين))"
    assert first.tree.parts[1].parts[1].tags == ("PERSON", "PERSONADJ")
    assert told(part.tree) == "ar.people.plain(طفل)"


def test_the_words_of_an_english_claim_stand_under_the_rules_that_joined_them():
    [_, part, last] = derived(SHELLING)
    assert told(part.tree) == "en.part.first(en.people.single(a, child))"
    assert told(last.tree).startswith("en.subject(en.people.others(en.number.word(Seven), others)")


def test_every_slot_of_an_arabic_claim_has_its_reason_and_its_words():
    [first, part, second] = derived(ATTACK)
    assert why(first, "told") == (Reason.HEAD, None, None)
    assert why(first, "place") == (Reason.PLACE_SENTENCE, "مدينة إدلب", Standing.BEHIND)
    assert why(first, "by") == (Reason.BY_SENTENCE, "قوات النظام", Standing.BEHIND)
    assert why(first, "method") == (Reason.METHOD_MEANS, "قصف", Standing.BEHIND)
    assert why(first, "when") == (Reason.WHEN_NEAREST, "أمس الثلاثاء", Standing.BEHIND)
    assert why(first, "source") == (Reason.SOURCE_SENTENCE, "المرصد السوري", Standing.BEHIND)
    assert why(first, "side") == (Reason.SIDE_WORDS, None, Standing.INSIDE)
    assert why(part, "part_of")[0] is Reason.PART
    assert why(part, "place")[0] is Reason.COPIED_PART
    assert why(second, "place") == (Reason.PLACE_REACH, "مدينة إدلب", Standing.EARLIER)
    assert why(second, "source") == (Reason.SOURCE_PARAGRAPH, "المرصد السوري", Standing.EARLIER)
    assert why(second, "when")[0] in {Reason.WHEN_NEAREST, Reason.COPIED_SECOND_HARM}


def test_every_slot_of_an_english_claim_has_its_reason_and_its_words():
    [first, part, second] = derived(SHELLING)
    assert why(first, "place") == (Reason.PLACE_SENTENCE, "town of Sarmin", Standing.BEHIND)
    assert why(first, "when") == (Reason.WHEN_NEAREST, "on Monday", Standing.BEHIND)
    assert why(first, "source")[0] is Reason.SOURCE_SENTENCE
    assert why(part, "method")[0] is Reason.COPIED_PART
    assert why(second, "hedged") == (Reason.HEDGED_WORDS, "reportedly", Standing.INSIDE)
    assert why(second, "place")[2] is Standing.EARLIER


def test_a_place_right_behind_a_claim_and_a_day_that_no_word_says():
    [first, _] = derived(AMBUSH)
    [alone] = derived("قُتل 3 مدنيين في مدينة إدلب.")
    assert why(alone, "place") == (Reason.PLACE_BESIDE, "مدينة إدلب", Standing.NEXT)
    assert why(alone, "when")[0] is Reason.WHEN_REPORT
    assert why(first, "party") == (Reason.PARTY_WORDS, "قسد", Standing.INSIDE)


def test_the_registry_and_the_gazetteer_tell_what_they_made_of_the_words():
    [first, second] = derived(AMBUSH)
    notes = {choice.slot: choice.notes for choice in first.choices}
    assert notes["party"] == ("the registry knows Syrian Democratic Forces (sdf, counted as sdf) by its alias “قسد”",)
    assert notes["place"][0].startswith("البصيرة: subdistrict, ±7 km, 35.1551 40.4251, C5110")
    assert any("is listed by this name" in note for note in notes["place"])
    assert any(note.startswith("fits better than") for note in notes["place"])
    assert why(second, "party")[0] is Reason.PEOPLE_BESIDE


def test_a_rule_that_joins_people_before_their_verb_shows_the_verb():
    [first, _, _] = derived(SHELLING)
    assert told(first.tree) == "en.subject.joined(en.people.counted(en.number.word(Three), civilians))"
    assert first.tree.seen.text == "Three civilians, including a child, were killed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("قُتل 21 شخصاً معظمهم من الأطفال في إدلب.", Reason.COUNT_MOST),
        ("مقتل مدنيين هما رجل وامرأة في إدلب.", Reason.COUNT_TWO),
    ],
)
def test_a_count_that_no_number_gives_has_its_reason(text, reason):
    assert reason in {choice.reason for derivation in derived(text) for choice in derivation.choices}


def test_a_copied_slot_names_the_claim_it_comes_from():
    [first, part, _] = derived(ATTACK)
    copied = [choice for choice in part.choices if choice.reason is Reason.COPIED_PART]
    assert {choice.claim for choice in copied} == {first.index}
    assert {choice.slot for choice in copied} >= {"place", "by", "when", "source"}


def test_words_in_a_headline_are_told_from_words_in_the_text():
    [claim] = derived("غارة روسية على مدينة أريحا\n\nقُتل 3 أشخاص وسط المدينة ونُقل آخرون منها إلى المشافي القريبة.")
    assert why(claim, "method")[2] is Standing.HEADLINE


# ---- laws

NAMES = {rule.name for code in ("ar", "en") for rule in rules_of(code)} | set(Reason)


def check(text):
    report = Report(text, published=DAY)
    reading, derivations = explained(report)
    assert reading == read(report)
    assert [derivation.index for derivation in derivations] == list(range(len(reading.claims)))
    for claim, derivation in zip(reading.claims, derivations, strict=True):
        assert derivation.tree.quote.text in claim.quote.text
        assert set(derivation.rules()) <= NAMES
        assert set(claim.rules) <= NAMES
        choices = {choice.slot: choice for choice in derivation.choices}
        filled = {slot for slot, value in _filled(claim) if value not in ("", "unknown")} - {"count"}
        assert filled <= set(choices)
        for choice in derivation.choices:
            assert choice.claim is None or 0 <= choice.claim < len(reading.claims)
            assert choice.tree is None or all(quote.stands_in(text) for quote in quotes(choice.tree))
        assert all(quote.stands_in(text) for quote in quotes(derivation.tree))
        json.dumps(plain(derivation))


def quotes(tree):
    yield tree.quote
    if isinstance(tree, Chunk) and tree.seen:
        yield tree.seen
    if isinstance(tree, Chunk):
        for part in tree.parts:
            yield from quotes(part)


def test_what_we_have_to_read_is_explained_whole():
    for text in own_texts():
        check(text)


@given(mutants() | ROWS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_is_explained_by_names_that_exist(text):
    check(text)


@pytest.mark.parametrize("name", ["nobody.wrote", "ar.no_such_rule"])
def test_a_name_that_nothing_has_is_seen(name):
    assert name not in NAMES

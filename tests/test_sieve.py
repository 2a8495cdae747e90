"""The sieve lets every text through from which anything is read, and holds back what tells of no harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold_records import CASEBOOK, GOLD
from marsad.model.report import Report
from marsad.reader.language import language, tells_something
from marsad.reader.read import read
from marsad.reader.script import code_of, code_of_stored
from marsad.text.fold import fold
from marsad.text.nodes import nodes_of
from marsad.text.sieve import Sieve
from rule_examples import rules_of

PLAIN = {
    "ar": "الطقس معتدل غداً في دمشق وحلب مع رياح خفيفة، وتبلغ سرعتها 30 كم في الساعة بين الساحل والجبال. فاز الفريق.",
    "en": "Mild weather tomorrow in Damascus, with winds of 30 km an hour over the coast. The hosts go down.",
}
"""Words of phrases (`run over`, `كم مربع`) stand here by themselves."""
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0640\u200c\u200f"


def holds(text: str) -> bool:
    return language(code_of_stored(text)).sieve.holds(text)


def stands(text: str) -> bool:
    """Tell in the slow way whether a wanted word or phrase stands in a text."""
    lexicon = language(code_of(fold(text).text)).lexicon
    return any(node.word is not None and tells_something(node.word) for node in nodes_of(fold(text), lexicon))


def forms(code: str) -> list[str]:
    return [form for form, word in language(code).lexicon.entries() if tells_something(word)]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_plain_news_is_held_back(code: str) -> None:
    assert not holds(PLAIN[code])


@pytest.mark.parametrize(
    "text",
    [
        "وبمقتلهم انتهى اليوم",
        "مـ ـقـ ـتـ ـل شاب",
        "قُـتِـلَ",
        "ﻗﺘﻞ",
        "ق*تل",
        "للقتلى",
        "He was RUN “OVER” by a truck",
        "kil*led",
        "The dead's names",
        "على مساحة 4000 كم 2",
    ],
)
def test_a_word_is_found_however_it_is_written(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_example_of_harm_passes(code: str) -> None:
    texts = [text for rule in rules_of(code) if "HARMED" in rule.gives.split() for text in rule.yes]
    assert [text for text in texts if not language(code).sieve.holds(text)] == []


@pytest.mark.parametrize("path", [GOLD / "short.jsonl", GOLD / "casebook.jsonl", CASEBOOK], ids=lambda path: path.name)
def test_every_report_with_claims_passes(path) -> None:
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if '"text"' in line]
    read_from = [text for text in texts if (reading := read(Report(text))).claims or reading.presences]
    assert [text for text in read_from if not holds(text)] == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_spelling_of_an_arabic_word_slips_through(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(forms("ar")))
    lead = "".join(data.draw(st.sampled_from(group)) for group in (("", "و", "ف"), ("", "ب", "ل", "ك")))
    word = "".join(
        letter + data.draw(st.text(MARKS, max_size=2)) if letter != " " else letter for letter in lead + form
    )
    around = data.draw(st.sampled_from([("", ""), ("“", "”"), ("(", ")،"), ("3", ":"), ("\n", ".")]))
    text = f"{PLAIN['ar']} {around[0]}{word}{around[1]} {PLAIN['ar']}"
    assert holds(text) or not stands(text)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_spelling_of_an_english_word_slips_through(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(forms("en")))
    cased = data.draw(st.sampled_from([str.lower, str.upper, str.title, str.capitalize]))(form)
    before, after = data.draw(st.sampled_from([("", ""), ("“", "”"), ("(", "),"), ("\n", "."), ("non-", "'s")]))
    spaced = cased.replace(" ", data.draw(st.sampled_from([" ", "  ", " “"])))
    text = f"{PLAIN['en']} {before}{spaced}{after} {PLAIN['en']}"
    assert holds(text) or not stands(text)


WORDS = st.sampled_from(
    """قتل و وقتل أصيب 3 مدنيين بين رجال ونساء قوات النظام يتواجد محاصرين كم 2 لقي مصرعه رجل حصد حياة خمسة في من
    الطقس اليوم ، . run over lost their lives three men were the killed claimed of 4 a tally""".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_whatever_is_read_has_passed(text: str) -> None:
    reading = read(Report(text))
    assert holds(text) or not (reading.claims or reading.presences)


@given(st.text(st.sampled_from("ابقلـًaZé1٣ ﷺ،.؟")))
def test_the_language_of_a_stored_text_is_that_of_the_folded_one(text: str) -> None:
    assert code_of_stored(text) == code_of(fold(text).text)


def test_a_sieve_remembers_and_still_finds() -> None:
    sieve = Sieve(language("en").lexicon, tells_something, str)
    assert not sieve.holds("over")
    assert not sieve.holds("run")
    assert sieve.holds("run over")
    assert not sieve.holds("over")
    assert sieve.holds("run over")

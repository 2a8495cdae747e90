"""What must always hold of a reading, whatever the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

WORDS = st.sampled_from(
    """قتل قُتل مقتل إصابة وأصيب أصيبوا 3 ١٢ ثلاثة مدنيين مدنيان طفل أطفال آخرين بينهم منهم هم و ، . : ( ) - –
    قوات النظام داعش قسد من في على إلى عن بريف حلب مدينة إدلب اليوم أمس الأربعاء نيسان الجاري 2021 منذ مطلع العام
    ارتفع عدد القتلى قتيلاً جرحى شهداء دون وقوع خسائر بشرية المرصد السوري أن أفاد ما أدى مـ ـقـ ـتـ ـل أكثر لا
    يقل""".split()
)
DAY = When(Days.of(date(2021, 5, 5)), WhenBasis.METADATA)


def check(text: str) -> None:
    reading = read(Report(text, published=DAY))
    for index, claim in enumerate(reading.claims):
        assert claim.index == index
        for quote in (claim.quote, claim.victims, claim.by, claim.place, claim.source, claim.method_quote):
            assert quote is None or quote.stands_in(text)
        assert claim.count.high is None or claim.count.low <= claim.count.high
        assert claim.rules
        chain = {index}
        whole = claim.part_of
        while whole is not None:
            assert whole not in chain, "a part of itself"
            chain.add(whole)
            assert reading.claims[whole].harm is claim.harm
            whole = reading.claims[whole].part_of


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_row_of_arabic_words_reads(text: str) -> None:
    check(text)


@given(st.text(alphabet="اب قتل3مدني\n.،:()ـًُ\u202e\u200f“”", max_size=120) | st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_reads(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "....", "٣", "و", "قتل", "\ud800"])
def test_next_to_nothing_reads(text: str) -> None:
    check(text)


def test_the_same_text_reads_the_same_twice() -> None:
    text = "قُتل 3 مدنيين بينهم طفلان، وأصيب 5 آخرون بقصف لقوات النظام على مدينة إدلب اليوم."
    assert read(Report(text)) == read(Report(text))

"""Folding: one spelling for every text, and a way back to the stored code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold, fold_word

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةئؤءًٌٍَُِّْـ \n\u00a0abcXYZ*.٠١٢0129“”\u200f\u202b\ufeffﻻﷲ"


@pytest.mark.parametrize(
    ("stored", "folded"),
    [
        ("قُتِلَ ثَلاثة", "قتل ثلاثه"),
        ("إصابةُ أُمٍّ", "اصابه ام"),
        ("١٢ قتيلاً", "12 قتيلا"),
        ("مـ ـقـ ـتـ ـل 3 أشخاص", "مقتل 3 اشخاص"),
        ("بـ ـجـ ـر ا ح متفاوتة", "بجراح متفاوته"),
        ("قــ ــصف", "قصف"),
        ("kil*led by IS*IS", "killed by isis"),
        ("«الدفاع الوطني»", '"الدفاع الوطني"'),
        ("ﻻ شيء", "لا شيء"),
        ("ک ی ھ", "ك ي ه"),
    ],
)
def test_spellings_fold_to_one(stored: str, folded: str) -> None:
    assert fold_word(stored) == folded


@pytest.mark.parametrize("text", ["في الـ 14 من نيسان", "1440 هـ في مكة"])
def test_a_tatweel_before_a_number_or_of_the_hijri_year_joins_nothing(text: str) -> None:
    assert fold(text).text.count(" ") == text.count(" ")


@given(st.text(alphabet=LETTERS, max_size=80) | st.text(max_size=60))
def test_every_folded_character_leads_to_a_stored_one_and_back(text: str) -> None:
    folded = fold(text)
    at = [folded.to_stored(i) for i in range(len(folded.text) + 1)]
    assert at == sorted(at)
    assert all(0 <= stored <= len(text) for stored in at)
    assert all(folded.to_folded(stored) <= i for i, stored in enumerate(at))


@given(st.text(alphabet=LETTERS, max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_word(text)
    assert fold_word(once) == once


@given(st.text(alphabet=LETTERS, min_size=1, max_size=60), st.data())
def test_a_stretch_of_the_folded_text_is_a_stretch_of_the_stored_one(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.stored_span(start, end)
    assert 0 <= first <= last <= len(text)

"""The words of charts: figures, days, what was asked for and reasons, in both languages and digits."""

from __future__ import annotations

import re
from datetime import date

import pytest

from marsad.ledger.selection import Selection
from marsad.model.when import Days
from marsad.render.charts.chart import Origin, Setting, asked_for
from marsad.render.charts.reasons import told_reason
from marsad.render.charts.words import ChartWords

ENGLISH, ARABIC = ChartWords("en"), ChartWords("ar", "arab")


@pytest.mark.parametrize(
    ("words", "low", "high", "top_open", "figure"),
    [
        (ENGLISH, 27, 27, False, "27"),
        (ENGLISH, 15, 27, False, "15–27"),
        (ENGLISH, 1234, 1234, True, "1,234+"),
        (ARABIC, 15, 27, False, "١٥ إلى ٢٧"),
        (ChartWords("ar"), 15, 27, True, "15 إلى 27 فأكثر"),
        (ARABIC, 1234, 1234, False, "١٬٢٣٤"),
    ],
)
def test_intervals_are_written_so_that_nobody_can_turn_them_round(words, low, high, top_open, figure):
    assert words.figure(low, high, top_open=top_open) == figure


@pytest.mark.parametrize(
    ("first", "last", "english", "arabic"),
    [
        ("2019-04-18", "2019-04-18", "18 April 2019", "١٨ نيسان ٢٠١٩"),
        ("2019-04-18", "2019-04-20", "18–20 April 2019", "من ١٨ إلى ٢٠ نيسان ٢٠١٩"),
        ("2019-04-01", "2019-04-30", "April 2019", "نيسان ٢٠١٩"),
        ("2019-01-01", "2019-12-31", "2019", "٢٠١٩"),
        ("2019-04-29", "2019-05-05", "29 April 2019 to 5 May 2019", "من ٢٩ نيسان ٢٠١٩ إلى ٥ أيار ٢٠١٩"),
    ],
)
def test_days_are_written_as_people_write_them(first, last, english, arabic):
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    assert (ENGLISH.days(days), ARABIC.days(days)) == (english, arabic)


@pytest.mark.parametrize(
    ("place", "party", "said"),
    [
        ("Aleppo", None, "كل الأيام، حلب"),
        ("sy02", "isis", "كل الأيام، حلب، تنظيم داعش"),
        ("Nowhereville", "SDF", "كل الأيام، Nowhereville، قسد"),
        (None, "Syrian army", "كل الأيام، Syrian army"),
    ],
)
def test_what_was_asked_for_is_said_in_the_language_of_the_chart(place, party, said):
    asked = asked_for(Setting(ARABIC, Origin(0), Selection(place=place, party=party)))
    assert re.sub("[\u2066-\u2069]", "", asked) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("the first figure", "أول رقم"),
        ("rises from 9 to 12: two of the wounded died", "ارتفع من 9 إلى 12: two of the wounded died"),
        ("rises from at least 15 to 27 (27 of syrian government)", "ارتفع من 15 فأكثر إلى 27 (27، قوات النظام السوري)"),
        ("corrected downward from 12–15, though no word says so", "خُفِّض عن 12 إلى 15 دون أي تصريح بالتصحيح"),
        ("corrected downward from 12", "صُحِّح نزولاً عن 12"),
        ("2 more (2 more of civilian, children)", "أضيف إليهم 2 (أضيف إليهم 2، مدنيون، أطفال)"),
        ("says less than 6 of sohr (6 of civilian)", "أقل تحديداً من 6 عن المرصد السوري لحقوق الإنسان (6، مدنيون)"),
        ("overtaken by at least 40 of Radio Euphrates", "تجاوزه رقم أحدث: 40 فأكثر عن Radio Euphrates"),
        ("superseded by 5 to 7", "حلّ محله رقم أحدث: 5 إلى 7"),
        ("another figure: 5", "رقم آخر: 5"),
        ("a figure of a part (5 of women)", "رقم يخص جزءاً من الضحايا (5، نساء)"),
        ("told again", "تكرار الرقم نفسه"),
        ("a denial by a voice that gave no number before", "نفي ممن لم يذكر رقماً من قبل"),
        ("something the ledger never says", "something the ledger never says"),
    ],
)
def test_reasons_are_said_in_arabic(reason, said):
    assert re.sub("[\u2066-\u2069]", "", told_reason(reason, ChartWords("ar"))) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("rises from 18 to 19 (1 of sdf, officers)", "Rises from 18 to 19 (1 of SDF, officers)"),
        ("2 more (2 more of civilian)", "2 more (2 more of civilian)"),
        ("says less than 6 of sohr", "Says less than 6 of Syrian Observatory for Human Rights"),
        ("rises from 9 to 12: two of the wounded died", "Rises from 9 to 12: two of the wounded died"),
    ],
)
def test_in_english_reasons_name_parties_and_voices(reason, said):
    assert told_reason(reason, ENGLISH) == said

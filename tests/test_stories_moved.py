"""Stories in which people move from one figure to the next: missing, held, found dead; sums said in other words."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.claim import TollKind
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read
from test_stories import ends, told


def test_the_missing_are_those_who_still_are_and_the_found_are_in_the_new_figure():
    ledger = told("""
        2013-04-15 لجان الحي: قُتل 19 مدنياً بسقوط صاروخ على حي الصاخور في حلب، ولا يزال نحو 12 شخصاً في عداد المفقودين.
        2013-04-18 لجان الحي: انتهت أعمال رفع الأنقاض في حي الصاخور في حلب بعد العثور على جثامين تسعة ممن كانوا
            مفقودين، ليبلغ المجموع 28 شهيداً من المدنيين، ولم يبقَ سوى ثلاثة أشخاص في عداد المفقودين.
    """)
    (rocket,) = ledger.incidents
    assert (ends(rocket), ends(rocket, "missing")) == ((28, 28), (3, 3))


def test_captives_one_of_whom_is_put_to_death_weeks_later_and_those_who_are_still_held():
    ledger = told("""
        2018-09-09 شبكة الجبل: هاجم تنظيم داعش قرية رامي في ريف السويداء الشرقي، ما أسفر عن استشهاد 6 مدنيين
            وخطف 10 آخرين.
        2018-10-04 شبكة الجبل: أعدم تنظيم داعش إحدى المخطوفات من قرية رامي في ريف السويداء الشرقي، وبذلك يرتفع عدد
            المدنيين الذين قُتلوا في الهجوم على القرية إلى 7، فيما لا يزال 9 من أبنائها مخطوفين لدى التنظيم.
    """)
    (attack,) = ledger.incidents
    assert (ends(attack), ends(attack, "captured")) == ((7, 7), (9, 9))


def test_whom_those_who_were_attacked_killed_are_the_attackers():
    ledger = told("""
        2018-09-09 وكالة الغوطة: استشهد سبعة مواطنين في هجوم شنه تنظيم “داعش” على قرية رامي بريف السويداء. وقال المراسل
            إن الأهالي تصدوا للإرهابيين وقضوا على أربعة منهم.
    """)
    (attack,) = ledger.incidents
    assert (ends(attack, "killed/civilian"), ends(attack, "killed/combatant/isis")) == ((7, 7), (4, 4))
    assert ends(attack) == (11, 11)


def test_the_wounded_whom_a_hospital_took_in_are_those_of_yesterdays_attack():
    ledger = told("""
        2023-11-25 وكالة العاصي: ارتفع عدد شهداء القصف على مدينة سلحب يوم أمس إلى ثلاثة. وأوضح مدير المشفى أن المشفى
            استقبل ثمانية مصابين.
    """)
    (attack,) = ledger.incidents
    assert (ends(attack), ends(attack, "injured")) == ((3, 3), (8, 8))


def test_a_sum_over_two_blasts_is_held_against_both():
    ledger = told("""
        2020-07-12 شبكة الشمال: استشهد خمسة مدنيين إثر انفجار دراجة مفخخة في مدينة عفرين شمالي حلب.
        2020-07-13 شبكة الشمال: قُتل 4 مدنيين بانفجار سيارة مفخخة في مدينة تل أبيض شمالي الرقة.
        2020-07-17 فريق الحصر: قال الفريق، اليوم الجمعة 17 من تموز، إن تفجيري عفرين وتل أبيض أوديا
            هذا الأسبوع بحياة تسعة مدنيين.
    """)
    assert [(a.stated.low, str(a.verdict), len(a.covers)) for a in ledger.assertions] == [(9, "balances", 2)]
    assert sorted(filter(None, map(ends, ledger.incidents))) == [(4, 4), (5, 5)]


def test_a_sum_by_days_covers_the_days_of_this_week():
    ledger = told("""
        2021-11-08 فرق الإنقاذ: قُتل رجل وزوجته بقصف صاروخي لقوات النظام على مدينة سرمين شرقي إدلب اليوم الإثنين.
        2021-11-10 فرق الإنقاذ: بعد يومين من مقتل رجل وزوجته في المدينة، قصفت قوات النظام سرمين شرقي إدلب صباح اليوم
            الأربعاء، ما أدى لمقتل 4 مدنيين.
        2021-11-12 مرصد التلال: بلغ عدد المدنيين الذين قُتلوا بقصف قوات النظام على مدينة سرمين خلال الأسبوع الجاري
            6 أشخاص.
    """)
    assert sorted(map(ends, ledger.incidents)) == [(2, 2), (4, 4)]
    assert [(a.stated.low, str(a.verdict)) for a in ledger.assertions] == [(6, "balances")]


def test_a_whole_is_not_where_the_first_of_its_parts_fell():
    ledger = told("""
        2019-12-12 المرصد: قُتل 11 عنصراً من قوات النظام في هجوم لتنظيم داعش على محيط حقل التيم جنوب دير الزور
            الثلاثاء.
        2019-12-14 المرصد: قُتل 5 عناصر من قوات النظام بكمين لعناصر التنظيم قرب المحطة الثانية ليل أمس الجمعة. وبذلك
            يرتفع إلى 16 عدد قتلى قوات النظام في هجمات التنظيم منذ يوم الثلاثاء،
            وهم 11 في حقل التيم و5 قرب المحطة الثانية.
    """)
    (total,) = (a for a in ledger.assertions if not a.inner and a.stated.low == 16)
    assert (str(total.verdict), len(total.covers)) == ("balances", 2)
    assert sorted(map(ends, ledger.incidents)) == [(5, 5), (11, 11)]


# ---- what a report's own words say of its day, and over what a figure counts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قُتل مدنيان، أمس الإثنين، بقصف على مدينة سرمين.", "2021-11-09"),
        ("قُتل مدنيان، أول أمس الأحد، بقصف على مدينة سرمين.", "2021-11-09"),
        ("Two civilians were killed yesterday, Sunday, in shelling of Sarmin.", "2021-11-08"),
        ("The centre said today, Tuesday, that two civilians were killed in Sarmin.", "2021-11-09"),
    ],
)
def test_a_day_called_yesterday_by_its_name_dates_the_report(text, day):
    seen = When(Days.of(date(2021, 11, 10)), WhenBasis.SEEN)
    found = read(Report(text, publisher="Wire", published=None, seen=seen)).published
    assert found is not None
    assert str(found.days) == day


@pytest.mark.parametrize(
    ("text", "toll", "when"),
    [
        ("مقتل 40 مدنياً في محافظة دير الزور ما بين 16 و30 أيلول 2017.", TollKind.TOTAL, "2017-09-16 to 2017-09-30"),
        ("أصيب أكثر من عشرين شخصاً بقصف على الرستن منذ فجر اليوم الإثنين.", TollKind.EVENT, "2017-10-02"),
        ("يسود التوتر منذ الجمعة الماضي، حين سقطت صواريخ على سلحب وقُتل 3 مدنيين.", TollKind.EVENT, "2017-09-29"),
        ("بلغ عدد الذين قُتلوا بالقصف خلال الأسبوع الجاري 6 أشخاص.", TollKind.TOTAL, "2017-09-26 to 2017-10-02"),
    ],
)
def test_over_what_a_figure_counts(text, toll, when):
    published = When(Days.of(date(2017, 10, 2)), WhenBasis.METADATA)
    claim = read(Report(text, publisher="Wire", published=published)).claims[0]
    assert (claim.toll, str(claim.when and claim.when.days)) == (toll, when)

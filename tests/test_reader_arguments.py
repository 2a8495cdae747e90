"""The arguments of Arabic claims: where, by whom, how, when, told by whom. Invented texts in, slots out."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.claim import Claim, Method
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

PUBLISHED = date(2023, 6, 14)  # a Wednesday


def claims(text: str, publisher: str = "خبر") -> tuple[Claim, ...]:
    """Read an invented report of 14 June 2023."""
    day = When(Days.of(PUBLISHED), WhenBasis.METADATA)
    return read(Report(text, publisher=publisher, lang="ar", published=day)).claims


def first(text: str, publisher: str = "خبر") -> Claim:
    """Return the first claim of an invented report."""
    return claims(text, publisher)[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل مدني بقصف على بلدة الزربة بريف حلب الجنوبي.", "بلدة الزربة بريف حلب الجنوبي"),
        ("أصيب مدنيان بقصف على قريتي الزربة والعيس بريف حلب.", "قريتي الزربة والعيس بريف حلب"),
        ("استهدفت طائرة سيارة على طريق القامشلي – الحسكة، ما أدى لمقتل مدني.", "طريق القامشلي – الحسكة"),
        (
            "قتل عنصر بقصف على قرية البوغاز ضمن مناطق سيطرة قوات النظام بريف حلب.",
            "قرية البوغاز ضمن مناطق سيطرة قوات النظام بريف حلب",
        ),
        ("أصيب طفل في مخيم “الأمل” للنازحين في سرمدا.", "مخيم “الأمل” للنازحين في سرمدا"),
        ("مقتل شاب بقصف قرب الحدود العراقية.", "قرب الحدود العراقية"),
        ("قصف للنظام غربي حماة وقذائف تتسبب بإصابة امرأة جنوبي إدلب.", "جنوبي إدلب"),
    ],
)
def test_place_is_taken_whole(text: str, place: str) -> None:
    found = first(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("أطلقت قوات النظام صواريخ من قرية الفوعة استهدفت بلدة بنش، ما أدى لمقتل طفل.", "بلدة بنش"),
        ("سقطت قذائف مصدرها مناطق سيطرة قسد على مدينة اعزاز، ما أدى لإصابة رجل.", "مدينة اعزاز"),
        ("أصيبت سيدة من مهجري مدينة داريا بقصف على بلدة كفريا.", "بلدة كفريا"),
        ("محافظة إدلب: أصيب طفل بقصف على بلدة كفريا.", "بلدة كفريا"),
        ("وأفاد مراسل خبر بريف حماة، أن رجلاً قتل بقصف على بلدة كفريا.", "بلدة كفريا"),
        ("أصيب طفل بقصف على بلدة بنش، نقل على إثرها إلى مشفى مدينة إدلب.", "بلدة بنش"),
    ],
)
def test_what_only_stands_near_is_no_place(text: str, place: str) -> None:
    """Not where it was shot from, where people come from, where they were taken, where the speaker is."""
    found = first(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    "text", ["أصيب طفل بقصف على المنزل.", "مقتل رجل في مقتبل العمر.", "أصيب طفل في الأحياء السكنية."]
)
def test_words_without_a_name_are_no_place(text: str) -> None:
    assert first(text).place is None


def test_what_goes_on_keeps_its_own_clause() -> None:
    told = claims(
        "أصيب رجل بقصف على بلدة كفريا بريف إدلب، وكان طفل قد قتل بانفجار لغم في مدينة تدمر بريف حمص في 3 حزيران.",
    )
    assert [claim.place.text for claim in told if claim.place] == ["بلدة كفريا بريف إدلب", "مدينة تدمر بريف حمص"]
    assert [claim.method for claim in told] == [Method.SHELLING, Method.EXPLOSIVE]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("استهدفت طائرة مسيرة تركية سيارة في مدينة عامودا، ما أدى لمقتل مدني.", "طائرة مسيرة تركية"),
        ("قتل مدني باستهداف مسيرة تركية في مدينة عامودا.", "مسيرة تركية"),
        ("قتل مدني بغارة شنتها طائرات تابعة لسلاح الجو الروسي على بلدة بنش.", "طائرات تابعة لسلاح الجو الروسي"),
        ("أصيب طفل بقصف للنظام على بلدة بنش.", "للنظام"),
        ("مجزرة جديدة للاحتلال التركي تودي بحياة 8 مدنيين.", "للاحتلال التركي"),
        ("مقتل عنصر من قوات النظام برصاص مسلحين في مدينة جاسم.", "مسلحين"),
        ("القوى الأمنية تعتقل 6 شبان في مدينة جاسم.", "القوى الأمنية"),
        ("حاجز النظام السوري يعتقل امرأة في مدينة حلب.", "النظام السوري"),
        (
            "أصيب مدني بقصف نفذته القوات التركية والفصائل الموالية لها على قرية مرعناز.",
            "القوات التركية والفصائل الموالية لها",
        ),
        ("سقطت قذائف مصدرها مناطق سيطرة قوات النظام على بلدة بنش، ما أدى لمقتل طفل.", "قوات النظام"),
        ("أصيب طفل بقصف إسرائيلي على بلدة حضر.", "إسرائيلي"),
    ],
)
def test_doer(text: str, by: str) -> None:
    found = first(text).by
    assert found is not None
    assert found.text == by


@pytest.mark.parametrize(
    "text",
    [
        "قتل 3 عناصر بانفجار لغم في نقطة لقوات النظام قرب السخنة.",
        "أصيب طفل بقصف بقذائف “كراسنوبول” الروسية على بلدة بنش.",
        "قتل مدني بقصف على مناطق سيطرة قسد في دير الزور.",
        "بحسب الجيش الإسرائيلي، قتل رجل في بلدة حضر.",
        "مقتل عنصر سابق في الجيش الحر بمدينة جاسم.",
    ],
)
def test_a_party_that_is_hit_or_cited_is_no_doer(text: str) -> None:
    assert first(text).by is None


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("قتل مدني باستهداف جوي من طائرة مسيرة لسيارة في مدينة عامودا.", Method.DRONE),
        ("قتل مدني بغارات جوية على بلدة بنش.", Method.AIRSTRIKE),
        ("أصيب طفل بقذائف هاون على بلدة بنش.", Method.SHELLING),
        ("اغتيال رجل في مدينة جاسم.", Method.SHOOTING),
        ("أصيب 3 عمال في هجوم على حقل نفطي قرب السخنة.", Method.CLASH),
        ("القوى الأمنية تعتقل 6 شبان بعد إطلاق نار في مدينة جاسم.", None),
    ],
)
def test_method(text: str, method: Method | None) -> None:
    assert first(text).method is method


def test_an_attack_without_more_is_what_was_told_before() -> None:
    told = claims("استهدفت طائرة مسيرة سيارة في مدينة عامودا. وأسفر هذا الهجوم عن مقتل ثلاثة مدنيين.")
    assert told[0].method is Method.DRONE


def test_a_sum_of_attacks_of_many_kinds_has_no_method() -> None:
    told = first("يرتفع إلى 40 عدد المدنيين الذين قتلوا بهجمات وعمليات قنص واشتباكات في ريف حلب منذ مطلع العام.")
    assert told.method is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قتل طفل مساء أمس في مدينة جاسم.", Days.of(date(2023, 6, 13))),
        ("قتل طفل اليوم الثلاثاء في مدينة جاسم.", Days.of(date(2023, 6, 13))),
        ("قتل طفل في 17 أيار في مدينة جاسم.", Days.of(date(2023, 5, 17))),
        ("وفي 16 تشرين الأول، قتل طفل في مدينة جاسم.", Days.of(date(2023, 10, 16))),
        ("مقتل 90 مدنياً في ريف حلب منذ مطلع العام 2023.", Days(date(2023, 1, 1), PUBLISHED)),
        (
            "مقتل 90 مدنياً في ريف حلب خلال العام 2023 وتحديداً منذ نيسان.",
            Days(date(2023, 4, 1), PUBLISHED),
        ),
        (
            "مقتل 90 مدنياً في ريف حلب منذ بداية العام الحالي حتى 25 أيار.",
            Days(date(2023, 1, 1), date(2023, 5, 25)),
        ),
        ("مقتل 9 مدنيين في ريف حلب خلال أيار.", Days(date(2023, 5, 1), date(2023, 5, 31))),
        ("مقتل 9 مدنيين في نوفمبر من العام الماضي في ريف حلب.", Days(date(2022, 11, 1), date(2022, 11, 30))),
        ("قتل طفل بقصف على بلدة بنش.", Days.of(PUBLISHED)),
    ],
)
def test_day(text: str, days: Days) -> None:
    found = first(text).when
    assert found is not None
    assert found.days == days


def test_what_happens_again_and_again_has_no_day() -> None:
    assert first("تقصف قوات النظام ريف إدلب بشكل متكرر ما يؤدي إلى وقوع ضحايا مدنيين.").when is None


def test_a_related_line_is_an_island() -> None:
    text = (
        "قصف على بلدة بنش\n"
        "قتل طفل اليوم الأربعاء بقصف مدفعي لقوات النظام على بلدة بنش بريف إدلب، ونقل ذووه جثمانه إلى مسقط رأسه.\n"
        "مقالات ذات صلة\n"
        "وفاة رجل في مدينة طرطوس\n"
    )
    last = claims(text)[-1]
    assert (last.when, last.by) == (None, None)
    assert last.place is not None
    assert last.place.text == "مدينة طرطوس"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وقالت شبكات إخبارية محلية، إن رجلاً قتل بقصف على بلدة بنش.", "شبكات إخبارية محلية"),
        ("وذكر ناشطون أن رجلاً قتل بقصف على بلدة بنش.", "ناشطون"),
        ("قتل رجل بقصف على بلدة بنش، بحسب الدفاع المدني السوري.", "الدفاع المدني السوري"),
        ("وكان المرصد السوري قد كشف أن رجلاً قتل بقصف على بلدة بنش.", "المرصد السوري"),
    ],
)
def test_source(text: str, source: str) -> None:
    found = first(text).source
    assert found is not None
    assert found.text == source


def test_a_speaker_goes_on_into_the_next_paragraph() -> None:
    told = claims("قالت وكالة سانا إن رجلاً قتل في بلدة بنش.\nوأضافت أن طفلاً أصيب بجروح في المكان.")
    assert [claim.source.text for claim in told if claim.source] == ["وكالة سانا", "وكالة سانا"]


@pytest.mark.parametrize("publisher", ["SOHR", "Syrian Observatory for Human Rights", "Syria Human Rights"])
def test_the_publisher_is_no_source(publisher: str) -> None:
    text = "أفادت مصادر المرصد السوري لحقوق الإنسان، بأن رجلاً قتل بقصف على بلدة بنش."
    assert first(text, publisher).source is None


def test_what_an_army_says_of_something_else_is_not_its_word_on_the_dead() -> None:
    told = first("قتل رجل بقصف على بلدة حضر، وقال الجيش الإسرائيلي إنه رصد تحركات قرب السياج.")
    assert told.source is None


def test_what_stands_inside_the_statement_is_found() -> None:
    told = first("ارتفع عدد شهداء القصف على مدينة سرمين إلى 5 مدنيين.")
    assert told.place is not None
    assert told.place.text == "مدينة سرمين"


def test_who_is_fought_is_the_doer() -> None:
    told = first("قتل عنصر من قسد باشتباكات مع خلايا داعش في بلدة الشحيل.")
    assert told.by is not None
    assert (told.by.text, told.party) == ("خلايا داعش", "sdf")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("مقتل جندي تركي بقذيفة في محيط بلدة بنش.", "turkey"),
        ("مقتل 3 جنود روس بانفجار لغم قرب السخنة.", "russia"),
        ("مقتل 9 عناصر لقوات النظام في ريف حماة.", "syrian_government"),
        ("استهدفت قسد مقراً في مدينة اعزاز، ما أدى لمقتل عنصرين.", None),
    ],
)
def test_party_of_fighters(text: str, party: str | None) -> None:
    assert first(text).party == party


def test_the_second_harm_has_the_day_of_the_one_before_it() -> None:
    told = claims("توفيت اليوم سيدة أصيبت بالقصف على بلدة بنش يوم الأحد الماضي، لترتفع الحصيلة إلى 13 قتيلاً و9 جرحى.")
    assert told[-1].when is not None
    assert told[-1].when.days == Days.of(date(2023, 6, 11))

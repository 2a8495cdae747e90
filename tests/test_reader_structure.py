"""How claims hang together: parts, members, lines, sums, rises. Invented Arabic texts in, claims with tolls out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from marsad.model.claim import Group, Harm, TollKind
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

if TYPE_CHECKING:
    from marsad.model.claim import Claim


def claims(text: str) -> tuple[Claim, ...]:
    """Read an invented report of 14 June 2023."""
    day = When(Days.of(date(2023, 6, 14)), WhenBasis.METADATA)
    return read(Report(text, publisher="خبر", lang="ar", published=day)).claims


def tree(text: str) -> list[tuple[str, int, int | None]]:
    """Say of each claim its harm, its least number and the index of the claim that holds it."""
    return [(claim.harm.value, claim.count.low, claim.part_of) for claim in claims(text)]


def tolls(text: str) -> list[str]:
    return [claim.toll.value for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قتل 9 مدنيين بينهم طفلان وامرأة، وأصيب 4 بقصف على بنش.",
            [("killed", 9, None), ("killed", 2, 0), ("killed", 1, 0), ("injured", 4, None)],
        ),
        (
            "مقتل 9 مدنيين بينهم 3 كوادر من ضمنهم امرأة.",
            [("killed", 9, None), ("killed", 3, 0), ("killed", 1, 1)],
        ),
        ("قتل 21 شخصاً غالبيتهم من الأطفال في مركز لإيواء النازحين.", [("killed", 21, None), ("killed", 11, 0)]),
        ("قُتل مدنيان، أحدهما طفل، بقصف على بنش.", [("killed", 2, None), ("killed", 1, 0)]),
        ("أصيب 3 مدنيين أحدهم بحالة خطرة.", [("injured", 3, None), ("injured", 1, 0)]),
        (
            "قتل 5 مدنيين بقصف على بنش وأصيب 3 آخرون، ومن بين القتلى طفلان.",
            [("killed", 5, None), ("injured", 3, None), ("killed", 2, 0)],
        ),
        ("قال الدفاع المدني إن 6 مدنيين، بينهم طفل، أصيبوا اليوم بقصف.", [("injured", 6, None), ("injured", 1, 0)]),
        (
            "وذكر مراسل خبر أن 5 مدنيين (4 أطفال وسيدة) قتلوا بقصف.",
            [("killed", 5, None), ("killed", 4, 0), ("killed", 1, 0)],
        ),
    ],
)
def test_parts_hang_on_their_whole(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 3 أشخاص (أب وطفلاه) بقصف على بنش.", [("killed", 3, None), ("killed", 1, 0), ("killed", 2, 0)]),
        (
            "استشهاد 3 أشخاص “رجل وطفل وامرأة” بقصف على بنش.",
            [("killed", 3, None), ("killed", 1, 0), ("killed", 1, 0), ("killed", 1, 0)],
        ),
        (
            "إصابة مدنيين هما سليم العلاوي 30 عاماً ورنيم الحمدو 12 عاماً.",
            [("injured", 2, None), ("injured", 1, 0), ("injured", 1, 0)],
        ),
        (
            "قتل 3 مدنيين وأصيب طفلان بقصف على بنش.\nوأسماء الشهداء هم: سليم العلاوي، وليد الحمدو، وهناء العلاوي.",
            [("killed", 3, None), ("injured", 2, None), ("killed", 1, 0), ("killed", 1, 0), ("killed", 1, 0)],
        ),
        (
            "مقتل 3 مدنيين هم سليم العلاوي والطفلان رنيم وجمانة العلاوي.",
            [("killed", 3, None), ("killed", 1, 0), ("killed", 2, 0), ("killed", 1, 2), ("killed", 1, 2)],
        ),
    ],
)
def test_members_hang_on_their_sum(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert tree(text) == expected


def test_age_tells_a_child() -> None:
    _, grown, child = claims("إصابة مدنيين هما سليم العلاوي 30 عاماً ورنيم الحمدو 12 عاماً.")
    assert grown.group is None
    assert child.group is Group.CHILDREN
    assert child.quote.text == "رنيم الحمدو"


@pytest.mark.parametrize(
    "text",
    [
        "إصابة 3 مدنيين، وهم مهجرون يعيشون في خيام.",
        "مقتل 3 مدنيين (من عائلة واحدة) بقصف.",
        "قتل 12 عنصراً من قوات النظام بهجوم على رتل عسكري، بحسب مراسل خبر.",
        "إصابة طفلة تحت سن الـ 14 بقصف على بنش.",
        "راح ضحيتها العشرات بين شهيد وجريح (الصفصافة، والعلوية، وتل الرماد).",
        "جرحى مدنيون بقصف على بنش - العدد 9000!",
        "تسببت القذائف بسقوط شهيد مدني هو رجل.",
    ],
)
def test_what_stands_near_a_claim_is_no_part(text: str) -> None:
    assert len(claims(text)) == 1


BREAKDOWN = """استشهاد مواطن باستهداف سيارة على طريق عامودا
استشهد مواطن متأثراً بجراحه، في استهداف مسيرة تركية لسيارة على طريق عامودا.
وبذلك، يرتفع إلى 30 تعداد الاستهدافات منذ مطلع العام، تسببت بمقتل 12 شخص، بالإضافة لإصابة أكثر من 8، والقتلى هم:
– 4 مدنيين بينهم طفل.
– 6 من القوات العسكرية العاملة ضمن مناطق الإدارة الذاتية
– 2 من قوات النظام
وتوزعت الاستهدافات على النحو الآتي:
– 20 استهداف على الحسكة أسفرت عن مقتل 3 من المدنيين، و6 قتلى عسكريين.
– 4 استهدافات على الرقة، لم تسفر عن قتلى.
– 6 استهدافات في ريف حلب أسفرت عن مقتل 1 من المدنيين، و2 من قوات النظام."""


def test_list_by_places_is_part_of_the_list_by_sides() -> None:
    assert tree(BREAKDOWN) == [
        ("killed", 1, 2),
        ("killed", 1, 2),
        ("killed", 12, None),
        ("injured", 9, None),
        ("killed", 4, 2),
        ("killed", 1, 4),
        ("killed", 6, 2),
        ("killed", 2, 2),
        ("killed", 3, 4),
        ("killed", 6, 6),
        ("killed", 0, None),
        ("killed", 1, 4),
        ("killed", 2, 7),
    ]
    assert tolls(BREAKDOWN) == ["event", "event", *["total"] * 11]


def test_headline_sums_up_the_body() -> None:
    text = "استشهاد وإصابة 3 مواطنين بقصف على بلدة جورين\nاستشهد مدني وأصيب 2 بجروح جراء قصف على بلدة جورين بريف حماة."
    assert tree(text) == [("casualties", 3, None), ("killed", 1, 0), ("injured", 2, 0)]


def test_headline_told_again_holds_nothing() -> None:
    text = "مقتل 3 مدنيين بقصف على بلدة جورين\nقتل 3 مدنيين بقصف على جورين.\nوقتل مدني أمس، كما قتل مدنيان في بنش."
    assert {part for _, _, part in tree(text)} == {None}


def test_dead_are_part_of_the_toll_they_raise() -> None:
    text = "ارتفع عدد شهداء القصف على بنش إلى 5 مدنيين بعد وفاة طفلة."
    assert tree(text) == [("killed", 5, None), ("killed", 1, 0)]
    assert tolls(text) == ["running", "event"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفاع عدد شهداء القصف على بنش إلى 9 شهداء وأكثر من 30 إصابة.", ["running", "running"]),
        ("لترتفع بذلك حصيلة القصف إلى 13 قتيلاً.", ["running"]),
        ("تجاوز عدد قتلى قوات النظام في الهجوم 20 عنصراً.", ["event"]),
        ("مقتل 4 مدنيين وإصابة 7 آخرين في حادثتين منفصلتين بريف حلب.", ["total", "total"]),
        ("منذ مطلع العام الجاري قتل 40 مدنياً وأصيب 60 آخرون.", ["total", "total"]),
        ("قتل 17 مدنياً بغارات على بلدات خلال نيسان الماضي.", ["total"]),
        ("وثق الفريق 425 هجوماً على المنازل.\nوتسببت تلك الهجمات بمقتل 101 شخص، وجرح 270 شخصاً.", ["total", "total"]),
        ("قتل 118 مدنياً منذ بدء الحملة.", ["total"]),
        ("استهدفت الطائرات القرى 4 مرات، تسببت بمقتل 3 عناصر وإصابة اثنين.", ["total", "total"]),
    ],
)
def test_what_counts_over_several_incidents(text: str, expected: list[str]) -> None:
    assert tolls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قتل 15 شخصاً بالاستهداف الإسرائيلي الثاني خلال العام 2023.",
        "أصيب طفلان جراء سقوط أكثر من 15 قذيفة مدفعية على بنش.",
        "قتل 5 مدنيين بأربع غارات جوية على بنش.",
        "قتل 3 مدنيين اليوم الأربعاء، وبلغ عدد الاستهدافات 5 خلال شهر حزيران.",
    ],
)
def test_what_counts_strikes_is_no_total_of_people(text: str) -> None:
    assert set(tolls(text)) == {"event"}


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("قال مصدر إن الشاب “سليم حمود العلاوي” قتل برصاص مجهولين.", Harm.KILLED),
        ("وأفاد مراسل خبر بأن المواطنة هناء العلاوي (30 عاماً) أصيبت جراء القصف.", Harm.INJURED),
    ],
)
def test_person_called_by_name(text: str, harm: Harm) -> None:
    (claim,) = claims(text)
    assert (claim.harm, claim.count.low, claim.count.high) == (harm, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "وبذلك، يرتفع إلى 20 بينهم 5 ضباط، عدد قتلى قوات النظام في باديتي حمص ودير الزور منذ مطلع الشهر.",
        "يرتفع إلى 20، منهم 5 ضباط، عدد قتلى قوات النظام في بادية حمص منذ مطلع الشهر، وهم قتلى الكمين وقتلى اللغم.",
    ],
)
def test_part_put_between_a_new_figure_and_whom_it_counts(text: str) -> None:
    assert tree(text) == [("killed", 20, None), ("killed", 5, 0)]
    assert set(tolls(text)) == {"total"}


def test_part_put_between_a_new_figure_and_its_toll() -> None:
    assert tolls("وارتفعت إلى 12 قتيلاً بينهم طفلان، حصيلة القصف على مدينة إدلب أمس.") == ["running", "running"]


def test_attacks_that_caused_harm_together_are_a_sum_over_their_places() -> None:
    (killed, injured) = claims("انفجارا حيش واللطامنة تسببا معاً بمقتل تسعة مدنيين، وإصابة ستة.")
    assert {killed.toll.value, injured.toll.value} == {"total"}


def test_people_harmed_together_are_no_sum_over_attacks() -> None:
    assert tolls("قُتل تسعة مدنيين معاً في قصف على مدينة إدلب.") == ["event"]
    english = "A woman was killed together with her two children in shelling on the towns of Saraqib and Nawa."
    assert [claim.toll.value for claim in read(Report(english, lang="en")).claims] == ["event", "event"]


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("مقتل 20 مدنياً بقصف على ريف حمص الشمالي. وتوزع القتلى على تلبيسة والرستن.", TollKind.TOTAL),
        ("مقتل 20 مدنياً بقصف على ريف حمص الشمالي، وتوزعت الاستهدافات على قرى عدة.", TollKind.EVENT),
        ("20 civilians were killed in Homs; they can be distributed as follows:\n- 14 in Talbiseh.", TollKind.TOTAL),
    ],
)
def test_dead_who_are_then_distributed_over_places_are_a_total(text: str, toll: TollKind) -> None:
    assert claims(text)[0].toll is toll


def test_the_dead_who_are_dealt_out_fell_at_the_place_before_them() -> None:
    text = "وتوزع الشهداء على مدينة تلبيسة 14 شهيداً، و6 شهداء في الدار الكبيرة."
    assert [(c.count.low, c.place and c.place.text) for c in claims(text)] == [
        (14, "مدينة تلبيسة"),
        (6, "الدار الكبيرة"),
    ]


def test_a_figure_for_the_recent_attacks_is_a_total() -> None:
    assert tolls("قُتل مدني بقصف على بنش، ليرتفع عدد شهداء الهجمات الأخيرة إلى 10.")[-1] == "total"
    assert tolls("قُتل مدني بقصف على بنش، ليرتفع عدد شهداء الهجوم إلى 10.")[-1] == "running"


def test_a_court_case_kills_nobody() -> None:
    assert claims("يعمل محققون على إعداد قضية ضد ضابط سوري سابق مقيم في الخارج.") == ()


def test_what_a_headline_sums_up_holds_nothing_of_months_before() -> None:
    text = (
        "6 ضحايا من عائلة واحدة بقصف على معارة النعسان\n"
        "قتل 6 مدنيين، اليوم الأربعاء، بقصف على بلدة معارة النعسان.\n"
        "وفي 2 آذار الماضي قتل 4 مدنيين وأصيب 2 بقصف على سرمين."
    )
    assert [part for _, _, part in tree(text)] == [None] * 4

"""What stands on a page beside the report's own text: headlines of other articles, told from the report's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

if TYPE_CHECKING:
    from marsad.model.claim import Claim


PUBLISHED = When(Days.of(date(2022, 10, 29)), WhenBasis.METADATA)
OWN = (
    "قتل طفل اليوم السبت بقصف مدفعي لقوات النظام على بلدة بنش بريف إدلب، ونقل ذووه جثمانه إلى مسقط رأسه.",
    "وقال الدفاع المدني إن القصف استهدف منازل المدنيين وسط البلدة، وإن فرقه تفقدت المكان بعد ذلك بساعة.",
)
TITLES = (
    "مقتل أربعة عمال برصاص مسلحين في ريف حماة",
    "افتتاح معرض الكتاب في مدينة الرقة",
    "العثور على جثتين في مدينة طرابلس",
    "اجتماع جديد لمجلس الأمن بشأن السودان",
    "انطلاق مهرجان المسرح في جامعة دمشق",
)


def claims(*lines: str, title: str | None = None) -> dict[str, Claim]:
    report = Report(text="\n".join(lines), published=PUBLISHED, title=title)
    return {claim.quote.text: claim for claim in read(report).claims}


def teasers(*lines: str, title: str | None = None) -> set[str]:
    return {words for words, claim in claims(*lines, title=title).items() if claim.teaser}


def test_headlines_below_a_text_whose_lines_end_in_full_stops_are_of_other_articles():
    told = claims("مقتل طفل في بنش", *OWN, *TITLES)
    assert {words for words, claim in told.items() if claim.teaser} == {"مقتل أربعة عمال", "العثور على جثتين"}
    assert told["مقتل أربعة عمال"].when is None
    assert told["قتل طفل"].when is not None


def test_so_are_those_above_the_report_s_own_headline():
    headline = "مقتل طفل بقصف على بلدة بنش بريف إدلب"
    above = [*TITLES, "الرئيسية", "سياسة"]
    assert teasers(*above, headline, *OWN) == {"مقتل أربعة عمال", "العثور على جثتين"}
    assert teasers(*above, headline, *OWN, title=f"{headline} - وكالة") == {"مقتل أربعة عمال", "العثور على جثتين"}


def test_a_title_tells_which_of_two_headlines_is_the_report_s_own():
    headline = "مقتل طفل بقصف على بلدة بنش بريف إدلب"
    assert teasers(TITLES[0], headline, *OWN) == set()
    assert teasers(TITLES[0], headline, *OWN, title=headline) == {"مقتل أربعة عمال"}


def test_one_headline_between_two_paragraphs_is_of_another_article():
    assert teasers(OWN[0], TITLES[0], OWN[1]) == {"مقتل أربعة عمال"}


def test_but_not_one_that_says_what_the_next_paragraph_tells():
    below = "وفي ريف حماة قتل أربعة عمال برصاص مسلحين مجهولين أثناء عودتهم من العمل، ونقلت جثامينهم إلى المدينة."
    assert teasers(OWN[0], TITLES[0], below, OWN[1]) == set()


def test_a_page_of_headlines_and_buttons_without_a_text_has_none_of_its_own():
    buttons = ("شارك على", "فيسبوك", "تويتر", "تعليقات")
    assert teasers(*buttons, *TITLES, title="مقتل طفل في بنش") == {"مقتل أربعة عمال", "العثور على جثتين"}


def test_a_bulletin_of_short_lines_is_the_report_s_own():
    lines = ("حصاد يوم السبت", *TITLES)
    assert teasers(*lines) == set()


def test_a_breakdown_in_the_last_lines_is_the_report_s_own():
    lines = ("مقتل تسعة مدنيين", *OWN, "والقتلى هم:", "- 4 من المدنيين بقصف بري", "- 5 من المدنيين بقصف جوي")
    assert teasers(*lines) == set()


def test_headlines_with_their_own_days_below_them_are_of_other_articles():
    dated = [line for n, title in enumerate(TITLES) for line in (title, f"الثلاثاء {20 + n} مايو, 2025 - 08:45")]
    assert teasers(*OWN, "المختارات", *dated) == {"مقتل أربعة عمال", "العثور على جثتين"}
    assert teasers(*dated, *OWN) == {"مقتل أربعة عمال", "العثور على جثتين"}


def test_a_line_over_its_day_alone_is_of_the_report():
    assert not teasers("مقتل أربعة عمال برصاص مسلحين في ريف حماة", "الثلاثاء 20 مايو, 2025 - 08:45", OWN[1])

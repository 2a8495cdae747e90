"""The day of a report that only was seen: worked out from its title, a line of its own, its words."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

SEEN = date(2022, 8, 5)  # a Friday
TOLD = "قتل طفل بقصف مدفعي لقوات النظام على بلدة بنش بريف إدلب."


def own(text: str, title: str | None = None) -> Days:
    report = Report(text=text, title=title, seen=When(Days.of(SEEN), WhenBasis.METADATA))
    published = read(report).published
    assert published is not None
    return published.days


def august(first: int, last: int | None = None) -> Days:
    return Days(date(2022, 8, first), date(2022, 8, last or first))


def test_a_report_that_says_nothing_is_of_one_of_the_days_before_it_was_seen():
    assert own(TOLD) == august(2, 5)


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("حصاد الأحداث الميدانية ليوم الأربعاء 03-08-2022", august(3)),
        ("حصاد يوم الخميس لجميع الأحداث", august(4)),
        ("ذكرى مجزرة 21 آب 2013", august(2, 5)),
    ],
)
def test_its_title_gives_the_day_where_it_can_have_come_out_on_it(title: str, days: Days):
    assert own(TOLD, title) == days


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("الأربعاء, أغسطس 3, 2022", august(3)),
        ("السبت 03/ آب/ 2022", august(3)),
        ("04/08/2022", august(4)),
        ("السبت 4 تشرين الأول, 2025", august(2, 5)),
    ],
)
def test_a_day_on_a_line_of_its_own_is_the_report_s(line: str, days: Days):
    assert own(f"الرئيسية\nسياسة\nسوريا\nقصف على بلدة بنش\n{line}\n{TOLD}") == days


def test_yesterday_with_its_weekday_says_which_day_is_today():
    told = "قتل طفل أمس الثلاثاء بقصف مدفعي لقوات النظام على بلدة بنش بريف إدلب."
    assert own(told) == august(3)
    report = Report(text=told, seen=When(Days.of(SEEN), WhenBasis.METADATA))
    when = read(report).claims[0].when
    assert when is not None
    assert when.days == august(2)

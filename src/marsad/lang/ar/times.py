"""Arabic days: dates under both sets of month names, weekdays, yesterday, nights, spans since a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.ar.numbers import digits, number_of
from marsad.lang.dates import (
    both_days,
    calendar_day,
    days_of_month,
    number_attr,
    numeric_date,
    span_of_days,
    year_of,
)
from marsad.lang.phrases import Day, Victims, value
from marsad.model.claim import Group, Side
from marsad.model.count import Count
from marsad.text.rules import Build, Match, Rule

if TYPE_CHECKING:
    from marsad.text.nodes import Node


def _rel(match: Match) -> str | None:
    node = match.one("rel")
    if node is None:
        return None
    of_year = match.one("of_year") is not None
    return "this" if "THIS" in node.tags else "last_year" if of_year else "last"


_WEEK = 7


def _number(node: Node | None) -> int | None:
    if node is None:
        return None
    if "ORDINALDAY" in node.tags:
        return int(node.attr("value") or 0)
    return digits(node) if "DIGITS" in node.tags else number_of([node])


def _year(match: Match) -> int | None:
    return year_of(_number(match.one("year")))


def _date(match: Match) -> Day | None:
    month, weekday = number_attr(match.one("month"), "month"), number_attr(match.one("weekday"), "weekday")
    year_said = match.one("year") is not None
    return calendar_day(_number(match.one("day")), month, _year(match), weekday, _rel(match), year_said=year_said)


def _numeric(match: Match) -> Day | None:
    return numeric_date([_number(node) for node in match.all("all") if "DIGITS" in node.tags])


def _dotted(match: Match) -> Day | None:
    """Read a day written with dots: `14.4.2019`."""
    parts = match.nodes[match.start("all")].form.split(".")
    return numeric_date([int(part) for part in parts]) if len(parts) == 3 and all(map(str.isdigit, parts)) else None


def _month(match: Match) -> Day | None:
    return Day("month", month=number_attr(match.one("month"), "month"), year=_year(match), rel=_rel(match))


def _this_month(match: Match) -> Day:
    return Day("month", rel=_rel(match) or "this")


def _year_only(match: Match) -> Day | None:
    year = _year(match)
    rel = _rel(match)
    return Day("year", year=year, rel=rel) if year or rel else None


def _weekday(match: Match) -> Day:
    kind = "today" if match.one("today") else "yesterday" if match.one("yesterday") else "weekday"
    back = {"today": 0, "yesterday": 1}.get(kind, 0)
    return Day(kind, weekday=number_attr(match.one("weekday"), "weekday"), back=back, rel=_rel(match))


def _said_today(match: Match) -> Day:
    """Read a weekday between commas in `the council said, Monday, that`: the day of the report."""
    return Day("today", weekday=number_attr(match.one("today"), "weekday"))


def _night(match: Match) -> Day | None:
    """Read the night between two weekdays: both days, or the second alone where it was after midnight."""
    first, second = (number_attr(match.one(name), "weekday") for name in ("first", "weekday"))
    if first is None or second is None or (first + 1) % 7 != second:
        return None
    after = any(node.form.startswith("بعد") for node in match.all("after"))
    return Day("weekday", weekday=second, back=0 if after else 1)


def _back(kind: str, back: int) -> Build:
    def build(_: Match) -> Day:
        return Day(kind, back=back)

    return build


def _past(match: Match) -> Day | None:
    number = _number(match.one("number"))
    unit = match.one("unit")
    if unit is None:
        return None
    if number is None:
        number = 2 if unit.form.removeprefix("ال").endswith("ين") else 1 if "WEEKWORD" in unit.tags else None
    if number is None:
        return None
    if "WEEKWORD" in unit.tags:
        last = match.one("rel")
        number = number * _WEEK + (_WEEK - 1 if last is not None and "LAST" in last.tags else 0)
    days = -(-number // 24) if "HOURWORD" in unit.tags else number
    return Day("past", back=max(days, 1))


def _ago(match: Match) -> Day | None:
    """Count back from the report's day: `two days ago`, `3 days ago`, `a week ago`; `days ago` says no day."""
    unit, number = match.one("unit"), _number(match.one("number"))
    if unit is None:
        return None
    two = unit.form.removeprefix("ال").endswith("ين")
    if number is None and "DAYWORD" in unit.tags and not two:
        return None
    back = 2 if two else number or 1
    if unit.tags & {"MONTHWORD", "YEARWORD"}:
        return Day("ago", back=back * (30 if "MONTHWORD" in unit.tags else 365))
    return Day("offset", back=back * 7 if "WEEKWORD" in unit.tags else back)


def _days_before(match: Match) -> Day | None:
    """Read what was so many days before what is told: `two days after the death of a man` he had died two days ago."""
    after = match.one("after")
    day = _ago(match) if after is not None and after.form == "بعد" else None
    return replace(day, rel="event") if day else None


def _this_week(_: Match) -> Day:
    return Day("past", back=6)


def _since(match: Match) -> Day | None:
    day, start = value(match.one("start"), Day), match.one("start")
    until = [node.value for node in match.all("until") if isinstance(node.value, Day)]
    last = next((day for day in until if day.kind == "date"), until[0] if until else None)
    if start is not None and "WEEKWORD" in start.tags:
        return Day("past", back=_WEEK - 1)
    if day is None or day.kind == "since":
        unit = "month" if start is not None and "MONTHWORD" in start.tags else "year"
        return Day("since", rel=unit, until=last) if start is not None else None
    return Day("since", day.day, day.month, day.year, day.weekday, day.back, day.rel or day.kind, last)


def _that_day(match: Match) -> Day | None:
    day = value(match.one("start"), Day)
    return day if day is not None and day.kind in {"date", "weekday", "yesterday"} else None


def _from_day_to_day(match: Match) -> Day | None:
    """Read a span within a month of which only the last day names it (`between 18 and 27 October`)."""
    first, until = _number(match.one("first")), value(match.one("until"), Day)
    return days_of_month(first, until)


def _both(match: Match) -> Day | None:
    """Read two days told as one stretch; two weekdays only behind a word of days in the dual (`يومي`)."""
    start = value(match.one("start"), Day)
    if match.one("two") is None and (start is None or start.kind not in {"yesterday", "today", "offset"}):
        return None
    return both_days(match)


_MONTH = "month:MONTH ((SLASH|OPEN|DASH) MONTH CLOSE?)?"


def _father(_: Match) -> Victims:
    return Victims(Count(1, 1), side=Side.CIVILIAN, group=Group.MEN)


RULES = (
    Rule(  # folded, a father is spelled as August
        "ar.people.father",
        "<OPEN/MEMBERS/PARTWORD/HARMNOUNV/HARMVERB/HARMNOUN/COLON here:(MONTH&PERSON) >!DIGITS/LAST/THIS"
        "|here:(MONTH&PERSON) >LI",
        "VICTIMS",
        _father,
        yes=("مقتل أب وطفليه", "3 قتلى (أب وطفلاه)", "وهو أب لخمسة أولاد"),
        no=("قتل في آب", "مقتل 3 في 20 آب"),
    ),
    Rule("ar.day.numeric", "all:(DIGITS (SLASH|DASH) DIGITS (SLASH|DASH) DIGITS)", "DAY", _numeric, yes=("18/4/2019",)),
    Rule(
        "ar.day.dotted",
        "all:DIGITS",
        "DAY",
        _dotted,
        yes=("قتل 5 جنود يوم 14.4.2019",),
        no=("نحو 14.4 كيلومتر",),
    ),
    Rule(
        "ar.day.month_first",
        "(weekday:WEEKDAY COMMA?)? month:MONTH day:DIGITS COMMA year:DIGITS",
        "DAY",
        _date,
        yes=("الأحد, يناير 22, 2023", "مارس 04, 2022"),
        no=("خلال يناير 22 قتيلاً",),
    ),
    Rule(
        "ar.day.with_strokes",
        "(weekday:WEEKDAY COMMA?)? day:DIGITS SLASH month:MONTH SLASH year:DIGITS",
        "DAY",
        _date,
        yes=("السبت 09/ كانون الأول/ 2023",),
        no=("21 مارس/ آذار 2023",),
    ),
    Rule(
        "ar.day.date",
        "(AL|DATEWORD)? weekday:WEEKDAY? (COMMA|AL)* day:(DIGITS|NUMBER|ORDINALDAY) (MIN|FI)? MONTHWORD?"
        f" {_MONTH} COMMA? (MIN? of_year:YEARWORD)? (rel:(THIS|LAST) COMMA?)? year:DIGITS?",
        "DAY",
        _date,
        yes=(
            "18 نيسان",
            "الثامن عشر من نيسان/أبريل الجاري",
            "الحادي والعشرين من آب",
            "في الـ 18 من شهر نيسان/ أبريل الجاري",
            "الجمعة 20 آب 2021",
            "20 شباط/ فبراير من العام الجاري 2019",
        ),
        no=("شهر نيسان",),
    ),
    Rule(
        "ar.day.of_this_month",
        "(AL)? day:(DIGITS|NUMBER|ORDINALDAY) MIN? MONTHWORD rel:(THIS|LAST)",
        "DAY",
        _date,
        yes=("15 الشهر الجاري", "18 من الشهر الجاري"),
    ),
    Rule(
        "ar.day.month",
        f"MONTHWORD? {_MONTH} (MIN? of_year:YEARWORD)? rel:(THIS|LAST)? year:DIGITS?",
        "DAY",
        _month,
        yes=("شهر نيسان الماضي", "خلال نيسان 2021", "نيسان من العام الماضي"),
    ),
    Rule("ar.day.this_month", "MONTHWORD rel:(THIS|LAST)", "DAY", _this_month, yes=("خلال الشهر الحالي",)),
    Rule("ar.day.year", "YEARWORD rel:(THIS|LAST)? year:DIGITS?", "DAY", _year_only, yes=("العام الجاري", "عام 2019")),
    Rule(
        "ar.day.today",
        "<!EACHOTHER DAYPART? (today:TODAY|yesterday:YESTERDAY) COMMA? weekday:WEEKDAY?",
        "DAY",
        _weekday,
        yes=("اليوم الأربعاء", "مساء أمس", "فجر اليوم"),
        no=("شهداء ذلك اليوم",),
    ),
    Rule(
        "ar.day.between_weekdays",
        "after:(LASTNIGHT DAYPART?|DAYPART) first:WEEKDAY (DASH|SLASH|W) weekday:WEEKDAY",
        "DAY",
        _night,
        yes=("بعد منتصف ليل الثلاثاء – الأربعاء", "ليلة السبت-الأحد"),
    ),
    Rule("ar.day.before_yesterday", "DAYBEFORE", "DAY", _back("offset", 2), yes=("مساء أول أمس", "أول من أمس")),
    Rule(
        "ar.day.ago",
        "<!ITS AGO (BEFORENUM|AL)? (number:(DIGITS|NUMBER) unit:(DAYWORD|WEEKWORD|MONTHWORD|YEARWORD)"
        "|unit:(WEEKWORD|DAYWORD|MONTHWORD|YEARWORD) >!DIGITS/MONTH/NUMBER)",
        "DAY",
        _ago,
        yes=("قتل قبل يومين", "قبل ثلاثة أيام", "قبل أسبوع", "نجا قبل عام من محاولة", "قبل نحو شهرين"),
        no=("قبل أيام", "قبل عام 2019", "قبل شهر نيسان", "أصيب بها قبل أسبوع", "قبل 3 ساعات"),
    ),
    Rule(
        "ar.day.days_before",
        "after:CAUSE (number:(DIGITS|NUMBER) unit:DAYWORD|unit:(DAYWORD|WEEKWORD)) MIN >HARMNOUNV",
        "DAY",
        _days_before,
        yes=("بعد يومين من مقتل رجل وزوجته", "بعد أسبوع من اختطاف الشاب"),
        no=("بعد أيام من مقتله", "بعد يومين من القصف", "خلال يومين من مقتله"),
    ),
    Rule("ar.day.last_night", "LASTNIGHT", "DAY", _back("night", 1), yes=("الليلة الماضية",)),
    Rule(
        "ar.day.said_on",
        "<COMMA here:(today:WEEKDAY&!MONTH) COMMA (ANNA|LI|AN)",
        "DAY",
        _said_today,
        yes=("أعلن المجلس، الاثنين، أن القوات قصفت القرية",),
        no=("أصيب مدنيان، السبت، برصاص الحرس",),
    ),
    Rule(
        "ar.day.weekday",
        "DAYPART? weekday:WEEKDAY rel:LAST?",
        "DAY",
        _weekday,
        yes=("فجر الأربعاء", "يوم الأربعاء الفائت"),
    ),
    Rule(
        "ar.day.this_week",
        "<DURING/FI here:(WEEKWORD THIS|EACHOTHER WEEKWORD)",
        "DAY",
        _this_week,
        yes=("خلال الأسبوع الجاري", "خلال هذا الأسبوع"),
        no=("الأسبوع الماضي", "قبل أسبوع"),
    ),
    Rule(
        "ar.day.past",
        "(DURING|FI) MEANS? (AL)? number:(DIGITS|NUMBER)? unit:(DAYWORD|HOURWORD|WEEKWORD)"
        " (AL? number:(DIGITS|NUMBER))? rel:(LAST|THIS)?",
        "DAY",
        _past,
        yes=(
            "خلال اليومين الفائتين",
            "خلال 48 ساعة",
            "خلال الأيام الثلاثة الماضية",
            "خلال أسبوع",
            "خلال الأسبوع الماضي",
            "خلال أسبوعين",
        ),
    ),
    Rule(  # the event stands in the clause behind it: `tense since Friday, when rockets fell`
        "ar.day.since_when",
        "here:(SINCE (DAYWORD|AL)* start:DAY) COMMA? WHEN",
        "DAY",
        _that_day,
        yes=("توتراً منذ الجمعة الماضي، حين سقطت صواريخ", "منذ 5 آذار عندما قصفت القرية"),
        no=("منذ مطلع العام حين بدأت الحملة", "منذ الجمعة قتل 3 مدنيين حين سقطت قذيفة"),
    ),
    Rule(
        "ar.day.since",
        "(SINCE (STARTOF|MONTHWORD|DAYWORD|AL)*|MIN STARTOF MONTHWORD?)"
        " start:(DAY|YEARWORD|MONTHWORD|WEEKWORD) (THIS|LAST)?"
        " (W? UNTIL until:(DAY{1,2}))?",
        "DAY",
        _since,
        yes=(
            "منذ مطلع العام الجاري",
            "منذ بداية العام",
            "منذ شهر حزيران",
            "منذ بداية الأسبوع",
            "منذ بداية العام حتى أمس الخميس",
            "من مطلع حزيران حتى 25 تموز",
        ),
    ),
    Rule(
        "ar.day.between_numbers",
        "<BETWEEN/MIN here:(first:(DIGITS|NUMBER|ORDINALDAY) (W|ILA|UNTIL) until:DAY)",
        "DAY",
        _from_day_to_day,
        yes=("قُتلوا بين 18 و27 تشرين الأول الجاري", "ما بين 16 و30 أيلول 2017", "من 3 حتى 9 آذار"),
        no=("قُتل بين 5 و7 مدنيين في 9 آذار", "بين 30 و7 آذار"),
    ),
    Rule(
        "ar.day.between",
        "<BETWEEN here:(start:DAY W until:DAY)",
        "DAY",
        span_of_days,
        yes=(
            "قُتلوا بين الإثنين والأربعاء الماضيين",
            "سقطوا بين 5 آذار و 9 آذار",
        ),
        no=("بين قتيل وجريح الإثنين",),
    ),
    Rule(
        "ar.day.both",
        "two:TWODAYS? start:DAY W until:DAY|two:TWODAYS first:DIGITS W until:DAY",
        "DAY",
        _both,
        yes=(
            "قتلوا يومي الأربعاء والخميس",
            "في حادثتين يومي الإثنين والثلاثاء الماضيين",
            "قتلوا يومي 16 و17 أيلول",
            "قصف أمس وأول من أمس",
        ),
        no=("قتل الأربعاء والخميس أصيب آخر",),
    ),
)

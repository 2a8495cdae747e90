"""English days: dates, weekdays, yesterday, nights, months, spans since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.dates import both_days, calendar_day, days_of_month, number_attr, numeric_date, span_of_days, year_of
from marsad.lang.en.numbers import digits, number_of
from marsad.lang.phrases import Day, value
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from marsad.text.nodes import Node


def _rel(match: Match) -> str | None:
    node = match.one("rel")
    return None if node is None else "this" if "THIS" in node.tags else "last"


def _number(node: Node | None) -> int | None:
    if node is None:
        return None
    if "DIGITS" not in node.tags:
        return number_of([node])
    plain = node.form[:-2] if node.form[-2:] in {"st", "nd", "rd", "th"} else node.form
    return int(plain) if plain.isdecimal() and len(plain) < 5 else None


def _year(match: Match) -> int | None:
    return year_of(_number(match.one("year")))


def _date(match: Match) -> Day | None:
    month, weekday = number_attr(match.one("month"), "month"), number_attr(match.one("weekday"), "weekday")
    year_said = match.one("year") is not None
    return calendar_day(_number(match.one("day")), month, _year(match), weekday, _rel(match), year_said=year_said)


def _two_of_month(match: Match) -> Day | None:
    """Read `8 and 9 July`: both days."""
    return days_of_month(_number(match.one("first")), value(match.one("last"), Day))


def _numeric(match: Match) -> Day | None:
    return numeric_date([digits(node) for node in match.all("all") if "DIGITS" in node.tags])


def _month(match: Match) -> Day | None:
    if match.one("year") and _year(match) is None:
        return None
    return Day("month", month=number_attr(match.one("month"), "month"), year=_year(match), rel=_rel(match))


def _year_only(match: Match) -> Day | None:
    year, rel = _year(match), _rel(match)
    return Day("year", year=year, rel=rel) if year or rel else None


def _this_month(match: Match) -> Day:
    return Day("month", rel=_rel(match) or "this")


def _weekday(match: Match) -> Day:
    kind = "today" if match.one("today") else "yesterday" if match.one("yesterday") else "weekday"
    return Day(
        kind,
        weekday=number_attr(match.one("weekday"), "weekday"),
        back=1 if kind == "yesterday" else 0,
        rel=_rel(match),
    )


def _night(_: Match) -> Day:
    return Day("night", back=1)


def _past(match: Match) -> Day | None:
    number, unit = _number(match.one("number")), match.one("unit")
    if unit is None:
        return None
    number = number or 1
    last = any("PASTWORD" not in node.tags or node.form == "last" for node in match.all("word"))
    bare = last and match.one("number") is None and match.one("span") is None
    days = -(-number // 24) if "HOURWORD" in unit.tags else number * 7 if "WEEKWORD" in unit.tags else number
    return Day("past", back=max(days, 1), rel="last" if bare else None)


def _this_week(_: Match) -> Day:
    return Day("past", back=6, rel="last")


def _weekend(_: Match) -> Day:
    return Day("weekend")


def _day_before(_: Match) -> Day:
    """Read `the day before`, `a day earlier`: counted from the day on which it is said."""
    return Day("offset", back=1, rel="earlier")


def _days_before(match: Match) -> Day | None:
    number = _number(match.one("number"))
    return Day("offset", back=number, rel="earlier") if number else None


def _day_after(match: Match) -> Day | None:
    """Read `a day after eight people died`: so many days before what is told first; they go with what follows."""
    number, after = _number(match.one("number")) or 1, match.one("after")
    return Day("offset", back=number, rel="event") if after is not None and after.form == "after" else None


def _since(match: Match) -> Day | None:
    for node in match.all("all"):
        if isinstance(node.value, Day):
            day = node.value
            if day.kind not in {"month", "year", "date", "weekday"}:
                return day
            return Day("since", day.day, day.month, day.year, day.weekday, 0, day.rel or day.kind)
        if "DIGITS" in node.tags:
            year = _number(node)
            return Day("since", year=year) if year and 1900 <= year <= 2100 else None
    rel = "month" if any("MONTHWORD" in node.tags for node in match.all("all")) else "year"
    return Day("since", rel=rel)


def _in_year(match: Match) -> Day | None:
    year = _year(match)
    return Day("year", year=year) if year else None


_DATE = "(THE? day:DIGITS OF? month:MONTH|month:MONTH THE? day:DIGITS) (COMMA? year:DIGITS)?"
_PART = "(DAYPART COMMA?){0,2}"

RULES = (
    Rule(
        "en.day.numeric",
        "all:(DIGITS (SLASH|DASH) DIGITS (SLASH|DASH) DIGITS)",
        "DAY",
        _numeric,
        yes=("on 18/4/2019", "2019-04-18"),
    ),
    Rule(
        "en.day.date",
        f"ON? {_PART} (weekday:WEEKDAY COMMA? ON?)? {_DATE}",
        "DAY",
        _date,
        yes=("on April 18", "on Friday October 28, 2022", "14 March 2024", "on May 1st 2023", "Jan 12"),
        no=("in March 2022",),
    ),
    Rule(
        "en.day.two_of_month",
        "ON? here:(first:DIGITS (W|DASH|TO) last:DAY)",
        "DAY",
        _two_of_month,
        yes=("in Hass and Haish on 8 and 9 July", "on 8-9 July 2019"),
        no=("killed 8 and 9 were hurt", "8 and July"),
    ),
    Rule(
        "en.day.month",
        "(IN|DURING)? THE? (STARTOF|MONTHWORD)? month:MONTH COMMA? (OF|rel:(THIS|LAST) YEARWORD)? year:DIGITS?",
        "DAY",
        _month,
        yes=("in March 2022", "• January: 3 attacks", "in April"),
    ),
    Rule(
        "en.day.this_month",
        "(IN|DURING)? THE? rel:(THIS|LAST) MONTHWORD",
        "DAY",
        _this_month,
        yes=("this month", "during the current month"),
    ),
    Rule(
        "en.day.year",
        "(IN|DURING)? THE? (YEARWORD year:DIGITS|rel:(THIS|LAST) YEARWORD)",
        "DAY",
        _year_only,
        yes=("this year",),
    ),
    Rule(
        "en.day.today",
        f"ON? {_PART} (today:TODAY|yesterday:YESTERDAY) COMMA? ON? (weekday:WEEKDAY)? DAYPART?",
        "DAY",
        _weekday,
        yes=("Earlier today", "yesterday evening"),
    ),
    Rule(
        "en.day.weekday",
        f"(ON|IN)? THE? {_PART} (rel:LAST)? weekday:WEEKDAY DAYPART? (OF rel:LAST WEEKWORD)?",
        "DAY",
        _weekday,
        yes=("on Monday", "in the early hours of Friday", "on late Saturday", "Saturday night", "last Friday"),
    ),
    Rule("en.day.last_night", "LASTNIGHT", "DAY", _night, yes=("hit overnight", "last night")),
    Rule(
        "en.day.past",
        "span:(DURING|IN|OVER|FOR|BEFORENUM)? THE? word:PASTWORD number:(DIGITS|NUMBER)?"
        " unit:(DAYWORD|HOURWORD|WEEKWORD)",
        "DAY",
        _past,
        yes=("over the past two days", "in the past 24 hours", "during the last week"),
    ),
    Rule(
        "en.day.day_before",
        "DAYBEFORE",
        "DAY",
        _day_before,
        yes=("had struck positions near the town the day before",),
        no=("two days before",),
    ),
    Rule("en.day.weekend", "WEEKEND", "DAY", _weekend, yes=("killed in two bombings at the weekend",), no=("weekly",)),
    Rule("en.day.this_week", "THIS WEEKWORD", "DAY", _this_week, yes=("killed this week",), no=("last week",)),
    Rule(
        "en.day.day_after",
        "here:((ART|number:(DIGITS|NUMBER)) DAYWORD after:CAUSE) !STOP/COMMA/DAY{0,9} (DONE|DIED|DOES)",
        "DAY CAUSE",
        _day_after,
        yes=("The bombing came a day after eight people died in shelling", "two days after a strike killed nine"),
        no=("three days after the blast in the town", "died a day after, and two were hurt"),
    ),
    Rule(
        "en.day.days_before",
        "number:(DIGITS|NUMBER) DAYWORD EARLIER",
        "DAY",
        _days_before,
        yes=("in a strike on the village two days earlier",),
        no=("two earlier days",),
    ),
    Rule(
        "en.day.in_days",
        "(DURING|IN|OVER) BEFORENUM? (THE? number:(DIGITS|NUMBER)|ART) unit:(DAYWORD|WEEKWORD)"
        "|(DURING|IN|OVER) BEFORENUM? number:(DIGITS|NUMBER) unit:HOURWORD",
        "DAY",
        _past,
        yes=(
            "killed in two days of attacks",
            "six dead over the two days",
            "attack in 24 hours",
            "within one week",
            "in less than a week",
        ),
        no=("in a weekly statement",),
    ),
    Rule(
        "en.day.since",
        "all:(SINCE (THE? (STARTOF|MONTHWORD|THIS|OF|THE)* (DAY|YEARWORD|MONTHWORD|DIGITS)"
        "|(!COMMA/DAY/DIGITS/SINCE){1,6} (DAY|IN DIGITS))"
        "|FROM THE? STARTOF (MONTHWORD|THIS|OF|THE)* (DAY|YEARWORD|DIGITS))",
        "DAY",
        _since,
        yes=(
            "Since early 2023",
            "since the beginning of 2023",
            "since the start of March",
            "since December 1",
            "since the war began in 2011",
            "from the beginning of 2019",
            "since fighting broke out in March 2011",
        ),
    ),
    Rule(
        "en.day.in_year",
        "(IN|DURING) year:DIGITS >!UNKNOWN",
        "DAY",
        _in_year,
        yes=("attack in 2022",),
        no=("in 33 villages",),
    ),
    Rule(
        "en.day.between",
        "<BETWEEN here:(start:DAY W until:DAY)",
        "DAY",
        span_of_days,
        yes=("were killed between Monday and Wednesday",),
        no=("on Monday and on Wednesday",),
    ),
    Rule(
        "en.day.both",
        "start:DAY W until:DAY|start:DAY W last:DIGITS >!PERSON/UNKNOWN/NAME/GAZETTEER/AGE/HARMNOUN",
        "DAY",
        both_days,
        yes=("in Aleppo on September 16 and 17", "on Wednesday and Thursday", "killed yesterday and today"),
        no=("three on Monday and on Tuesday", "on September 16 and 17 people"),
    ),
)

"""The report's own day: given from outside, or worked out from its words as an interval."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.days import resolve
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.report import Report
    from marsad.reader.sentences import Sentence
    from marsad.text.fold import Folded
    from marsad.text.nodes import Node


_FROM_TODAY = frozenset({"today", "yesterday", "offset"})
"""Kinds of days that count back from the day of writing, `Day.back` of them."""
_HOLDING = frozenset({"SAIDDAY", "HARMED"})
"""Phrases that may hold a day: `died this morning, Friday, the boy who`."""
_NAMED = frozenset({"date", "weekday"})
"""Kinds of days that are told by their name."""
_SHORT = 60
"""A line with a day and little else is shorter, in letters."""


def own_day(report: Report, sentences: list[Sentence], folded: Folded, titled: Sequence[Node] = ()) -> When | None:
    """Return the publication interval of a report.

    Where nothing outside the text gives it: `of this month` beside a day and month (`18 نيسان الجاري`) says that the
    report was written in that month, on that day or later; `of this year 2019` says which year. A date line gives
    the day itself. A report that was seen on a day was out by then: at most three days before (DESIGN), on the day
    that its title (`titled`), a line of its own or the words today and yesterday give, and not before the last day of
    which it tells.
    """
    if report.published is not None:
        return report.published
    from_words = _from_words(sentences, folded)
    if report.seen is None:
        return from_words
    seen = report.seen.days
    if from_words is not None and from_words.days.first <= seen.last:
        first = from_words.days.first
        return replace(from_words, days=Days(first, max(first, min(from_words.days.last, seen.last))))
    window = Days(seen.shift(-3).first, seen.last)
    return _titled(titled, window) or _lined(sentences, folded, window) or _before_seen(sentences, folded, seen)


def _titled(titled: Sequence[Node], window: Days) -> When | None:
    """Return the day that a title gives (`Events of Tuesday`), where the report can have come out on it."""
    for node in titled:
        if isinstance(node.value, Day) and node.value.kind in _NAMED:
            days = resolve(node.value, window)
            if days is not None and days.length == 1 and days.meet(window):
                return When(days, WhenBasis.STATED)
    return None


def _lined(sentences: list[Sentence], folded: Folded, window: Days) -> When | None:
    """Return the day that stands with its year on a short line of its own, where the report can have come out on it."""
    for sentence in sentences:
        if sentence.zone is Zone.RELATED or sentence.letters > _SHORT:
            continue
        for node in sentence.nodes:
            if isinstance(node.value, Day) and node.value.kind == "date" and node.value.year:
                days = resolve(node.value, window)
                if days is not None and days.meet(window):
                    return When(days, WhenBasis.STATED, _quote(node, folded))
    return None


def _before_seen(sentences: list[Sentence], folded: Folded, seen: Days) -> When:
    """Narrow the days before a report was seen by a day counted from today, else by the last day it tells of."""
    window = Days(seen.shift(-3).first, seen.last)
    last_told = window.first
    for sentence in sentences:
        if sentence.zone is Zone.RELATED:
            continue
        nodes = [n for node in sentence.nodes for n in (node.kids if node.tags & _HOLDING else (node,))]
        for at, node in enumerate(nodes):
            if not isinstance(node.value, Day):
                continue
            day = node.value
            if day.kind in _FROM_TODAY:
                beside = [n.value for n in nodes[at + 1 : at + 3] if isinstance(n.value, Day)]
                today = _today(day, beside, seen)
                if today is not None and today.meet(Days(seen.shift(-6).first, seen.last)):
                    return When(today, WhenBasis.RELATIVE, _quote(node, folded))
            elif day.kind in _NAMED:
                days = resolve(day, seen)
                if days is not None and days.last <= window.last:
                    last_told = max(last_told, days.last)
    return When(Days(last_told, window.last), WhenBasis.SEEN)


def _today(day: Day, beside: list[Day], seen: Days) -> Days | None:
    """Count the report's day from a day that it calls today, yesterday or the day before, and by its name, too.

    `yesterday, Sunday` was written on a Monday, the last before it was seen.
    """
    named = next((d for d in beside if d.kind == "date"), day if day.weekday is not None else None)
    named = named or next((d for d in beside if d.kind == "weekday" and not d.back), None)
    if named is None:
        return None
    told = resolve(replace(named, kind="weekday", back=0) if named.kind != "date" else named, seen)
    return told.shift(day.back) if told is not None else None


def _from_words(sentences: list[Sentence], folded: Folded) -> When | None:
    days = [(node, node.value) for sentence in sentences for node in sentence.nodes if isinstance(node.value, Day)]
    dateline = _dateline(sentences)
    if dateline is not None:
        found = resolve(dateline[1], None)
        if found:
            return When(found, WhenBasis.STATED, _quote(dateline[0], folded))
    year = next((d.year for _, d in days if d.year and d.rel == "this"), None)
    latest: tuple[Node, Days] | None = None
    for node, day in days:
        if day.kind != "date" or day.rel != "this" or day.month is None:
            continue
        own_year = day.year or year
        if own_year is None or not day.day or day.day > monthrange(own_year, day.month)[1]:
            continue
        first = date(own_year, day.month, day.day)
        last = date(own_year, day.month, monthrange(own_year, day.month)[1])
        if day.year is not None and day.rel == "this" and not _of_this_month(node):
            last = date(own_year, 12, 31)
        interval = Days(first, last)
        met = interval.meet(latest[1]) if latest else interval
        latest = (node, met or interval)
    return When(latest[1], WhenBasis.STATED, _quote(latest[0], folded)) if latest else None


def _of_this_month(node: Node) -> bool:
    """Tell whether `this` goes with the month, not with a year said behind it."""
    tags = [leaf.tags for leaf in node.leaves()]
    return not any("YEARWORD" in tag for tag in tags)


def _dateline(sentences: list[Sentence]) -> tuple[Node, Day] | None:
    """Return a full date that stands at the head of the text on a line of its own."""
    for sentence in sentences[:3]:
        for node in sentence.nodes:
            if isinstance(node.value, Day) and node.value.kind == "date" and node.value.year and sentence.letters < 60:
                return node, node.value
    return None


def _quote(node: Node, folded: Folded) -> Quote:
    start, end = folded.stored_span(node.start, node.end)
    return Quote(start, folded.stored[start:end])

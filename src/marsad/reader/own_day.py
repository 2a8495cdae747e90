"""The report's own day: given from outside, or worked out from its words as an interval."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.days import resolve

if TYPE_CHECKING:
    from marsad.model.report import Report
    from marsad.reader.sentences import Sentence
    from marsad.text.fold import Folded
    from marsad.text.nodes import Node


def own_day(report: Report, sentences: list[Sentence], folded: Folded) -> When | None:
    """Return the publication interval of a report.

    Where nothing outside the text gives it: `of this month` beside a day and month (`18 نيسان الجاري`) says that the
    report was written in that month, on that day or later; `of this year 2019` says which year. A date line gives
    the day itself. Without words, the day on which it was seen is all there is (DESIGN: [seen - 3 days, seen]).
    """
    if report.published is not None:
        return report.published
    from_words = _from_words(sentences, folded)
    if from_words is not None:
        return from_words
    if report.seen is not None:
        seen = report.seen.days
        return When(Days(seen.shift(-3).first, seen.last), WhenBasis.SEEN)
    return None


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

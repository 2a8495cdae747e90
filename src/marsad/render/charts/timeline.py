"""People over time: a bar a day, week or month, solid up to the low end, pale up to the high one, a line at best."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.ledger.queries.step import Step
from marsad.model.when import Days
from marsad.render.charts.chart import Frame, Mark, Setting, asked_for, axis, counts
from marsad.render.charts.palette import BAND, BEST, OPEN, SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.queries.series import Row, Series
    from marsad.ledger.queries.unallocated import Unallocated
    from marsad.render.charts.chart import Chart, Spec
    from marsad.render.charts.words import ChartWords

WIDTH, HEIGHT = 720, 300
_CROWDED = 150
"""From so many bars on they touch each other."""


def timeline(found: Series, step: Step, setting: Setting) -> Chart:
    """Draw a series. What has no place in it, for want of a day, is told under it."""
    words = setting.words
    title = words.say(f"by_{step}", what=words.harmed(found.cell))
    top = max((row.sum.counted.high for row in found.rows), default=0)
    levels = counts(top, words)
    span = found.rows[-1].days.last - found.rows[0].days.first if found.rows else timedelta(6)
    scales = {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, span.days + 1], "nice": False}},
        "y": {"field": "low", "type": "quantitative", "scale": {"domain": [0, max(levels)], "nice": False}},
    }
    days = _day_labels(found.rows, step, words)
    scales["x"]["axis"] = axis(days, grid=False, orient="bottom")
    scales["y"]["axis"] = axis(levels, grid=True, orient="right" if words.rtl else "left")
    frame = Frame(
        setting=setting,
        width=WIDTH,
        height=HEIGHT,
        title=title,
        subtitle=asked_for(setting, span_of(found)),
        legend=legend(words, any_open=any(row.sum.counted.open for row in found.rows)),
        notes=list(series_notes(found, words)),
        below=56,
    )
    layers = _layers([_datum(row, found.rows, words) for row in found.rows], scales)
    return frame.chart(layers, _description(found, title, words))


def _datum(row: Row, rows: tuple[Row, ...], words: ChartWords) -> dict[str, object]:
    """Return the numbers of a bar; its ends stand a little off its neighbours'."""
    begin, length = (row.days.first - rows[0].days.first).days, row.days.length
    gap = 0.1 * length if len(rows) < _CROWDED else 0.0
    people = row.sum.counted
    return {
        "x": begin + gap,
        "to": begin + length - gap,
        "middle": begin + length / 2,
        "low": people.low,
        "best": people.best,
        "high": people.high,
        "open": people.open,
        "said": words.say("row", days=words.days(row.days), figure=words.people(people)),
    }


def _layers(data: list[dict[str, object]], scales: dict[str, Spec]) -> list[Spec]:
    x, y = scales["x"], scales["y"]
    bar = {"x": x, "x2": {"field": "to"}}
    told = {"description": {"field": "said"}}
    anybody, top_open = "datum.high > 0", "datum.open"
    return [
        {
            "data": {"values": data},
            "transform": [{"filter": anybody}],
            "layer": [
                {
                    "mark": {"type": "rect", "color": BAND},
                    "encoding": {**bar, "y": y, "y2": {"field": "high"}, **told},
                },
                {
                    "mark": {"type": "rect", "color": SURE, "aria": False},
                    "encoding": {**bar, "y": y, "y2": {"datum": 0}},
                },
                {
                    "mark": {"type": "rule", "color": BEST, "strokeWidth": 2.5, "aria": False},
                    "encoding": {**bar, "y": {**y, "field": "best"}},
                },
                {
                    "transform": [{"filter": top_open}],
                    "mark": {"type": "point", "aria": False, "yOffset": -7, **OPEN_TOP},
                    "encoding": {"x": {**x, "field": "middle"}, "y": {**y, "field": "high"}},
                },
            ],
        }
    ]


OPEN_TOP = {"shape": "triangle-up", "size": 42, "filled": True, "color": OPEN, "opacity": 1}
"""The mark of a number of which some voice gives no upper end."""


def legend(words: ChartWords, *, any_open: bool) -> list[Mark]:
    """Say what the parts of a bar stand for."""
    square = {"shape": "square", "size": 130, "filled": True, "opacity": 1}
    found = [
        Mark("point", {**square, "color": SURE}, words.say("surely")),
        Mark("point", {**square, "color": BAND}, words.say("up_to")),
        Mark(
            "point",
            {"shape": "stroke", "size": 190, "color": BEST, "strokeWidth": 2.5, "opacity": 1},
            words.say("best"),
        ),
    ]
    return [*found, *([Mark("point", OPEN_TOP, words.say("open"))] if any_open else [])]


def series_notes(found: Series, words: ChartWords) -> Iterator[str]:
    """Tell of the people who are in no bar."""
    undated = found.undated.counted
    if undated.high:
        yield words.say("undated", figure=words.people(undated))
    yield from apart_notes([*(one for row in found.rows for one in row.sum.apart), *found.apart], words)


def apart_notes(totals: Sequence[Unallocated], words: ChartWords) -> Iterator[str]:
    """Tell of the people of whom only totals speak."""
    if totals:
        told = [
            words.say("row", days=words.days(one.days), figure=words.people(one.people))
            for one in sorted(totals, key=lambda one: one.days)
        ]
        yield words.say("apart", figures=words.say("semicolon").join(told))


def span_of(found: Series) -> Days | None:
    """Return the days that the rows of a series cover."""
    return Days(found.rows[0].days.first, found.rows[-1].days.last) if found.rows else None


def _description(found: Series, title: str, words: ChartWords) -> str:
    """Say in words what the bars show: the days, and the greatest."""
    if not found.rows:
        return title
    most = max(found.rows, key=lambda row: (row.sum.counted.best, row.sum.counted.high))
    days = words.say("from_to", first=words.day(found.rows[0].days.first), last=words.day(found.rows[-1].days.last))
    told = words.say("row", days=words.days(most.days), figure=words.people(most.sum.counted))
    return words.say("about_series", title=title, days=days, most=told)


_STEPS = (1, 2, 3, 6)
_MOST = 9
"""So many labels at most stand under a chart."""


def _day_labels(rows: Sequence[Row], step: Step, words: ChartWords) -> dict[float, str | list[str]]:
    """Name each bar under its middle where they are few, else round days."""
    if not rows:
        return {}
    first = rows[0].days.first
    if len(rows) > _MOST:
        return ticks(first, rows[-1].days.last, words)
    starts = [row.days.first for row in rows]
    if step is Step.YEAR:
        labels: list[str | list[str]] = [words.year(day) for day in starts]
    else:
        labels = list(_labelled(first, starts, words, of_days=step is not Step.MONTH).values())
    middles = ((row.days.first - first).days + row.days.length / 2 for row in rows)
    return dict(zip(middles, labels, strict=True))


def ticks(first: date, last: date, words: ChartWords) -> dict[float, str | list[str]]:
    """Return round days between two with their labels, the year where it begins: days, months or years."""
    days = (last - first).days + 1
    if days <= 7 * _MOST:
        step = next((n for n in (1, 2, 7) if days <= n * _MOST), 7)
        return _labelled(first, [first + timedelta(n) for n in range(0, days, step)], words, of_days=True)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    size = next((n for n in _STEPS if months <= n * _MOST), 12 * -(-months // (12 * _MOST)))
    begin = first.year * 12 + first.month - 1
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(begin, begin + months) if n % size == 0]
    return _labelled(first, [day for day in starts if first <= day <= last], words, of_days=False)


def _labelled(first: date, days: list[date], words: ChartWords, *, of_days: bool) -> dict[float, str | list[str]]:
    labels: dict[float, str | list[str]] = {}
    year = 0
    for day in days:
        name = words.day(day, short=True) if of_days else words.short_month(day)
        lines = [words.line(name)] if day.year == year else [words.line(name), words.year(day)]
        labels[float((day - first).days)] = lines
        year = day.year
    return labels

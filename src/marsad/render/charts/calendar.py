"""People day by day on a calendar: a square a day, a column a week from Monday on, a year under the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.model.problem import MarsadError
from marsad.render.charts.chart import Frame, Mark, Setting, asked_for, fixed
from marsad.render.charts.palette import EMPTY, HEAT, INK, PAPER, QUIET
from marsad.render.charts.timeline import series_notes, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.queries.series import Row, Series
    from marsad.render.charts.chart import Chart, Spec
    from marsad.render.charts.words import ChartWords

CELL = 15
"""The side of a square with its gap, in pixels."""
LONGEST = 12
"""So many years fit on a calendar."""
_ROUND = tuple(n * 10**power for power in range(7) for n in (1, 2, 5))
_WEEKS, _YEAR, _NAMES, _HEAD = 54, 9.2 * CELL, 62, 20


@dataclass(frozen=True, slots=True)
class Shade:
    """A class of days: people from `low` to `high` by the best figure, and its colour."""

    low: int
    high: int
    colour: str


def calendar(found: Series, setting: Setting) -> Chart:
    """Draw a series of days; raises MarsadError where it reaches over more years than fit."""
    words = setting.words
    years = sorted({day.year for row in found.rows for day in (row.days.first, row.days.last)})
    years = list(range(years[0], years[-1] + 1)) if years else []
    if len(years) > LONGEST:
        raise MarsadError(
            f"A calendar of {len(years)} years is too long, from {years[0]} to {years[-1]}; "
            f"ask for at most {LONGEST} with --from and --to, or draw `marsad chart weeks --by month`."
        )
    title = words.say("calendar", what=words.harmed(found.cell))
    shades = _shades(max((row.sum.counted.best for row in found.rows), default=0))
    frame = Frame(
        setting=setting,
        width=_NAMES + _WEEKS * CELL,
        height=int(_YEAR * max(len(years), 1)),
        title=title,
        subtitle=asked_for(setting, span_of(found)),
        legend=_legend(shades, found.rows, words),
        notes=list(series_notes(found, words)),
        below=22,
    )
    layers = [_squares(found.rows, years, shades, words), *_dots(found.rows, years, words)]
    layers += [part for n, year in enumerate(years) for part in _names(frame, n, year)]
    return frame.chart(layers, _description(found.rows, title, words))


def _shades(highest: int) -> list[Shade]:
    """Cut the numbers up to the highest into at most five classes that begin with round numbers: 1, 2–9, 10–49."""
    starts = [n for n in _ROUND if n <= highest]
    if len(starts) > len(HEAT):
        starts = [starts[len(starts) * n // len(HEAT)] for n in range(len(HEAT))]
    ends = [*(after - 1 for after in starts[1:]), highest][: len(starts)]
    colours = HEAT[len(HEAT) - len(starts) :]
    return [Shade(low, high, colour) for low, high, colour in zip(starts, ends, colours, strict=True)]


def _place(day: date, years: Sequence[int], words: ChartWords) -> tuple[float, float]:
    """Return the left upper corner of a day's square, in pixels."""
    start = date(day.year, 1, 1)
    week = ((day - start).days + start.weekday()) // 7
    begin = 0 if words.rtl else _NAMES
    return begin + CELL * week, _YEAR * (day.year - years[0]) + _HEAD + CELL * day.weekday()


def _squares(rows: Sequence[Row], years: Sequence[int], shades: Sequence[Shade], words: ChartWords) -> Spec:
    data = []
    for row in rows:
        x, y = _place(row.days.first, years, words)
        people = row.sum.counted
        shade = next((s.colour for s in reversed(shades) if people.best >= s.low), EMPTY)
        told = words.people(people) if people.high else words.say("nobody")
        said = words.say("row", days=words.days(row.days), figure=told)
        data.append({"x": x, "to": x + CELL - 2, "y": y, "end": y + CELL - 2, "fill": shade, "said": said})
    pixels = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": data},
        "mark": {"type": "rect", "cornerRadius": 2},
        "encoding": {
            "x": {"field": "x", **pixels},
            "x2": {"field": "to"},
            "y": {"field": "y", **pixels},
            "y2": {"field": "end"},
            "color": {"field": "fill", "type": "nominal", "scale": None},
            "description": {"field": "said"},
        },
    }


def _dots(rows: Sequence[Row], years: Sequence[int], words: ChartWords) -> list[Spec]:
    """Mark the days whose figure is not one number."""
    data = []
    for row in rows:
        if _unsure(row):
            x, y = _place(row.days.first, years, words)
            data.append({"x": x + (CELL - 2) / 2, "y": y + (CELL - 2) / 2})
    pixels = {"type": "quantitative", "scale": None, "axis": None}
    encoding = {"x": {"field": "x", **pixels}, "y": {"field": "y", **pixels}}
    return [{"data": {"values": data}, "mark": {"type": "point", "aria": False, **_DOT}, "encoding": encoding}] * bool(
        data
    )


_DOT = {"shape": "circle", "size": 22, "filled": True, "color": INK, "stroke": PAPER, "strokeWidth": 1, "opacity": 1}


def _unsure(row: Row) -> bool:
    people = row.sum.counted
    return people.low != people.high or people.open


def _names(frame: Frame, number: int, year: int) -> list[Spec]:
    """Write the months over a year, its days of the week beside it, and its number."""
    words, top = frame.words, _YEAR * number
    parts = [frame.text(words.year(date(year, 1, 1)), 0, top + 8, color=INK, fontWeight=600, fontSize=13)]
    parts += [
        frame.text(words.line(words.weekday(day)), 0, top + _HEAD + CELL * day + CELL / 2 - 1, color=QUIET, fontSize=11)
        for day in (0, 2, 4, 6)
    ]
    for month in range(1, 13):
        first = date(year, month, 1)
        monday = first + timedelta(-first.weekday() % 7)
        x, _ = _place(monday, [year], words)
        look = {"x": x, "y": top + 8, "align": "left", "baseline": "middle", "fontSize": 11, "color": QUIET}
        parts.append(fixed({"type": "text", "text": words.line(words.short_month(first)), **look}))
    return parts


def _legend(shades: Sequence[Shade], rows: Sequence[Row], words: ChartWords) -> list[Mark]:
    square = {"shape": "square", "size": 150, "filled": True, "opacity": 1}
    found = [Mark("point", {**square, "color": EMPTY}, words.say("nobody"))]
    found += [Mark("point", {**square, "color": s.colour}, words.line(words.figure(s.low, s.high))) for s in shades]
    return [*found, *([Mark("point", _DOT, words.say("unsure"))] if any(map(_unsure, rows)) else [])]


def _description(rows: Sequence[Row], title: str, words: ChartWords) -> str:
    told = [
        words.say("row", days=words.days(row.days), figure=words.people(row.sum.counted))
        for row in rows
        if row.sum.counted.high
    ]
    return words.say("about_bars", title=title, bars=words.say("semicolon").join(told) or words.say("nobody"))

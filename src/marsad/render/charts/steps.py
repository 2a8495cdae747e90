"""How the toll of an incident moved: the best figure as steps over a band from low to high, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.history import held
from marsad.model.problem import MarsadError
from marsad.render.charts.chart import Frame, Mark, Setting, axis, counts
from marsad.render.charts.palette import BAND, BEST, INK, OPEN, PAPER
from marsad.render.charts.reasons import told_reason
from marsad.render.charts.timeline import OPEN_TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.ledger.history import Held
    from marsad.model.incident import Cell, Incident
    from marsad.render.charts.chart import Chart, Spec
    from marsad.render.charts.words import ChartWords

WIDTH, HEIGHT = 720, 260
_NEAREST = 0.045
"""Neighbours stand at least this part of all the days apart, so that their numbers can be read."""
_TOLD = 14
"""So many steps are told in words under the chart, the newest."""


def steps(incident: Incident, cell: Cell, setting: Setting, voice: Callable[[str], str] = str) -> Chart:
    """Draw the figures of a cell by when they were said; `voice` names a voice as reports write it.

    Raises MarsadError where nothing is stated of the cell.
    """
    words = setting.words
    figures = held(incident.history, cell)
    if not figures:
        known = ", ".join(str(toll.cell) for toll in incident.tolls)
        raise MarsadError(f"Nothing is stated of {cell} in {incident.id}; it has {known}.")
    place = words.place(incident.location) if incident.location else incident.place
    title = words.say("toll", place=words.foreign(place or incident.id))
    places = _placed(figures)
    data = [_datum(n, figure, at, words) for n, (figure, at) in enumerate(zip(figures, places, strict=True), 1)]
    margin = 0.08 * (places[-1] or 1.0)
    end = places[-1] + margin
    levels = counts(max(figure.step.high for figure in figures), words, most=4)
    told = [_told(n, figure, words, voice) for n, figure in enumerate(figures, 1)]
    left_out = len(told) - _TOLD
    notes = [*([words.say("step_more", n=words.number(left_out))] if left_out > 0 else []), *told[-_TOLD:]]
    now = figures[-1].step
    frame = Frame(
        setting=setting,
        width=WIDTH,
        height=HEIGHT,
        title=title,
        subtitle=words.say("comma").join([words.harmed(cell), _now(now, words)]),
        legend=_legend(words, any_open=any(figure.step.open for figure in figures)),
        notes=notes,
        below=62,
    )
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-margin / 2, end], "nice": False},
        "axis": axis(_day_labels(figures, places, words), grid=False, orient="bottom"),
    }
    y = {
        "field": "low",
        "type": "quantitative",
        "scale": {"domain": [-0.07 * max(levels), 1.07 * max(levels)], "nice": False},
        "axis": axis(levels, grid=True, orient="right" if words.rtl else "left"),
    }
    description = words.say("about_steps", title=title, steps=" ".join(told))
    return frame.chart(_layers(data, end, {"x": x, "y": y}), description)


def _now(step: object, words: ChartWords) -> str:
    low, best, high = (getattr(step, end) for end in ("low", "best", "high"))
    figure = words.figure(low, high, top_open=getattr(step, "open", False))
    if low != high:
        figure = words.say("best_and_ends", best=words.number(best), ends=figure)
    return words.say("held_now", figure=figure)


def _placed(figures: Sequence[Held]) -> list[float]:
    """Return where each figure stands: as many days from the one before as lie between, but never too near it."""
    known = [figure.first for figure in figures if figure.first]
    span = (max(known) - min(known)).days if known else 0
    least = max(_NEAREST * span, 0.5)
    places, latest = [0.0], figures[0].first
    for figure in figures[1:]:
        gap = (figure.first - latest).days if figure.first and latest else 0
        places.append(places[-1] + max(float(gap), least))
        latest = figure.first or latest
    return places


def _day_labels(figures: Sequence[Held], places: Sequence[float], words: ChartWords) -> dict[float, str | list[str]]:
    """Write the day under the first figure of each, where there is room, the year where it changes."""
    labels: dict[float, str | list[str]] = {}
    room, year, written = 0.11 * (places[-1] or 1.0), 0, None
    for figure, at in zip(figures, places, strict=True):
        day = figure.first
        if day is None or day == written or (labels and at - max(labels) < room):
            continue
        name, written = words.line(words.day(day, short=True)), day
        labels[at] = [name] if day.year == year else [name, words.year(day)]
        year = day.year
    return labels


def _datum(number: int, figure: Held, at: float, words: ChartWords) -> dict[str, object]:
    step = figure.step
    return {
        "x": at,
        "low": step.low,
        "best": step.best,
        "high": step.high,
        "open": step.open,
        "number": words.number(number),
    }


def _layers(data: list[dict[str, object]], end: float, scales: dict[str, Spec]) -> list[Spec]:
    x, y = scales["x"], scales["y"]
    best = {**y, "field": "best"}
    until = [*data, {**data[-1], "x": end}]
    return [
        {
            "data": {"values": until},
            "mark": {"type": "area", "interpolate": "step-after", "color": BAND, "opacity": 1, "aria": False},
            "encoding": {"x": x, "y": y, "y2": {"field": "high"}},
        },
        {
            "data": {"values": until},
            "mark": {"type": "line", "interpolate": "step-after", "color": BEST, "strokeWidth": 2.5, "aria": False},
            "encoding": {"x": x, "y": best},
        },
        {
            "data": {"values": data},
            "layer": [
                {
                    "transform": [{"filter": "datum.open"}],
                    "mark": {"type": "point", "yOffset": -8, "xOffset": 12, "aria": False, **OPEN_TOP},
                    "encoding": {"x": x, "y": {**y, "field": "high"}},
                },
                {
                    "mark": {
                        "type": "point",
                        "shape": "circle",
                        "size": 330,
                        "filled": True,
                        "opacity": 1,
                        "color": PAPER,
                        "stroke": BEST,
                        "strokeWidth": 2,
                        "aria": False,
                    },
                    "encoding": {"x": x, "y": best},
                },
                {
                    "mark": {"type": "text", "color": INK, "fontWeight": 600, "baseline": "middle", "aria": False},
                    "encoding": {"x": x, "y": best, "text": {"field": "number"}},
                },
            ],
        },
    ]


def _told(number: int, figure: Held, words: ChartWords, voice: Callable[[str], str]) -> str:
    """Tell a step in words: when, how many, why, and who said it."""
    step = figure.step
    day = words.day(figure.first) if figure.first else words.say("unknown_day")
    return words.say(
        "step",
        n=words.number(number),
        day=day,
        figure=words.figure(step.low, step.high, top_open=step.open),
        reason=told_reason(step.reason, words),
        voice=words.foreign(words.voice(voice(step.voice))),
    )


def _legend(words: ChartWords, *, any_open: bool) -> list[Mark]:
    stroke = {"shape": "stroke", "size": 190, "color": BEST, "strokeWidth": 2.5, "opacity": 1}
    square = {"shape": "square", "size": 130, "filled": True, "opacity": 1, "color": BAND}
    found = [Mark("point", stroke, words.say("best")), Mark("point", square, words.say("range"))]
    return [*found, *([Mark("point", {**OPEN_TOP, "color": OPEN}, words.say("open"))] if any_open else [])]

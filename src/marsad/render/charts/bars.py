"""People by governorate or by party: a bar up to the best figure, a whisker from low to high, the number beside it.

In Arabic names stand on the right and bars grow from there to the left, as Arabic papers draw them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import NOBODY, People
from marsad.ledger.queries.sums import NOBODY_TOLD
from marsad.places.gazetteer import gazetteer
from marsad.render.charts.chart import Frame, Mark, Setting, asked_for, axis
from marsad.render.charts.palette import INK, OPEN, SURE, TEXT, UNKNOWN
from marsad.render.charts.timeline import apart_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.ledger.queries.sums import Sum
    from marsad.model.place import Place
    from marsad.render.charts.chart import Chart, Spec
    from marsad.render.charts.words import ChartWords

WIDTH, ROW = 640, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its people; `known` is False for those of no known place, side or party."""

    name: str
    people: People
    known: bool = True


def governorates(sums: Sequence[Sum], whole: Sum, setting: Setting) -> Chart:
    """Draw sums by governorate; `whole` is the sum over all of them, with what only totals state."""
    words = setting.words
    known = {one.key: found for one in sums if (found := _governorate(one.key))}
    rows = [Bar(_called(known[one.key], words), one.counted) for one in sums if one.key in known]
    for phrase, people in (("wider", _added(sums, known, wide=True)), ("nowhere", _added(sums, known))):
        rows.append(Bar(words.say(phrase), people, known=False))
    title = words.say("by_governorate", what=words.harmed(whole.cell))
    return _bars(title, rows, whole, setting)


def parties(sums: Sequence[Sum], whole: Sum, setting: Setting) -> Chart:
    """Draw sums by who was harmed: civilians, each party, combatants of no known one, and of whom no word says."""
    words = setting.words
    rows = [Bar(_who(one, words), one.counted, known=one.name != NOBODY_TOLD) for one in sums]
    title = words.say("by_party", what=words.harmed(whole.cell))
    told = sorted((row for row in rows if row.known), key=lambda row: (-row.people.best, -row.people.high, row.name))
    return _bars(title, [*told, *(row for row in rows if not row.known)], whole, setting)


def _governorate(code: str) -> Place | None:
    """Return the governorate of a code; None for a wider region, a desert or a road, and where none is known."""
    found = gazetteer().place(code) if code else None
    return found if found and found.kind == "governorate" else None


def _called(place: Place, words: ChartWords) -> str:
    return place.name_ar if words.rtl else place.name_en


def _added(sums: Sequence[Sum], governorates: Mapping[str, Place], *, wide: bool = False) -> People:
    """Add the people of sums that are of no governorate: of those with a place, or without one."""
    return reduce(add, (s.counted for s in sums if s.key not in governorates and bool(s.key) == wide), NOBODY)


def _who(one: Sum, words: ChartWords) -> str:
    if one.name == NOBODY_TOLD:
        return words.say("untold")
    if one.cell.party:
        return words.party(one.cell.party)
    return words.say(str(one.cell.side)) if one.cell.side else words.harmed(one.cell)


def _bars(title: str, rows: list[Bar], whole: Sum, setting: Setting) -> Chart:
    words = setting.words
    shown = [row for row in rows if row.people.high]
    frame = Frame(
        setting=setting,
        width=WIDTH,
        height=ROW * max(len(shown), 1),
        title=title,
        subtitle=asked_for(setting),
        legend=_legend(words, any_open=any(row.people.open for row in shown)),
        notes=list(_notes(whole, words)),
        below=24,
    )
    told = words.say("semicolon").join(
        words.say("bar", name=row.name, figure=words.people(row.people)) for row in shown
    )
    description = words.say("about_bars", title=title, bars=told or words.say("nobody"))
    return frame.chart(_layers(shown, words), description)


def _layers(shown: list[Bar], words: ChartWords) -> list[Spec]:
    names = {n + 0.5: words.line(row.name) for n, row in enumerate(shown)}
    data = [
        {
            "top": n + 0.2,
            "middle": n + 0.5,
            "bottom": n + 0.8,
            "low": row.people.low,
            "best": row.people.best,
            "high": row.people.high,
            "end": max(row.people.high, row.people.best),
            "open": row.people.open,
            "known": row.known,
            "exact": row.people.low == row.people.high,
            "figure": words.line(words.people(row.people)),
            "said": words.say("bar", name=row.name, figure=words.people(row.people)),
        }
        for n, row in enumerate(shown)
    ]
    top = max((row.people.high for row in shown), default=1) * 1.28  # room for the greatest figure
    side, turn = ("right", -1) if words.rtl else ("left", 1)
    x = {
        "field": "best",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False, "reverse": words.rtl},
        "axis": None,
    }
    y = {
        "field": "top",
        "type": "quantitative",
        "scale": {"domain": [0, max(len(shown), 1)], "nice": False, "reverse": True},
        "axis": {**axis(names, grid=False, orient=side), "labelFontSize": TEXT, "labelColor": INK},
    }
    middle = {**y, "field": "middle"}
    whisker = {"color": OPEN, "strokeWidth": 1.6, "aria": False}
    vary = {"filter": "!datum.exact"}
    cap = {**whisker, "type": "tick", "orient": "vertical", "size": 9, "thickness": 1.6}
    return [
        {
            "data": {"values": data},
            "layer": [
                {
                    "mark": {"type": "rect"},
                    "encoding": {
                        "x": x,
                        "x2": {"datum": 0},
                        "y": y,
                        "y2": {"field": "bottom"},
                        "color": {"condition": {"test": "datum.known", "value": SURE}, "value": UNKNOWN},
                        "description": {"field": "said"},
                    },
                },
                {
                    "transform": [vary],
                    "mark": {**whisker, "type": "rule"},
                    "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": middle},
                },
                {"transform": [vary], "mark": cap, "encoding": {"x": {**x, "field": "low"}, "y": middle}},
                {"transform": [vary], "mark": cap, "encoding": {"x": {**x, "field": "high"}, "y": middle}},
                {
                    "transform": [{"filter": "datum.open"}],
                    "mark": {"type": "point", "xOffset": 7 * turn, "aria": False, **_open_end(words)},
                    "encoding": {"x": {**x, "field": "end"}, "y": middle},
                },
                {
                    "mark": {"type": "text", "align": side, "dx": 14 * turn, "baseline": "middle", "aria": False},
                    "encoding": {"x": {**x, "field": "end"}, "y": middle, "text": {"field": "figure"}},
                },
            ],
        }
    ]


def _open_end(words: ChartWords) -> dict[str, object]:
    shape = "triangle-left" if words.rtl else "triangle-right"
    return {"shape": shape, "size": 42, "filled": True, "color": OPEN, "opacity": 1}


def _legend(words: ChartWords, *, any_open: bool) -> list[Mark]:
    bar = {"shape": "square", "size": 130, "filled": True, "opacity": 1, "color": SURE}
    whisker = {"shape": "stroke", "size": 190, "color": OPEN, "strokeWidth": 1.6, "opacity": 1}
    found = [Mark("point", bar, words.say("best")), Mark("point", whisker, words.say("range"))]
    return [*found, *([Mark("point", _open_end(words), words.say("open"))] if any_open else [])]


def _notes(whole: Sum, words: ChartWords) -> Iterator[str]:
    """Tell what is in no bar: people of whom only totals speak, and incidents that say nothing of the cell."""
    yield from apart_notes(whole.apart, words)
    if whole.silent:
        yield words.say("silent_one" if whole.silent == 1 else "silent", n=words.number(whole.silent))

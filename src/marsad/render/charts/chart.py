"""A chart: a Vega-Lite specification with its title and what it says in words, and the frame that all charts share.

Every position is a plain number (days from the first one, rows from the top), and every label is written here, so that
a drawing knows no clock, time zone or locale, and the same ledger gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.ledger.selection import Selection
from marsad.model.when import Days
from marsad.render.charts.palette import HEADING, INK, QUIET, SMALL, TEXT, config, face
from marsad.render.charts.words import wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from marsad.render.charts.words import ChartWords

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
LINE = 18
"""The height of a line of words in pixels."""
ABOVE = -26
"""Where a legend stands above the plot."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures of a chart come from: how many reports, when the journal's head was recorded, as of when."""

    reports: int
    recorded: date | None = None
    as_published: date | None = None
    as_recorded: date | None = None
    as_stated: date | None = None

    def line(self, words: ChartWords) -> str:
        """Write the line of the source."""
        if self.recorded is None:
            return words.say("source_empty")
        key = "source_one" if self.reports == 1 else "source"
        parts = [words.say(key, reports=words.number(self.reports), day=words.day(self.recorded))]
        parts += [words.say("as_published", day=words.day(self.as_published))] if self.as_published else []
        parts += [words.say("as_recorded", day=words.day(self.as_recorded))] if self.as_recorded else []
        parts += [words.say("as_stated", day=words.day(self.as_stated))] if self.as_stated else []
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every chart is drawn with: its words, where its figures come from, and what was asked for."""

    words: ChartWords
    origin: Origin
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification in one language, its title, and all that it shows in words, for who cannot see it."""

    spec: Spec
    title: str
    description: str
    language: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of a legend: a mark of Vega-Lite's with its properties, and what it stands for."""

    kind: str
    look: Mapping[str, Any]
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the marks of a chart: the plot in pixels, titles, legend, notes, source."""

    setting: Setting
    width: int
    height: int
    title: str
    subtitle: str
    legend: Sequence[Mark]
    notes: Sequence[str]
    below: int = 40
    """So many pixels under the plot belong to its axis."""

    @property
    def words(self) -> ChartWords:
        """The words of the chart."""
        return self.setting.words

    def chart(self, layers: Iterable[Spec], description: str) -> Chart:
        """Put the frame around the layers of a chart."""
        spec = {
            "$schema": SCHEMA,
            "width": self.width,
            "height": self.height,
            "padding": {"left": 24, "right": 24, "top": 20, "bottom": 18},
            "title": self._headline(),
            "config": config(self.words.language),
            "layer": [*layers, *self._legend(), *self._foot()],
        }
        return Chart(spec, self.title, description, self.words.language)

    def start(self, pixels: float) -> float:
        """Return the place so many pixels from where lines begin: the left in English, the right in Arabic."""
        return self.width - pixels if self.words.rtl else pixels

    @property
    def align(self) -> str:
        """The side on which lines begin."""
        return "right" if self.words.rtl else "left"

    def _headline(self) -> Spec:
        words = self.words
        return {
            "text": words.line(self.title),
            "subtitle": words.line(self.subtitle),
            "anchor": "end" if words.rtl else "start",
            "frame": "group",
            "font": face(self.title, words.language),
            "fontSize": HEADING,
            "fontWeight": 600,
            "color": INK,
            "subtitleFont": face(self.subtitle, words.language),
            "subtitleFontSize": TEXT,
            "subtitleColor": QUIET,
            "subtitlePadding": 6,
            "offset": 22 + LINE * (1 if self.legend else 0),
        }

    def _legend(self) -> list[Spec]:
        layers, at = [], 0.0
        for mark in self.legend:
            place = {"x": self.start(at + 7), "y": ABOVE}
            layers.append(fixed({"type": mark.kind, **mark.look, **place}))
            layers.append(self.text(mark.label, at + 19, ABOVE, color=QUIET))
            at += 19 + wide(mark.label) + 20
        return layers

    def _foot(self) -> list[Spec]:
        words = self.words
        top = self.height + self.below
        lines = [line for note in self.notes for line in words.lines(note, self.width)]
        layers = [self.text(line, 0, top + LINE * n, color=INK) for n, line in enumerate(lines)]
        under = top + LINE * len(lines) + (8 if lines else 0)
        return [*layers, self.text(words.line(self.setting.origin.line(words)), 0, under, color=QUIET)]

    def text(self, words: str, begin: float, y: float, **look: Any) -> Spec:
        """Write words that begin so many pixels from where lines begin."""
        place = {"x": self.start(begin), "y": y, "align": self.align, "baseline": "middle"}
        return fixed(
            {
                "type": "text",
                "text": words,
                "fontSize": SMALL,
                "font": face(words, self.words.language),
                **place,
                **look,
            }
        )


def fixed(mark: Spec) -> Spec:
    """Return a layer with one mark at a place of its own; it is decoration to who cannot see it."""
    return {"data": {"values": [{}]}, "mark": {**mark, "aria": False}}


def axis(labels: Mapping[float, str | list[str]], *, grid: bool, orient: str) -> Spec:
    """Return an axis with these labels at these values."""
    table = ", ".join(f"{_literal(float(value))}: {_literal(label)}" for value, label in labels.items())
    return {
        "values": list(labels),
        "labelExpr": f"{{{table}}}[format(datum.value, '.6~f')]",
        "grid": grid,
        "orient": orient,
        "labelOverlap": False,
        "labelFlush": False,
    }


def _literal(value: float | str | list[str]) -> str:
    """Write a value as a key or a constant of a Vega expression."""
    if isinstance(value, float):
        return f"'{value:.6f}'".replace(".000000'", "'") if value.is_integer() else f"'{value:.6f}".rstrip("0") + "'"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def counts(highest: int, words: ChartWords, most: int = 5) -> dict[float, str]:
    """Return round numbers from 0 up to the first one that is not below the highest, with their labels."""
    step, unit = 1, 1
    while -(-max(highest, 1) // step) > most:
        step = next((unit * n for n in (2, 5) if unit * n > step), unit * 10)
        unit = unit * 10 if step == unit * 10 else unit
    top = max(-(-highest // step), 1) * step
    return {float(n): words.number(n) for n in range(0, top + 1, step)}


def asked_for(setting: Setting, span: Days | None = None) -> str:
    """Say which days, place and party a chart is about; `span` are the days shown where none were asked for."""
    words, selection = setting.words, setting.selection
    first, last = selection.first or (span and span.first), selection.last or (span and span.last)
    if first and last:
        days = words.days(Days(first, last))
    elif first:
        days = words.say("since", first=words.day(first))
    else:
        days = words.say("until", last=words.day(last)) if last else words.say("all_days")
    named = [words.place_named(selection.place)] if selection.place else []
    named += [words.party_named(selection.party)] if selection.party else []
    return words.say("comma").join([days, *named])

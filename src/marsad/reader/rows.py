"""Read a row of a casebook: its claims are made of its cells as the columns name them, not read in its words.

What no column says is not filled in. A cell that cannot be understood is a problem that names its column; the others
are read. Every quote is a stretch of the report's text: a claim's own quote is the whole line, label and number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.actors.choice import Setting, choose
from marsad.actors.registry import registry
from marsad.lang.phrases import Amount, Day, Victims, value
from marsad.model.claim import Claim, Method, Side
from marsad.model.count import Count
from marsad.model.incident import Cell
from marsad.model.place import Location, Precision
from marsad.model.problem import Problem
from marsad.model.reading import Reading
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.places.locate import locate
from marsad.places.shape import spot
from marsad.reader.country import vote
from marsad.reader.days import resolve
from marsad.reader.language import language
from marsad.reader.script import code_of
from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.report import Report
    from marsad.model.row import RowCell
    from marsad.text.nodes import Node

ROW_READER = "casebook mapping 1"
"""What makes claims of rows; the number goes up when the same row may give others. The journal keeps it."""
WIDER = ("subdistrict", "district", "governorate")
"""Slots of the areas that a place lies in, the nearest first."""
POINT_KM = 1.0
"""How far about a row's coordinates a place may lie."""
APART_KM = 15.0
"""Coordinates that lie farther from the place that a row names speak of another place."""
MOST = 10_000_000
"""No cell counts more people than this."""
_END = re.compile(r"\.(?:low|high)$")
_PLAIN = re.compile(r"(?P<sign>[~≈]|>=?|≥|<=?|≤)?\s*(?P<low>\d+)(?:\.0+)?\s*(?:(?P<more>\+)|[-–]\s*(?P<high>\d+))?")
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,٫]\d+)?")


def read_row(report: Report, country: str | None = None) -> Reading:
    """Make the reading of a row; nothing raises for what a cell holds."""
    folded = fold(report.text).text
    row = _Row(report, country or vote(folded).country)
    claims = row.claims()
    lang = report.lang or code_of(folded)
    published = report.published or row.days("published")
    return Reading(
        replace(report, lang=lang), claims, (), tuple(row.problems), published, row.country, reader=ROW_READER
    )


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What all claims of a row share."""

    when: When | None
    said: When | None
    place: Quote | None
    location: Location | None
    by: Quote | None
    by_party: str | None
    method: Method | None
    method_quote: Quote | None
    source: Quote | None
    source_key: str | None
    victims: Quote | None
    party: str | None


class _Row:
    """The cells of a row by slot, and what could not be understood of them."""

    def __init__(self, report: Report, country: str) -> None:
        self.report = report
        self.country = country
        self.problems: list[Problem] = []
        self._cells: dict[str, RowCell] = {}
        for cell in report.cells:
            self._cells.setdefault(cell.slot, cell)

    def claims(self) -> tuple[Claim, ...]:
        """Return a claim for each cell that counts people; parts are told as parts of the wider count of their harm."""
        counted = [*self._counted()]
        if not counted:
            return ()
        shared = self._circumstances()
        wholes = {what.harm: index for index, (what, _, _) in enumerate(counted) if what == Cell(what.harm)}
        made = []
        for index, (what, cell, count) in enumerate(counted):
            whole = wholes.get(what.harm)
            made.append(self._claim(index, what, cell, count, None if whole == index else whole, shared))
        return tuple(made)

    def _counted(self) -> Iterator[tuple[Cell, RowCell, Count]]:
        """Yield what is counted, with the cells that tell it as one: a count, or its two ends."""
        for name in dict.fromkeys(_END.sub("", slot) for slot in self._cells):
            if not _counts(name):
                continue
            told, low, high = (self._cells.get(f"{name}{end}") for end in ("", ".low", ".high"))
            ends = self._ends(low, high)
            if ends is not None:
                yield Cell.parse(name), *ends
            elif told is not None and (count := self._count(told)) is not None:
                yield Cell.parse(name), told, count

    def _ends(self, low: RowCell | None, high: RowCell | None) -> tuple[RowCell, Count] | None:
        """Return a count told by its two ends; where one is not told, it is open: nought below, no top above."""
        least, most = (self._count(cell) if cell else None for cell in (low, high))
        cell = low if low and least else high if high and most else None
        if cell is None:
            return None
        top = most.high if most else None
        if least and top is not None and top < least.low:
            self._bad(cell, "is more than the highest count of its row. The other cells were read.")
            return None
        if low and high and least and most and self.report.text[low.end : high.line] == "\n":
            cell = replace(low, end=high.end)  # one quote over both lines
        return cell, Count(least.low if least else 0, top)

    def days(self, slot: str) -> When | None:
        """Return the days of a cell, None where there are none or they cannot be told."""
        cell = self._cells.get(slot)
        return self._when(cell) if cell else None

    def _claim(  # noqa: PLR0913  a claim has this many sides
        self, index: int, what: Cell, cell: RowCell, count: Count, whole: int | None, shared: _Circumstances
    ) -> Claim:
        party = what.party or (shared.party if what.side in {None, Side.COMBATANT} else None)
        side = what.side or (Side.COMBATANT if party else Side.UNKNOWN)
        return Claim(
            report=self.report.id,
            index=index,
            quote=Quote(cell.line, self.report.text[cell.line : cell.end]),
            harm=what.harm,
            count=count,
            victims=shared.victims,
            side=side,
            group=what.group,
            party=party,
            part_of=whole,
            by=shared.by,
            by_party=shared.by_party,
            method=shared.method,
            method_quote=shared.method_quote,
            place=shared.place,
            location=shared.location,
            when=shared.when,
            said=shared.said,
            source=shared.source,
            source_key=shared.source_key,
            rules=(f"casebook column {cell.slot}",),
        )

    def _circumstances(self) -> _Circumstances:
        when = self._harm_days()
        by, victims = self._quote("doer"), self._quote("victims")
        method = self._method()
        source = self._quote("source")
        return _Circumstances(
            when=when,
            said=self.days("said"),
            place=self._quote("place") or next((q for slot in WIDER if (q := self._quote(slot))), None),
            location=self._location(),
            by=by,
            by_party=self._party(by, when),
            method=method,
            method_quote=self._quote("method") if method else None,
            source=source,
            source_key=self._source_key(source),
            victims=victims,
            party=self._party(self._quote("party"), when),
        )

    def _quote(self, slot: str) -> Quote | None:
        cell = self._cells.get(slot)
        return Quote(cell.start, self.report.text[cell.start : cell.end]) if cell else None

    def _words(self, cell: RowCell) -> str:
        return self.report.text[cell.start : cell.end]

    def _nodes(self, words: str) -> list[Node]:
        folded = fold(words)
        return language(code_of(folded.text), self.country).parse(folded)

    def _bad(self, cell: RowCell, sentence: str) -> None:
        label = self.report.text[cell.line : cell.start].rstrip(": ")
        where = self.report.name or self.report.id
        self.problems.append(Problem("bad-cell", f"column “{label}”: “{self._words(cell)}” {sentence}", where))

    def _count(self, cell: RowCell) -> Count | None:
        """Read how many people a cell counts: digits with their bound, or words (`at least 6`, `عشرات`)."""
        count = plain_count(cell.plain or self._words(cell)) or self._told(cell)
        if count is None:
            self._bad(cell, "is no number of people. The other cells were read.")
        elif max(count.low, count.high or 0) > MOST:
            self._bad(cell, "is more people than any row can count. The other cells were read.")
            return None
        return count

    def _told(self, cell: RowCell) -> Count | None:
        """Return the one count that words tell, None where they tell none or several."""
        nodes = self._nodes(self._words(cell))
        told = [
            said.count
            for node in nodes
            if (said := value(node, Amount) or value(node, Victims)) and (said.count.low or said.count.high is not None)
        ]
        return told[0] if len(told) == 1 else None

    def _harm_days(self) -> When | None:
        """Return when it was: the day of the row, or from its day to its last."""
        first, last = self.days("date"), self.days("last_date")
        if first and last and last.days.last >= first.days.first:
            return replace(first, days=first.days.hull(last.days))
        if first and last:
            self._bad(self._cells["last_date"], "lies before the first day. It was read without it.")
        return first or last

    def _when(self, cell: RowCell) -> When | None:
        quote = Quote(cell.start, self._words(cell))
        if cell.plain:
            return When(Days.of(date.fromisoformat(cell.plain)), WhenBasis.STATED, quote)
        told = [day for node in self._nodes(quote.text) if (day := value(node, Day)) is not None]
        days = resolve(told[0], None) if len(told) == 1 else None
        if days is None:
            self._bad(cell, "is no day that could be told. Write it like 2019-04-18; the other cells were read.")
            return None
        return When(days, WhenBasis.STATED, quote)

    def _location(self) -> Location | None:
        """Return where it was: the p-code, else the place within its areas, made a point by the coordinates."""
        coded = self._cells.get("pcode")
        listed = gazetteer(self.country).place(self._words(coded).strip().upper()) if coded else None
        if coded and listed is None:
            self._bad(coded, "is no p-code of a place that marsad knows. The other cells were read.")
        areas = [quote.text for slot in WIDER if (quote := self._quote(slot))]
        named = self._quote("place")
        words = [named.text, *areas] if named else areas
        found = spot(listed, ("the row gives its code",)) if listed else None
        if found is None and words:
            found = locate(words[0], words[1:], self.country)
        point = self._point()
        return found if point is None else self._at(point, found, words)

    def _at(self, point: tuple[float, float], found: Location | None, words: list[str]) -> Location:
        """Return the point that a row gives, with the names of the place where both agree."""
        lat, lon = point
        why = "the row gives its coordinates"
        name = words[0] if words else f"{lat}, {lon}"
        if found is None:
            return Location(name, lat, lon, POINT_KM, Precision.NEAR, why=(why,))
        away = distance(point, (found.lat, found.lon))
        if away <= found.radius_km + APART_KM:
            return Location(found.name, lat, lon, POINT_KM, Precision.NEAR, found.pcodes, (*found.why, why))
        near = next((one for one in found.lost if distance(point, (one.lat, one.lon)) <= APART_KM), None)
        listed = gazetteer(self.country).place(near.pcode) if near else None
        if listed is not None:  # of several places of one name the one where the coordinates are
            meant = spot(listed, ("of the places of this name it is the one at the row’s coordinates",))
            return replace(meant, lat=lat, lon=lon, radius_km=POINT_KM, precision=Precision.NEAR)
        sentence = f"lies {away:.0f} km from {found.name}, which the row names. The coordinates were taken."
        self._bad(self._cells["lat"], sentence)
        return Location(name, lat, lon, POINT_KM, Precision.NEAR, why=(why,))

    def _point(self) -> tuple[float, float] | None:
        """Return latitude and longitude where a row gives both."""
        ends = []
        for slot, most in (("lat", 90), ("lon", 180)):
            cell = self._cells.get(slot)
            if cell is None:
                return None
            number = _degrees(self._words(cell))
            if number is None or abs(number) > most:
                self._bad(cell, "is no coordinate in degrees. The row was read without it.")
                return None
            ends.append(number)
        return ends[0], ends[1]

    def _party(self, words: Quote | None, when: When | None) -> str | None:
        """Return the party that words name, on the day of the row."""
        if words is None:
            return None
        actors = registry(self.country)
        named = actors.named(words.text)
        return choose(actors, named, Setting(when.days if when else None)).party if named else None

    def _source_key(self, source: Quote | None) -> str | None:
        """Return the id of a source that the registry knows, None for one that goes by its words."""
        if source is None:
            return None
        actors = registry(self.country)
        named = actors.named(source.text)
        actor = choose(actors, named).actor if named else None
        return actor.id if actor else None

    def _method(self) -> Method | None:
        """Return the method that words name: one of ours, or the first that the words of weapons tell."""
        quote = self._quote("method")
        if quote is None:
            return None
        if quote.text.strip().lower() in {str(one) for one in Method}:
            return Method(quote.text.strip().lower())
        leaves = (leaf for node in self._nodes(quote.text) for leaf in node.leaves())
        said = next((method for leaf in leaves if (method := leaf.attr("method"))), None)
        return Method(str(said)) if said else None


def plain_count(words: str) -> Count | None:
    """Read a count in digits of any script: 27, 6+, 5-7, ~30, >20, <=5; None where it is none."""
    found = _PLAIN.fullmatch("".join(_digits(words.strip().replace("٬", ""))))
    if found is None:
        return None
    low, high, sign = int(found["low"]), found["high"], found["sign"]
    if high is not None:
        return Count(low, int(high)) if int(high) >= low else None
    if found["more"] or sign in {">=", "≥"}:
        return Count(low, None)
    if sign == ">":
        return Count(low + 1, None)
    if sign in {"<", "<=", "≤"}:
        return Count(0, max(low - (sign == "<"), 0))
    return Count(low, low, approx=sign is not None)


def _counts(slot: str) -> bool:
    """Tell whether a slot is what is counted (`killed:children`)."""
    try:
        Cell.parse(slot)
    except ValueError:
        return False
    return True


def _digits(words: str) -> Iterator[str]:
    return (str(int(char)) if char.isdecimal() else char for char in words)


def _degrees(words: str) -> float | None:
    plain = "".join(_digits(words.strip().rstrip("°")))
    return float(plain.replace(",", ".").replace("٫", ".")) if _DEGREES.fullmatch(plain) else None

"""The ledger as a value: its incidents, tables and charts; opened from where `marsad add` put it, or made in memory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from marsad.intake.day import read_day
from marsad.library.claims import Claim, Reading
from marsad.library.drawings import Drawing, shown
from marsad.library.rows import claim_rows, incident_row, step_row, toll_row
from marsad.library.tables import TABLES, Table
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Unpack

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from marsad.ledger.as_of import Question
    from marsad.ledger.queries.people import People
    from marsad.ledger.selection import Selection
    from marsad.library.tables import Row
    from marsad.model.claim import Claim as ClaimValue
    from marsad.model.incident import Incident as IncidentValue
    from marsad.model.incident import Ledger as LedgerValue
    from marsad.model.incident import Toll
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading as ReadingValue
    from marsad.render.charts.chart import Setting

Day = date | str | None


class AsOf(TypedDict, total=False):
    """As of when a ledger is asked: by what it had been published, recorded, or as a release stated it."""

    published: Day
    recorded: str | None
    stated: Day


class Asked(TypedDict, total=False):
    """Which incidents are asked for: first and last day, a place (name or p-code), a party (key or name)."""

    first: Day
    last: Day
    place: str | None
    party: str | None


@dataclass(frozen=True)
class Told:
    """A ledger with the readings it was worked out of, as people left them; `recorded` is the day of its journal."""

    ledger: LedgerValue
    readings: tuple[ReadingValue, ...]
    decided: tuple[ReadingValue, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    question: str = ""
    recorded: date | None = None
    names: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Incident:
    """One attack, strike, clash or discovery; `value` is the model's own, with history, relations and flags."""

    value: IncidentValue
    of: Ledger = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """Its id, from its founding claim."""
        return self.value.id

    @property
    def place(self) -> str | None:
        """Where, in the words of the most precise claim."""
        return self.value.place

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it can have been."""
        return (self.value.when.first, self.value.when.last) if self.value.when else None

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties named."""
        return self.value.parties

    def toll(self, cell: str = "killed") -> Toll | None:
        """Return low, best and high of a cell like `killed/civilian:children`; None where nothing is stated."""
        return self.value.toll(_cell(cell))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims behind it, each with its report."""
        held = self.of.claims_by_id
        return tuple(held[claim] for claim in self.value.claims if claim in held)

    def table(self, name: str = "steps") -> Table:
        """Return its `tolls`, `steps` or `claims` as a table."""
        whole = self.of.table(name)
        return Table(whole.columns, [row for row in whole.rows if row["incident"] == self.id])

    def chart(self, cell: str = "killed", *, lang: str | None = None) -> Drawing:
        """Draw how its toll moved; raises MarsadError where nothing is stated of the cell."""
        from marsad.render.charts.steps import steps
        from marsad.render.cited import Cited

        setting = self.of.setting(lang=lang, reports=len(self.value.reports))
        return Drawing(steps(self.value, _cell(cell), setting, Cited(self.of.told).voice))

    def _repr_html_(self) -> str:
        from marsad.render.notebook import incident_html

        return incident_html(self.value, self.of.told, shown(self.chart))


@dataclass(frozen=True)
class Ledger:
    """Incidents with their tolls, worked out of claims and decisions; goes through its incidents like a list.

    `lang` (`en`, `ar`) and `digits` (`latn`, `arab`) are those of its charts; `dataclasses.replace` gives it others.
    """

    told: Told = field(repr=False)
    lang: str = "en"
    digits: str = "latn"

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents."""
        return tuple(Incident(one, self) for one in self.told.ledger.incidents)

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """The claims, as people left them, by their anchors."""
        return {claim.id: Claim(claim, reading) for reading in self.told.decided for claim in reading.claims}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, as people left them."""
        return tuple(self.claims_by_id.values())

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The reports that it was worked out of, as people left their claims."""
        return tuple(map(Reading, self.told.decided))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What does not hold together."""
        return self.told.ledger.problems

    def __iter__(self) -> Iterator[Incident]:
        """Go through the incidents."""
        return iter(self.incidents)

    def __len__(self) -> int:
        """Count the incidents."""
        return len(self.told.ledger.incidents)

    def __getitem__(self, beginning: str) -> Incident:
        """Return the incident whose id begins so; raises MarsadError where none or several do."""
        found = [one for one in self.incidents if one.id.startswith(beginning)]
        if len(found) == 1 and beginning:
            return found[0]
        how = f"{len(found)} incidents have an id that begins" if found else "No incident has an id that begins"
        raise MarsadError(f"{how} with “{beginning}”.")

    # ---- asked

    def sum(self, cell: str = "killed", **asked: Unpack[Asked]) -> People:
        """Sum people of a cell over days, places and parties, nobody twice; what only totals state is in it, too."""
        from marsad.ledger.queries.sums import summed

        return summed(self.told.ledger, self._values, _cell(cell), _selection(asked)).total

    # ---- tables

    def table(self, name: str = "incidents") -> Table:
        """Return a table: `incidents`, `tolls`, `steps` or `claims`; raises MarsadError where there is no such."""
        if name not in TABLES:
            raise MarsadError(f"There is no table “{name}”; there are: {', '.join(TABLES)}.")
        return Table(TABLES[name], getattr(self, f"_{name}")())

    def to_arrow(self, table: str = "incidents") -> pa.Table:
        """Return a table as Arrow."""
        return self.table(table).to_arrow()

    def to_pandas(self, table: str = "incidents") -> pd.DataFrame:
        """Return a table as a pandas frame."""
        return self.table(table).to_pandas()

    def to_polars(self, table: str = "incidents") -> pl.DataFrame:
        """Return a table as a Polars frame."""
        return self.table(table).to_polars()

    # ---- charts

    def weeks(
        self, cell: str = "killed", *, by: str = "week", lang: str | None = None, **asked: Unpack[Asked]
    ) -> Drawing:
        """Draw people over time, a bar a `day`, `week`, `month` or `year`."""
        from marsad.ledger.queries.series import series
        from marsad.ledger.queries.step import Step
        from marsad.render.charts.timeline import timeline

        if by not in [*Step]:
            raise MarsadError(f"A bar is a day, week, month or year, not “{by}”.")
        selection = _selection(asked)
        found = series(self.told.ledger, self._values, _cell(cell), selection, Step(by))
        return Drawing(timeline(found, Step(by), self.setting(selection, lang)))

    def calendar(self, cell: str = "killed", *, lang: str | None = None, **asked: Unpack[Asked]) -> Drawing:
        """Draw people day by day, the darker the more."""
        from marsad.ledger.queries.series import series
        from marsad.ledger.queries.step import Step
        from marsad.render.charts.calendar import calendar

        selection = _selection(asked)
        found = series(self.told.ledger, self._values, _cell(cell), selection, Step.DAY)
        return Drawing(calendar(found, self.setting(selection, lang)))

    def governorates(self, cell: str = "killed", *, lang: str | None = None, **asked: Unpack[Asked]) -> Drawing:
        """Draw people by governorate."""
        from marsad.ledger.queries.sums import by_place, summed
        from marsad.render.charts.bars import governorates

        selection, counted = _selection(asked), _cell(cell)
        sums = by_place(selection.weigh(self.told.ledger.incidents), counted)
        whole = summed(self.told.ledger, self._values, counted, selection)
        return Drawing(governorates(sums, whole, self.setting(selection, lang)))

    def parties(self, cell: str = "killed", *, lang: str | None = None, **asked: Unpack[Asked]) -> Drawing:
        """Draw people by who was harmed: civilians, each party, and those of whom no word says."""
        from marsad.ledger.queries.sums import by_party, summed
        from marsad.render.charts.bars import parties

        selection, counted = _selection(asked), _cell(cell)
        sums = by_party(selection.weigh(self.told.ledger.incidents), counted)
        whole = summed(self.told.ledger, self._values, counted, selection)
        return Drawing(parties(sums, whole, self.setting(selection, lang)))

    def setting(
        self, selection: Selection | None = None, lang: str | None = None, reports: int | None = None
    ) -> Setting:
        """Return what its charts are drawn with."""
        from marsad.ledger.selection import Selection
        from marsad.render.charts.chart import Origin, Setting
        from marsad.render.charts.words import ChartWords

        origin = Origin(len(self.told.readings) if reports is None else reports, self.told.recorded)
        return Setting(ChartWords(lang or self.lang, self.digits), origin, selection or Selection())

    def _repr_html_(self) -> str:
        from marsad.render.notebook import ledger_html

        return ledger_html(self.told, shown(self.weeks))

    @cached_property
    def _values(self) -> Mapping[str, ClaimValue]:
        return {id_: claim.value for id_, claim in self.claims_by_id.items()}

    def _incidents(self) -> list[Row]:
        return [incident_row(one) for one in self.told.ledger.incidents]

    def _tolls(self) -> list[Row]:
        return [toll_row(one.id, toll) for one in self.told.ledger.incidents for toll in one.tolls]

    def _steps(self) -> list[Row]:
        return [step_row(one.id, step) for one in self.told.ledger.incidents for step in one.history]

    def _claims(self) -> list[Row]:
        within = {claim: one.id for one in self.told.ledger.incidents for claim in one.claims}
        return claim_rows(self.told.decided, within)


def reconcile(readings: Iterable[Reading], *, lang: str = "en") -> Ledger:
    """Work a ledger out of readings, in memory; nothing is recorded. Reports in any order give the same tolls."""
    from marsad.ledger.reconcile import reconcile as worked_out

    values = tuple({one.value.report.id: one.value for one in readings}.values())
    numbers = {one.report.id: n for n, one in enumerate(values, 1)}
    return Ledger(Told(worked_out(values), values, values, numbers=numbers, question="readings in memory"), lang)


def open_ledger(
    home: str | Path | None = None, *, audience: str | None = None, lang: str = "en", **as_of: Unpack[AsOf]
) -> Ledger:
    """Return the ledger that `marsad add` recorded, as far as the audience may see it. Nothing is written.

    `home` is its folder (default: MARSAD_HOME); `published` a day by which it had been published, `recorded` a time by
    which it had been recorded here, `stated` a day on which a release stood; `audience` is `open`, `team` or a person's
    name (default: as `marsad --for`). Works inside a notebook, too. Raises MarsadError where there is no ledger.
    """
    from marsad.intake.day import read_until
    from marsad.ledger.as_of import Question
    from marsad.model.audience import Audience
    from marsad.settings import chosen_audience

    recorded, stated = as_of.get("recorded"), _day(as_of.get("stated"))
    asked = Question(
        read_until(recorded) if recorded else None,
        _day(as_of.get("published")),
        Audience(chosen_audience(audience)),
    )
    if stated and (asked.recorded or asked.published):
        raise MarsadError("What a release stated is as it was; ask for it without `recorded` and `published`.")
    return Ledger(_apart(lambda: _opened(Path(home) if home else None, asked, stated)), lang)


def _opened(home: Path | None, asked: Question, stated: date | None) -> Told:
    from marsad.settings import configure

    configure(home)
    from django.db import connections

    from marsad import flow, publish

    try:
        book = publish.stated_book(stated, asked.audience) if stated else flow.ledger(asked)
    finally:
        connections.close_all()
    at = book.at.date() if book.at else None
    return Told(
        book.ledger,
        book.readings,
        book.decided,
        numbers=book.numbers,
        names=book.names,
        question=book.question,
        recorded=at,
    )


def _apart(work: Callable[[], Told]) -> Told:
    """Do work on a thread of its own: a notebook's cells run inside an event loop, where Django asks no database."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()


def _cell(path: str) -> Cell:
    """Read a cell; raises MarsadError."""
    from marsad.ledger.parties import party_key

    try:
        cell = Cell.parse(path)
    except ValueError as error:
        raise MarsadError(f"{error}.") from error
    return replace(cell, party=party_key(cell.party)) if cell.party else cell


def _selection(asked: Asked) -> Selection:
    """Read what is asked for; raises MarsadError at once where that cannot be meant."""
    from marsad.ledger.selection import Selection

    days = _day(asked.get("first")), _day(asked.get("last"))
    selection = Selection(*days, asked.get("place"), asked.get("party"))
    selection.choose([])
    return selection


def _day(day: Day) -> date | None:
    return read_day(day) if isinstance(day, str) else day

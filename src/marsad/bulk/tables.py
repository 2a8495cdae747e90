"""The tables that a job writes: reports, claims, presence, problems, in the columns of a release and more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from marsad.bulk.keyed import line, row_of, sort_key
from marsad.ledger.voices import publication
from marsad.model.record import reading_from_record, reading_record
from marsad.release.claims import CLAIM_COLUMNS, PRESENCE_COLUMNS, claim_row, presence_row
from marsad.release.material import Held
from marsad.release.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.model.problem import Problem
    from marsad.model.reading import Reading
    from marsad.release.table import Value

Record = dict[str, Any]
_OF_A_LEDGER = ("mark", "incident", "part_of")
"""Columns of a release that only a ledger can fill: numbers of reports, incidents."""
_OF_A_STRETCH = ("held_from", "held_to")
"""Columns of a release that only all statements together can fill."""
_KEPT = tuple(n for n, column in enumerate(CLAIM_COLUMNS) if column.key not in _OF_A_LEDGER)
_STAY = tuple(n for n, column in enumerate(PRESENCE_COLUMNS) if column.key not in _OF_A_STRETCH)
REPORTS = (
    *(Column(key) for key in ("report", "publisher", "language", "title")),
    *(Column(f"published_{key}", Kind.DAY) for key in ("first_day", "last_day")),
    *(Column(key) for key in ("name", "file")),
    Column("offset", Kind.WHOLE),
    Column("address"),
    Column("times", Kind.WHOLE),
    Column("original"),
    *(Column(key, Kind.WHOLE) for key in ("claims", "presences")),
    *(Column(key) for key in ("read_with", "text_sha256", "text", "record")),
)
CLAIMS = (
    *(CLAIM_COLUMNS[n] for n in _KEPT),
    *(Column(key, Kind.WHOLE) for key in ("index", "whole")),
    *(Column(key) for key in ("quote", "victims", "by", "place_words")),
)
PRESENCE = tuple(PRESENCE_COLUMNS[n] for n in _STAY)
_ORIGINAL = next(n for n, column in enumerate(REPORTS) if column.key == "original")
PROBLEMS = (*(Column(key) for key in ("kind", "where", "sentence", "report", "claims")),)


def lines_of(reading: Reading, row: Record) -> Record:
    """Write the rows of all tables of one report, where it stood is told by `row`; days as words."""
    made = {"claims": _claims(reading), "presence": _presences(reading), "problems": _problems(reading, row)}
    lines = {key: [line((), cells)[1] for cells in rows] for key, rows in made.items()}
    return {"reports": line(order(reading), _report(reading, row)), **lines}


def tables(lines: Iterable[Record], originals: Mapping[str, str]) -> tuple[Table, ...]:
    """Return the tables of such lines, in the order of publication; `originals` by their copies."""
    told = sorted(lines, key=lambda one: sort_key(one["reports"]))
    for one in told:
        cells = one["reports"][1]
        cells[_ORIGINAL] = originals.get(cells[0])
        one["reports"] = [cells]
    kinds = (("reports", REPORTS), ("claims", CLAIMS), ("presence", PRESENCE), ("problems", PROBLEMS))
    return tuple(
        Table(key, columns, tuple(row_of([(), cells], columns) for one in told for cells in one[key]))
        for key, columns in kinds
    )


def order(reading: Reading) -> tuple[object, ...]:
    """Order readings by the days on which they came out, unknown ones last, then by id."""
    days = publication(reading)
    return days is None, days and days.last, days and days.first, reading.report.id


def page_problems(problems: Iterable[Problem]) -> Table:
    """Return the table of what is wrong with pages that gave no report."""
    listed = sorted({(one.kind, one.where, one.sentence) for one in problems})
    return Table("problems", PROBLEMS, tuple((*one, None, None) for one in listed))


def stored_reading(text: str, record: str) -> Reading:
    """Return the reading that a row of `reports` holds."""
    loaded: Record = json.loads(record)
    loaded["report"]["text"] = text
    return reading_from_record(loaded)


def _report(reading: Reading, row: Record) -> tuple[Value, ...]:
    report, days, kept = reading.report, publication(reading), reading_record(reading)
    del kept["report"]["text"]
    ends = (days.first, days.last) if days else (None, None)
    return (
        *(report.id, report.publisher, report.lang, report.title, *ends, report.name),
        *(row["file"], row["offset"], row["url"], row["times"], None),
        *(len(reading.claims), len(reading.presences), reading.country, report.text_id, report.text),
        json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
    )


def _claims(reading: Reading) -> Iterator[tuple[Value, ...]]:
    for claim in reading.claims:
        whole = claim_row(claim, None, 0)
        words = (quote.text if quote else None for quote in (claim.victims, claim.by, claim.place))
        yield (*(whole[n] for n in _KEPT), claim.index, claim.part_of, claim.quote.text, *words)


def _presences(reading: Reading) -> Iterator[tuple[Value, ...]]:
    for presence in reading.presences:
        row = presence_row(Held(presence), public=False)
        yield tuple(row[n] for n in _STAY)


def _problems(reading: Reading, row: Record) -> Iterator[tuple[Value, ...]]:
    for one in reading.problems:
        yield one.kind, row["where"], one.sentence, reading.report.id, "; ".join(one.claims) or None

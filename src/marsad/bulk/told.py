"""What a report tells the ledger: its statements, mentions and checks, worked out where they are needed.

A row of the job's files holds the reading, and that of the report which it copies in the end: no more is needed to
work out the same again, whoever does it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.ledger.assertions import breakdowns
from marsad.ledger.leading import main_mention
from marsad.ledger.mentions import mentions
from marsad.ledger.problems import impossible
from marsad.ledger.sums import held_as_sums
from marsad.ledger.voices import statements
from marsad.model.claim import TollKind
from marsad.model.record import reading_from_record

if TYPE_CHECKING:
    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.statement import Statement
    from marsad.model.incident import Assertion
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading

PLACE_BITS = 16
"""A mention has a number among all: that of its report in the upper bits, its place in the report in the lower."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report in the ledger; `number` is its place in the order in which reports came out."""

    number: int
    said: Reading
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    main: Key | None
    inner: tuple[Assertion, ...]
    problems: tuple[Problem, ...]

    @property
    def totals(self) -> list[Statement]:
        """The sums that it states."""
        return [one for one in self.statements if one.claim.toll is TollKind.TOTAL]

    def mention_number(self, place: int) -> int:
        """Return the number of a mention by its place."""
        return self.number << PLACE_BITS | place


def told(row: dict[str, Any]) -> Told:
    """Work out what a report tells, as the ledger does (`ledger.growing`)."""
    [said], too_large = held_as_sums([reading_from_record(row["reading"])])
    original = reading_from_record(row["original"]) if row["original"] else said
    given = statements(said, original, row["number"])
    found = mentions(given)
    inner, exceeding = breakdowns(given)
    problems = (*exceeding, *too_large, *impossible(given))
    return Told(row["number"], said, tuple(given), tuple(found), main_mention(found), tuple(inner), problems)


def packed(row: dict[str, Any]) -> bytes:
    """Write a row with its number before it, by which it can be passed on unread."""
    return f"{row['number']} {json.dumps(row, ensure_ascii=False)}".encode("utf-8", "surrogatepass")


def number_of(line: bytes) -> int:
    """Return the number of a row that is written so."""
    return int(line[: line.index(b" ")])


def unpacked(line: bytes) -> dict[str, Any]:
    """Read a row that is written so."""
    row: dict[str, Any] = json.loads(line[line.index(b" ") :].decode("utf-8", "surrogatepass"))
    return row

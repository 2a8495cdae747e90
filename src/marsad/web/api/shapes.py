"""What goes in and out of the API, as its documentation shows it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from ninja import Field, Schema

from marsad.model.claim import Harm
from marsad.model.decision import DecisionKind

MOST = 500
"""The most rows of one page."""


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"


class Table(StrEnum):
    """How rows are written."""

    JSON = "json"
    CSV = "csv"


class Came(StrEnum):
    """How incidents came of the conflict: of the fighting itself, of what it left or withheld, or in any way."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    ALL = "all"


class AsOf(Schema):
    """As of when: what was recorded here by then, or what had been published by a day."""

    recorded: str | None = Field(None, description="A day, or a time like 2019-04-20T12:00Z.", max_length=40)
    published: date | None = Field(None, description="A day.")


class Chosen(Schema):
    """Which incidents: days inclusive, a place by name or p-code, a party by its key."""

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    place: str | None = Field(None, max_length=200)
    party: str | None = Field(None, max_length=100)
    conflict: Came | None = Field(None, description="Without it lists hold all, and sums count the fighting itself.")


class Part(Schema):
    """Which rows of an answer."""

    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(100, ge=1, le=MOST)


class Problem(Schema):
    """What is wrong, in a sentence, and where."""

    error: str
    where: list[str] = Field(default_factory=list)


class Rows(Schema):
    """Rows of an answer: how many there are in all, where the next ones begin, and the head of the journal."""

    total: int
    next: int | None
    seen: str = Field(description="The beginning of the head's hash; a decision says it to tell what was seen.")
    question: str
    rows: list[dict[str, Any]]


class Record(Schema):
    """One thing, with the head of the journal at which it was seen."""

    seen: str
    record: dict[str, Any]


class NewReport(Schema):
    """A report to be read and recorded."""

    text: str = Field(min_length=1, max_length=1_000_000)
    publisher: str | None = Field(None, max_length=200)
    title: str | None = Field(None, max_length=500)
    published: date | None = None
    name: str | None = Field(None, max_length=200)


class Added(Schema):
    """What came of reports: their ids, and what is wrong."""

    new: list[str]
    known: list[str]
    claims: int
    problems: list[str]


class NewDecision(Schema):
    """A decision, as `marsad decide KIND NAMES WORDS` takes it."""

    kind: DecisionKind
    names: list[str] = Field(
        [], description="Claims (2.1) or incidents, by the beginning of their ids.", max_length=200
    )
    words: list[str] = Field(
        [],
        description="Corrections like count=27 (or place-at=120-135, its words), a grade, or a decision's number.",
    )
    why: str = Field(min_length=1, max_length=2000)
    seen: str | None = Field(None, description="The `seen` of the answer on which it rests.", max_length=64)


class Decided(Schema):
    """A decision and the incidents that it changes; `number` 0 where it was only asked what it would change."""

    number: int
    waits: bool = Field(description="Whether another person has to agree before it counts.")
    seen: str
    changes: dict[str, Any]


HARMS = tuple(str(harm) for harm in Harm)


class Summed(StrEnum):
    """What a row of sums is."""

    HARM = "harm"
    PLACE = "place"
    PARTY = "party"

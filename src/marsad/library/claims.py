"""Reports read: `read` gives a reading, and its claims say what the words say, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.country import asked_country
from marsad.intake.day import read_day
from marsad.library.rows import claim_row
from marsad.library.tables import CLAIMS, Table
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from marsad.library.tables import Row
    from marsad.model.claim import Claim as ClaimValue
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading as ReadingValue


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of harm in one report; `value` is the model's own, with every slot and its quote."""

    value: ClaimValue
    reading: ReadingValue

    @property
    def id(self) -> str:
        """The anchor: report, span of the quote, harm."""
        return self.value.id

    @property
    def harm(self) -> str:
        """killed, injured, missing, captured, or casualties (killed or injured)."""
        return str(self.value.harm)

    @property
    def low(self) -> int:
        """The least number that the words allow."""
        return self.value.count.interval.low

    @property
    def high(self) -> int | None:
        """The greatest number that the words allow; None where they give no top."""
        return self.value.count.interval.high

    @property
    def quote(self) -> str:
        """The words of the claim, as they stand in the report."""
        return self.value.quote.text

    @property
    def sentence(self) -> str:
        """The sentence that holds the quote, the quote in brackets."""
        from marsad.render.cited import around

        before, quote, after = around(self.reading.report.text, self.value.quote)
        return f"{before}[{quote}]{after}".strip()

    @property
    def place(self) -> str | None:
        """Where, in the words of the report."""
        return self.value.place.text if self.value.place else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it can have been."""
        return (self.value.when.days.first, self.value.when.days.last) if self.value.when else None

    @property
    def row(self) -> Row:
        """The claim as a row of the table of claims."""
        return claim_row(self.value, self.reading)

    def __str__(self) -> str:
        """Write the claim for people: `killed 15-27: at least 15 soldiers`."""
        return f"{self.harm} {self.value.count}: {self.quote}"

    def _repr_html_(self) -> str:
        from marsad.render.notebook import claim_html

        return claim_html(self.value, self.reading)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with the claims that were read in it; `value` is the model's own."""

    value: ReadingValue

    @property
    def text(self) -> str:
        """The text as read."""
        return self.value.report.text

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the text."""
        return tuple(Claim(claim, self.value) for claim in self.value.claims)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the text."""
        return self.value.problems

    def __iter__(self) -> Iterator[Claim]:
        """Go through the claims."""
        return iter(self.claims)

    def __len__(self) -> int:
        """Count the claims."""
        return len(self.value.claims)

    @property
    def table(self) -> Table:
        """The claims as a table, for Arrow, pandas and Polars."""
        return Table(CLAIMS, [claim.row for claim in self.claims])

    def _repr_html_(self) -> str:
        from marsad.render.notebook import reading_html

        return reading_html(self.value)


def read(
    text: str,
    *,
    publisher: str | None = None,
    published: date | str | None = None,
    country: str | None = None,
) -> Reading:
    """Read the claims of a text in Arabic or English. Needs no ledger and keeps nothing.

    `published` is the day of publication (a date, or words such as `2019-04-20`), from which `yesterday` is worked
    out; `country` the two letters of the country whose names to read with, where the text itself does not say. Raises
    MarsadError where a day or a country is no such.
    """
    from marsad.reader.read import read as read_report

    day = read_day(published) if isinstance(published, str) else published
    when = When(Days.of(day), WhenBasis.METADATA) if day else None
    return Reading(read_report(Report(text, publisher, published=when), asked_country(country)))

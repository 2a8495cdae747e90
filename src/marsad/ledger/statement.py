"""A claim as the ledger takes it in: with the voice that speaks, the clocks, and its place in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from marsad.model.claim import TollKind
from marsad.model.when import Days

if TYPE_CHECKING:
    from marsad.model.claim import Claim
    from marsad.model.reading import Reading

_DAWN = Days.of(date.min)

Moment = tuple[date, date, date, int]
"""Order of saying: last and first day said, last day of publication, then the versions of an edited page in their
order, and in each words of rising after those of a first figure."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, the voice it speaks with and when that voice said it.

    `arrival` is the place of the report in the order of readings; it founds incidents and settles nothing else.
    `parent` is the claim whose count contains this one. `quoted` marks a voice cited by a publisher other than itself,
    `adds` people who come on top of a figure given before, not only on top of others in their own sentence.
    """

    claim: Claim
    reading: Reading
    arrival: int
    voice: str
    said: Days | None
    published: Days | None
    parent: Claim | None = None
    quoted: bool = False
    adds: bool = False

    @property
    def moment(self) -> Moment:
        """When it was said, for sorting; what is not known comes first."""
        said = self.said or _DAWN
        published = self.published or said
        within = 2 * self.reading.report.version + (self.claim.toll is TollKind.RUNNING)
        return said.last, said.first, published.last, within

    @property
    def when(self) -> Days | None:
        """The days on which the words put the harm."""
        return self.claim.when.days if self.claim.when else None

    @property
    def key(self) -> tuple[str, int]:
        """An order that depends on the words alone, never on the order of arrival."""
        return self.claim.report, self.claim.index


def wholly_later(one: Days | None, other: Days | None) -> bool:
    """Tell whether `one` surely lies behind `other`; what is not known is not surely later."""
    return one is not None and other is not None and one.first > other.last

"""A named victim: apart from the counts, and never shown to everybody unless a person says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.count import Interval
    from marsad.model.span import Quote


class Sex(StrEnum):
    """As the words tell it."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people that a claim counts, by name as the report writes it.

    `age` is in years; `role` what the person was, in the recorder's words (nurse, driver). None where nobody says.
    """

    name: Quote
    sex: Sex | None = None
    age: Interval | None = None
    role: str | None = None

    def __str__(self) -> str:
        """Write the person as a recorder would: name, sex, age, role."""
        known = (self.name.text, self.sex, self.age and _years(self.age), self.role)
        return ", ".join(str(words) for words in known if words)


def _years(age: Interval) -> str:
    return str(age.low) if age.exact else f"{age.low}+" if age.high is None else f"{age.low}-{age.high}"

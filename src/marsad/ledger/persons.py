"""Persons whom people named in a claim: how a decision writes one, and how it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.model.count import Interval
from marsad.model.person import Person, Sex
from marsad.model.problem import MarsadError
from marsad.model.span import Quote
from marsad.text.masking import Names, is_name, name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision

NAME, START = "name", "start"
"""A name as the report writes it, and the code point at which it begins."""
SEX, AGE, ROLE = "sex", "age", "role"
OLDEST = 130
_AGE = re.compile(r"(\d+)(?:(\+)|\s*[-–]\s*(\d+))?")


def person_values(claim: Claim, text: str, said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what a decision sets that names a person in a claim; raises MarsadError with a sentence.

    The name is found in the report in any spelling, nearest to the claim, and kept as it is written there.
    """
    name = said.get(NAME, "").strip()
    if not is_name(name):
        raise MarsadError("Name the person: --name, as the report writes it.")
    spans = Names(frozenset({name_key(name)})).spans(text)
    if not spans:
        raise MarsadError(f"“{name}” does not stand in the report; write the name as the report does.")
    start, end = min(spans, key=lambda span: (max(claim.quote.start - span[1], span[0] - claim.quote.end, 0), span))
    value = [(NAME, text[start:end]), (START, str(start))]
    if sex := said.get(SEX, "").strip().lower():
        if sex not in {str(one) for one in Sex}:
            raise MarsadError(f"“{sex}” is no sex that a claim can say. Write female or male, or leave it out.")
        value.append((SEX, sex))
    if age := "".join(str(int(c)) if c.isdecimal() else c for c in said.get(AGE, "").strip()):
        _age(age)
        value.append((AGE, age))
    if role := said.get(ROLE, "").strip():
        value.append((ROLE, role))
    return tuple(value)


def person(decision: Decision) -> Person:
    """Return the person whom a decision names; raises MarsadError or ValueError where a damaged one names nobody."""
    said = dict(decision.value)
    start = said.get(START, "")
    if not said.get(NAME) or not start.isdecimal():
        raise MarsadError("a decision names nobody")
    sex, age = said.get(SEX), said.get(AGE)
    return Person(Quote(int(start), said[NAME]), Sex(sex) if sex else None, _age(age) if age else None, said.get(ROLE))


def _age(words: str) -> Interval:
    found = _AGE.fullmatch(words)
    low = int(found[1]) if found else OLDEST + 1
    high = low if not found or not (found[2] or found[3]) else int(found[3]) if found[3] else None
    if max(low, high or 0) > OLDEST or (high is not None and high < low):
        raise MarsadError(f"“{words}” is no age. Write years: 7, 60+ or 5-7.")
    return Interval(low, high)

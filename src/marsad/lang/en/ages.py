"""English ages: `a 12-year-old boy`, `aged 40`; who is not of age is a child."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Victims, value
from marsad.model.claim import Group, Side
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from marsad.text.nodes import Node

_CHILD_UNTIL = 18


def _age(match: Match) -> int | None:
    amount = value(match.one("years"), Amount)
    return amount.bare if amount else None


def years_of(node: Node | None) -> int | None:
    """Return the years that an age or a bare number behind a name tells."""
    if node is None:
        return None
    return node.value.bare if isinstance(node.value, Amount) else node.value if isinstance(node.value, int) else None


def of_age(people: Victims, age: int) -> Victims:
    """Return the same people, children where they are not of age."""
    if age >= _CHILD_UNTIL or people.group not in {None, Group.MEN, Group.WOMEN}:
        return people
    return replace(people, group=Group.CHILDREN, side=Side.CIVILIAN)


RULES = (
    Rule(
        "en.age",
        "(years:AMOUNT DASH? YEAROLD|AGED years:AMOUNT|OPEN years:AMOUNT CLOSE)",
        "AGE",
        _age,
        yes=("a 12-year-old boy", "a 12-year old child", "twenty five year old Hassan", "a man aged 40"),
    ),
)

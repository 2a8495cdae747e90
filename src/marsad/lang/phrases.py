"""What phrases mean, whatever the language: amounts, victims, harm, days. Rules build these, the reader reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from marsad.model.claim import Group, Harm, Side
from marsad.model.count import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.lexicon import Attr, Word
    from marsad.text.nodes import Node

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, with its bounds; `bare` is the number itself."""

    count: Count
    bare: int | None = None


@dataclass(frozen=True, slots=True)
class Victims:
    """A group of people as a noun phrase names it.

    `counted` tells that a number, a singular or a dual says how many; else the count is the least of a bare plural.
    `actors` are the ids of the parties named in the phrase. `harm` is set where the noun itself tells it (قتيل).
    """

    count: Count
    counted: bool = True
    side: Side = Side.UNKNOWN
    group: Group | None = None
    actors: tuple[str, ...] = ()
    others: bool = False
    back: bool = False
    """They are some of the people told of before (`15 منهم`): their side and party are those."""
    definite: bool = False
    former: bool = False
    harm: Harm | None = None
    martyr: bool = False
    named: bool = False

    def bounded(self, bound: str) -> Victims:
        """Return the same people with a bound said behind them."""
        return replace(self, count=bounded(self.count, bound))


@dataclass(frozen=True, slots=True)
class Harmed:
    """A statement of harm as a rule found it: the harm, and the people where the phrase holds them.

    `shape` is the construction (verb, noun, verbal noun, …): it decides on which side the arguments stand.
    """

    harm: Harm
    people: Victims
    shape: str
    method: str | None = None
    toll: str | None = None
    moved_from: Harm | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a span of days as words give it; the reader works it out from the report's own day.

    `kind` is date, weekday, offset (days before the report's own), night, weekend (Saturday and Sunday), month, year,
    since (from the start of the span named), past (so many days back), ago (about so many days before: months, years).
    """

    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    back: int = 0
    rel: str | None = None
    """`this`, `last` or `last_year`, where the words say so (الجاري, الماضي); `event`: of the harm right behind it;
    `earlier`: counted back from the day on which it was said."""
    until: Day | None = None
    """The last day of a span that has a first (`since` with `until`)."""


def bounded(count: Count, bound: str) -> Count:
    """Apply a bound: least (n or more), more (n + 1 or more), most (up to n), under (up to n - 1), about."""
    n = count.low
    match bound:
        case "least":
            return Count(n, None, count.approx, count.vague)
        case "more":
            return Count(n + 1, None, count.approx, count.vague)
        case "most":
            return Count(0, n)
        case "under":
            return Count(0, max(n - 1, 0))
        case "about":
            return Count(count.low, count.high, approx=True)
    raise ValueError(f"unknown bound {bound!r}")


def value(node: Node | None, kind: type[Value]) -> Value | None:
    """Return the value of a node where it is of this kind."""
    return node.value if node is not None and isinstance(node.value, kind) else None


def people_of(
    heads: Sequence[Node], amount: Amount | None = None, others: Node | None = None, *, named: bool = False
) -> Victims:
    """Read a noun phrase of persons: its head first, then the adjectives that narrow it."""
    count = amount.count if amount is not None else None
    return people_of_terms(terms(heads), count, others=others is not None, named=named)


class Term(NamedTuple):
    """What a node is by itself, wherever it stands: the same noun is the same term in every text."""

    tags: frozenset[str]
    word: Word | None

    def attr(self, name: str) -> Attr | None:
        """Return an attribute of the word, or None."""
        return self.word.attrs.get(name) if self.word else None


def terms(nodes: Sequence[Node]) -> tuple[Term, ...]:
    """Return what nodes are by themselves."""
    return tuple([Term(node.tags, node.word) for node in nodes])


@lru_cache(maxsize=8192)
def people_of_terms(
    heads: tuple[Term, ...], amount: Count | None = None, *, others: bool = False, named: bool = False
) -> Victims:
    """Read what `people_of` reads; most nouns are met again and again."""
    head = heads[0]
    number = str(head.attr("number") or "sg")
    if amount is not None:
        count, counted = amount, not amount.vague
    elif number == "sg":
        count, counted = Count(1, 1), True
    elif number == "du":
        count, counted = Count(2, 2), True
    else:
        count, counted = Count(2, None, vague=True), False
    harm = next((said for node in heads if (said := node.attr("harm"))), None)  # also `طفل جريح`
    return Victims(
        count=count,
        counted=counted,
        side=_side(heads),
        group=_group(heads),
        others=others,
        definite="DEFINITE" in head.tags,
        former=any("FORMER" in node.tags for node in heads),
        harm=Harm(str(harm)) if harm else None,
        martyr=bool(head.attr("martyr")),
        named=named,
    )


def _side(heads: Sequence[Term]) -> Side:
    side = Side.UNKNOWN
    for node in heads:
        if "FORMER" in node.tags:
            return Side.UNKNOWN
        said = node.attr("side")
        if said and side is Side.UNKNOWN:
            side = Side(str(said))
    return side


def _group(heads: Sequence[Term]) -> Group | None:
    """Return the group that the noun or its adjectives name; the gender of an adjective (`كوادر مدنية`) names none."""
    aged = next((node for node in heads[1:] if "AGEADJ" in node.tags), None)
    if aged is not None:
        return Group(str(aged.attr("group")))
    for at, node in enumerate(heads):
        said = node.attr("group")
        if said and not (at and said == Group.WOMEN):
            return Group(str(said))
    return None

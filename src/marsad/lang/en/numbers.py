"""English numbers: digits, number words and their compounds, ranges, bounds, vague quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.lang.amounts import exactly, from_low_to_high
from marsad.lang.phrases import Amount, bounded, value
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node

_RANKS = ("unit", "teen", "ten")
_MULTIPLIERS = frozenset({"hundred", "dozen", "thousand", "million"})


def digits(node: Node) -> int | None:
    """Read digits with thousands marks; None where they are no whole number."""
    plain = node.form.replace(",", "")
    return int(plain) if re.fullmatch(r"\d{1,9}", plain) else None


def number_of(nodes: Sequence[Node]) -> int | None:
    """Add up number words: `twenty three` 23, `two hundred and five` 205; None where they do not combine."""
    total = current = 0
    before = len(_RANKS)
    for node in nodes:
        if "DIGITS" in node.tags:
            plain = digits(node)
            if plain is None:
                return None
            current, before = plain, 0
            continue
        if "NUMBER" not in node.tags:
            continue
        amount, rank = int(node.attr("value") or 0), str(node.attr("rank"))
        if rank in _MULTIPLIERS:
            current = max(current, 1) * amount
            before = len(_RANKS)
            if rank in {"thousand", "million"}:
                total, current = total + current, 0
            continue
        step = _RANKS.index(rank)
        if step >= before or (step == 1 and before == 2):
            return None
        current, before = current + amount, step or 0
        before = 0 if rank == "teen" else before
    return total + current


def _words(match: Match) -> Amount | None:
    return exactly(number_of(match.all("all")))


def _bounded(match: Match) -> Amount | None:
    amount, bound = value(match.one("amount"), Amount), match.one("bound")
    if amount is None or bound is None:
        return None
    said = str(bound.attr("bound"))
    if amount.count.vague:
        return amount if said in {"about", "least", "more"} else None
    if match.one("about"):
        return Amount(Count(amount.count.low, None, approx=True), amount.bare)
    return Amount(bounded(amount.count, said), amount.bare)


def _same(match: Match) -> Amount | None:
    return value(match.one("amount"), Amount)


def _toll(match: Match) -> str | None:
    word, second = match.one("harm"), match.one("second")
    if word is None:
        return None
    both = second is not None and second.attr("harm") != word.attr("harm")
    return "casualties" if both else str(word.attr("harm"))


def _vague(match: Match) -> Amount:
    quantity = match.one("quantity")
    least = quantity.attr("least") if quantity else None
    return Amount(Count(int(least or 2), None, vague=True))


RULES = (
    Rule(
        "en.toll.number_of",
        "THE? NUMBEROF (PERSONADJ|PERSON|THE|POSS|NATION|ORG|W|OF)* (WHO BE*)? harm:(HARMNOUN|DONE)"
        " ((W|OR) second:DONE)?",
        "TOLL",
        _toll,
        yes=(
            "the number of civilian deaths rose to three",
            "the number of civilian casualties",
            "the number of those who were killed rose to 8",
            "the number of regime soldiers and Iranian-backed militiamen killed in the desert rises to 23",
        ),
        no=("a number of civilians",),
    ),
    Rule(
        "en.number.words",
        "ART? all:((NUMBER|DIGITS) (<BIG W NUMBER|NUMBER){1,15}|BIG)",
        "AMOUNT",
        _words,
        yes=("twenty-three people", "two hundred and five people", "a dozen people", "three thousand"),
        no=("a person", "five and eight"),
    ),
    Rule(
        "en.number.word", "all:(NUMBER|DIGITS)", "AMOUNT", _words, yes=("three people", "12 people"), no=("1.5 metres",)
    ),
    Rule(
        "en.amount.between",
        "(BETWEEN|FROM) low:AMOUNT (W|TO|DASH) high:AMOUNT",
        "AMOUNT",
        from_low_to_high,
        yes=("between five and eight fighters", "between one to seven others"),
    ),
    Rule(
        "en.amount.dash",
        "low:AMOUNT (DASH|OR|TO) high:AMOUNT",
        "AMOUNT",
        from_low_to_high,
        yes=("5-7 people", "five or six people"),
    ),
    Rule(
        "en.amount.bound_before",
        "bound:BEFORENUM SUM? amount:AMOUNT",
        "AMOUNT",
        _bounded,
        yes=("at least 6 people", "more than 30 others", "up to seven workers", "nearly 20 students", "over 62 others"),
        no=("over Idlib",),
    ),
    Rule(
        "en.amount.bound_after",
        "amount:AMOUNT bound:AFTERNUM",
        "AMOUNT",
        _bounded,
        yes=("20 or more people",),
    ),
    Rule("en.amount.sum", "(ART|THE)? SUM amount:AMOUNT", "AMOUNT", _same, yes=("a total of 12 people",)),
    Rule(
        "en.amount.vague",
        "ART? BEFORENUM? quantity:QUANTITY",
        "AMOUNT",
        _vague,
        yes=("dozens of protesters", "several others", "a number of civilians"),
    ),
)

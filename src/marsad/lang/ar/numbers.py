"""Arabic numbers: digits, number words and their compounds, ranges, bounds, vague quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.amounts import exactly, from_low_to_high
from marsad.lang.phrases import Amount, bounded, value
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node

_RANKS = ("unit", "teen", "ten", "hundred", "thousand", "thousand2", "million")


def digits(node: Node) -> int | None:
    """Read digits with thousands marks; None where they are no whole number."""
    plain = node.form.replace(",", "")
    if node.form.count(".") and all(len(part) == 3 for part in node.form.split(".")[1:]):
        plain = plain.replace(".", "")
    return int(plain) if plain.isdecimal() and len(plain) < 10 else None


def number_of(nodes: Sequence[Node]) -> int | None:
    """Add up number words: `ثلاثة وعشرين` 23, `مئة واثنين` 102, `خمسة آلاف` 5000; None where they do not combine."""
    total = current = 0
    before = 10**9
    for node in nodes:
        if "DIGITS" in node.tags:
            current, before = digits(node) or 0, 0
            continue
        if "NUMBER" not in node.tags:
            continue
        amount, rank = int(node.attr("value") or 0), str(node.attr("rank"))
        if rank in {"thousand", "million"}:
            total += max(current, 1) * amount
            current, before = 0, 10**9
            continue
        step = _RANKS.index(rank)
        if rank == "ten" and before == 0 and current < 10:
            current += amount
            before = step
            continue
        if step >= before or (rank == "teen" and before <= 2):
            return None
        current += amount
        before = step
    return total + current


def _words(match: Match) -> Amount | None:
    return exactly(number_of(match.all("all")))


def _digits(match: Match) -> Amount | None:
    return exactly(digits(match.all("all")[-1]))


def _bounded(match: Match) -> Amount | None:
    amount, bound = value(match.one("amount"), Amount), match.one("bound")
    if amount is None or bound is None:
        return None
    return Amount(bounded(amount.count, str(bound.attr("bound"))), amount.bare)


def _vague(match: Match) -> Amount:
    least = match.all("all")[0].attr("least")
    return Amount(Count(int(least or 2), None, vague=True))


RULES = (
    Rule(
        "ar.number.words",
        "all:((DIGITS|NUMBER&!QUANTITY) (W? NUMBER){1,11})",
        "AMOUNT",
        _words,
        yes=("ثلاثة وعشرين مدنياً", "مئة واثنين", "خمسة آلاف", "15 ألف شخص"),
        no=("ثلاثة وأربعة",),
    ),
    Rule("ar.number.word", "all:NUMBER&!QUANTITY", "AMOUNT", _words, yes=("ثلاثة رعاة",)),
    Rule("ar.number.digits", "all:DIGITS", "AMOUNT", _digits, yes=("12جريحاً", "١٢ قتيلاً", "1,200 شخص")),
    Rule(
        "ar.amount.between",
        "MA? BETWEEN low:AMOUNT W BETWEEN? high:AMOUNT",
        "AMOUNT",
        from_low_to_high,
        yes=("بين 5 و7 أشخاص", "بين خمسة وسبعة", "ما بين 4 و6 عناصر"),
    ),
    Rule("ar.amount.from_to", "MIN low:AMOUNT ILA high:AMOUNT", "AMOUNT", from_low_to_high, yes=("من 5 إلى 7 قتلى",)),
    Rule(
        "ar.amount.dash",
        "low:AMOUNT (DASH|OR) high:AMOUNT",
        "AMOUNT",
        from_low_to_high,
        yes=("5-7 قتلى", "5 أو 6 قتلى"),
    ),
    Rule(
        "ar.amount.bound_before",
        "bound:BEFORENUM (MIN|AN)? amount:AMOUNT",
        "AMOUNT",
        _bounded,
        yes=("ما لا يقل عن 6 عناصر", "مالايقل عن 6", "أكثر من 20 شخصاً", "نحو ثلاثين", "حتى 10"),
        no=("على الأقل",),
    ),
    Rule(
        "ar.amount.bound_after",
        "amount:AMOUNT bound:AFTERNUM",
        "AMOUNT",
        _bounded,
        yes=("15 على الأقل عدد الذين قتلوا", "عشرين تقريباً"),
    ),
    Rule(
        "ar.amount.vague", "all:QUANTITY MIN?", "AMOUNT", _vague, yes=("عشرات المدنيين", "عدد من الأشخاص", "عدة أشخاص")
    ),
)

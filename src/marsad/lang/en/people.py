"""English noun phrases of persons: the rules in the order in which they run, and what opens a list of parts."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.en import ages, members, names, persons
from marsad.lang.phrases import Amount, Victims, value
from marsad.text.rules import Match, Rule


def _their_part(match: Match) -> Victims | None:
    """Read `two of them officers`, `one of which is an infant`: so many of the people before."""
    amount, people = value(match.one("amount"), Amount), value(match.one("people"), Victims)
    if amount is None or amount.bare is None:
        return None
    if people is None:
        return Victims(amount.count)
    return replace(people, count=amount.count, counted=True)


def _harmed_part(match: Match) -> Victims | None:
    """Read `four of the injured are children`."""
    harmed, people = value(match.one("harmed"), Victims), value(match.one("people"), Victims)
    if harmed is None or people is None or harmed.harm is None or not (harmed.counted and harmed.definite):
        return None
    return replace(people, count=harmed.count, counted=True) if people.harm is None else None


def _here(_: Match) -> str:
    return "here"


def _bound_behind(match: Match) -> Victims | None:
    people, bound = value(match.one("people"), Victims), match.one("bound")
    return people.bounded(str(bound.attr("bound"))) if people and bound else None


RULES = (
    *ages.RULES,
    *persons.RULES,
    *members.RULES,
    Rule(
        "en.people.bound_behind", "people:VICTIMS bound:AFTERNUM", "VICTIMS", _bound_behind, yes=("12 people at least",)
    ),
    Rule(
        "en.people.owners",
        "(PLACEHEAD|THING) (OF|FOR) here:VICTIMS",
        "OWNERS",
        _here,
        yes=("shelling on houses of civilians", "a camp for displaced people"),
        no=("members of two families",),
    ),
    Rule(
        "en.people.part_of_those",
        "amount:AMOUNT OFTHEM (BE? people:VICTIMS|>DAY/BE/DONE)",
        "VICTIMS ITSPART",
        _their_part,
        yes=("eight soldiers, two of them officers", "two girls one of which is an infant"),
    ),
    *names.RULES,
    Rule(
        "en.people.part_of_harmed",
        "harmed:VICTIMS BE people:VICTIMS",
        "VICTIMS ITSPART",
        _harmed_part,
        yes=("four of the injured are children", "Two of the dead were women"),
        no=("the soldiers were members of the army",),
    ),
    Rule(
        "en.part.included",
        "(VICTIMS|TOLL|THE DONE) (ADV|DAY|WHERE|(IN|OF|FROM) (THE|GAZETTEER|NAME|AL|PLACEHEAD|OF|MEANS){1,6}){0,3}"
        " here:INCLUDE >VICTIMS/AMOUNT",
        "PARTWORD",
        _here,
        yes=(
            "The victims included three children",
            "The dead also included 21 people",
            "The dead in Aqareb al-Safiyeh included 15 civilians",
            "The toll includes nine soldiers",
            "those killed since Sunday included nine men",
        ),
        no=("the visit included three soldiers",),
    ),
    Rule(
        "en.among_them_behind",
        "here:COMMA VICTIMS ((W|COMMA) VICTIMS){0,12} AMONGTHEM",
        "PARTWORD",
        _here,
        yes=("19 others were injured, five children and a woman among them",),
    ),
)

"""English wounded who died: counted among the injured before, among the dead from now on."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.en.constructions import WHO, harm_of, people_in, points_back
from marsad.lang.phrases import Harmed
from marsad.model.claim import Harm
from marsad.text.rules import Match, Rule


def _died_of_wounds(match: Match) -> Harmed | None:
    people = people_in(match)
    if people is None or points_back(people):
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "subject first", None, None, Harm.INJURED)


def _of_those_hurt(match: Match) -> Harmed | None:
    """Read people of those hurt, or taken, before, who have died since."""
    people, before = people_in(match), harm_of(match.one("hurt"))
    if people is None or before is Harm.KILLED:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "subject first", None, None, before)


def _hurt_died(match: Match) -> Harmed | None:
    """Read wounded people who have died since."""
    people = people_in(match)
    if people is None or people.harm is not Harm.INJURED or points_back(people):
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None, definite=False), "subject first", None, None, Harm.INJURED)


def _stricken(match: Match) -> Harmed | None:
    """Read people whom something befell, and who have died of it since."""
    people = people_in(match)
    if people is None or people.harm is Harm.KILLED or points_back(people) or not people.counted:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None, definite=False), "subject first", None, None, Harm.INJURED)


RULES = (
    Rule(
        "en.subject.of_those_hurt",
        "here:(people:ITSPART THEM? BE? ADV* hurt:DONE) (!DIED/HARMED/SAY/RESULT/VICTIMS){0,18} DIED",
        "HARMED",
        _of_those_hurt,
        yes=("Two of those wounded in Saturday's explosion near the mill have died in hospital",),
        no=("Two of those killed in Saturday's explosion near the mill died of hunger",),
    ),
    Rule(
        "en.subject.hurt_who_died",
        "here:(people:VICTIMS&!LISTED WHO? BE? ADV* hurt:DONE) (!DIED/HARMED/SAY/RESULT/VICTIMS){0,18} DIED",
        "HARMED",
        _of_those_hurt,
        yes=(
            "A girl who was wounded in the strike on the town has died",
            "A child injured in the strike died of his wounds",
        ),
        no=("A man was wounded and a woman died", "A man killed in the strike died at once"),
    ),
    Rule(
        "en.subject.of_the_hurt",
        "here:VICTIMS&!LISTED (!DIED/HARMED/SAY/RESULT/VICTIMS/COMMA/BE){1,12} DIED",
        "HARMED",
        _hurt_died,
        yes=("One of the injured in the strike on the town died today",),
        no=("Two of the dead in the strike died today",),
    ),
    Rule(
        "en.subject.stricken_who_died",
        "here:(people:VICTIMS&!LISTED WHO? BE? STRICKEN) (!DIED/HARMED/SAY/RESULT/VICTIMS/COMMA/W){1,16} BE? died:DIED",
        "HARMED",
        _stricken,
        yes=("Three patients exposed to a gas in the attack on the town on Saturday have died",),
        no=("A man hit by a car, and a woman died", "Patients exposed to a gas have died"),
    ),
    Rule(
        "en.subject.died_of_wounds",
        f"here:((people:VICTIMS&!LISTED|amount:AMOUNT) {WHO}? (BE|ADV)* harm:DIED)"
        " (DAY|COMMA|IN (THE|ART)? (UNKNOWN|PLACEHEAD|WHERE){1,3}){0,4} >AFFECTEDBY",
        "HARMED",
        _died_of_wounds,
        yes=(
            "Another child died of her wounds",
            "Two men died today, Tuesday, in a hospital, succumbing to wounds",
            "A child died on Wednesday of the wounds he had suffered",
        ),
    ),
)

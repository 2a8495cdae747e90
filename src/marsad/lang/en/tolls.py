"""English tolls and how they move: `the death toll rose to nine`, `revised down to`, `a toll of nine`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.en.constructions import ADVERB, harm_of, people_in
from marsad.lang.phrases import Harmed, Victims
from marsad.model.claim import Harm, Side
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from marsad.text.nodes import Node


_PASSING = ("exceed", "surpass", "topp", "tops", "near", "approach")
"""How verbs begin that take a toll past a figure or near to it."""


def _rise(match: Match) -> Harmed | None:
    people, toll = people_in(match), match.one("toll")
    if people is None:
        return None
    people = _of_toll(people, toll)
    done, rise = match.one("done"), match.one("rise")
    harm = harm_of(done) if done is not None else people.harm or _toll_harm(toll)
    put = rise is not None and rise.form.startswith("put")  # who puts a toll at a figure need not raise it
    return Harmed(harm, replace(people, harm=None, definite=False), "head", None, None if put else "running")


def _of_toll(people: Victims, toll: Node | None) -> Victims:
    """Return a bare figure as of the people whom its toll counts: `the number of soldiers killed rose to`."""
    if people.side is not Side.UNKNOWN or people.actors or toll is None:
        return people
    leaves = toll.leaves()
    sides = {Side(str(leaf.attr("side"))) for leaf in leaves if leaf.attr("side")} - {Side.UNKNOWN}
    actors = dict.fromkeys(str(leaf.attr("actor")) for leaf in leaves if "ORG" in leaf.tags)
    if actors:
        sides = sides or {Side.COMBATANT}
    if not sides or (Side.COMBATANT in sides and not actors):
        return people  # `security members`: whose, the report says elsewhere
    side = sides.pop() if len(sides) == 1 else Side.MIXED
    return replace(people, side=side, actors=tuple(actors) if side is Side.COMBATANT else ())


def _toll_harm(toll: Node | None) -> Harm:
    """Return what a toll counts: `death toll`, or `number of` with a harm noun."""
    return Harm(toll.value) if toll is not None and isinstance(toll.value, str) else harm_of(toll)


def _exceeds(match: Match) -> Harmed | None:
    """Read `the number of people injured has exceeded 21`."""
    amount = match.one("here")
    if amount is None or not any(kid.form.startswith(_PASSING) for kid in amount.kids):
        return None
    return _rise(match)


def _earlier(match: Match) -> Harmed | None:
    """Read the figure that a toll had before."""
    people = people_in(match)
    before = [node.value for node in match.nodes[: match.start("all")] if isinstance(node.value, Harmed)]
    if people is None or not before or before[-1].toll != "running":
        return None
    return Harmed(before[-1].harm, replace(people, harm=None), "head")


def _earlier_toll(match: Match) -> Harmed | None:
    """Read the figure that another now stands for: `an earlier toll of nine`."""
    before = _toll_of(match)
    return replace(before, toll="earlier") if before else None


def _toll_of(match: Match) -> Harmed | None:
    people = people_in(match)
    if people is None or not people.counted:
        return None
    return Harmed(people.harm or harm_of(match.one("toll")), replace(people, harm=None), "head")


RULES = (
    Rule(
        "en.rise.revised",
        "toll:TOLL .{0,12} FALL .{0,5} TO here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("revised its toll of the fire down from 20 dead to 14",),
    ),
    Rule(
        "en.rise.not_that",
        "toll:TOLL .{0,8} BE here:(VICTIMS/AMOUNT) (COMMA|W)? NOT (VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("The number of dead in Ariha is 12, not 13", "the death toll was nine and not 11"),
        no=("the death toll was nine",),
    ),
    Rule(
        "en.rise.toll",
        f"(THE|ART|POSS)? toll:TOLL (BE|{ADVERB})* RISE (BE|ADV|TO|OVER|IN|BY)* (people:VICTIMS"
        "|amount:AMOUNT (done:DONE >!VICTIMS/AMOUNT)?)",
        "HARMED",
        _rise,
        yes=("death toll climbs to 12", "the toll rose to 15 people", "death toll reaches nine"),
    ),
    Rule(
        "en.rise.toll_of",
        "toll:TOLL (!TOLL/RISE|STRIKE){0,22} RISE (BE|ADV|TO|OVER|AT|BY)* here:(VICTIMS|AMOUNT)"
        " (done:DONE >!VICTIMS/AMOUNT)?",
        "HARMED",
        _rise,
        yes=(
            "The death toll of the explosion which hit the town has risen to eight",
            "the number of victims of the blast in the town has thus reached eight dead",
            "The death toll of the strike in Idlib has risen to nine",
            "Death toll update | Number of casualties of the strike in Idlib rises to 3,508",
        ),
    ),
    Rule(
        "en.rise.exceeds",
        "toll:TOLL !TOLL/HARMED{0,28} BE? here:AMOUNT",
        "HARMED",
        _exceeds,
        yes=(
            "The number of people injured by border guards in July has exceeded 21",
            "the death toll from violence in the south had topped 1,000",
            "Death toll of the clashes nears 100",
        ),
    ),
    Rule(
        "en.rise.bringing",
        "rise:RISE (THE|ART|POSS|UNKNOWN|PERSONADJ|PERSON|VICTIMS)* toll:TOLL"
        " (!TOLL/HARMED{0,24} TO|!TOLL/HARMED/AMOUNT{0,12} IN) here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=(
            "bringing the death toll to 12",
            "The ministry put the death toll at 41",
            "raising the toll of the attack to nine people",
        ),
    ),
    Rule(
        "en.rise.bringing_the_dead",
        "rise:RISE THE done:(DONE >!VICTIMS) (!TOLL/HARMED/STOP/AMOUNT/VICTIMS){0,8} TO here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("A man died of his wounds, bringing the dead to 8", "raising the dead in the village to 12"),
        no=("bringing the dead men to the town",),
    ),
    Rule(
        "en.rise.bringing_to",
        "RISE TO here:(VICTIMS/AMOUNT) (COMMA PARTWORD .{1,8} COMMA|COMMA)? (THE|ART|UNKNOWN)* toll:TOLL",
        "HARMED",
        _rise,
        yes=(
            "bringing to five the number of people killed",
            "it rose to 9, including a girl and four women, the number of people who were killed",
        ),
    ),
    Rule(
        "en.rise.up_from",
        "all:UPFROM here:(VICTIMS/AMOUNT)",
        "HARMED",
        _earlier,
        yes=("The death toll rose to 3,574, up from 2,900",),
    ),
    Rule(
        "en.toll.final",
        "FINALLY toll:TOLL (!TOLL/HARMED/STOP/AMOUNT/VICTIMS){0,14} (BE|RISE|TO|AT|COLON)+ here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("The final toll of the strike on the town is 38 dead and 26 injured",),
        no=("The toll of the strike is 38 dead",),
    ),
    Rule(
        "en.toll.earlier",
        "(EARLIER/FORMERLY) (ADV|UNKNOWN|SMALL)? here:(toll:TOLL (OF|BE IN?|TO|AT) (people:VICTIMS|amount:AMOUNT))",
        "HARMED",
        _earlier_toll,
        yes=("an earlier toll of nine", "its previous death toll of 11 people"),
        no=("a toll of nine",),
    ),
    Rule(
        "en.toll.from_to",
        "((RISE|FALL|CORRECTS) (!TOLL/HARMED/VICTIMS/AMOUNT/STOP){0,5} toll:TOLL (!TOLL/HARMED/STOP/FROM){0,14} FROM"
        " before:(VICTIMS/AMOUNT) TO|(FALL|CORRECTS) (!TOLL/HARMED/VICTIMS/AMOUNT/STOP){0,5} toll:TOLL"
        " (!TOLL/HARMED/STOP/AMOUNT/VICTIMS){0,14} TO) here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=(
            "lowered the death toll from 12 to 10",
            "revised down the toll of the strike on the town to 10",
            "corrected its toll of the strike on the town from 12 to 10 dead",
        ),
        no=("lowered the flag from noon to six",),
    ),
    Rule(
        "en.toll.of",
        "toll:TOLL (OF|BE IN?|TO) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _toll_of,
        yes=("a toll of nine", "the death toll was at 14"),
    ),
)

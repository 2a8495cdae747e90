"""English constructions with the harm before the people: idioms, bodies, active verbs, nouns of the event."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.en.constructions import (
    UNCOUNTED,
    double,
    harm_of,
    method_of,
    people_in,
    points_back,
    simple,
)
from marsad.lang.phrases import Amount, Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule


def _of(match: Match) -> Harmed | None:
    """Read `death of three men`; a definite person in general (`the killing of the child`) is still one."""
    people = people_in(match)
    if match.one("targets") and (people is None or not people.counted):
        return None  # `an assassination targets fighters, killing 3`
    word = match.one("harm")
    if word is not None and word.form == "suicide" and match.end("people") - match.end("harm") == 1:
        return None  # `a suicide attacker set off his belt`: whether he died, other words say
    return simple("verbal noun")(match)


def _noun_of(match: Match) -> Harmed | None:
    noun, people = value(match.one("noun"), Victims), people_in(match)
    if noun is None or noun.harm is None or noun.counted or people is None or points_back(people):
        return None
    return Harmed(noun.harm, replace(people, harm=None), "verbal noun")


def _double(match: Match) -> Harmed | None:
    harmed = double(match)
    return replace(harmed, shape="active") if harmed else None


def _truncated(match: Match) -> Harmed:
    return Harmed(harm_of(match.one("harm")), Victims(Count(1, 1)), "active", method_of(match.one("harm")))


def _both(match: Match) -> Harmed | None:
    """Read `killing both`: the two people told of before."""
    word, harm = match.one("word"), match.one("harm")
    if word is None or word.form != "both":
        return None
    return Harmed(harm_of(harm), Victims(Count(2, 2), others=True, back=True), "active", method_of(harm))


def _lost(match: Match) -> Harmed | None:
    """Read who lost people: their own kin, or their fighters."""
    node, people = match.one("people"), value(match.one("people"), Victims)
    if node is None or people is None or not people.counted or people.harm is not None:
        return None
    leaves = list(node.leaves())
    kin = any("POSS" in leaf.tags for leaf in leaves) and people.side is Side.CIVILIAN
    return Harmed(Harm.KILLED, people, "active") if kin or people.side is Side.COMBATANT else None


def _to_death(match: Match) -> Harmed | None:
    """Read `shot him to death`, `beat a man to death`."""
    word, how, people = match.one("word"), match.one("how"), value(match.one("people"), Victims)
    judged = how is not None and how.form.startswith(("sentenc", "condemn"))
    if word is None or word.form != "death" or judged:
        return None
    return Harmed(Harm.KILLED, people or Victims(Count(1, 1), others=True), "active")


def _cell(match: Match) -> Harmed | None:
    """Read `arrests a cell`: people whose number is not said."""
    word, nodes = match.one("harm"), match.all("here")
    if harm_of(word) is not Harm.CAPTURED or nodes[-1].form not in {"cell", "cells"}:
        return None
    actors = tuple(str(org.attr("actor")) for node in nodes for org in node.having("ORG"))
    some = Count(2, None, vague=True)
    return Harmed(Harm.CAPTURED, Victims(some, counted=False, side=Side.COMBATANT, actors=actors), "active")


def _self(match: Match) -> Harmed:
    return Harmed(Harm.KILLED, Victims(Count(1, 1)), "active", method_of(match.one("harm")))


def _him(match: Match) -> Harmed | None:
    """Count the one whom a pronoun stands for; an injury told so is of people counted before."""
    harm = harm_of(match.one("harm"))
    if harm not in {Harm.KILLED, Harm.CAPTURED}:
        return None
    return Harmed(harm, Victims(Count(1, 1), others=True), "active", method_of(match.one("harm")))


def _captives(match: Match) -> Victims | None:
    """Read captives among those killed: `killed 13 fighters and 4 detainees`."""
    people = value(match.one("here"), Victims)
    if people is None or people.harm is not Harm.CAPTURED or points_back(people):
        return None
    return replace(people, harm=None)


def _lives(match: Match) -> Harmed | None:
    people = people_in(match)
    if people is None:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "active")


def _body(match: Match) -> Harmed | None:
    body, people, amount = match.one("body"), value(match.one("people"), Victims), value(match.one("amount"), Amount)
    if body is None:
        return None
    many = body.attr("number") == "pl"
    if people is not None and (points_back(people) or (people.harm is not None and not people.counted)):
        return None
    count = Count(2, None, vague=True) if many else Count(1, 1)
    if amount is not None:
        count = amount.count
    elif people is not None and many:
        count = people.count
    bare = amount is None and (people is None or (many and not people.counted))
    if bare and not match.one("found"):
        return None
    counted = not count.vague
    people = replace(people, count=count, counted=counted, harm=None) if people else Victims(count, counted)
    return Harmed(Harm.KILLED, people, "body")


RULES = (
    Rule(
        "en.idiom.claims_lives",
        "TAKELIFE (THE)? ((people:VICTIMS|amount:AMOUNT) LIFE|LIFE OF (people:VICTIMS|amount:AMOUNT))",
        "HARMED",
        _lives,
        yes=("claims three lives", "claimed the life of one of the workers", "claimed the lives of 4 civilians"),
        no=("would cost lives",),
    ),
    Rule(
        "en.idiom.loss_of_life",
        "(THE|ART)? LOSS OF (people:VICTIMS POSSESSIVE LIFE|THE? LIFE OF (people:VICTIMS|amount:AMOUNT)"
        "|amount:AMOUNT LIFE)",
        "HARMED",
        _lives,
        yes=("the loss of a Russian soldier's life", "the loss of the lives of 3 people"),
    ),
    Rule(
        "en.body.of",
        "found:FOUND? here:((ART|THE)? amount:AMOUNT? (SMALL|DONE)? body:BODY (OF|BE)? people:VICTIMS)"
        " ((WHERE|IN|DAY|BE|ADV|GAZETTEER){0,4} found:FOUND)?",
        "HARMED",
        _body,
        yes=(
            "body of a shepherd was found",
            "Decapitated body of displaced Syrian woman",
            "bodies of three men",
            "Bodies of civilians found in Idlib",
        ),
        no=("the bodies of the victims", "took part in roaming bodies of fighters"),
    ),
    Rule("en.body.counted", "amount:AMOUNT (SMALL|DONE)? body:BODY", "HARMED", _body, yes=("found five bodies",)),
    Rule(
        "en.body.found",
        "SMALL? body:BODY (WHERE|IN|DAY)? BE? found:FOUND",
        "HARMED",
        _body,
        yes=("unidentified body found",),
    ),
    Rule(
        "en.double.active",
        f"<!PASSIVE harm:(PAST|DOES) (W|OR|COMMA) second:(PAST|DOES) (people:VICTIMS|amount:AMOUNT >!{UNCOUNTED})",
        "HARMED",
        _double,
        yes=("killing and injuring 12 people", "killed or wounded five soldiers"),
    ),
    Rule(
        "en.double.nouns",
        "harm:HARMOF (W|OR) second:HARMOF (OF|TO) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        double,
        yes=("the death and injury of 12 people",),
    ),
    Rule(
        "en.active",
        f"<!PASSIVE harm:(PAST|DOES) (W HARMOF)? (people:VICTIMS|amount:AMOUNT >!{UNCOUNTED})",
        "HARMED ACTIVE",
        simple("active"),
        yes=("injures shepherd", "killed seven civilians", "killing eight soldiers", "wounding a person", "injured 11"),
        no=("kills number of sheep", "vowed to kill anyone", "were killed three"),
    ),
    Rule(
        "en.active.captives",
        "<ACTIVE W here:VICTIMS",
        "VICTIMS",
        _captives,
        yes=("Warplanes kill 13 fighters and 4 detainees",),
        no=("killed 13 fighters and two women",),
    ),
    Rule(
        "en.active.truncated",
        "<!AMOUNT/VICTIMS harm:(PAST|DOES) ART? DOTS",
        "HARMED ACTIVE",
        _truncated,
        yes=("kills a…",),
    ),
    Rule(
        "en.active.lost",
        "LOST people:VICTIMS",
        "HARMED ACTIVE",
        _lost,
        yes=("He lost his wife and three children", "The rebels lost 12 fighters"),
        no=("the team lost two players", "lost his leg"),
    ),
    Rule(
        "en.active.to_death",
        "how:(MEANS/STRIKE/UNKNOWN) (people:VICTIMS|him:HIM) TO word:HARMOF",
        "HARMED ACTIVE",
        _to_death,
        yes=("shooting him to death in front of his clinic", "beat a man to death"),
        no=("led the men to arrest", "The court sentenced three men to death"),
    ),
    Rule(
        "en.active.cell",
        "<!PASSIVE harm:(PAST|DOES) ART? here:((ORG|PARTIES|PERSONADJ|SMALL|NATION){0,3} ORGKIND)",
        "HARMED",
        _cell,
        yes=("SDF arrests ISIS cell in Raqqa", "arrested a cell of ISIS"),
        no=("killed a brigade commander", "arrested the council"),
    ),
    Rule(
        "en.active.both",
        "<!PASSIVE harm:(PAST|DOES) word:THE >!UNKNOWN/VICTIMS",
        "HARMED ACTIVE",
        _both,
        yes=("hit a car carrying two men, killing both.",),
        no=("killed the two men",),
    ),
    Rule("en.active.self", "harm:(PAST|DOES) SELF", "HARMED ACTIVE", _self, yes=("killed himself",)),
    Rule(
        "en.active.him",
        "<!PASSIVE harm:(PAST|DOES) HIM",
        "HARMED ACTIVE",
        _him,
        yes=("opened fire and killed him",),
        no=("they injured him",),
    ),
    Rule(
        "en.noun.of_event",
        "THE? (harm:(HARMOF|DOES) >OF|harm:HARMOF) (BY !COMMA/SAY/VICTIMS{1,4})? ((OF|TO|AMONG|FOR|ON|targets:STRIKE)"
        " (people:VICTIMS|amount:AMOUNT)"
        "|people:VICTIMS)",
        "HARMED",
        _of,
        yes=(
            "the death of a teacher",
            "injury of three civilians",
            "injury to two civilians",
            "arrest of 112 people",
            "assassinating of officers",
        ),
        no=("death of the victims", "a suicide attacker detonated his belt"),
    ),
    Rule(
        "en.noun.cases",
        "amount:AMOUNT (CASE OF (SMALL|PERSONADJ){0,2} harm:HARMOF|(SMALL|PERSONADJ){0,2} harm:CASES)",
        "HARMED",
        simple("noun"),
        yes=("At least 228 cases of arbitrary arrest", "12 cases of kidnapping", "no fewer than 93 arrests"),
    ),
    Rule(
        "en.noun.of_counted",
        "noun:VICTIMS (OF|TO|AMONG) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _noun_of,
        yes=("the deaths of 84 civilians", "caused injuries to two civilians"),
        no=("two members of the family",),
    ),
)

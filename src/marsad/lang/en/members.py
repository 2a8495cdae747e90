"""English people of a party, a body or a family: `8 members of regime forces`, `a family of seven`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Victims, value
from marsad.model.claim import Group, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node

_NAME = "(NAME|GAZETTEER|AL)"


def _parties(match: Match) -> tuple[str, ...]:
    return tuple(str(node.attr("actor")) for node in match.all("all") if node.attr("actor"))


def _orgs(nodes: Sequence[Node]) -> list[Node]:
    return [org for node in nodes for org in node.having("ORG")]


def _of_party(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount)
    if amount:
        people = Victims(amount.count, not amount.count.vague, Side.COMBATANT)
    if people is None:
        return None
    orgs = _orgs(match.all("orgs"))
    civil = any(node.attr("civil") for node in orgs)
    if people.side is Side.CIVILIAN and not civil and match.one("loyal") is None:
        return None
    if people.harm is not None and match.one("loyal") is not None:
        return None
    side = Side.CIVILIAN if civil else people.side if people.former else Side.COMBATANT
    group = people.group
    rescuers = next((node.attr("group") for node in orgs if node.attr("group")), None)
    if rescuers and group is None:
        group = Group(str(rescuers))
    backed = match.one("loyal") is not None or match.one("backed") is not None
    actors = tuple(str((backed and node.attr("proxy")) or node.attr("actor")) for node in orgs)
    return replace(people, side=side, actors=people.actors if people.former else (*people.actors, *actors), group=group)


def _of_force(match: Match) -> Victims | None:
    """Read `members of the Hezbollah militia`: a party's force named like people."""
    people, force = value(match.one("people"), Victims), value(match.one("orgs"), Victims)
    if people is None or force is None:
        return None
    if people.others and people.side is Side.UNKNOWN and not force.counted and not force.harm:
        return replace(people, side=force.side, actors=force.actors, group=force.group)  # `three more of the militants`
    if people.side is not Side.COMBATANT:
        return None
    if force.side is Side.CIVILIAN and not force.counted:
        return replace(people, side=Side.CIVILIAN, group=force.group)
    head = match.all("orgs")[-1]
    if not force.actors and not any("FORCE" in leaf.tags for leaf in head.leaves()):
        return None
    return replace(people, side=Side.COMBATANT, actors=(*people.actors, *force.actors))


def _and_allies(match: Match) -> Victims | None:
    """Read `five members of the army and militiamen loyal to them`: one number for a party and its allies."""
    people, allies = value(match.one("people"), Victims), value(match.one("allies"), Victims)
    if people is None or people.side is not Side.COMBATANT or (allies is not None and allies.counted):
        return None
    allied = value(match.one("allied"), Victims)
    if allied is not None and not (people.counted and _bare_allies(match.one("allied"), allied)):
        return None
    return people


def _bare_allies(node: Node | None, people: Victims) -> bool:
    """Tell whether fighters without a number are the allies of those counted before: `and regime-backed militiamen`."""
    theirs = node is not None and any(leaf.tags & {"ALLY", "POSS"} for leaf in node.leaves())
    return theirs and not people.counted and people.side is Side.COMBATANT


def _whole_family(match: Match) -> Victims:
    counted = value(match.one("amount"), Amount) or value(match.one("people"), Victims)
    count = counted.count if counted and counted.count.low > 1 else Count(2, None, vague=True)
    return Victims(count, not count.vague, Side.CIVILIAN, Group.FAMILY)


def _of_body(match: Match) -> Victims | None:
    """Read `a member of the “Ansar Al-Tawheed” faction`: a body that the registry does not know."""
    people = value(match.one("people"), Victims)
    known = people is not None and (people.side is Side.COMBATANT or people.count == Count(1, 1))
    return people if known else None


def _family(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    return replace(people, group=people.group or Group.FAMILY, side=Side.CIVILIAN) if people else None


RULES = (
    Rule(
        "en.parties",
        "(THE|ART)? all:((ALLY? ORG|DOER W ORG) ((W|COMMA) THE? ALLY? ORG)*)",
        "PARTIES",
        _parties,
        yes=("Turkish forces and the SNA", "the Turkish-backed “National Army”"),
    ),
    Rule(
        "en.people.of_party",
        "people:VICTIMS (loyal:LOYAL|OF|IN|FROM|POSSESSIVE) ((COUNTRY|GAZETTEER|NAME) POSSESSIVE)?"
        " (THE|ART|PERSONADJ|SMALL|NATION|ORGKIND|OF){0,4}"
        " orgs:PARTIES (backed:BACKED (ORGKIND/PERSON/SMALL))? ORGKIND?",
        "VICTIMS",
        _of_party,
        yes=("8 members of regime forces", "three fighters loyal to Iran", "two members of the SDF"),
        no=("three civilians in Iran",),
    ),
    Rule(
        "en.people.of_force",
        "people:VICTIMS (loyal:LOYAL|OF|IN|FROM|POSSESSIVE) (THE? (NAME|GAZETTEER|NATION|ORGKIND){0,4}) orgs:VICTIMS",
        "VICTIMS",
        _of_force,
        yes=("four members of the Syrian army forces", "three more of the Islamic State militants"),
        no=("a member of the family",),
    ),
    Rule(
        "en.people.amount_of_party",
        "amount:AMOUNT (OF|FROM)? orgs:PARTIES (PERSON|SMALL)? >!UNKNOWN",
        "VICTIMS",
        _of_party,
        yes=("four regime forces",),
    ),
    Rule(
        "en.people.of_body",
        f"people:VICTIMS (OF|IN|FROM) (THE|ART|PERSONADJ|NATION|UNKNOWN|GAZETTEER|POSSESSIVE|PLACEHEAD"
        f"|ORGKIND OF){{0,5}} ({_NAME}{{1,4}} ORGKIND|ORGKIND)",
        "VICTIMS",
        _of_body,
        yes=(
            "one member of “Al-Noor Corps”",
            "a member of the “Saraya Al-Noor” organisation",
            "the co-chair of the council",
        ),
    ),
    Rule(
        "en.people.and_allies",
        "people:VICTIMS W (POSS? THE? allies:VICTIMS LOYAL THE? (THEM|orgs:PARTIES)?|POSS? ALLIES ORGKIND?"
        "|POSS UNKNOWN ORGKIND|POSS? allied:VICTIMS|POSS UNKNOWN)",
        "VICTIMS",
        _and_allies,
        yes=(
            "five members of regime forces and militiamen loyal to them",
            "8 soldiers and their allies",
            "25 soldiers and regime-backed militiamen",
        ),
        no=("two children and three gunmen loyal to them",),
    ),
    Rule(
        "en.people.loyal_to_them",
        "people:VICTIMS LOYAL >!PARTIES/VICTIMS/THE/PERSONADJ/UNKNOWN",
        "VICTIMS",
        lambda match: value(match.one("people"), Victims),
        yes=("8 soldiers and gunmen loyal to them",),
    ),
    Rule(
        "en.people.couple",
        "(ART|THE|another:ANOTHER) (PERSONADJ|SMALL|NATION)? COUPLE >!OF",
        "VICTIMS",
        lambda _: Victims(Count(2, 2), side=Side.CIVILIAN),
        yes=("killed a couple and their four children", "an elderly couple died"),
        no=("a couple of soldiers",),
    ),
    Rule(
        "en.people.family_of",
        "(ART|THE|POSS)? (FAMILY|PERSONADJ FAMILY) (OF (amount:AMOUNT|people:VICTIMS))?",
        "VICTIMS",
        _whole_family,
        yes=("kills a family of seven people", "killed a family of 5"),
    ),
    Rule("en.people.of_family", "people:VICTIMS FAMILYOF", "VICTIMS", _family, yes=("four people of one family",)),
)

"""English noun phrases of persons: counted, single, bare plural; ages, ranks and names; the party they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Victims, people_of, value
from marsad.model.claim import Group, Harm, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node

_HEAD = "(PERSON|HARMNOUN|CAPTIVE)"
_MOD = "(PERSONADJ|NATION|FORMER|AGE|PERSON|ORG|OTHER|DONE|PLACEHEAD)"
_NAME = "(NAME|GAZETTEER|AL)"
_CHILD_UNTIL = 18


def _age(match: Match) -> int | None:
    amount = value(match.one("years"), Amount)
    return amount.bare if amount else None


def _years(node: Node | None) -> int | None:
    """Return the years that an age or a bare number behind a name tells."""
    if node is None:
        return None
    return node.value.bare if isinstance(node.value, Amount) else node.value if isinstance(node.value, int) else None


def _people(match: Match, amount: Amount | None) -> Victims:
    """Read a noun phrase; in English its head stands last, and what narrows it before."""
    words = [*match.all("mods"), *match.all("heads")][::-1]
    people = people_of(words, amount)
    said = next((node.attr("harm") for node in match.all("mods") if "DONE" in node.tags), None)
    age = next((node.value for node in words if "AGE" in node.tags and isinstance(node.value, int)), None)
    if age is not None:
        people = of_age(people, age)
    actors = tuple(str(node.attr("actor")) for node in words if node.attr("actor"))
    soldiers = any("FIGHTER" in node.tags for node in match.all("heads"))
    if actors and not soldiers and people.side is Side.CIVILIAN:
        actors = ()
    if not actors and any("SYRIAN" in n.tags for n in words) and any("ARMY" in n.tags for n in match.all("heads")):
        actors = ("syrian_government",)
    civil = any(node.attr("civil") for node in words)
    side = Side.CIVILIAN if civil else people.side
    if actors and not people.former and side is Side.UNKNOWN and any("ORG" in node.tags for node in words):
        side = Side.COMBATANT
    return replace(
        people,
        side=side,
        actors=() if people.former else actors,
        definite=match.one("the") is not None or people.definite,
        group=people.group or next((Group.WOMEN for node in words if node.attr("group") == Group.WOMEN), None),
        others=any("OTHER" in node.tags for node in words) or match.one("another") is not None,
        harm=people.harm or (Harm(str(said)) if said else None),
    )


def of_age(people: Victims, age: int) -> Victims:
    """Return the same people, children where they are not of age."""
    if age >= _CHILD_UNTIL or people.group not in {None, Group.MEN, Group.WOMEN}:
        return people
    return replace(people, group=Group.CHILDREN, side=Side.CIVILIAN)


def _counted(match: Match) -> Victims | None:
    amount = value(match.one("amount"), Amount)
    people = _people(match, amount)
    return people if people.harm is not None else replace(people, definite=False)


def _both_plural(match: Match) -> bool:
    return all("pl" in str(node.attr("number")) for node in [*match.all("heads"), *match.all("bare")])


def _pair(match: Match) -> Victims | None:
    """Read `52 children and women`: one number for both."""
    if not _both_plural(match):
        return None
    people = _people(match, value(match.one("amount"), Amount))
    other = people_of(match.all("bare"))
    sides = {people.side, other.side}
    side = people.side if len(sides) == 1 else Side.MIXED if Side.UNKNOWN not in sides else Side.UNKNOWN
    group = people.group if people.group is other.group else None
    harm = people.harm if people.harm is other.harm else Harm.CASUALTIES
    return replace(people, side=side, group=group, harm=harm, definite=False)


def _single(match: Match) -> Victims | None:
    people, bound = _people(match, None), match.one("bound")
    if bound is None:
        return people
    return people.bounded(str(bound.attr("bound"))) if people.count == Count(1, 1) else None


def _national(match: Match) -> Victims | None:
    """Read a person called by nation alone: `a Syrian`."""
    people = _people(match, value(match.one("amount"), Amount))
    return replace(people, count=Count(1, 1), counted=True) if match.one("amount") is None else people


def _one(match: Match) -> Victims | None:
    """Read `one of the workers`, `two of its officers`: the amount counts, whatever the noun's number."""
    amount = value(match.one("amount"), Amount)
    if amount is None:
        return None
    people = _people(match, amount)
    return replace(people, definite=False, counted=not amount.count.vague)


def _partitive(match: Match) -> Victims | None:
    """Read `two of the wounded`: people counted under that harm before."""
    amount, word = value(match.one("amount"), Amount), match.one("word")
    if amount is None or word is None:
        return None
    return Victims(amount.count, not amount.count.vague, harm=Harm(str(word.attr("harm"))), definite=True)


def _others(match: Match) -> Victims:
    amount = value(match.one("amount"), Amount)
    if amount:
        return Victims(amount.count, not amount.count.vague, others=True)
    if match.one("one"):
        return Victims(Count(1, 1), others=True)
    return Victims(Count(2, None, vague=True), counted=False, others=True)


def _named(match: Match) -> Victims | None:
    """Read a rank or an age before a name: `Lieutenant Alaa Dayoub`, `12-year-old Weisi`."""
    heads = match.all("heads")
    people = people_of(heads[::-1]) if heads else Victims(Count(1, 1), side=Side.CIVILIAN)
    age = _years(match.one("age"))
    if age is not None:
        people = of_age(people, age)
    if people.count != Count(1, 1):
        return None
    return replace(people, named=True, definite=False)


def _named_object(_: Match) -> Victims:
    """Read one person called by name behind an active verb: a place never stands there."""
    return Victims(Count(1, 1), named=True)


def _with_name(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    if people is None or people.count != Count(1, 1) or people.harm is not None:
        return None
    age = _years(match.one("age"))
    if age is not None:
        people = of_age(people, age)
    return replace(people, named=people.named or match.one("name") is not None, definite=False)


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
    actors = tuple(str(node.attr("actor")) for node in orgs)
    if match.one("loyal") is not None or match.one("backed") is not None:
        actors = tuple("iranian_backed" if actor == "iran" else actor for actor in actors)
    return replace(people, side=side, actors=people.actors if people.former else (*people.actors, *actors), group=group)


def _of_force(match: Match) -> Victims | None:
    """Read `members of the Hezbollah militia`: a party's force named like people."""
    people, force = value(match.one("people"), Victims), value(match.one("orgs"), Victims)
    if people is None or force is None or people.side is not Side.COMBATANT:
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
    return people


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


def _their_part(match: Match) -> Victims | None:
    """Read `two of them officers`, `one of which is an infant`: so many of the people before."""
    amount, people = value(match.one("amount"), Amount), value(match.one("people"), Victims)
    if amount is None or people is None or amount.bare is None:
        return None
    return replace(people, count=amount.count, counted=True)


def _speaker(match: Match) -> str | None:
    """Tell a person from the place that bears the same name: only persons say and tell."""
    word = match.one("says")
    return "speaker" if word is not None and word.form in {"said", "says", "told", "tells", "added", "adds"} else None


def _here(_: Match) -> str:
    return "here"


def _bound_behind(match: Match) -> Victims | None:
    people, bound = value(match.one("people"), Victims), match.one("bound")
    return people.bounded(str(bound.attr("bound"))) if people and bound else None


_MANY = f"mods:({_MOD}{{0,3}}|(SMALL/NAME/GAZETTEER) {_MOD}{{0,2}}|{_MOD} (SMALL/NAME) {_MOD}?)"

RULES = (
    Rule(
        "en.age",
        "(years:AMOUNT DASH? YEAROLD|AGED years:AMOUNT|OPEN years:AMOUNT CLOSE)",
        "AGE",
        _age,
        yes=("a 12-year-old boy", "a 12-year old child", "twenty five year old Hassan", "a man aged 40"),
    ),
    Rule(
        "en.people.pair",
        f"THE? amount:AMOUNT OF? (THE|POSS)? {_MANY} heads:{_HEAD} W PERSONADJ? bare:{_HEAD}",
        "VICTIMS",
        _pair,
        yes=("52 children and women", "196 combatants and civilians dead"),
        no=("two children and a woman",),
    ),
    Rule(
        "en.people.most_pair",
        f"<MOST OF? THE? heads:{_HEAD} W bare:{_HEAD}",
        "VICTIMS",
        _pair,
        yes=("Around 50 people, most of them women and children, died", "mostly women and children"),
        no=("a woman and two children",),
    ),
    Rule(
        "en.people.part_of_them",
        f"amount:AMOUNT OF (THE|POSS) {_MANY} heads:{_HEAD}",
        "VICTIMS",
        _one,
        yes=("one of the workers", "two of its officers"),
    ),
    Rule(
        "en.people.of_the_harmed",
        "amount:AMOUNT OF (THE|THEM)? word:DONE",
        "VICTIMS",
        _partitive,
        yes=("two of the wounded died",),
        no=("two wounded men",),
    ),
    Rule(
        "en.people.counted",
        f"(the:THE|POSS)? amount:AMOUNT OF? {_MANY} heads:{_HEAD}",
        "VICTIMS",
        _counted,
        yes=("27 civilians", "three Syrian soldiers", "a number of civilians", "three other civilians"),
        no=("20 rockets", "12 villages"),
    ),
    Rule(
        "en.people.named",
        f"heads:((PERSONADJ|NATION|FORMER)* RANK) name:{_NAME}{{1,5}}",
        "VICTIMS",
        _named,
        yes=("Lieutenant Colonel Hassan Yunis Suleiman", "First Lieutenant Muhammad Fayez"),
    ),
    Rule(
        "en.people.described",
        "ART mods:((ORG|NATION) (PERSONADJ|NATION|SMALL){1,3} W (PERSONADJ|SMALL)) heads:PERSON",
        "VICTIMS",
        _single,
        yes=("an ISIS Syrian provincial media and security operative",),
    ),
    Rule(
        "en.people.single",
        f"<!AL (bound:BEFORENUM ART|(the:THE|ART|POSS|another:ANOTHER)?) {_MANY} heads:{_HEAD} >!ORGKIND",
        "VICTIMS",
        _single,
        yes=("a woman was killed", "Child dies", "an elderly civilian", "his brother", "Regime soldier killed"),
        no=("the villages of Aboush and Al-Sheikh", "a jihadist faction"),
    ),
    Rule(
        "en.people.national",
        "(ART|amount:AMOUNT) mods:PERSONADJ? heads:NATION >STOP/COMMA/W/IN/BE/BY/WITH/DONE/DIED/ON/NEAR/FROM/WHO/DURING",
        "VICTIMS",
        _national,
        yes=("kills a Syrian with gunshot", "a young Palestinian was killed"),
        no=("a Syrian town",),
    ),
    Rule(
        "en.people.of_them",
        "people:VICTIMS OFTHEM >DONE/PERSON/BE",
        "VICTIMS",
        lambda match: value(match.one("people"), Victims),
        yes=("leaves 6 members of them dead and wounded",),
    ),
    Rule("en.people.aged_name", f"age:AGE name:{_NAME}{{1,4}}", "VICTIMS", _named, yes=("12-year-old Weisi Muhammad",)),
    Rule(
        "en.people.with_name",
        f"people:VICTIMS (COMMA? name:{_NAME}{{2,5}} (COMMA age:(AGE|AMOUNT))? COMMA?|COMMA? NAMED name:{_NAME}{{1,5}}"
        " (COMMA age:(AGE|AMOUNT))? COMMA?|age:AGE|COMMA age:AGE COMMA)",
        "VICTIMS",
        _with_name,
        yes=("The 12-year old child, Hassan Mustafa, was wounded", "the citizen Alaa Ibrahim"),
    ),
    Rule(
        "en.people.name_aged",
        "name:((NAME|GAZETTEER|AL){1,5}) COMMA (AGED? age:AMOUNT|age:AGE) COMMA? >WAS/DIED/WHO/DONE/FROM",
        "VICTIMS",
        _named,
        yes=("Ahmad, 13, was killed", "Salem al-Hasan, aged 40, died"),
        no=("In Idlib, 13 were killed",),
    ),
    Rule(
        "en.people.others",
        "(amount:AMOUNT (OTHERS|OTHER)|OTHERS|one:ANOTHER >!UNKNOWN/PLACEHEAD/THING/MEANS/STRIKE/DAYPART|one:(ART ORDINAL) >BE/DONE)",
        "VICTIMS REST",
        _others,
        yes=("injured 21 others", "others were wounded", "a third was wounded", "two more were wounded", "killing two civilians and wounding another."),
    ),
    Rule(
        "en.parties",
        "(THE|ART)? all:((ALLY? ORG|DOER W ORG) ((W|COMMA) THE? ALLY? ORG)*)",
        "PARTIES",
        _parties,
        yes=("Turkish forces and the SNA", "the Turkish-backed “National Army”"),
    ),
    Rule(
        "en.people.of_party",
        "people:VICTIMS (loyal:LOYAL|OF|IN|FROM|POSSESSIVE) (THE|ART|PERSONADJ|SMALL|NATION|ORGKIND|OF){0,4}"
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
        yes=("four members of the Syrian army forces",),
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
        f"people:VICTIMS (OF|IN|FROM) (THE|ART|PERSONADJ|NATION|UNKNOWN|GAZETTEER|POSSESSIVE|ORGKIND OF){{0,5}}"
        f" ({_NAME}{{1,4}} ORGKIND|ORGKIND)",
        "VICTIMS",
        _of_body,
        yes=("one member of “Al-Noor Corps”", "a member of the “Saraya Al-Noor” organisation", "the co-chair of the council"),
    ),
    Rule(
        "en.people.and_allies",
        "people:VICTIMS W POSS? (THE? allies:VICTIMS LOYAL THE? (THEM|orgs:PARTIES)?|POSS UNKNOWN)",
        "VICTIMS",
        _and_allies,
        yes=("five members of regime forces and militiamen loyal to them", "8 soldiers and their allies"),
        no=("two children and three gunmen loyal to them",),
    ),
    Rule(
        "en.people.loyal_to_them",
        "people:VICTIMS LOYAL >!PARTIES/VICTIMS/THE",
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
    Rule(
        "en.people.bound_behind", "people:VICTIMS bound:AFTERNUM", "VICTIMS", _bound_behind, yes=("12 people at least",)
    ),
    Rule(
        "en.people.named_object",
        "<DOES/PAST name:((NAME|AL|GAZETTEER) (NAME|AL|GAZETTEER){1,4}) >!UNKNOWN/PERSON/ORGKIND/PLACEHEAD",
        "VICTIMS",
        _named_object,
        yes=("A drone kills Salem Darwish near the town", "killing Salman al-Halabi and other fighters"),
        no=("kills Tel Tamr Council member", "arrest Idlib student"),
    ),
    Rule("en.name.speaker", "here:GAZETTEER says:SAY", "UNKNOWN NAME", _speaker, yes=("Khalil said that",)),
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
        "amount:AMOUNT OFTHEM BE? people:VICTIMS",
        "VICTIMS ITSPART",
        _their_part,
        yes=("eight soldiers, two of them officers", "two girls one of which is an infant"),
    ),
    Rule(
        "en.name.listed",
        "<NAMES here:((NAME|GAZETTEER|AL){1,5}) >!UNKNOWN",
        "VICTIMS NAMEDONE",
        _named_object,
        yes=("killed three men, identified as Salem al-Hasan, Omar Hamwi and Adel Nasser",),
        no=("killed three men, identified as fighters",),
    ),
    *(
        Rule(
            f"en.name.listed_{step}",
            "NAMEDONE (COMMA !COMMA/SEMICOLON/W/NAMEDONE/NAMES/BE{1,12} SEMICOLON|COMMA|W|SEMICOLON){1,2}"
            " (VICTIMS&!NAMEDONE (COMMA|W|SEMICOLON)*)? here:((NAME|GAZETTEER|AL){2,5}) >!UNKNOWN/PLACEHEAD",
            "VICTIMS NAMEDONE",
            _named_object,
            yes=(example,),
        )
        for step, example in (
            (1, "identified as Salem al-Hasan, Omar Hamwi and"),
            (2, "identified as Salem al-Hasan, Omar Hamwi, and Adel Nasser"),
            (3, "named the dead as Salem al-Hasan, a guard; Omar Hamwi; Adel Nasser; and Basel Kurdi"),
        )
    ),
    Rule(
        "en.part.included",
        "<VICTIMS here:INCLUDE >VICTIMS",
        "PARTWORD",
        _here,
        yes=("The victims included three children",),
        no=("the visit included three soldiers",),
    ),
    Rule(
        "en.among_them_behind",
        "here:COMMA VICTIMS ((W|COMMA) VICTIMS)* AMONGTHEM",
        "PARTWORD",
        _here,
        yes=("19 others were injured, five children and a woman among them",),
    ),
)

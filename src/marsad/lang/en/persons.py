"""English noun phrases of persons: counted, single, bare plural; ages, ranks and names behind them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from marsad.lang.en.ages import of_age, years_of
from marsad.lang.phrases import Amount, Term, Victims, people_of, people_of_terms, terms, value
from marsad.model.claim import Group, Harm, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

_HEAD = "(PERSON|HARMNOUN|CAPTIVE)"
_MOD = "(PERSONADJ|NATION|FORMER|AGE|PERSON|ORG|OTHER|DONE|PLACEHEAD|ORDINAL)"
_NAME = "(NAME|GAZETTEER|AL)"
_MANY = (
    f"mods:({_MOD}{{0,3}}|(SMALL/NAME/GAZETTEER) {_MOD}{{0,2}}|{_MOD} (SMALL/NAME) {_MOD}?"
    f"|(PERSONADJ|NATION) COMMA (ORG|PERSONADJ|NATION) {_MOD}?)"
)


def _people(match: Match, amount: Amount | None) -> Victims:
    """Read a noun phrase; in English its head stands last, and what narrows it before."""
    mods, heads = match.all("mods"), match.all("heads")
    aged = (node.value for node in (*reversed(heads), *reversed(mods)) if "AGE" in node.tags)
    age = next((years for years in aged if isinstance(years, int)), None)
    people = _read(terms(mods), terms(heads), amount.count if amount is not None else None, age)
    definite = people.definite or match.one("the") is not None
    others = people.others or match.one("another") is not None
    same = definite is people.definite and others is people.others
    return people if same else replace(people, definite=definite, others=others)


@lru_cache(maxsize=8192)
def _read(mods: tuple[Term, ...], heads: tuple[Term, ...], amount: Count | None, age: int | None) -> Victims:
    words = (*mods, *heads)[::-1]
    people = people_of_terms(words, amount)
    said = next((node.attr("harm") for node in mods if "DONE" in node.tags), None)
    if age is not None:
        people = of_age(people, age)
    actors = tuple(str(node.attr("actor")) for node in words if node.attr("actor"))
    soldiers = any("FIGHTER" in node.tags for node in heads)
    if actors and not soldiers and people.side is Side.CIVILIAN:
        actors = ()
    army = next((str(node.attr("army")) for node in words if node.attr("army")), None)
    if not actors and army and any("ARMY" in node.tags for node in heads):  # `three Syrian soldiers`
        actors = (army,)
    civil = any(node.attr("civil") for node in words)
    side = Side.CIVILIAN if civil else people.side
    if actors and not people.former and side is Side.UNKNOWN and any("ORG" in node.tags for node in words):
        side = Side.COMBATANT
    return replace(
        people,
        side=side,
        actors=() if people.former else actors,
        group=people.group or next((Group.WOMEN for node in words if node.attr("group") == Group.WOMEN), None),
        others=any("OTHER" in node.tags for node in words),
        harm=people.harm or (Harm(str(said)) if said else None),
    )


def _counted(match: Match) -> Victims | None:
    amount = value(match.one("amount"), Amount)
    people = _people(match, amount)
    return people if people.harm is not None or not people.definite else replace(people, definite=False)


def _both_plural(match: Match) -> bool:
    return all("pl" in str(node.attr("number")) for node in [*match.all("heads"), *match.all("bare")])


def _pair(match: Match) -> Victims | None:
    """Read `31 children and women`: one number for both."""
    if not _both_plural(match):
        return None
    people = _people(match, value(match.one("amount"), Amount))
    other = people_of(match.all("bare"))
    sides = {people.side, other.side}
    side = people.side if len(sides) == 1 else Side.MIXED if Side.UNKNOWN not in sides else Side.UNKNOWN
    group = people.group if people.group is other.group else None
    harm = people.harm if people.harm is other.harm else Harm.CASUALTIES
    return replace(people, side=side, group=group, harm=harm, definite=False)


def _both_kinds(match: Match) -> Victims:
    """Read `civilian and military casualties`: one noun for both."""
    people = _people(match, value(match.one("amount"), Amount))
    sides = {str(node.attr("side")) for node in match.all("mods") if node.attr("side")}
    return replace(people, side=Side.MIXED) if len(sides) > 1 else people


def _single(match: Match) -> Victims | None:
    mods = match.all("mods")
    led = any("ART" in node.tags for node in match.nodes[: match.start("heads")][-len(mods) - 1 :]) or match.one("the")
    if mods and not led and "SMALL" in mods[0].tags and mods[0].form.endswith("ing"):
        return None  # `and prompting fighters`
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
    return replace(people, definite=people.harm is not None, counted=not amount.count.vague)


def _partitive(match: Match) -> Victims | None:
    """Read `two of the wounded`: people counted under that harm before."""
    amount, word = value(match.one("amount"), Amount), match.one("word")
    if amount is None or word is None:
        return None
    return Victims(amount.count, not amount.count.vague, harm=Harm(str(word.attr("harm"))), definite=True)


def _the_harmed(match: Match) -> Victims | None:
    """Read `the wounded`: people told of before."""
    word = match.one("word")
    if word is None or word.form not in {"dead", "killed", "wounded", "injured", "missing", "detained"}:
        return None
    return Victims(Count(2, None, vague=True), counted=False, harm=Harm(str(word.attr("harm"))), definite=True)


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
    age = years_of(match.one("age"))
    if age is not None:
        people = of_age(people, age)
    if people.count != Count(1, 1):
        return None
    return replace(people, named=True, definite=False)


def _with_name(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    if people is None or people.count != Count(1, 1) or people.harm is not None:
        return None
    age = years_of(match.one("age"))
    if age is not None:
        people = of_age(people, age)
    return replace(people, named=people.named or match.one("name") is not None, definite=False)


RULES = (
    Rule(
        "en.people.pair",
        f"THE? amount:AMOUNT OF? (THE|POSS)? {_MANY} heads:{_HEAD} W (PERSONADJ|SMALL)? bare:{_HEAD}",
        "VICTIMS",
        _pair,
        yes=("31 children and women", "140 combatants and civilians dead"),
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
        "en.people.both_kinds",
        f"amount:AMOUNT? mods:((PERSONADJ|ORG|NATION){{1,2}} W (PERSONADJ|ORG|NATION){{1,2}}) heads:{_HEAD}",
        "VICTIMS",
        _both_kinds,
        yes=(
            "many civilian and military martyrs",
            "civilian and military casualties",
            "404 Syrian army and pro-regime fighters",
        ),
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
        f"heads:((PERSONADJ|NATION|FORMER){{0,6}} RANK) name:{_NAME}{{1,5}}",
        "VICTIMS",
        _named,
        yes=("Lieutenant Colonel Salim Wadi Tal", "First Lieutenant Muhammad Fayez"),
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
        "(ART|amount:AMOUNT) mods:PERSONADJ? heads:NATION"
        " >STOP/COMMA/W/IN/BE/BY/WITH/DONE/DIED/ON/NEAR/FROM/WHO/DURING",
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
    Rule(
        "en.people.the_harmed",
        "the:THE word:DONE >COMMA/COLON/MEMBERS/INCLUDE/ADV",
        "VICTIMS",
        _the_harmed,
        yes=("The dead included three children", "the names of the injured, who are"),
        no=("the injured men",),
    ),
    Rule("en.people.aged_name", f"age:AGE name:{_NAME}{{1,4}}", "VICTIMS", _named, yes=("12-year-old Weisi Muhammad",)),
    Rule(
        "en.people.with_name",
        f"people:VICTIMS (COMMA? name:{_NAME}{{2,5}} (age:AGE|COMMA age:(AGE|AMOUNT))? COMMA?"
        f"|COMMA? NAMED name:{_NAME}{{1,5}}"
        " (COMMA age:(AGE|AMOUNT))? COMMA?|age:AGE|COMMA age:AGE COMMA)",
        "VICTIMS",
        _with_name,
        yes=("The 11-year old child, Salim Wadi, was wounded", "the citizen Rim Tal"),
    ),
    Rule(
        "en.people.name_aged",
        "name:((NAME|GAZETTEER|AL){1,5}) COMMA (AGED? age:AMOUNT|age:AGE) COMMA >WAS/DIED/WHO/FROM",
        "VICTIMS",
        _named,
        yes=("Ahmad, 13, was killed", "Salem al-Hasan, aged 40, died"),
        no=("In Idlib, 13 were killed", "in southern Gaza, 20 killed"),
    ),
    Rule(
        "en.people.others",
        "(amount:AMOUNT (OTHERS|OTHER)|OTHERS|OTHER >DONE|one:ANOTHER >!UNKNOWN/PLACEHEAD/THING/MEANS/STRIKE/DAYPART"
        "|one:(ART ORDINAL) >BE/DONE/COMMA/STOP/BY/W/IN/NEAR|<DOES one:(ART ORDINAL) >!UNKNOWN/PLACEHEAD/THING)",
        "VICTIMS REST",
        _others,
        yes=(
            "injured 21 others",
            "others were wounded",
            "a third was wounded",
            "two more were wounded",
            "killing two civilians and wounding another.",
            "martyring two members and injuring a third",
        ),
        no=("a third day", "injuring a third soldier"),
    ),
)

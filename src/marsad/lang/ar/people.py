"""Arabic noun phrases of persons: counted, dual, single, bare plural; with their adjectives and their party."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.phrases import Amount, Victims, people_of, value
from marsad.model.claim import Group, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

_HEAD = "(PERSON|HARMNOUN|CAPTIVE)"
_ADJECTIVES = ("مسلح", "عسكري", "انتحاري", "ارهابي")
_NARROW = (
    "(ATTACKERS|PERSONADJ|NATION|FORMER|CAPTIVE|LEADER|RANK|MEDICALADJ|AGEADJ|HARMNOUN|PRESS|BI RANKWORD RANK FIRST?)"
)


def _counted(match: Match) -> Victims | None:
    amount = value(match.one("amount"), Amount)
    first = match.start("amount")
    if amount is not None and amount.bare == 1 and first and match.nodes[first - 1].attr("number") == "sg":
        return None  # `عنصر واحد أسيراً`: the number goes with the noun before it
    return _finish(match, people_of(match.all("heads"), amount, match.one("others")))


def _both_sexes(match: Match) -> Victims | None:
    """Count men and women of one noun under one number (`67 طفلاً وطفلة`)."""
    man, woman = match.one("heads"), match.one("second")
    if man is None or woman is None or woman.form.removesuffix("ه") != man.form.removesuffix("ا"):
        return None
    return people_of(match.all("heads"), value(match.one("amount"), Amount))


def _only_an_adjective(match: Match) -> bool:
    """Tell whether a word for an armed man narrows a deed: `هجوم مسلح`, `تفجير انتحاري`, but not `برصاص مسلح`."""
    first = match.start("heads")
    before, head = (match.nodes[first - 1] if first else None), match.nodes[first]
    if "FIGHTER" not in head.tags:
        return False
    deed = (
        before is not None
        and "MEANS" in before.tags
        and before.attr("method") in {"clash", "explosive"}
        and "PRONOUN" not in head.tags
    )
    unit = before is not None and head.form.endswith("ه") and ("ORGHEAD" in before.tags or before.form.endswith("ه"))
    single = head.attr("number") == "sg" and head.form.startswith(_ADJECTIVES)
    return single and (deed or (unit and "PRONOUN" not in head.tags))  # also `مجموعة إرهابية مسلحة`


def _is_a_place(match: Match) -> bool:
    """Tell whether a word names farms, not a farmer: `في مزارع القرية`."""
    first = match.start("heads")
    before = match.nodes[first - 1].tags if first else frozenset()
    return "PLACEHEAD" in match.nodes[first].tags and bool(before & {"FI", "BI", "ALA"})


def _is_no_person(match: Match) -> bool:
    """Tell whether a word only looks like a person: `أما الجرحى` (as for), `مجموعات مسلحة` (armed groups)."""
    first = match.start("heads")
    before, head = (match.nodes[first - 1] if first else None), match.nodes[first]
    if head.form == "اما":
        behind = match.nodes[first + 1 : first + 2]
        return before is None or bool(before.tags & {"STOP", "COMMA"}) or any("DEFINITE" in n.tags for n in behind)
    armed = "FIGHTER" in head.tags and head.form.startswith(_ADJECTIVES) and head.form.endswith("ه")
    return armed and before is not None and bool(before.tags & {"UNKNOWN", "ORGHEAD", "PARTIES"})


def _single(match: Match) -> Victims | None:
    if _only_an_adjective(match) or _is_a_place(match) or _is_no_person(match):
        return None
    people = people_of(match.all("heads"), None, match.one("others"))
    twice = value(match.one("twice"), Amount)
    if twice and people.count.vague and _definite_number(match):  # `أطفالها الثلاثة`
        people = replace(people, count=twice.count, counted=True)
    elif twice:
        one = twice.bare == 1 and people.count == Count(1, 1)
        if not one and twice.bare != 2:
            return None
        people = replace(people, count=twice.count, counted=True)  # with its bound: `شخص واحد على الأقل`
    return _finish(match, people)


def _one_or_two(match: Match) -> Victims | None:
    """Read one or two of the same (`شخص أو شخصان`, `مدني أو مدنيين`)."""
    more = match.all("more")[0]
    one, two = value(match.one("people"), Victims), value(more, Victims)
    dual = two is not None and two.count.low == 2 and (two.counted or more.leaves()[0].form.endswith("ين"))
    return replace(two, count=Count(1, 2)) if one and two and dual and one.count == Count(1, 1) else None


def _definite_number(match: Match) -> bool:
    return any("DEFINITE" in leaf.tags for node in match.all("twice") for leaf in node.leaves())


def _one_of(match: Match) -> Victims:
    """Read one of many; `one of the wounded` is one of those told of."""
    heads = match.all("heads")
    told = heads[0].tags >= {"HARMNOUN", "DEFINITE"}
    return replace(people_of(heads, Amount(Count(1, 1), 1)), definite=told)


def _others(match: Match) -> Victims:
    amount, others = value(match.one("amount"), Amount), match.one("others")
    number = str(others.attr("number")) if others else "pl"
    if amount:
        return Victims(amount.count, not amount.count.vague, others=True)
    count = {"sg": Count(1, 1), "du": Count(2, 2)}.get(number, Count(2, None, vague=True))
    known = others is not None and "DEFINITE" in others.tags and number in {"sg", "du"}
    return Victims(count, number in {"sg", "du"}, others=True, definite=known)


def _of_them(match: Match) -> Victims | None:
    amount = value(match.one("amount"), Amount)
    return _finish(match, Victims(amount.count, not amount.count.vague, back=True)) if amount else None


def _finish(match: Match, people: Victims) -> Victims:
    heads = match.all("heads")
    army = next((str(said) for node in heads if (said := node.attr("army"))), None)
    if army and any("SOLDIER" in node.tags for node in heads):  # `جنديان سوريان`
        people = replace(people, actors=(army,))
    bound = match.one("bound")
    return people.bounded(str(bound.attr("bound"))) if bound else people


def _of_party(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount)
    if amount:
        people = Victims(amount.count, not amount.count.vague, Side.COMBATANT)
    if people is None or (amount and not amount.count.vague and not match.one("min")):
        return None
    actors = tuple(str(node.attr("actor")) for org in match.all("orgs") for node in org.having("ORG"))
    civil = any(node.attr("civil") for org in match.all("orgs") for node in org.having("ORG"))
    side = Side.CIVILIAN if civil else people.side if people.former else Side.COMBATANT
    if people.side is Side.CIVILIAN and not civil:
        return None
    if match.one("place") and people.side is not Side.COMBATANT and not civil:
        return None
    rescuers = next((n.attr("group") for org in match.all("orgs") for n in org.having("ORG") if n.attr("group")), None)
    group = people.group
    if rescuers and group is None:
        group = Group(str(rescuers))
    return replace(people, side=side, actors=() if people.former else actors, group=group)


def _of_force(match: Match) -> Victims | None:
    """Take the fighters of a force that is named elsewhere (`two men of the force`)."""
    people = value(match.one("people"), Victims)
    fighters = people is not None and people.side is Side.COMBATANT and people.group is None
    return people if people is not None and fighters and not people.actors else None


def _dead_of(match: Match) -> Victims | None:
    """Join a noun of harm and the people it is said of (`3 dead of the soldiers`)."""
    people, inner = value(match.one("people"), Victims), value(match.one("inner"), Victims)
    if not people or not inner or inner.harm or inner.counted or inner.others:
        return None
    if people.harm is None and inner.side is Side.COMBATANT:  # `20 militants of the attackers`
        theirs = any("ATTACKERS" in leaf.tags for leaf in (match.one("inner") or match.nodes[0]).leaves())
        return replace(people, side=inner.side) if theirs and inner.definite and not people.actors else None
    if people.harm is None:  # `3 persons of the civilians`
        civil = people.side is Side.UNKNOWN and inner.side is Side.CIVILIAN and inner.definite and not people.former
        return replace(people, side=inner.side, group=people.group or inner.group) if civil else None
    return replace(people, side=inner.side, group=people.group or inner.group, actors=inner.actors)


def _from_here(match: Match) -> Victims | None:
    """Take persons `of the villagers` as civilians (GUIDELINES rule 16)."""
    people = value(match.one("people"), Victims)
    from_here = match.nodes[match.end("people") + 1].form.endswith(("سكان", "اهالي", "قاطني"))
    civil = people is not None and people.side is Side.UNKNOWN and people.harm is None and not people.former
    return replace(people, side=Side.CIVILIAN) if people is not None and civil and from_here else None


def _one_hireling(match: Match) -> Victims | None:
    """Read one of those whom their foes call hirelings: a party's name that is a word for its people."""
    orgs = [org for node in match.all("orgs") for org in node.having("ORG")]
    if not any(org.form.removeprefix("ال").startswith("مرتزق") for org in orgs):
        return None
    return Victims(Count(1, 1), side=Side.COMBATANT, actors=tuple(str(org.attr("actor")) for org in orgs))


def _of_both_sides(match: Match) -> Victims | None:
    """Take people `of both sides` for fighters of either: of no one party (`9 others of both sides`)."""
    people = value(match.one("people"), Victims)
    armed = people is not None and people.side is not Side.CIVILIAN
    return replace(people, side=Side.COMBATANT, actors=()) if people is not None and armed else None


def _bound_behind(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    return _finish(match, people) if people else None


def _family(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    return replace(people, group=people.group or Group.FAMILY, side=Side.CIVILIAN) if people else None


def _family_of_so_many(match: Match) -> Victims | None:
    """Count a family, or a unit, by its members (`a family made up of five persons`, `a patrol of eight men`)."""
    people, whole = value(match.one("people"), Victims), value(match.one("whole"), Victims)
    if people is None or whole is None or not people.counted:
        return None
    if whole.side is Side.COMBATANT:
        return replace(people, side=whole.side, actors=people.actors or whole.actors)
    return replace(people, group=Group.FAMILY, side=Side.CIVILIAN)


def _parties(match: Match) -> tuple[str, ...]:
    return tuple(str(node.attr("actor")) for node in match.all("all") if "ORG" in node.tags)


RULES = (
    Rule(
        "ar.people.one_of",
        f"ONEOF heads:({_HEAD} {_NARROW}{{0,2}}|RESIDENT)",
        "VICTIMS",
        _one_of,
        yes=("مقتل أحد عناصر الفصيل", "إصابة أحد السكان", "مقتل أحد أبناء البلدة"),
        no=("أحد المنازل",),
    ),
    Rule(
        "ar.people.both_sexes",
        "amount:AMOUNT MIN? heads:(PERSON|HARMNOUN|CAPTIVE) W second:(PERSON|HARMNOUN|CAPTIVE)",
        "VICTIMS",
        _both_sexes,
        yes=("67 طفلاً وطفلة", "12 مواطناً ومواطنة"),
        no=("3 أطفال وامرأة", "12 رجلاً وطفلة"),
    ),
    Rule(
        "ar.people.of_them_who",
        f"amount:AMOUNT OFTHEM heads:({_HEAD} {_NARROW}{{0,2}})",
        "VICTIMS ITSPART",
        _counted,
        yes=("خمسة مدنيين 4 منهم أطفال",),
        no=("9 منهم 3 أطفال",),
    ),
    Rule(
        "ar.people.counted",
        f"amount:AMOUNT MIN? heads:({_HEAD} {_NARROW}{{0,2}}) others:(OTHERS|ORDINAL)? bound:AFTERNUM?",
        "VICTIMS",
        _counted,
        yes=("27 قتيلاً", "8 عناصر", "6 ضباط على الأقل", "عدد من المدنيين", "ثلاثة رعاة", "4 أطفال آخرين"),
        no=("20 صاروخاً", "12 هدفاً"),
    ),
    Rule(
        "ar.people.named_by_kind",
        f"heads:({_HEAD} {_NARROW}{{0,2}}) twice:AMOUNT others:OTHERS? >!PERSON",
        "VICTIMS",
        _single,
        yes=("ضابطان اثنان", "شخصين اثنين", "امرأة وأطفالها الثلاثة", "شخص واحد على الأقل"),
        no=("شخصين 3 أطفال",),
    ),
    Rule(
        "ar.people.plain",
        f"<!PLACEHEAD heads:({_HEAD} {_NARROW}{{0,2}}) others:(OTHERS|ORDINAL)? bound:AFTERNUM?",
        "VICTIMS",
        _single,
        yes=("مقتل طفل", "جريحان", "مدنيون آخرون"),
        no=("مدينة الراعي",),
    ),
    Rule(
        "ar.people.of_residents",
        "amount:AMOUNT MIN? heads:RESIDENT others:OTHERS? bound:AFTERNUM?",
        "VICTIMS",
        _counted,
        yes=("إصابة عدد من الأهالي", "مقتل 3 من سكان القرية"),
        no=("إصابة مواطنين اثنين من أهالي القرية",),
    ),
    Rule(
        "ar.people.earlier_figure",
        "ANNA? PASTMARK NUMBEROF? here:(amount:AMOUNT) >!UNKNOWN/PERSON/HARMNOUN/CAPTIVE/AGE/MIN",
        "VICTIMS EARLIER",
        _others,
        yes=("إلى 6 قتلى بعد أن كانت 9.",),
        no=("كان 9 مدنيين في المنزل",),
    ),
    Rule(
        "ar.people.others",
        "amount:AMOUNT? others:OTHERS bound:AFTERNUM?",
        "VICTIMS",
        _others,
        yes=("إصابة 9 آخرين", "وأصيب آخرون"),
    ),
    Rule(
        "ar.people.of_them",
        "amount:AMOUNT OFTHEM bound:AFTERNUM? >!AMOUNT/PERSON/VICTIMS/HARMNOUN/ONEOF",
        "VICTIMS",
        _of_them,
        yes=("مقتل 15 منهم على الأقل",),
        no=("9 منهم 3 أطفال",),
    ),
    Rule(
        "ar.parties",
        "all:(ORG ((W|COMMA) ORG)*)",
        "PARTIES",
        _parties,
        yes=("قوات النظام وداعش",),
    ),
    Rule(
        "ar.people.of_party",
        "people:VICTIMS (MIN|(UNKNOWN|ORGHEAD)? place:(FI|BI|LI)|UNKNOWN MIN)?"
        " (PERSON&FIGHTER MIN?|ORGHEAD)? orgs:PARTIES",
        "VICTIMS",
        _of_party,
        yes=("8 عناصر من قوات النظام", "عناصر التنظيم", "عناصر لقوات النظام"),
        no=("ثلاثة مدنيين قوات النظام",),
    ),
    Rule(
        "ar.people.of_force",
        "people:VICTIMS MIN? ORGHEAD&DEFINITE",
        "VICTIMS",
        _of_force,
        yes=("اثنان من عناصر القوات", "مقتل مقاتلين من القوات"),
        no=("مدنيين من القوات", "عناصر من قوات النظام", "متزعم الخلية"),
    ),
    Rule(
        "ar.people.amount_of_party",
        "amount:AMOUNT min:MIN? (PERSON&FIGHTER|ORGHEAD){0,2} orgs:PARTIES",
        "VICTIMS",
        _of_party,
        yes=("14 من قوات النظام", "عدد من قوات النظام"),
        no=("14 قوات النظام",),
    ),
    Rule(
        "ar.people.dead_of",
        "people:VICTIMS (MIN|BETWEEN RANKS?|FI RANKS)? inner:VICTIMS",
        "VICTIMS",
        _dead_of,
        yes=("3 قتلى من العسكريين", "قتلى عناصر قوات النظام", "إصابات بين المدنيين", "20 إرهابياً من المهاجمين"),
        no=("قتلى 3 مدنيين", "20 إرهابياً من المقاتلين"),
    ),
    Rule(
        "ar.people.from_here",
        "here:(people:VICTIMS) MIN RESIDENT",
        "VICTIMS",
        _from_here,
        yes=("إصابة 20 شخصاً من سكان القرية",),
        no=("شاب من أبناء المدينة", "عناصر من أهالي المنطقة"),
    ),
    Rule(
        "ar.people.in_ranks",
        "people:VICTIMS FI RANKS orgs:PARTIES|people:VICTIMS LI orgs:PARTIES",
        "VICTIMS",
        _of_party,
        yes=("قتلى في صفوف قوات النظام", "3 قتلى للنظام بقصف"),
        no=("مدنيين للنظام",),
    ),
    Rule(
        "ar.people.one_of_hirelings",
        "ONEOF orgs:PARTIES",
        "VICTIMS",
        _one_hireling,
        yes=("قُتل أحد المرتزقة",),
        no=("عنصر من أحد الفصائل",),
    ),
    Rule(
        "ar.people.of_both_sides",
        "people:VICTIMS (MIN|BETWEEN|FI) RANKS? BOTHSIDES",
        "VICTIMS",
        _of_both_sides,
        yes=("إصابة 9 آخرين من الجانبين", "6 قتلى من الطرفين", "قتلى في صفوف الطرفين"),
        no=("مدنيين من الجانبين", "قتلى من الفصائل"),
    ),
    Rule(
        "ar.people.bound_behind",
        "people:VICTIMS bound:AFTERNUM",
        "VICTIMS",
        _bound_behind,
        yes=("7 من عناصر قوات النظام كحد أدنى",),
    ),
    Rule(
        "ar.people.one_or_two",
        "people:VICTIMS OR more:VICTIMS",
        "VICTIMS",
        _one_or_two,
        yes=("شخص أو شخصان", "مدني أو مدنيين"),
        no=("طفل أو خمسة أطفال",),
    ),
    Rule(
        "ar.people.family_of",
        "whole:VICTIMS UNKNOWN? MADEUP MIN people:VICTIMS",
        "VICTIMS",
        _family_of_so_many,
        yes=("عائلة كاملة مؤلفة من خمسة أفراد", "فقد الاتصال بمجموعة من قوات النظام مؤلفة من 8 عناصر"),
        no=("5 أشخاص من 3 عائلات",),
    ),
    Rule(
        "ar.people.of_family",
        "people:VICTIMS (COMMA|ALLOF|THEY|W){0,3} FAMILYOF",
        "VICTIMS",
        _family,
        yes=("3 أشخاص من عائلة واحدة",),
    ),
)

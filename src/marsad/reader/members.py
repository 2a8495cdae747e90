"""People that hang on a claim: whether they are new, how many `most of them` are, and members told by name alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims
from marsad.model.claim import Group, Harm, Side
from marsad.model.count import Count
from marsad.reader.draft import Draft
from marsad.reader.names import joined, names_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.reader.names import Named
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_BEHIND_NUMBER = frozenset(
    {"STOP", "COMMA", "W", "OPEN", "CLOSE", "PARTWORD", "MIN", "BI", "FI", "COLON", "BY", "DAY", "WHERE"}
)
_WHENCE = frozenset(
    {"MIN", "ORIGIN", "RESIDENT", "PLACEHEAD", "WHERE", "GAZETTEER", "COMMA", "W", "FI", "BI", "INJURYWORD"}
)
JOINS = frozenset({"W", "COMMA", "MAA"})
_LISTING = frozenset({"W", "COMMA", "PLUS", "LI", "ILA", "MAA", "SEMICOLON", "OR", "PARTWORD", "AGE"})
_APPOSES = JOINS | {"DASH"}
_OF_ONE_TELLING = frozenset(
    {
        "VICTIMS",
        "PARTWORD",
        "W",
        "COMMA",
        "OPEN",
        "CLOSE",
        "AMOUNT",
        "ALLOF",
        "THEY",
        "BI",
        "INJURYWORD",
        "UNKNOWN",
        "MEANS",
        "REL",
    }
)
_NAMED = frozenset({"UNKNOWN", "GAZETTEER", "DEFINITE", "GIVENNAME"})
_PASSED = frozenset({"INJURYWORD", "BI", "UNKNOWN", "COMMA", "NATION", "ORGHEAD"})
_OF_A_SITE = frozenset({"FI", "PLACEHEAD", "W", "VICTIMS"})
"""What tells in which building people worked, in a list of the dead."""
_SHE = frozenset({"هي", "she", "it"})
_TITLED = 5
"""A name with its title has so many words at most."""
_NAMED_OF = _NAMED | {"FI", "MIN", "PARTIES", "ORGHEAD", "FORMER", "RELATEDMARK", "PLACEHEAD", "WHERE"}
_LONGEST = 9
"""A name with its title and age has so many words at most."""
_AGE_SIGNS = frozenset({"AGE", "AGED", "AMOUNT", "OPEN", "CLOSE", "COMMA"})
_GROWN = 18


def people_of(node: Node) -> Victims | None:
    """Return the people of a node: a phrase of persons, or a number that may count some."""
    if isinstance(node.value, Victims):
        return node.value
    if isinstance(node.value, Amount) and node.value.count.high != 0:
        return Victims(node.value.count, not node.value.count.vague)
    return None


def holds(draft: Draft) -> bool:
    """Tell whether a claim may have parts."""
    return draft.relation not in {"part", "member"} and draft.people.count.high != 1


def is_listed(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether people follow what lists them: `and`, a comma; in `in an ambush by fighters` they are the doers."""
    theirs = "LI" in nodes[at - 1].tags and at > 1 and bool(nodes[at - 2].tags & {"MEANS", "ATTACK", "STRIKE"})
    return bool(nodes[at - 1].tags & _LISTING) and not theirs


def is_new(people: Victims) -> bool:
    """Tell whether a phrase brings new people: a number, one person, or an indefinite plural."""
    told = people.definite and (people.others or not people.counted)  # `and the other`, of two told before
    return not told and people.harm is None


def most_of(whole: Draft, people: Victims) -> Victims:
    """Count `most of them`: more than half of a known number, else at least two (GUIDELINES rule 15)."""
    count = whole.people.count
    least = count.low // 2 + 1 if count.high == count.low and count.low > 2 else 2
    side = people.side if people.side is not Side.UNKNOWN else whole.people.side
    return replace(people, count=Count(least, None, vague=True), counted=False, side=side)


def roll_of_names(sentence: Sentence, drafts: list[Draft]) -> Draft | None:
    """Return the claim whose people are named line by line under a heading (`names of the dead:`)."""
    if not sentence.colon or not any("NAMES" in node.tags for node in sentence.nodes):
        return None
    named = {people.harm for node in sentence.nodes if (people := people_of(node)) and people.harm} or {Harm.KILLED}
    return next((draft for draft in reversed(drafts) if holds(draft) and draft.harm in named), None)


def member_named(named: Named, whole: Draft, sentence: Sentence) -> Draft:
    """Return the claim of a person told by name alone, as a member of the claim that counts him."""
    child = named.age is not None and named.age < _GROWN
    theirs = whole.people.group if whole.people.group is not Group.FAMILY else None
    group, side = (Group.CHILDREN, Side.CIVILIAN) if child else (theirs, Side.UNKNOWN)
    people = Victims(Count(1, 1), side=side, group=group, named=True)
    draft = Draft(named.node, whole.harm, people, sentence, named.at, None, whole, whole, "member")
    draft.rules.append("chain.named")
    return draft


def list_heads(found: list[Draft], sentence: Sentence) -> list[Draft]:
    """Return what a list under these claims breaks down, the likeliest first.

    That is the harm which the words before the list name (`the dead are:`), else the first dead, else the last claim.
    """
    tops = [draft for draft in found if draft.whole is None] or found
    named = {people.harm for node in sentence.nodes if (people := people_of(node)) and people.harm}
    main = next((draft for draft in tops if draft.harm in (named or {Harm.KILLED})), tops[-1])
    return [main, *[draft for draft in tops if draft is not main]]


def call_all(nodes: Sequence[Node], at: int, drafts: list[Draft]) -> None:
    """Take what is said of all who were told (`3 dead and 7 hurt, all of them civilians`, `all of one family`)."""
    whole = next((d for d in reversed(drafts) if d.relation not in {"part", "member"}), None)
    if whole is None:
        return
    between = nodes[whole.at + 1 : at]
    if not all(node.tags & _OF_ONE_TELLING and not isinstance(node.value, Harmed) for node in between):
        return
    if "FAMILYOF" in nodes[at].tags:
        if whole.people.group is None and whole.people.count.high != 1:
            whole.people = replace(whole.people, group=Group.FAMILY, side=Side.CIVILIAN)
        return
    said = next((people for node in nodes[at + 1 : at + 3] if (people := people_of(node))), None)
    for draft in drafts if said is not None and not said.counted and said.side is not Side.UNKNOWN else ():
        if said is not None and draft.people.side is Side.UNKNOWN and draft.sentence is whole.sentence:
            draft.people = replace(draft.people, side=said.side, actors=said.actors)


def of_those_hurt(node: Node, harmed: Harmed, back: Iterable[Draft]) -> Draft | None:
    """Return the claim of which a number of the hurt is a part (`3 of the wounded are in danger`).

    `back` are the claims told before, the latest first.
    """
    people, leaves = harmed.people, node.leaves()
    if harmed.shape != "noun" or people.count.vague or not people.definite:
        return None
    some = any("MIN" in leaf.tags for leaf in leaves) and any(
        leaf.tags >= {"HARMNOUN", "DEFINITE"} and leaf.attr("harm") == harmed.harm for leaf in leaves
    )
    if not some:
        return None
    fits = (d for d in back if holds(d) and d.harm in {harmed.harm, Harm.CASUALTIES})
    return next((d for d in fits if d.people.count.vague or d.people.count.low > people.count.low), None)


def named_pair(nodes: Sequence[Node], at: int, people: Victims) -> list[Named]:
    """Return the names behind a definite number of people, as many as they are (`the boys Salim and Rami`)."""
    several = people.definite and people.count.low > 1
    row = names_from(nodes, at) if several else []
    return row if len(row) == people.count.high else []


def another_named(nodes: Sequence[Node], since: int, at: int, latest: Draft) -> Named | None:
    """Return a person joined by name and age to one named before (`the boy X, 12 years, and Y, 25 years`)."""
    if at == 0 or latest.people.count.high != 1 or latest.relation not in {"head", "item"}:
        return None
    link = 0 if joined(nodes[at]) else 1
    if not 0 < at - link - since <= _LONGEST or (link and "W" not in nodes[at - 1].tags):
        return None
    between = nodes[since : at - link]
    row = names_from(nodes, at) if all(node.tags & (_NAMED | _AGE_SIGNS) for node in between) else []
    return row[0] if row and row[0].age is not None else None


def apposed(summed: Draft, nodes: Sequence[Node], at: int) -> bool:
    """Tell whether people right behind a sum tell who they are: `3 persons, man and child and woman`, adding up."""
    count = summed.people.count
    if count.high != count.low or count.low < 2:
        return False
    told = 0
    for number, node in enumerate((node for node in nodes[at : at + 8] if not node.tags & _APPOSES), 1):
        people = people_of(node)
        if people is None or people.harm is not None or not people.counted or people.others:
            return False
        told += people.count.low
        if told >= count.low:
            return told == count.low and number > 1
    return False


def part_before(nodes: Sequence[Node], at: int, since: int) -> int | None:
    """Return where the people stand of whom words say that they were among those told (`2 were among the hurt`)."""
    back = at - 1
    while back > since and nodes[back].tags & {"PASTMARK", "QAD"}:
        back -= 1
    told = max(since, 0) <= back < at - 1 and "VICTIMS" in nodes[back].tags
    return back if told else None


def is_label(nodes: Sequence[Node]) -> bool:
    """Tell whether a word of harm stands by itself in its line: a label of the page (`dead`), no statement."""
    value = nodes[0].value if len(nodes) == 1 else None
    return isinstance(value, Harmed) and not value.people.counted


def opens_part(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether a part word opens a list of names, or a part told with a verb of its own (`4 of them were hurt`)."""
    after = nodes[at + 1].value if at + 1 < len(nodes) else None
    return "NAMES" in nodes[at].tags or (isinstance(after, Harmed) and after.shape == "subject first")


def is_predicate(node: Node, harmed: Harmed, told: list[Draft]) -> bool:
    """Tell whether a noun only says as what somebody died who was told just before (`the boy X fell a martyr`)."""
    if harmed.shape != "noun" or not harmed.people.martyr or not told:
        return False
    before, noun = told[-1], node.leaves()[0]
    if harmed.people.count.vague:  # `13 men fell as martyrs`
        right_behind = node.start - before.node.end <= 2
        return right_behind and len(node.leaves()) == 1 and before.people.martyr and before.harm is harmed.harm
    if harmed.people.count.high not in {1, 2}:
        return False
    accusative = len(node.leaves()) == 1 and noun.form.endswith(("ا", "ين"))
    near = node.start - before.node.end <= _LONGEST * 4
    return accusative and near and before.harm is harmed.harm and before.people.count == harmed.people.count


def stands_alone(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether a bare number counts people: what follows is no noun that it could count."""
    after = nodes[at + 1].tags if at + 1 < len(nodes) else frozenset({"STOP"})
    return bool(after & _BEHIND_NUMBER)


def each_named(nodes: Sequence[Node], at: int, sentence: Sentence) -> tuple[list[Draft], int]:
    """Return a claim for each person named behind a word of harm and `each of`, and where their list ends."""
    word, behind = nodes[at], nodes[at + 1].tags if at + 1 < len(nodes) else frozenset[str]()
    if not word.tags & {"HARMNOUNV", "HARMVERB"} or "MEMBERS" not in behind or "THEY" in behind:
        return [], at
    row = names_from(nodes, at + 2)
    found: list[Draft] = []
    for named in row:
        child = named.age is not None and named.age < _GROWN
        group, side = (Group.CHILDREN, Side.CIVILIAN) if child else (None, Side.UNKNOWN)
        people = Victims(Count(1, 1), side=side, group=group, named=True)
        lead = found[0] if found else None
        draft = Draft(named.node, Harm(str(word.attr("harm"))), people, sentence, named.at, lead=lead)
        draft.relation = "item" if found else "head"
        draft.rules.append("chain.each_named")
        found.append(draft)
    return found, row[-1].end if row else at


def told_from(nodes: Sequence[Node], since: int, at: int, whole: Draft | None) -> bool:
    """Tell whether nothing but where people come from stands between them and `they are`, or what follows adds up."""
    if whole is not None and _adds_up(nodes[at + 1 :], whole.people.count):
        return True
    if "THEY" not in nodes[at].tags or since <= 0 or not 0 < at - since <= _LONGEST:
        return False
    return all(node.tags & _WHENCE for node in nodes[since:at])


def _adds_up(nodes: Sequence[Node], whole: Count) -> bool:
    """Tell whether two numbers or more make up the whole (`…: five fighters and four policemen`, of nine dead)."""
    listed: list[Victims] = []
    inner = False
    for node in nodes:
        if "HARMED" in node.tags:
            break
        inner = "PARTWORD" in node.tags or (inner and not node.tags & JOINS)
        people = people_of(node)
        if people is not None and people.counted and not inner:
            listed.append(people)
    return whole.low == whole.high and len(listed) > 1 and sum(one.count.low for one in listed) == whole.low


def sums_up_whole(nodes: Sequence[Node], at: int, whole: Draft | None) -> bool:
    """Tell whether a whole told further off is broken down (`31 died in the clashes there, they are 17 of …`)."""
    if whole is None or "THEY" not in nodes[at].tags or nodes[at].form in _SHE:
        return False
    behind = [node for node in nodes[at + 1 : at + 3] if "COLON" not in node.tags]
    first = people_of(behind[0]) if behind else None
    fits = first is not None and first.counted and first.harm in {None, whole.harm} and not first.others
    return fits and first is not None and first.count.low < whole.people.count.low


def takes_part(between: Sequence[Node], people: Victims) -> bool:
    """Tell whether people without a number stand behind the cause of the harm: they fought there, and are no part."""
    return people.count.vague and any("CAUSE" in node.tags for node in between)


def _companion(nodes: Sequence[Node], at: int, latest: Draft) -> bool:
    """Tell whether one person goes with the one told before (`the leader X of the faction and his guard`)."""
    people = people_of(nodes[at])
    his = any("PRONOUN" in leaf.tags and "PERSON" in leaf.tags for leaf in nodes[at].leaves())
    return his and people is not None and people.count.high == 1 and latest.people.count.high == 1


def linked(nodes: Sequence[Node], since: int, at: int, latest: Draft) -> bool:
    """Tell whether an `and` links what stands at an index to the claim just before it."""
    if at == 0 or not nodes[at - 1].tags & JOINS:
        return False
    back = at - 1
    while back > since and nodes[back - 1].tags & JOINS:
        back -= 1
    between = nodes[since:back]
    if _companion(nodes, at, latest) and len(between) <= _LONGEST and all(n.tags & _NAMED_OF for n in between):
        return True
    if back - since > _TITLED:
        return False
    if "W" not in nodes[at - 1].tags:
        return "MAA" in nodes[at - 1].tags and not between and any(nodes[at].having("PRONOUN"))  # `with his driver`
    named = latest.people.count.high == 1 and all(node.tags & _NAMED for node in between)
    people = people_of(nodes[at])
    counted = people is not None and people.counted and "COMMA" in nodes[at - 2].tags
    if counted and between and all(node.tags & _OF_A_SITE for node in between):
        return True  # `17 of those who work in the prison and its guards, and 4 civilians`
    return (len(between) <= 2 and all(node.tags & _PASSED for node in between)) or named


def one_of_them(nodes: Sequence[Node], at: int, whole: Draft) -> Harm | None:
    """Return what happened to `one of them`, told without a noun (`one of them in a grave state`, `… died`)."""
    behind = nodes[at + 1 : at + 3]
    if any(people_of(node) for node in behind) or whole.people.count.high == 1 or not behind:
        return None
    if "HARMVERB" in behind[0].tags:
        return Harm(str(behind[0].attr("harm")))
    return whole.harm if "BI" in behind[0].tags else None


def parts_in_front(nodes: Sequence[Node], since: int) -> tuple[list[int], int]:
    """Find people behind a part word in front, who are parts of what comes (`among them 2 children.. 5 killed`).

    Return where they stand and where the rest of the sentence begins.
    """
    dots = next((at for at, node in enumerate(nodes) if "DOTS" in node.tags), 0)
    front, rest = nodes[:dots], nodes[dots:]
    harm = any(isinstance(node.value, Harmed) for node in front)
    if harm or not any("PARTWORD" in node.tags for node in front[:2]):
        return [], since
    if not any(isinstance(node.value, Harmed) for node in rest):
        return [], since
    return [at for at, node in enumerate(front) if "VICTIMS" in node.tags], dots


def those_named(nodes: Sequence[Node], at: int, told: list[Draft]) -> Draft | None:
    """Return the claim whose people `the two citizens are` names: as many as a claim just before has of them."""
    people = people_of(nodes[at - 1]) if at else None
    if people is None or not people.definite or people.harm is not None or "THEY" not in nodes[at].tags:
        return None
    latest = next((draft for draft in reversed(told) if holds(draft)), None)
    return latest if latest is not None and latest.people.side is people.side else None

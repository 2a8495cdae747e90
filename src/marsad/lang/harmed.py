"""Make statements of harm of what the rules of a language found: who was harmed, how many, in which construction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims, bounded, value
from marsad.model.claim import Harm, Side
from marsad.model.count import Count

if TYPE_CHECKING:
    from marsad.text.nodes import Node
    from marsad.text.rules import Build, Match

_TENS = 20
"""Tens of the dead and the wounded are so many of both; a number of them is one of each."""
ZERO = Victims(Count(0, 0))
NOBODY = "NOCLAIM"


def _harm(node: Node | None, fallback: Harm = Harm.KILLED) -> Harm:
    said = node.attr("harm") if node else None
    return Harm(str(said)) if said else fallback


def _method(node: Node | None) -> str | None:
    said = node.attr("method") if node else None
    return str(said) if said else None


def _people(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount)
    if people is None and amount is not None and (not amount.count.vague or amount.count.low >= 20):
        people = Victims(amount.count, not amount.count.vague)
    word = match.one("harm")
    if people is None and match.one("ordinal"):
        people = Victims(Count(1, 1), others=True)
    if people and word and word.attr("martyr"):
        people = replace(people, martyr=True)
    return people


def of_people(shape: str, toll: str | None = None) -> Build:
    """Return what makes a statement of one construction, `shape`: a harm word and the people it happened to."""

    def build(match: Match) -> Harmed | None:
        people, word = _people(match), match.one("harm")
        if people is None or _points_back(people, match.one("people")):
            return None
        moved = people.harm if people.harm is not _harm(word) else None
        if moved and _harm(word) is not Harm.KILLED:
            return None
        if moved is Harm.CASUALTIES:
            moved = None
        return Harmed(_harm(word), replace(people, harm=None) if moved else people, shape, _method(word), toll, moved)

    return build


def of_both_harms(match: Match) -> Harmed | None:
    """Two harms with one number (`killed and injured 12`) are casualties; two words of one harm are that harm."""
    first, second = _harm(match.one("harm")), _harm(match.one("second"))
    people = _people(match)
    verb, then = match.one("harm"), match.one("second")
    closed = verb is not None and verb.attr("verbnumber") in {"du", "pl"}  # `… were killed, and 3 were hurt`
    if people is None or (closed and then is not None and then.attr("verbnumber") == "sg"):
        return None
    return Harmed(first if first is second else Harm.CASUALTIES, people, "verbal noun", _method(match.one("harm")))


def of_noun(match: Match) -> Harmed | None:
    """Read a noun that tells the harm itself (`27 dead`); one that only points back is no statement."""
    people = value(match.one("people"), Victims)
    if people is None or people.harm is None:
        return None
    if people.harm is Harm.CAPTURED and not people.counted:
        return None
    if people.harm is Harm.CASUALTIES and not match.one("falling") and _losses(match.one("people")):
        return None
    if people.definite and match.one("people") is not None and not _amount_said(match.one("people")):
        return None
    return Harmed(people.harm, people, "noun")


def of_pronoun(match: Match) -> Harmed | None:
    """Count the people a pronoun stands for (`مقتلهما` two); an injury told so is of people counted before."""
    word = match.one("harm")
    if word is None or _harm(word) not in {Harm.KILLED, Harm.CAPTURED}:
        return None
    if _harm(word) is Harm.CAPTURED and not match.one("underwent"):
        return None
    count = Count(2, 2) if word.form.endswith("هما") else Count(1, 1)
    if word.form.endswith(("هم", "هن", "نا")):
        return None
    return Harmed(_harm(word), Victims(count, others=True), "verbal noun", _method(word))


def of_one_told(match: Match) -> Harmed | None:
    """Read the death of one person told before: a verb in the singular without people (`died today of his wounds`)."""
    verb = match.one("harm")
    if verb is None or _harm(verb) is not Harm.KILLED or verb.attr("verbnumber") in {"du", "pl"}:
        return None
    if verb.form.endswith("وا"):
        return None
    return Harmed(Harm.KILLED, Victims(Count(1, 1), others=True), "verb", _method(verb))


def of_noun_and_people(match: Match) -> Harmed | None:
    """Read a definite noun of harm and who they are: `the dead are 5 children`."""
    noun, people = value(match.one("noun"), Victims), value(match.one("people"), Victims)
    if not noun or not people or noun.harm is None or not noun.definite or people.harm or not people.counted:
        return None
    if people.count.high == 1 and noun.count.low > 1:
        return None  # the first of a list
    return Harmed(noun.harm, people, "noun")


def _points_back(people: Victims, node: Node | None) -> bool:
    """Tell whether a phrase only points back: a definite plural without a number (`الجرحى`)."""
    return people.definite and not people.counted and not _amount_said(node)


def _losses(node: Node | None) -> bool:
    return node is not None and any("LOSSES" in leaf.tags for leaf in node.leaves())


def _amount_said(node: Node | None) -> bool:
    return node is not None and any("AMOUNT" in kid.tags or _amount_said(kid) for kid in node.kids)


def of_two_nouns(match: Match) -> Harmed | None:
    """One number over two nouns of harm (`12 dead and injured`) is casualties."""
    first, second = value(match.one("people"), Victims), value(match.one("other"), Victims)
    if not first or not second or not first.harm or not second.harm or first.harm is second.harm:
        return None
    if not _amount_said(match.one("people")) or _amount_said(match.one("other")) or second.definite > first.definite:
        return None
    if _numbered(second, match.one("people")) or (second.definite and first.count.low < _TENS):
        return None
    return Harmed(Harm.CASUALTIES, replace(first, side=second.side), "noun")


def _numbered(second: Victims, first: Node | None) -> bool:
    """Tell whether a second noun counts its own people: a dual does, and one man behind a plural (`4 قتلى وجريح`)."""
    plural = any(leaf.attr("number") == "pl" for leaf in first.leaves()) if first else False
    return second.counted and (second.count.low == 2 or (second.count.low == 1 and plural))


def of_either_harm(match: Match) -> Harmed | None:
    """People `between dead and injured` are casualties; `between women and children` tells of no harm."""
    people = value(match.one("people"), Victims)
    told = [people, *(value(node, Victims) for node in match.all("either"))]
    if not any(victims.harm for victims in told if victims):
        return None
    amount = value(match.one("amount"), Amount)
    if amount:
        people = Victims(amount.count, not amount.count.vague)
    return Harmed(Harm.CASUALTIES, people, "noun") if people else None


def of_nobody(match: Match) -> Harmed | None:
    """Read a denial: nobody was hurt, or nobody was killed (GUIDELINES rules 5 and 10)."""
    people = value(match.one("people"), Victims)
    collective = match.one("people")
    if people is None or people.harm is None or collective is None:
        return None
    other = value(match.one("other"), Victims)
    killed = people.harm is Harm.KILLED and (other is None or other.harm in {None, Harm.KILLED})
    side = next((p.side for p in (other, people) if p is not None and p.side is not Side.UNKNOWN), Side.UNKNOWN)
    return Harmed(Harm.KILLED if killed else Harm.CASUALTIES, replace(ZERO, side=side), "noun")


def of_denied(match: Match) -> Harmed | None:
    """Read who denies that people were killed or hurt (`denied the killing of civilians`): nobody was, by his word."""
    people, word = value(match.one("people"), Victims), match.one("harm")
    harm = _harm(word) if word else people.harm if people else None
    if people is None or harm is None or (people.definite and not people.counted and word is None and not people.harm):
        return None
    if harm not in {Harm.KILLED, Harm.INJURED, Harm.CASUALTIES} or _negated(match):
        return None
    other = value(match.one("other"), Victims)
    both = other is not None and other.harm not in {None, Harm.KILLED}
    killed = harm is Harm.KILLED and not both
    return Harmed(Harm.KILLED if killed else Harm.CASUALTIES, replace(ZERO, side=people.side), "noun")


def of_denied_all(people: Victims) -> Harmed | None:
    """Deny all harm to people of one side (`denied that any civilians fell`)."""
    return Harmed(Harm.CASUALTIES, replace(ZERO, side=people.side), "noun") if people.side is not Side.UNKNOWN else None


def _negated(match: Match) -> bool:
    """Tell whether a word of denial is denied itself (`did not deny`)."""
    before = match.nodes[max(0, match.start("verb") - 1) : match.start("verb")]
    return any("NEG" in node.tags for node in before)


def of_none_fallen(match: Match) -> Harmed | None:
    """Read that no civilians fell: a word of falling makes victims of people."""
    people, verb = value(match.one("people"), Victims), match.one("verb")
    fell = verb is not None and verb.attr("harm") == Harm.CASUALTIES
    if people is None or people.harm is not None or not fell or people.side is Side.UNKNOWN or people.counted:
        return None
    return Harmed(Harm.CASUALTIES, replace(ZERO, side=people.side), "noun")


def of_hits(match: Match) -> str | None:
    """Tell that `hits` are those of shells on things (`direct hits`)."""
    people = match.one("people")
    return NOBODY if people is not None and any("COLLECTIVE" in leaf.tags for leaf in people.leaves()) else None


def of_buried(match: Match) -> str | None:
    """Tell that bodies carried to the grave without a number are of people counted before (GUIDELINES rule 9)."""
    people = value(match.one("people"), Victims)
    return NOBODY if people is not None and not people.counted and people.count.vague else None


def of_no_more(match: Match) -> str | None:
    """Tell that nobody else was hurt: no statement about those who were."""
    people = value(match.one("people"), Victims)
    return NOBODY if people and people.others else None


def of_no_one(match: Match) -> Harmed | None:
    """Read a denial by its verb: `nobody was killed` denies deaths, `nobody was hurt` all harm.

    `No civilian was killed` denies the deaths of civilians.
    """
    verb, people = match.one("verb"), value(match.one("people"), Victims)
    harm = verb.attr("harm") if verb else None
    side = people.side if people else ZERO.side
    return Harmed(Harm(str(harm)), replace(ZERO, side=side), "noun") if harm else None


def no_claim(_: Match) -> str:
    """Words that look like harm and state none."""
    return NOBODY


def of_rise(match: Match) -> Harmed | None:
    """Read a new figure for a toll: `rises to 15 the number of those killed`."""
    amount = value(match.one("amount"), Amount)
    people = value(match.one("people"), Victims)
    noun = people.harm if people else None
    word = match.one("harm")
    counted = value(match.one("counted"), Victims)
    if counted is not None:
        noun = counted.harm or noun or (_harm(word) if word else None)
        if not counted.counted or noun is None:
            return None
        bound = match.one("bound")
        count = bounded(counted.count, str(bound.attr("bound"))) if bound else counted.count
        theirs = people.actors if people else ()
        side = counted.side if counted.side is not Side.UNKNOWN or people is None else people.side
        both = replace(counted, count=count, harm=None, side=side, actors=counted.actors or theirs)
        return Harmed(noun, both, "head", None, "running")
    if amount is None or (noun is None and word is None):
        return None
    actors = tuple(str(org.attr("actor")) for node in match.all("orgs") for org in node.having("ORG"))
    people = people or Victims(amount.count, side=Side.COMBATANT if actors else Side.UNKNOWN, actors=actors)
    other = value(match.one("other"), Victims)
    if other and other.side is not people.side:
        people = replace(people, side=Side.MIXED)
    harm = noun or _harm(word)
    return Harmed(
        harm, replace(people, count=amount.count, counted=True, definite=False), "head", _method(word), "running"
    )


def of_passing(match: Match) -> Harmed | None:
    """Read a figure that was passed (`their number went over 20`): as it stands now, no new one for an old."""
    risen = of_rise(match)
    return replace(risen, toll=None) if risen else None


def of_new_toll(match: Match) -> Harmed | None:
    """Read a new figure whose noun tells the harm: `the toll rises to 6 dead`."""
    people = value(match.one("counted"), Victims)
    if people is None or people.harm is None or not people.counted:
        return None
    return Harmed(people.harm, people, "head", None, "running")


def of_body(match: Match) -> Harmed | None:
    """Bodies found, carried or buried: as many dead as the noun of bodies or its people say."""
    body, people = match.one("harm"), _people(match)
    if body is None:
        return None
    number = str(body.attr("number"))
    counted = match.one("amount") is not None or _amount_said(match.one("people")) or _one_of_many(match)
    each = number == "du" and _one_of_many(match)  # `the two bodies of a refugee and his son`
    if people is None or (number == "pl" and not counted) or (number == "du" and not each):
        least = {"sg": Count(1, 1), "du": Count(2, 2)}.get(number, Count(2, None, vague=True))
        people = replace(people, count=least) if people else Victims(least, number != "pl")
    gone = people.harm if people.harm in {Harm.MISSING, Harm.CAPTURED} else None
    told = _some_of(match.one("people")) or (gone and counted)
    if "DEFINITE" in body.tags or (people.definite and not told):
        return None
    if gone:
        return Harmed(Harm.KILLED, replace(people, harm=None, definite=False), "body", moved_from=gone)
    if any(leaf.tags >= {"KIN", "PRONOUN"} for node in match.all("people") for leaf in node.leaves()):
        people = replace(people, side=Side.UNKNOWN, group=None)  # `the bodies of nine of their sons`: of any age
    return Harmed(Harm.KILLED, people, "body")


def _some_of(node: Node | None) -> bool:
    """Tell whether so many of a known group are meant (`three of the four fighters`)."""
    leaves = node.leaves() if node is not None else ()
    return _amount_said(node) and any("MIN" in leaf.tags for leaf in leaves)


def _one_of_many(match: Match) -> bool:
    """Tell whether bodies are of people named one by one (`the bodies of a mother and three children`)."""
    people = value(match.one("people"), Victims)
    if people is None or not people.counted:
        return False
    behind = match.nodes[match.end("people") : match.end("people") + 2]
    return len(behind) > 1 and "W" in behind[0].tags and "VICTIMS" in behind[1].tags


def of_parting(match: Match) -> Harmed | None:
    """Wounded who died: killed, and counted as injured before."""
    people = value(match.one("people"), Victims)
    if people is None:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "verbal noun", moved_from=people.harm)


def of_day_line(match: Match) -> Harmed | None:
    """Read a day's count over all places: `8 were killed in various circumstances`."""
    amount = value(match.one("amount"), Amount)
    return Harmed(Harm.KILLED, Victims(amount.count), "day line", toll="total") if amount else None


def of_subject(match: Match) -> Harmed | None:
    """People named before the verb that tells their harm."""
    people = value(match.one("people"), Victims)
    if people is None or _points_back(people, match.one("people")):
        return None
    second = match.one("second")
    if second is not None and second.attr("verbnumber") not in {"du", "pl"}:
        return None  # the second verb has people of its own
    verb = match.one("harm")
    harm = _harm(verb)
    if verb is not None and verb.attr("martyr"):
        people = replace(people, martyr=True)
    both = second is not None and _harm(second) is not harm
    return Harmed(Harm.CASUALTIES if both else harm, people, "subject first", _method(match.one("harm")))


def of_named_subject(match: Match) -> Harmed | None:
    """Read one person called by name before the verb that tells the harm."""
    people = value(match.one("people"), Victims)
    one = people is not None and people.count == Count(1, 1) and people.definite and not people.harm
    return of_subject(match) if one else None


def of_shared_subject(match: Match) -> Harmed | None:
    """Read the first of several people before one verb, which must be in the dual or plural (`X and Y were killed`).

    A man is a civilian as those are who are named with him (`a man and his wife were killed`).
    """
    verb = match.one("harm")
    several = verb is not None and verb.attr("verbnumber") in {"du", "pl"}
    read = of_subject(match) if several else None
    first, last = match.end("people"), len(match.nodes) if verb is None else match.start("harm")
    beside = [told.side for node in match.nodes[first:last] if (told := value(node, Victims))]
    if read is not None and read.people.side is Side.UNKNOWN and set(beside) == {Side.CIVILIAN}:
        return replace(read, people=replace(read.people, side=Side.CIVILIAN))
    return read


def of_missing(match: Match) -> Harmed | None:
    """People under rubble or of unknown fate; people who are held."""
    people = _people(match)
    toll = "running" if match.one("still") else None  # `one is still missing`: of those told of before
    harm = _harm(match.one("harm"), Harm.MISSING)
    return Harmed(harm, people, "noun", None, toll) if people else None


def of_counted_noun(match: Match) -> Harmed | None:
    """Read a definite noun of harm with its number behind it: `the wounded, 4 in number`."""
    people, amount = value(match.one("people"), Victims), value(match.one("amount"), Amount)
    if not people or not amount or people.harm is None or not people.definite:
        return None
    return Harmed(people.harm, replace(people, count=amount.count, counted=True, definite=False), "noun")

"""What the English rules of harm share: reading people and harm from a match, and pieces of patterns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims, value
from marsad.model.claim import Harm

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.text.nodes import Node
    from marsad.text.rules import Match

NOBODY = "NOCLAIM"

UNCOUNTED = "SMALL/THING/MEANS/AGO/DAYWORD/WEEKWORD/MONTHWORD/YEARWORD/HOURWORD"
"""What follows a bare number that counts no people: `killed 30 sheep`."""
ADVERB = "(ADV|HEDGE)"
BE = f"({ADVERB}? BE (BE|{ADVERB}|REPORTED)*)"
BETWEEN = (
    "(VICTIMS|ITSPART|AMOUNT|COMMA|W|OF|THE|ART|POSS|AGE|OFTHEM|AMONGTHEM|UNKNOWN|GAZETTEER|IN|FROM|WHERE"
    "|PARTIES|DAY|OTHERS|PERSONADJ|ORGKIND|LOYAL)"
)
PARTS = (
    f"((COMMA|OPEN|SEMICOLON)? PARTWORD|<COMMA ITSPART|<OPEN VICTIMS|(COMMA|SEMICOLON|OPEN)? NAMES)"
    f" {BETWEEN}{{0,14}} (OPEN (!CLOSE){{1,3}} CLOSE COMMA)? (COMMA|CLOSE|SEMICOLON)?"
)
PLACE = "((FROM|IN|ON)? (THE|ART)? WHERE|DAY|(IN|FROM) THE? (UNKNOWN/GAZETTEER/AL){1,5})"
PLACED = f"({PLACE}|OPEN .{{1,6}} CLOSE)"
ASIDE = (
    "(COMMA (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/PARTWORD){1,9} COMMA"
    "|COMMA WHO (!COMMA/DONE/DIED/HARMED){1,22} COMMA"
    "|DASH{1,2} (!DASH/DONE/DIED/DOES/SAY/HARMED/RESULT){1,9} DASH{1,2}"
    "|COMMA (NAME|GAZETTEER|AL|COMMA|W|AGE|AMOUNT){2,16} COMMA)"
)
NAMES = "(NAME|GAZETTEER|AL) (NAME|AL|GAZETTEER){1,4}"
"""A person's name: two words or more."""
WHO = "(COMMA? (WHO|THEM))"
NEXT = f"(((COMMA? W|COMMA) VICTIMS&!REST/LISTED|W VICTIMS&REST) ({PARTS}|{PLACE})?)"
INJURIES = "!COMMA/SAY/DONE{0,3} (INJURYTERM|VICTIMS)"
"""What people suffer: `serious wounds`."""
END = f"({BE}? {ADVERB}* harm:(DONE|DIED)|{ADVERB}* harm:SUFFER {INJURIES})"


def harm_of(node: Node | None, fallback: Harm = Harm.KILLED) -> Harm:
    """Return the harm that a word tells."""
    said = node.attr("harm") if node else None
    return Harm(str(said)) if said else fallback


def method_of(node: Node | None) -> str | None:
    """Return the means that lies in a word of harm itself (`stabbed`)."""
    said = node.attr("method") if node else None
    return str(said) if said else None


def people_in(match: Match) -> Victims | None:
    """Return the people of a match, or people of whom only the number is said."""
    people = value(match.one("people") or match.one("here"), Victims)
    amount = value(match.one("amount") or match.one("here"), Amount)
    if people is None and amount is not None:
        people = Victims(amount.count, not amount.count.vague)
    return people


def points_back(people: Victims) -> bool:
    """Tell whether a phrase only points back: a definite plural without a number (`the wounded men`)."""
    return people.definite and not people.counted


def simple(shape: str, toll: str | None = None) -> Callable[[Match], Harmed | None]:
    """Make the build of a construction: harm and people; people counted under another harm before have moved."""

    def build(match: Match) -> Harmed | None:
        people, word = people_in(match), match.one("harm")
        if people is None or points_back(people):
            return None
        harm = harm_of(word)
        moved = people.harm if people.harm is not harm else None
        if moved and harm is not Harm.KILLED:
            return None
        if moved is Harm.CASUALTIES:
            moved = None
        if word is not None and "AFFECTED" in word.tags:
            moved = Harm.INJURED
        martyr = people.martyr or (word is not None and word.form == "martyred")
        people = replace(people, harm=None, martyr=martyr)
        return Harmed(harm, people, shape, method_of(word), toll, moved)

    return build


def double(match: Match) -> Harmed | None:
    """Read two harms with one number (`killed and injured`): casualties, where they are dead and hurt."""
    people = people_in(match)
    first, second = harm_of(match.one("harm")), harm_of(match.one("second"))
    if people is None or points_back(people):
        return None
    both = {first, second} == {Harm.KILLED, Harm.INJURED}
    return Harmed(Harm.CASUALTIES if both else first, people, "subject first", method_of(match.one("harm")))


def said_some(node: Node | None) -> bool:
    """Tell whether a phrase says an amount, be it a vague one."""
    return node is not None and any("AMOUNT" in kid.tags or said_some(kid) for kid in node.kids)


def nothing(_: Match) -> str:
    """Make a node that states no harm."""
    return NOBODY


def told(_: Match) -> str:
    """Make a node that only has its tags to say."""
    return "told"


def same_people(match: Match) -> Victims | None:
    """Return the people at `here` as they are; the node gets other tags."""
    return value(match.one("here"), Victims)

"""English figures told without their people: `the ministry put the number at 22`, `while the group claimed 12`.

What they count was told just before: the harm and the people are those of the figure before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.en.constructions import UNCOUNTED, people_in
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node

_SENTENCES = 2
"""So many sentences back the figure may stand that another one stands for."""
_PRONOUNS = frozenset({"it", "this", "that"})


def _counted_before(nodes: Sequence[Node], sentences: int) -> Harmed | None:
    """Return the last figure told before, at most so many sentences back."""
    stops = 0
    for node in reversed(nodes):
        stops += "STOP" in node.tags
        if stops > sentences:
            return None
        before = value(node, Harmed)
        if before is not None and "LISTED" not in node.tags and before.harm is not Harm.CASUALTIES:
            return before
    return None


def _as_before(before: Harmed, people: Victims, toll: str | None) -> Harmed:
    """Make a figure of the harm told before; whom it counts the reader takes from there, too."""
    named = people.side is not Side.UNKNOWN or bool(people.actors)
    said = people if named else before.people
    kept = replace(said, count=people.count, counted=True, others=False, harm=None, definite=False, named=False)
    return Harmed(before.harm, replace(kept, back=not named and not kept.actors), "head", None, toll)


def _figure(match: Match) -> Harmed | None:
    """Read `put the number at 22`, `the correct number is two`: a new figure of what was counted before."""
    people, word, put = people_in(match), match.one("word"), match.one("put")
    before = _counted_before(match.nodes[: match.start("all")], _SENTENCES)
    if people is None or before is None or word is None or people.count.vague:
        return None
    if "FIGURE" not in word.tags and word.form not in _PRONOUNS:
        return None
    told = put is not None and put.form.startswith("put")
    return _as_before(before, people, None if told else "running")


def _elliptic(match: Match) -> Harmed | None:
    """Read `while the group claimed 12`: a figure of another source beside the one before it in the sentence."""
    people = people_in(match)
    before = _counted_before(match.nodes[: match.start("all")], 0)
    return _as_before(before, people, None) if people is not None and before is not None else None


def _besides(match: Match) -> Harmed | None:
    """Read `four, in addition to two soldiers`: people beside those of the figure."""
    told = _elliptic(match)
    return replace(told, people=replace(told.people, others=True)) if told else None


def _bodies_of(match: Match) -> Harmed | None:
    """Read `the bodies of two of the three women who went missing`: so many of those have died."""
    people, taken = people_in(match), value(match.one("taken"), Harmed)
    if people is None or taken is None or taken.harm not in {Harm.MISSING, Harm.CAPTURED}:
        return None
    dead = replace(taken.people, count=people.count, counted=True, harm=None, definite=False)
    return Harmed(Harm.KILLED, dead, "body", None, None, taken.harm)


RULES = (
    Rule(
        "en.body.of_those",
        "(THE|ART)? BODY OF amount:AMOUNT OF THE? taken:HARMED",
        "HARMED",
        _bodies_of,
        yes=("The bodies of two of the three women who went missing were found",),
        no=("The bodies of two of the three women who were killed were found",),
    ),
    Rule(
        "en.figure",
        "all:(put:(RISE|FALL) (THE|POSS)? word:(FIGURE|PLAIN|THE) (IN|TO) here:(VICTIMS/AMOUNT)"
        "|THE? word:FIGURE BE here:(VICTIMS/AMOUNT))"
        f" >!{UNCOUNTED}",
        "HARMED FIGURED",
        _figure,
        yes=(
            "Nine people died, the group said. The ministry had put the number at 22.",
            "Six people were killed. The correct number is four, the outlet said.",
        ),
        no=("Six people were killed. The number of raids is 12.", "The ministry had put the number at 22."),
    ),
    Rule(
        "en.figure.and",
        "<FIGURED (!STOP/HARMED/VICTIMS/AMOUNT/SAY/ANNA){0,6} W all:(here:VICTIMS&!LISTED)",
        "HARMED",
        _besides,
        yes=("Six people were killed. The correct number is four, in addition to two soldiers.",),
    ),
    Rule(
        "en.figure.other_source",
        "all:(BUT THE? (PARTIES|SOURCE|NAME|GAZETTEER|VICTIMS|ORGKIND|OFFICE){1,5} (BE|ADV)? SAY here:AMOUNT)"
        " >STOP/COMMA/W/SEMICOLON",
        "HARMED",
        _elliptic,
        yes=("Four soldiers were killed, the army said, while ISIS claimed 12.",),
        no=("Four soldiers were killed while ISIS claimed 12 attacks.", "The army denied it while ISIS claimed 12."),
    ),
)

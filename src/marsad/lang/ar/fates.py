"""Arabic words for men put an end to, lost from sight, or of no known fate."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.text.rules import Match, Rule

_THEIRS = ("ه", "ها", "هم", "هما")
"""How a noun ends whose kin it names."""


def _eliminated(match: Match) -> Harmed | None:
    """Read so many men who were put an end to; without a number it is an aim, not a deed."""
    people = value(match.one("people"), Victims)
    if people is None or not people.counted or people.others:  # `القضاء على آخر عناصره`
        return None
    return Harmed(Harm.KILLED, people, "verbal noun")


def _lost_from_sight(match: Match) -> Harmed | None:
    """Read people who were lost: their lives are not told to be."""
    people = value(match.one("people"), Victims)
    return Harmed(Harm.MISSING, people, "verbal noun") if people is not None and people.harm is None else None


def _still_missing(match: Match) -> Harmed | None:
    """Read people of whom is told that they are missing still: of those told of before."""
    people, state = value(match.one("people"), Victims), value(match.one("state"), Victims)
    if people is None or state is None or state.harm is not Harm.MISSING or people.harm is not None:
        return None
    return Harmed(Harm.MISSING, people, "subject first", toll="running")


def _lost_kin(match: Match) -> Harmed | None:
    """Read kin whom somebody lost: they died (`he had lost his father in the shelling`)."""
    people, verb = value(match.one("people"), Victims), match.one("harm")
    lost = verb is not None and verb.attr("harm") == Harm.MISSING
    kin = any("KIN" in leaf.tags and leaf.form.endswith(_THEIRS) for n in match.all("people") for leaf in n.leaves())
    if people is None or people.harm is not None or not (lost and kin):
        return None
    return Harmed(Harm.KILLED, replace(people, definite=False), "verb")


RULES = (
    Rule(
        "ar.lost_kin",
        "harm:HARMVERB people:VICTIMS >FI/BI/CAUSE/DURING/DAY/COMMA/STOP/W",
        "HARMED",
        _lost_kin,
        yes=("كان قد فقد والده في قصف سابق", "فقدت ابنها جراء القصف"),
        no=("فقد والده الاتصال به", "فقد رجل في البادية"),
    ),
    Rule(
        "ar.eliminated",
        "ELIMINATES people:VICTIMS",
        "HARMED",
        _eliminated,
        yes=("القضاء على 12 إرهابياً", "القضاء على أربعة من عناصر التنظيم"),
        no=("القضاء على خلايا التنظيم", "القضاء على آخر عناصره", "القضاء على عناصر التنظيم", "القضاء على الفقر"),
    ),
    Rule(
        "ar.still_missing",
        "people:VICTIMS still:STILL state:VICTIMS",
        "HARMED",
        _still_missing,
        yes=("4 عناصر ما زالوا مفقودين", "طفلان لا يزالان مفقودين"),
        no=("4 عناصر ما زالوا جرحى",),
    ),
    Rule(
        "ar.verbal_noun.losing",
        "LOSINGLIFE people:VICTIMS",
        "HARMED",
        _lost_from_sight,
        yes=("وفقدان أربعة من مقاتليه", "فقدان طفل في المدينة"),
        no=("فقدان 3 مدنيين حياتهم", "فقدان الأدوية"),
    ),
)

"""English harm told without a number: `left dead and wounded`, `martyrs in air strikes`."""

from __future__ import annotations

from marsad.lang.en.constructions import harm_of
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.text.rules import Match, Rule


def _bare(match: Match) -> Harmed | None:
    """Read `leaving dead and wounded`: people of whom only the harm is said."""
    word = match.one("here")
    if word is None or word.form not in {"dead", "killed", "wounded", "injured"}:
        return None
    return Harmed(harm_of(word), Victims(Count(2, None, vague=True), counted=False), "noun")


def _and_wounded(match: Match) -> Harmed | None:
    before = value(match.one("before"), Harmed)
    return _bare(match) if before is not None and before.shape == "noun" else None


def _in_attack(match: Match) -> Harmed | None:
    """Read a bare plural of the harmed whose cause follows: `martyrs and wounded in air strikes`."""
    people = value(match.one("here"), Victims)
    if people is None or people.harm is None or people.definite or people.harm not in {Harm.KILLED, Harm.CASUALTIES}:
        return None
    return Harmed(people.harm, people, "noun")


def _martyrs(match: Match) -> Harmed | None:
    """Read a bare plural of martyrs in a place: they are told as new."""
    people = value(match.one("here"), Victims)
    if people is None or not people.martyr or people.definite or people.counted:
        return None
    return Harmed(Harm.KILLED, people, "noun")


RULES = (
    Rule(
        "en.left.bare",
        "<RESULT ADV? here:DONE >!VICTIMS/AMOUNT/UNKNOWN/THE/ART",
        "HARMED BARE",
        _bare,
        yes=("shelling on the town leaving dead and injured", "raids leave dead and wounded in Idlib"),
        no=("left two dead", "which left wounded fighters"),
    ),
    Rule(
        "en.left.bare_too",
        "<BARE W here:DONE >!VICTIMS/AMOUNT/UNKNOWN/THE/ART",
        "HARMED",
        _bare,
        yes=("shelling on the town leaving dead and injured in Idlib",),
    ),
    Rule(
        "en.noun.in_attack",
        "<!AMOUNT here:VICTIMS ((W|COMMA) (DONE|VICTIMS)){0,2} (IN|DURING|CAUSE|BY|FROM) (THE|ART)?"
        " (SMALL|NATION|ORG|PERSONADJ|PARTIES)? (MEANS|STRIKE)",
        "HARMED BARE",
        _in_attack,
        yes=("Martyrs and wounded in air strikes on Rastan", "Human losses in bombing"),
        no=("the victims in the attack",),
    ),
    Rule(
        "en.noun.martyrs_in",
        "<!AMOUNT here:VICTIMS ((IN|AMONG) (POSS|THE)? (COMPASS|PLACEHEAD|WHERE)|MEANS BY)",
        "HARMED BARE",
        _martyrs,
        yes=("raids on the town and martyrs in its northern countryside", "Martyrs shot by border guards"),
        no=("the martyrs in the town", "casualties in the town"),
    ),
    Rule(
        "en.noun.wounded_too",
        "<BARE W here:DONE >IN/DURING/CAUSE/BY/FROM",
        "HARMED",
        _bare,
        yes=("Martyrs and wounded in air strikes on Rastan",),
    ),
)
BEHIND_NOUNS = (
    Rule(
        "en.noun.and_wounded",
        "before:HARMED W here:DONE >!VICTIMS/AMOUNT/UNKNOWN/THE/ART/BY/WITH",
        "HARMED",
        _and_wounded,
        yes=("causing several casualties and wounded including children",),
        no=("killing two and wounding three", "Two were killed and wounded by gunmen"),
    ),
)
"""Rules for what stands behind a noun of harm; they run when those are read."""

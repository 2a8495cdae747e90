"""English persons called by name alone: behind a verb, in a list of names."""

from __future__ import annotations

from marsad.lang.en.ages import of_age, years_of
from marsad.lang.phrases import Victims, value
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

_NAME = "(NAME|GAZETTEER|AL)"
_LISTED = f"{_NAME}{{2,5}} (COMMA age:(AMOUNT|AGE) >STOP/COMMA/W/CLOSE)?"
"""A name in a list, with an age."""


def _named_object(match: Match) -> Victims:
    """Read one person called by name where no place stands: behind an active verb, in a list of names."""
    age = years_of(match.one("age"))
    people = Victims(Count(1, 1), named=True)
    return people if age is None else of_age(people, age)


def _as_subject(match: Match) -> Victims | None:
    """Read one person called by name before the verb; what is captured may be a town."""
    word = match.one("harm")
    return None if word is None or word.form == "captured" else Victims(Count(1, 1), named=True)


def _of_those(match: Match) -> Victims | None:
    """Read names behind a number of people: who they are."""
    people = value(match.one("people"), Victims)
    if people is None or not people.counted or people.count.low < 2:
        return None
    return Victims(Count(1, 1), named=True)


def _speaker(match: Match) -> str | None:
    """Tell a person from the place that bears the same name: only persons say and tell."""
    word = match.one("says")
    return "speaker" if word is not None and word.form in {"said", "says", "told", "tells", "added", "adds"} else None


RULES = (
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
        "en.name.cited",
        "<ACCORDING here:GAZETTEER >STOP/COMMA",
        "UNKNOWN NAME",
        lambda _: "cited",
        yes=("civilians were wounded, according to Khalil.",),
    ),
    Rule(
        "en.name.listed",
        "<NAMES here:((NAME|GAZETTEER|AL){1,5}) >!UNKNOWN",
        "VICTIMS NAMEDONE",
        _named_object,
        yes=("killed three men, identified as Salem al-Hasan, Omar Hamwi and Adel Nasser",),
        no=("killed three men, identified as fighters",),
    ),
    Rule(
        "en.name.subject",
        f"<!THE/NATION/PERSONADJ/ORGKIND/NAME here:({_NAME}{{2,5}}) WAS (BE|ADV|HEDGE)* harm:DONE",
        "VICTIMS",
        _as_subject,
        yes=("Abdul Hamid al-Matar was killed in a strike",),
        no=("Tel Abyad was captured by the army", "a volunteer of the Syrian Arab Red Crescent was killed"),
    ),
    Rule(
        "en.name.apposed",
        "people:VICTIMS (COMMA|COLON|DASH) here:((NAME|GAZETTEER|AL) (NAME|GAZETTEER|AL){1,4}) >COMMA/W/AGE/OPEN",
        "VICTIMS NAMEDONE",
        _of_those,
        yes=("Three villagers, Salem Omar al-Hasan, Omar Hamwi and Adel Nasser, were injured",),
        no=("A teacher, Salem al-Hasan, and his wife",),
    ),
    Rule(
        "en.name.members",
        f"(MEMBERS|NAMES) COLON? VICTIMS&!NAMEDONE (COMMA|W)* here:({_LISTED})",
        "VICTIMS NAMEDONE",
        _named_object,
        yes=("the injured, who are: the child Salem Omar Hasan, aged 16, Omar Hamwi, and Adel Nasser",),
    ),
    *(
        Rule(
            f"en.name.listed_{step}",
            "NAMEDONE (COMMA !COMMA/SEMICOLON/W/NAMEDONE/NAMES/BE{1,12} SEMICOLON|COMMA|W|SEMICOLON){1,2}"
            " (VICTIMS&!NAMEDONE (COMMA|W|SEMICOLON)*)? here:(" + _LISTED + ") >!UNKNOWN/PLACEHEAD",
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
)

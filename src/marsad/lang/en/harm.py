"""English constructions of harm (CONSTRUCTIONS 5), in the order in which they run.

The people often stand before the verb, with parts, names or others between. Then only their own words become the
claim (`here`), so that what stands between stays to be read.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.en import bare, denials, figures, objects, speech, subjects, tolls
from marsad.lang.en.constructions import said_some
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule


def _noun(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    if people is None or people.harm is None or people.definite or people.named:
        return None
    if people.martyr and people.count == Count(1, 1) and _before_name(match):
        return None  # `Martyr Salem street`
    if not people.counted and not match.one("falling") and people.count.low < 20 and not said_some(match.one("people")):
        return None
    return Harmed(people.harm, people, "noun")


def _before_name(match: Match) -> bool:
    behind = match.nodes[match.end("people") :][:1]
    return bool(behind) and bool(behind[0].tags & {"NAME", "GAZETTEER", "WHERE", "AL"})


def _listed(match: Match) -> str | None:
    """Take the comma of a list (`a woman, her son and two others`) for an `and`; behind a sum come its members."""
    before = value(match.nodes[match.start("here") - 1], Harmed)
    if before is None or before.shape not in {"active", "verbal noun"} or before.people.others:
        return None
    return "and" if before.people.count.high == 1 or before.people.side is not Side.UNKNOWN else None


def _news(match: Match) -> Harmed | None:
    """Read `reports of casualties`: bare, but told as news."""
    people, news = value(match.one("here"), Victims), match.one("news")
    if people is None or people.harm in {None, Harm.CAPTURED} or people.definite or news is None:
        return None
    return Harmed(people.harm, people, "noun") if people.harm and news.form.endswith(("reports", "news")) else None


def _there(match: Match) -> Harmed | None:
    """Read `there were casualties`: bare, but said to be there."""
    people, there = value(match.one("here"), Victims), match.one("there")
    if people is None or people.harm is None or people.definite or there is None or there.form != "there":
        return None
    return Harmed(people.harm, people, "noun")


def _total(match: Match) -> Harmed | None:
    """Read `30 dead in acts of violence`, `nine killed across Syria`: a sum over many incidents."""
    harmed = value(match.one("here"), Harmed)
    return replace(harmed, toll=harmed.toll or "total") if harmed else None


def _rerun(match: Match) -> Harmed | None:
    """Read `killed 12, raising an earlier toll of nine`: the new figure runs."""
    harmed = value(match.one("here"), Harmed)
    earlier = value(match.one("earlier"), Harmed)
    if harmed is None or earlier is None or earlier.shape != "head":
        return None
    return replace(harmed, toll="running")


RULES = (
    *denials.RULES,
    *tolls.RULES,
    *objects.RULES,
    *subjects.RULES,
    *bare.RULES,
    Rule(
        "en.list.comma",
        "<HARMED here:COMMA VICTIMS&!LISTED ((COMMA VICTIMS)* COMMA? W VICTIMS|>STOP)",
        "W COMMA",
        _listed,
        yes=("The attack killed a woman, her son and two others", "the death of a man, his wife and a child"),
        no=("killed four people, a woman and three children", "killed a woman, according to residents"),
    ),
    Rule(
        "en.noun",
        "(falling:(RESULT|TAKELIFE) (IN|TO|THE|UNKNOWN)*)? people:VICTIMS",
        "HARMED",
        _noun,
        yes=("Over 30 casualties", "23 deaths", "causing casualties"),
        no=("the casualties were taken", "casualty reports"),
    ),
    *bare.BEHIND_NOUNS,
    Rule(
        "en.noun.news_of",
        "news:(NEWS|HEDGE) (OF|ON|BEFORENUM|FOR) here:VICTIMS",
        "HARMED",
        _news,
        yes=("amid reports of casualties", "reports of martyrs and wounded"),
        no=("no reports of casualties", "reports of the victims"),
    ),
    Rule(
        "en.noun.there_were",
        "there:PLAIN BE here:VICTIMS",
        "HARMED",
        _there,
        yes=("there were casualties also in the village",),
        no=("there were three soldiers in the village", "they were casualties"),
    ),
    Rule(
        "en.rise.from_earlier",
        "here:HARMED !HARMED{0,14} RISE (THE|ART|ADV|SMALL|PLAIN)* earlier:HARMED",
        "HARMED",
        _rerun,
        yes=("killed 12 civilians, the group said, raising an earlier toll of nine",),
    ),
    Rule(
        "en.total.several",
        "here:HARMED !HARMED{0,4} SEVERAL",
        "HARMED",
        _total,
        yes=("Over 30 casualties in acts of violence", "Nine people killed on May 3 across Syria"),
    ),
    *figures.RULES,
    *speech.VOICES,
)

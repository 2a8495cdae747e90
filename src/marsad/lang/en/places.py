"""English place expressions: names, kinds of place, compass words, containment (`the village of X in eastern Homs countryside`)."""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_KIND = "(PLACEHEAD|COMPASS|NATION)"
_NAMES = "(GAZETTEER|NAME|COUNTRY|AL){1,4} (OPEN (GAZETTEER|NAME){1,3} CLOSE)? (SLASH (GAZETTEER|NAME){1,3})?"
_KNOWN = (
    "(GAZETTEER|COUNTRY) (NAME|GAZETTEER|AL){0,3} (OPEN (GAZETTEER|NAME){1,3} CLOSE)? (SLASH (GAZETTEER|NAME){1,3})?"
)
_HEADED = f"{_KIND}{{0,3}} PLACEHEAD OF (THE|ART|POSS)? ({_KIND}{{0,3}} OF THE?)? {_KIND}{{0,3}} {_NAMES} POSSESSIVE? {_KIND}{{0,3}}"
_NAMED = f"(COMPASS{{1,2}} W)? COMPASS{{0,2}} PLACEFIRST? {_KNOWN} POSSESSIVE? ({_KNOWN})? {_KIND}{{0,3}}"
_UNKNOWN = f"COMPASS{{0,2}} PLACEFIRST {_NAMES} {_KIND}{{0,2}}|COMPASS{{1,2}} (NAME|GAZETTEER){{1,3}} {_KIND}{{0,2}}|{_NAMES} POSSESSIVE? {_KIND}{{1,3}}"
_BESIDE = f"(AMOUNT DISTANCE)? NEAR? THE? COMPASS{{1,2}} (OF|FROM) THE? {_KIND}{{0,2}} {_NAMES} {_KIND}{{0,3}}"
_SITE = "(SMALL|PERSONADJ|MEANS)? PLACEHEAD{1,2}"
_QUARTER = "COMPASS{1,2} PLACEHEAD"
_UNIT = f"({_HEADED}|{_BESIDE}|{_NAMED}|{_UNKNOWN})"
_LINK = "(COMMA|IN|ON|OF|NEAR|FROM|DASH|COMMA IN|BETWEEN|W)? (THE|ART|POSS)?"
_MORE = f"({_LINK} (NEAR THE?)? ({_UNIT}|{_SITE} (IN|NEAR|OF|ON) THE? {_UNIT}|<IN {_NAMES}|<NEAR {_NAMES}))"


def _words(_: Match) -> str:
    return "where"


RULES = (
    Rule(
        "en.where.dateline",
        "(GAZETTEER|NAME|COUNTRY){1,3} (COMMA (GAZETTEER|NAME|COUNTRY){1,2})? COMMA? DAY? (OPEN .{1,4} CLOSE DASH|COMMA? (SOURCE|NAME) DASH)",
        "DATELINE",
        _words,
        yes=("QAMISHLI, Syria (North Press) – Turkish", "Homs, SANA- Seven", "BEIRUT, April 21 (Euphrates Wire) - At"),
    ),
    Rule(
        "en.where.chain",
        f"(NEAR (THE|ART|POSS)?)? ({_UNIT}|{_SITE} (IN|NEAR|OF|ON|COMMA)+ (THE|ART|POSS)? ({_UNIT}|{_QUARTER})|<IN {_NAMES}|<NEAR {_NAMES}|<ON {_NAMES})"
        f" {_MORE}{{0,4}}",
        "WHERE",
        _words,
        yes=(
            "in the village of Tel al-Laban, west of the town of Tel Tamr",
            "Palmyra desert in Homs countryside",
            "in N. Aleppo",
            "near Palmyra",
            "the outskirts of the village of Jareqli in Kobani",
            "Ma'arablit village eastern of Ariha city southern of Idlib",
        ),
        no=("three people",),
    ),
    Rule(
        "en.where.quarter",
        f"({_QUARTER}|{_SITE} (IN|OF) THE? {_QUARTER})",
        "WHERE",
        _words,
        yes=("in the central region",),
    ),
    Rule(
        "en.where.held",
        "ZONE HELD (THE (UNKNOWN|NATION){1,4} (IN COMPASS{0,2} W? WHERE (COMMA UNKNOWN)?)?|THE? PARTIES)|PARTIES (HELDAREA|BACKED) PLACEHEAD",
        "WHERE",
        _words,
        yes=(
            "areas held by the Syrian government",
            "SDF-held areas",
            "areas controlled by the Self Administration",
        ),
    ),
    Rule(
        "en.parties.holding",
        "here:PARTIES (HELDAREA|BACKED)",
        "HELDBY",
        _words,
        yes=("the regime-controlled news agency",),
    ),
    Rule(
        "en.where.zone",
        "<IN (SMALL/NAME){1,3} ZONE|<IN WIDE|<IN (NATION|PARTIES|PERSONADJ)? (PARTIES|SMALL)? PRISON",
        "WHERE",
        _words,
        yes=("in the de-escalation zone", "in the desert", "in a Syrian regime prison"),
        no=("in the village",),
    ),
)

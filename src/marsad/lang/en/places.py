"""English place expressions: names, kinds of place, compass words, containment (`the village of X in eastern Homs`)."""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_A = "(THE|ART|POSS)?"
_KIND = "(PLACEHEAD|COMPASS|NATION)"
_IN_BRACKETS = "(OPEN (GAZETTEER|NAME|AL|WHERE){1,3} CLOSE)? (SLASH (GAZETTEER|NAME|AL){1,3})?"
_NAMES = f"(GAZETTEER|NAME|COUNTRY|AL){{1,4}} {_IN_BRACKETS}"
_KNOWN = f"(GAZETTEER|COUNTRY) (NAME|GAZETTEER|AL){{0,3}} {_IN_BRACKETS}"
_HEADED = (
    f"{_KIND}{{0,3}} PLACEHEAD OF {_A} ({_KIND}{{0,3}} OF {_A})? {_KIND}{{0,3}} {_NAMES} POSSESSIVE? {_KIND}{{0,3}}"
)
_NAMED = (
    f"(COMPASS{{1,2}} W)? COMPASS{{0,2}} PLACEFIRST? {_KNOWN} (POSSESSIVE (NAME|GAZETTEER|AL){{0,3}})? {_KIND}{{0,3}}"
)
_UNKNOWN = (
    f"PLACEHEAD (NAME|GAZETTEER){{1,2}} W (NAME|GAZETTEER){{1,2}}"
    f"|PLACEHEAD{{1,2}} AL (NAME|GAZETTEER){{1,2}} (W AL? (NAME|GAZETTEER){{1,2}})?"
    f"|COMPASS{{0,2}} PLACEFIRST {_NAMES} {_KIND}{{0,2}}|COMPASS{{1,2}} (NAME|GAZETTEER|AL){{1,4}} {_KIND}{{0,2}}"
    f"|{_NAMES} POSSESSIVE? {_KIND}{{1,3}}"
)
_BESIDE = f"(AMOUNT DISTANCE)? NEAR? THE? COMPASS{{1,2}} (OF|FROM) {_A} {_KIND}{{0,2}} {_NAMES} {_KIND}{{0,3}}"
_UNIT = f"({_HEADED}|{_BESIDE}|{_NAMED}|{_UNKNOWN})"
_QUARTER = "COMPASS{1,2} PLACEHEAD"
_SITE = "(SMALL|PERSONADJ|MEANS)? PLACEHEAD{1,2}"
_SITED = f"{_SITE} ((IN|NEAR|OF|ON|COMMA)+ {_A} ({_UNIT}|{_QUARTER}|{_NAMES})|{_BESIDE})"
_MORE = (
    f"(COMMA? (TO|IN)+ {_BESIDE}|(COMMA|IN|ON|OF|NEAR|FROM|DASH|COMMA IN|COMMA ON|BETWEEN|W)?"
    f" {_A} (NEAR THE?)? ({_UNIT}|{_SITE} (IN|NEAR"
    f"|OF|ON) {_A} {_UNIT})"
    f"|COMMA? IN THE? (PARTIES|VICTIMS|PERSONADJ|NATION) DASH? HELDAREA {_UNIT}"
    f"|(IN|NEAR) {_A} {_NAMES})"
)


def _at_start(match: Match) -> str | None:
    """Take words for the head of a report where a line begins with them."""
    at = match.start("start")
    return "head" if at == 0 or "STOP" in match.nodes[at - 1].tags else None


def _words(_: Match) -> str:
    return "where"


RULES = (
    Rule(
        "en.where.dateline",
        "(GAZETTEER|NAME|COUNTRY){1,3} (COMMA (GAZETTEER|NAME|COUNTRY){1,2})? COMMA? DAY?"
        " (OPEN .{1,4} CLOSE DASH|COMMA? (SOURCE|NAME) DASH)",
        "DATELINE",
        _words,
        yes=("QAMISHLI, Syria (North Press) – Turkish", "Homs, SANA- Seven", "BEIRUT, April 21 (Euphrates Wire) - At"),
    ),
    Rule(
        "en.related.line",
        "start:RELATEDWORD COLON? >STOP",
        "RELATEDMARK",
        _at_start,
        yes=("Related\nMan killed in Homs",),
        no=("He was related to the men.",),
    ),
    Rule(
        "en.where.bureau",
        "start:BUREAU (COMMA COUNTRY)? DASH",
        "DATELINE",
        _at_start,
        yes=("BEIRUT — Two soldiers were killed",),
        no=("a flight from Beirut - Damascus",),
    ),
    Rule(
        "en.where.agency",
        "start:(GAZETTEER|NAME){1,3} COMMA SOURCE >!SAY/IN/OF/COMMA/PLAIN",
        "DATELINE",
        _at_start,
        yes=("Aleppo , SANA-Ten civilians were killed in Manbij",),
        no=("in Homs, sources said",),
    ),
    Rule(
        "en.where.between",
        "(SITE|PLACEHEAD){1,2} BETWEEN THE? (PLACEHEAD{1,2} OF?)? ((NAME|GAZETTEER|AL){1,3}) (W|TO|DASH)"
        " (THE? PLACEHEAD OF)? (NAME|GAZETTEER|AL){1,4} ((IN|ON|COMMA)+ THE? COMPASS{0,2} PLACEHEAD{1,2} OF (NAME"
        "|GAZETTEER|AL){1,3})?",
        "WHERE",
        _words,
        yes=("on the road between the villages of Harbel and Um al-Hosh in the northern countryside of Aleppo",),
    ),
    Rule(
        "en.where.linking",
        "(SITE|PLACEHEAD){1,2} LINKING THE? (PLACEHEAD{1,2} OF?)? (NAME|GAZETTEER|AL){1,4} (W|TO|WITH|DASH)"
        " (THE? PLACEHEAD OF)? (NAME|GAZETTEER|AL){1,4}",
        "WHERE ROADLINE",
        _words,
        yes=("on the highway linking Deir al-Zor with Palmyra", "the road that connects Hama and Homs"),
        no=("a company linking banks",),
    ),
    Rule(
        "en.where.border",
        "NEAR THE? NATION PLACEHEAD >!OF|NEAR? THE? ((NATION|COUNTRY) DASH? (NATION|COUNTRY) PLACEHEAD{1,2}"
        "|(NATION|COUNTRY) PLACEHEAD WITH (COUNTRY|NAME"
        "|GAZETTEER))",
        "WHERE BORDER",
        _words,
        yes=(
            "near the Syrian – Turkish border",
            "on the Syrian-Iraqi border",
            "near the Syrian border with Lebanon",
            "near the Turkish border",
        ),
        no=("near the Syrian city of Qamishli",),
    ),
    Rule(
        "en.where.chain",
        f"<!NAME ({_UNIT}|{_SITED}) {_MORE}{{0,4}}",
        "WHERE",
        _words,
        yes=(
            "in the village of Umm al-Kahf, west of the town of Tel Brak",
            "Palmyra desert in Homs countryside",
            "the outskirts of the village of Qaraquzak in Manbij",
            "Ma'arablit village eastern of Ariha city southern of Idlib",
            "in N. Aleppo",
            "a bakery in Tadef",
            "a school in Has, in rebel-held Idlib",
            "the desert east of Salamiyah",
        ),
        no=("three people",),
    ),
    Rule(
        "en.where.surroundings",
        "WHERE W POSS PLACEHEAD{1,2}",
        "WHERE",
        _words,
        yes=("in Damascus city and its surroundings", "on Idlib and its countryside"),
    ),
    Rule(
        "en.where.next_to",
        "WHERE (WHERE|COMMA BORDER|COMMA? (ON THE?)? ROADLINE)",
        "WHERE",
        _words,
        yes=(
            "in Qarah area in Rif Dimashq near the Syrian border with Lebanon",
            "towns in eastern Homs, near Iraqi borders",
        ),
    ),
    Rule(
        "en.where.behind",
        f"(IN|ON) {_A} here:({_NAMES} ((COMMA|IN|ON|OF|NEAR)? {_A} WHERE)*)",
        "WHERE",
        _words,
        yes=("in Khanna Serri", "in Al-Dabis, Daraa countryside"),
        no=("in the attack",),
    ),
    Rule(
        "en.where.near",
        f"NEAR {_A} ({_NAMES}|WHERE) ((COMMA|IN|ON|OF|NEAR)? {_A} WHERE)*",
        "WHERE",
        _words,
        yes=("near Palmyra", "near the village of Uqayribat"),
    ),
    Rule(
        "en.where.and_another",
        "<IN/ON/AT/THE/AMOUNT here:(WHERE W (THE? AL? WHERE|THE? PLACEHEAD? OF? AL? (NAME/GAZETTEER/AL){1,3}"
        " >DAY/COMMA/STOP/IN/ON/DURING/BY))",
        "WHERE",
        _words,
        yes=(
            "in air strikes on Balyun and al-Mozara on June 8",
            "on the villages of Teqil Beqil and Dahr al-Arab on Sunday",
            "killed in the two districts of al-Suleimaniyah and al-Midan by shells",
        ),
        no=("in Balyun and Salem said",),
    ),
    Rule(
        "en.where.quarter",
        f"({_QUARTER}|{_SITE} (IN|OF) THE? {_QUARTER}|(NATION|COMPASS) WIDE)",
        "WHERE",
        _words,
        yes=("in the central region", "in the Syrian desert"),
    ),
    Rule(
        "en.where.held",
        "ZONE HELD (THE (UNKNOWN|NATION){1,4} (IN COMPASS{0,2} W? WHERE (COMMA UNKNOWN)?)?|THE? PARTIES)"
        "|PARTIES (HELDAREA|BACKED) PLACEHEAD|PARTIES ZONE",
        "WHERE",
        _words,
        yes=("areas held by the Syrian government", "SDF-held areas", "areas controlled by the Self Administration"),
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
        f"IN {_A} here:((SMALL/NAME){{1,3}} ZONE|WIDE|(NATION|PARTIES|PERSONADJ)? (PARTIES|SMALL)? PRISON)",
        "WHERE",
        _words,
        yes=("in the de-escalation zone", "in the desert", "in a Syrian regime prison"),
        no=("in the village",),
    ),
)

"""English denials and what is no harm: `no casualties`, `no one was hurt`, attempts and threats."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.en.constructions import ADVERB, BE, NOBODY, harm_of, nothing
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

ZERO = Victims(Count(0, 0))
_DENIED = frozenset({Harm.KILLED, Harm.CAPTURED, Harm.MISSING})
"""What a denial may deny by itself; who denies that anybody was hurt speaks of all casualties (GUIDELINES rule 5)."""


def _zero_of(harm: Harm) -> Harm:
    return harm if harm in _DENIED else Harm.CASUALTIES


def _none(match: Match) -> Harmed | None:
    people, word = value(match.one("people"), Victims), match.one("harm")
    if match.one("other"):
        word = match.one("other")
    harm = harm_of(word) if word else people.harm if people else Harm.CASUALTIES
    if harm is None or (people is not None and people.harm is None and word is None):
        return None
    kept = replace(people, count=Count(0, 0), counted=True, harm=None) if people is not None and word else ZERO
    if people is not None and not word:
        kept = replace(ZERO, side=people.side)
    return Harmed(_zero_of(harm), kept, "noun")


def _denied(match: Match) -> Harmed | None:
    """Read who denies that people were killed or hurt: nobody was, by his word."""
    people, word = value(match.one("people"), Victims), match.one("harm")
    before = match.nodes[max(0, match.start("verb") - 1) : match.start("verb")]
    harm = harm_of(word) if word else people.harm if people else None
    if people is None or harm is None or any("NOT" in node.tags for node in before):
        return None
    if people.harm is Harm.CAPTURED and not word:
        return None
    return Harmed(_zero_of(harm), replace(ZERO, side=people.side, actors=people.actors), "noun")


RULES = (
    Rule(
        "en.none.not_reported",
        "(NO|WITHOUT) (NEWS|OF|ANY|UNKNOWN|ON|OTHER|OR){0,5} VICTIMS ((OR|W|COMMA) (VICTIMS|UNKNOWN)){0,2}"
        " (WHERE|DAY)? (BE|ADV|NOT)* REPORTED",
        NOBODY,
        nothing,
        yes=("No casualties were reported", "no casualties or damage have been reported"),
        no=("no casualties",),
    ),
    Rule(
        "en.none.no_news",
        "(NO|WITHOUT|NOT) (UNKNOWN|BE|PLAIN)? NEWS (OF|ON|UNKNOWN|NO|REPORTED|PLAIN|FOR|BEFORENUM){0,3}"
        " (VICTIMS|HARMOF)",
        NOBODY,
        nothing,
        yes=("no reports of casualties", "no information about casualties"),
    ),
    Rule(
        "en.none.not_said",
        f"(NOT SAY|NOT CLEAR|UNCLEAR) (ANNA|HOW|NO|PLAIN|QUANTITY|AMOUNT|SMALL)* VICTIMS ({BE}? {ADVERB}* DONE)?",
        NOBODY,
        nothing,
        yes=("did not say that any civilians were killed", "did not say how many civilian deaths"),
    ),
    Rule(
        "en.none.denied",
        "verb:DENIES (!BLAME/DONE/DIED/DOES/HARMOF/VICTIMS/HARMED/STOP){0,12} here:("
        "(harm:(DOES|DONE) NO? people:VICTIMS)|(harm:HARMOF OF? NO? people:VICTIMS)"
        f"|(people:VICTIMS ({BE} {ADVERB}* harm:DONE|harm:DIED)?))",
        "HARMED",
        _denied,
        yes=(
            "denied that its warplanes had killed civilians",
            "denied killing any civilians",
            "The coalition denies that civilians were killed",
            "dismissed reports of civilian casualties",
        ),
        no=("denied responsibility for the strike that killed 12 civilians", "did not deny killing civilians"),
    ),
    Rule(
        "en.none.nobody",
        f"NOBODY ({BE}|BE)? (ADV)* harm:DONE ((OR|W) other:DONE)?",
        "HARMED",
        _none,
        yes=("no one was hurt", "No one was killed or injured"),
    ),
    Rule(
        "en.none.no_people",
        f"NO people:VICTIMS {BE} harm:DONE ((OR|W) other:DONE)?",
        "HARMED",
        _none,
        yes=("no civilians were harmed",),
    ),
    Rule(
        "en.none.no_party",
        f"NO PARTIES {BE} harm:DONE ((OR|W) other:DONE)?",
        "HARMED",
        _none,
        yes=("No American forces were hurt by the drones",),
    ),
    Rule(
        "en.none.no_harm",
        "(NO|WITHOUT|NOT (RESULT|UNKNOWN) NO?) (UNKNOWN{1,3} (OR|W))? (UNKNOWN|OTHER)? people:VICTIMS",
        "HARMED",
        _none,
        yes=(
            "there were no casualties",
            "caused no deaths",
            "without casualties",
            "did not cause any casualties",
            "no material damage or casualties",
        ),
        no=("no civilians",),
    ),
    Rule(
        "en.no_claim.attempt",
        "(HARMOF ATTEMPT|(ATTEMPT|MODAL) (TO|OF|BE|ADV|UNKNOWN)? (DOES|HARMOF|DONE) (OF|BY)? (VICTIMS"
        "|AMOUNT)?|TO DOES VICTIMS?)",
        NOBODY,
        nothing,
        yes=("escaped an assassination attempt", "vowed to kill anyone", "attempted to kill three soldiers"),
        no=("led to killing three soldiers",),
    ),
    Rule(
        "en.no_claim.responsibility",
        "BLAME (FOR|IN|TO) here:((DOES|HARMOF) HIM|POSS HARMOF)",
        NOBODY,
        nothing,
        yes=("No one has claimed responsibility for killing him", "denied involvement in his death"),
        no=("claimed responsibility for killing a man",),
    ),
    Rule(
        "en.no_claim.without",
        "WITHOUT THE? HARMOF OF VICTIMS",
        NOBODY,
        nothing,
        yes=("hardly a day passes without the killing of people",),
    ),
    Rule(
        "en.no_claim.released",
        "(FREED (OF|UNKNOWN)? VICTIMS|VICTIMS BE{1,2} FREED)",
        NOBODY,
        nothing,
        yes=("The regime released 556 detainees", "the release of three hostages", "Dozens of detainees were released"),
    ),
    Rule(
        "en.no_claim.camera",
        "CAMERA (!DOES/DONE/VICTIMS/BY){0,9} here:(DOES|DONE)",
        NOBODY,
        nothing,
        yes=("SOHR camera captures a fighter", "SOHR camera on the highway between both towns captures"),
    ),
)

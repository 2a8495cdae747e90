"""English words around a claim: who did it, who says it, and on which day it was said.

They run behind the rules of harm (`a drone claims three lives` says nothing): RULES, which run before, are empty.
"""

from __future__ import annotations

from marsad.lang.en.constructions import told
from marsad.text.rules import Match, Rule


def _doer(match: Match) -> str | None:
    node = match.one("here")
    return "doer" if node is not None and not any("AMOUNT" in kid.tags for kid in node.kids) else None


def _army(match: Match) -> str | None:
    word = match.one("army")
    return "source" if word is not None and word.form in {"army", "military", "police"} else None


RULES: tuple[Rule, ...] = ()
VOICES = (
    Rule(
        "en.doer.by",
        "<!SAY BY (HEDGE)? here:VICTIMS",
        "DOER",
        told,
        no=("confirmed by two soldiers",),
        yes=("killed by his brother", "by a suicide bomber"),
    ),
    Rule(
        "en.doer.attacks",
        "here:VICTIMS (ON UNKNOWN|IN WHERE)? (ADV)* >STRIKE&!MEANS",
        "DOER",
        _doer,
        yes=("Gunmen attacked a bus", "rebels on motorcycles hit a post"),
        no=("two soldiers attacked", "killed in a terrorist attack"),
    ),
    Rule("en.doer.subject", "here:VICTIMS (ADV)* >ACTIVE", "DOER", _doer, yes=("Young man kills his brother",)),
    Rule(
        "en.source.according",
        "ACCORDING here:(THE? (NAME|GAZETTEER|NATION|AL|ORGKIND|SOURCE|PLACEHEAD){1,6}|VICTIMS)",
        "SOURCEPHRASE",
        told,
        yes=("according to the Badia Monitoring Network",),
    ),
    Rule(
        "en.source.phrase",
        "(THE|ART|POSS)? (SMALL|PERSONADJ|NATION|NAME|GAZETTEER|AMOUNT|PARTIES){0,3} (SOURCE|NEWS SOURCE){1,3}"
        " (OF PARTIES (OPEN PARTIES CLOSE)?|(IN|FROM|WITH) (!SAY/STOP/COMMA/HARMED/ANNA/AMOUNT){1,6} >SAY)?",
        "SOURCEPHRASE",
        told,
        yes=(
            "A source at Aleppo Police Command told the agency",
            "a local source told",
            "the Syrian Observatory for Human Rights said",
            "Multiple local sources",
        ),
    ),
    Rule(
        "en.source.fighting",
        "here:(THE? (SMALL|NATION|DOER|BACKED|DASH|PARTIES){0,4} (DOER|PARTIES)) OPPOSING THE? PARTIES >SAY",
        "SOURCEPHRASE FOE",
        told,
        yes=("The US-led coalition fighting Islamic State said",),
        no=("The coalition said that it is fighting Islamic State",),
    ),
    Rule(
        "en.source.says",
        "<!OPPOSING here:(THE? (PARTIES|DOER|VICTIMS&!LISTED ((IN|FROM|OF) WHERE)?))"
        " (COMMA (!COMMA/TOLD/HARMED/BE/DONE/PARTWORD){0,6}"
        " COMMA)? (BE|ADV|SINCE){0,2} SAY",
        "SOURCEPHRASE",
        told,
        yes=("The SDF said", "residents said", "a doctor at al-Furat Hospital said"),
        no=("Nine civilians, including two children, were killed in air strikes on Idlib, said the agency",),
    ),
    Rule(
        "en.source.army",
        "here:(THE NATION? army:PERSONADJ) (BE|ADV)? SAY",
        "SOURCEPHRASE",
        _army,
        yes=("The army denied that any of its soldiers had been killed",),
        no=("The local said nothing",),
    ),
    Rule(
        "en.source.office",
        "here:(THE (OFFICE|ORGKIND)) (BE|ADV)? SAY",
        "SOURCEPHRASE",
        told,
        yes=("The bodies were found near the post, the center said.",),
        no=("The center of the town was hit",),
    ),
    Rule(
        "en.source.named",
        "here:(THE? (NAME|GAZETTEER|NATION|AL|ORGKIND) (NAME|GAZETTEER|NATION|AL|ORGKIND|NEWS|SAY){0,4}) (BE|ADV)? SAY",
        "SOURCEPHRASE",
        told,
        yes=("Baladi news reported", "The Syrian Rights Record documented"),
    ),
    Rule(
        "en.day.of_saying",
        "SAY (IN (SOURCEPHRASE/UNKNOWN/SMALL/NEWS)|(NAME/WHERE/GAZETTEER/SOURCEPHRASE){1,2})? here:DAY"
        " >STOP/COMMA/ANNA",
        "SAIDDAY",
        told,
        yes=(
            "the Observatory said on Saturday.",
            "the board said in a statement today.",
            "activists told Enab Baladi on Saturday.",
        ),
    ),
)

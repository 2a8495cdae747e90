"""Arabic names of doers: a machine with its nation, a party with those loyal to it or with where it is stationed."""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_NATION = "DOER&NATIONADJ"


def _doer(_: Match) -> str:
    return "doer"


RULES = (
    Rule(
        "ar.doer.craft_of",
        f"CRAFT (CRAFT|MEANS|UNKNOWN)? BELONGS (LI PARTIES|LI? UNKNOWN{{1,2}} {_NATION})",
        "DOER",
        _doer,
        yes=("طائرات مسيرة تابعة للتحالف الدولي", "طائرة تابعة لسلاح الجو التركي"),
        no=("طائرات ورقية",),
    ),
    Rule(
        "ar.doer.craft",
        f"CRAFT (CRAFT|MEANS|UNKNOWN)? {_NATION} CRAFT?",
        "DOER",
        _doer,
        yes=("طائرة مسيرة تركية", "الطائرات الحربية الروسية", "مسيّرة تركية", "طائرات تركية مسيّرة"),
        no=("قصف تركي",),
    ),
    Rule(
        "ar.doer.party",
        "PARTIES (LOYAL (LI PARTIES|LI? ITS)?)? STATIONED FI WHERE|PARTIES LOYAL (LI PARTIES|LI? ITS)?",
        "PARTIES",
        _doer,
        yes=("القوات التركية والفصائل الموالية لها", "القوات التركية المتمركزة في قاعدة جلبل"),
        no=("قوات النظام",),
    ),
)

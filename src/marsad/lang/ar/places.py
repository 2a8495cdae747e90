"""Arabic place expressions: head nouns, names, compass words, containment (`بلدة X بريف Y الشرقي`)."""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_UNIT = (
    "((AMOUNT DISTANCE)? COMPASS{0,2} (PLACEHEAD COMPASSADJ?){1,3} (GAZETTEER|UNKNOWN)? (OPEN (GAZETTEER|UNKNOWN) CLOSE)? COMPASSADJ?"
    "|(AMOUNT DISTANCE)? COMPASS{1,2} GAZETTEER COMPASSADJ?|COMPASS{1,2} COUNTRY|GAZETTEER COMPASSADJ?)"
)


def _words(_: Match) -> str:
    return "where"


RULES = (
    Rule(
        "ar.where.chain",
        f"{_UNIT} ((BI|FI|COMMA|SLASH|ADMIN LI|MIN)? {_UNIT}){{0,4}} (W (GAZETTEER|{_UNIT}))?",
        "WHERE",
        _words,
        yes=("بلدة الربيعة بريف حماة الغربي", "منطقة الكوم شمال مدينة تدمر ببادية حمص الشرقي", "باديتي حمص ودير الزور"),
        no=("قتل ثلاثة رعاة",),
    ),
)

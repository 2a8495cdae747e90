"""Arabic place expressions: head nouns, names, compass words, containment (`بلدة X بريف Y الشرقي`)."""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_UNIT = (
    "((AMOUNT DISTANCE)? COMPASS{0,2} (PLACEHEAD COMPASSADJ?){1,3} (GAZETTEER|UNKNOWN)?"
    " (OPEN (GAZETTEER|UNKNOWN) CLOSE)? COMPASSADJ?"
    "|(AMOUNT DISTANCE)? COMPASS{1,2} GAZETTEER COMPASSADJ?|COMPASS{1,2} COUNTRY|GAZETTEER COMPASSADJ?)"
)

_BETWEEN = "(PLACEHEAD LINKING?)? BETWEEN PLACEHEAD? (GAZETTEER|UNKNOWN) W PLACEHEAD? (GAZETTEER|UNKNOWN)"
_NAMES = frozenset({"GAZETTEER", "UNKNOWN", "COUNTRY"})


def _words(match: Match) -> str | None:
    """Take the words for a place where a name stands among them; `المنزل` by itself names none."""
    named = any(leaf.tags & _NAMES for node in match.all("all") for leaf in node.leaves())
    return "where" if named else None


RULES = (
    Rule(
        "ar.where.chain",
        f"all:(({_BETWEEN}|{_UNIT}) ((BI|FI|COMMA|SLASH|ADMIN (LI|FI)?|MIN)? {_UNIT}){{0,4}} (W (GAZETTEER|{_UNIT}))?)",
        "WHERE",
        _words,
        yes=(
            "بلدة الربيعة بريف حماة الغربي",
            "منطقة الكوم شمال مدينة تدمر ببادية حمص الشرقي",
            "باديتي حمص ودير الزور",
            "الطريق بين نوى وتسيل",
        ),
        no=("قتل ثلاثة رعاة", "أنقاض المنزل"),
    ),
)

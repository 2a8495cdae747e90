"""Arabic names of sources: who is cited, with what narrows the name (`مصدر طبي من مشفى طفس`)."""

from __future__ import annotations

from marsad.text.rules import Match, Rule


def _cited(_: Match) -> str:
    return "source"


RULES = (
    Rule(
        "ar.source.office",
        "SOURCEHEAD UNKNOWN? (LI|FI) (PARTIES|GAZETTEER|ORGHEAD&DEFINITE)",
        "SOURCEPHRASE",
        _cited,
        yes=("أعلن المركز الإعلامي لقوات سوريا الديمقراطية", "ذكر المركز الإعلامي للقوات"),
    ),
    Rule(
        "ar.source.agency",
        "SOURCEKIND (UNKNOWN|NEWS|PERSONADJ|NATION|GAZETTEER|CITIZEN){0,3} OPEN SOURCE CLOSE"
        "|SOURCEKIND (UNKNOWN|NEWS|NATION|PERSONADJ){1,3} (AN (SOURCE|SOURCEKIND) UNKNOWN? (FI|MIN) PLACEHEAD"
        " (GAZETTEER|UNKNOWN){1,2})? >ANNA/COMMA/COLON/FI/AN/BI/STOP/OPEN/MIN",
        "SOURCEPHRASE",
        _cited,
        yes=("قالت وكالة الأنباء السورية (سانا)", "قالت شبكات إخبارية محلية، إن", "أفادت وكالة أنباء هاوار أن"),
    ),
    Rule(
        "ar.source.institution",
        "<SAY here:(SOURCEKIND MEDICALSITE? (UNKNOWN|GAZETTEER|PERSONADJ){1,2}) "
        ">HARMNOUNV/HARMVERB/AMOUNT/NUMBER/DIGITS/ANNA/COMMA",
        "SOURCEPHRASE",
        _cited,
        yes=("وثّق مركز “ذاكرة” الحقوقي مقتل 9 مدنيين", "أعلنت إدارة مشفى “النور” وفاة ممرضة"),
        no=("استهدف مركز المدينة",),
    ),
    Rule(
        "ar.source.kind",
        "SOURCE (NATION|DOER)?"
        " ((UNKNOWN|PERSONADJ)? (FI|MIN|LI|AN) (SOURCE|PARTIES|MEDICALSITE (GAZETTEER|UNKNOWN)?))?",
        "SOURCEPHRASE",
        _cited,
        yes=("قال مصدر طبي من مشفى طفس", "بحسب المرصد السوري"),
    ),
    Rule(
        "ar.source.hospital",
        "<AN/ACCORDING/SAY/ITS MEDICALSITE (UNKNOWN|GAZETTEER)",
        "SOURCEPHRASE",
        _cited,
        yes=("نقلاً عن مشفى السلام",),
        no=("نُقلوا إلى مشفى السلام",),
    ),
)

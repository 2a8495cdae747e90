"""What is no harm in Arabic: nobody was hurt, no news of it, attempts, threats, wounds told already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.harmed import (
    NOBODY,
    no_claim,
    of_buried,
    of_denied,
    of_denied_all,
    of_hits,
    of_no_more,
    of_no_one,
    of_nobody,
    of_none_fallen,
)
from marsad.lang.phrases import Victims, value
from marsad.model.claim import Harm, Side
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from marsad.lang.phrases import Harmed


def _denied(match: Match) -> Harmed | None:
    """Read what a party denies: deaths in its own ranks are denied of itself alone."""
    denied = value(match.one("people"), Victims)
    found = of_nobody(match) if any("ANY" in node.tags for node in match.nodes) or not _counted(denied) else None
    if found is None or match.one("ranks") is None:
        return found
    named = match.all("orgs") or [node for node in match.nodes if "PARTIES" in node.deep][:1]
    actors = tuple(str(org.attr("actor")) for node in named for org in node.having("ORG"))
    return replace(found, people=replace(found.people, side=Side.COMBATANT, actors=actors))


def _harm_denied(match: Match) -> Harmed | None:
    """Read who denies that people were harmed; `denied that civilians fell` denies all harm to them."""
    people = value(match.one("people"), Victims)
    fell = match.one("harm") is None and any("FALLING" in node.tags for node in match.nodes)
    if fell and people is not None and people.harm is None and not people.counted:
        return of_denied_all(people)
    return of_denied(match)


def _set_free(match: Match) -> str | None:
    """Tell that so many of the captives who are set free are of people counted before."""
    people = value(match.one("people"), Victims)
    some = any("MIN" in leaf.tags for node in match.all("people") for leaf in node.leaves())
    return NOBODY if some and people is not None and people.harm is Harm.CAPTURED else None


def _whose(match: Match) -> str | None:
    """Tell that people whose bodies were counted are not counted again (`they belong to civilians whom … executed`)."""
    people = value(match.one("people"), Victims)
    return NOBODY if people is not None and not people.counted and people.harm is None else None


def _given_back(match: Match) -> str | None:
    """Tell that captives who are handed over had been taken before (`handed over three of those it had captured`)."""
    taken = match.one("taken")
    return NOBODY if taken is not None and taken.attr("harm") == Harm.CAPTURED else None


def _counted(people: Victims | None) -> bool:
    """Tell whether a number is denied: that is another's figure, and says nothing of nobody."""
    return people is None or not people.count.vague


RULES = (
    Rule(
        "ar.none.no_news",
        "(WITHOUT|NONE|NEG) (FALLING|W|OR|UNKNOWN|ANY){0,3} NEWS"
        " (AN|FI|ALA|W|FALLING|ANY|OR|HARMNOUN|VICTIMS|UNKNOWN|NUMBEROF){1,6}",
        NOBODY,
        no_claim,
        yes=("دون ورود معلومات عن خسائر بشرية",),
        no=("دون وقوع خسائر بشرية",),
    ),
    Rule(
        "ar.none.no_more",
        "LACK (FALLING|ANY)* people:VICTIMS",
        NOBODY,
        of_no_more,
        yes=("للتأكد من عدم وجود مصابين آخرين",),
        no=("عدم وقوع إصابات",),
    ),
    Rule(
        "ar.none.without",
        "(WITHOUT|LACK) (FALLING|ANY|W|OR)* people:VICTIMS ((W|OR) (ANY|FALLING)? other:VICTIMS)?",
        "HARMED",
        of_nobody,
        yes=("دون وقوع إصابات", "دون تسجيل خسائر بشرية", "من دون أي خسائر بشرية", "دون إصابات أو قتلى"),
        no=("دون المدنيين",),
    ),
    Rule(
        "ar.none.denied_own",
        "DENIES (!SAY&!HARMED&!ANNA&!AMOUNT&!COMMA){0,6} (FALLING? ANY|FALLING) people:VICTIMS"
        " ((W|OR) (ANY|FALLING)? other:VICTIMS)?"
        " ranks:(FI (RANKS (orgs:PARTIES|ORGHEAD)?|THEIRRANKS))",
        "HARMED",
        _denied,
        yes=("نفى سقوط أي قتيل في صفوف القوات", "نفى الجيش وقوع قتلى في صفوفه"),
        no=("نفى مقتل 3 مدنيين", "نفى سقوط 3 قتلى", "نفى علمه بسقوط قتلى"),
    ),
    Rule(
        "ar.none.denied",
        "verb:DENIES (!HARMED&!VICTIMS&!HARMNOUNV&!HARMVERB&!COMMA&!BLAME&!SAY|COMMA DAY COMMA){0,9}"
        " here:(((harm:HARMNOUNV LI?|harm:HARMVERB)|FALLING) (FALLING|ANY|W|OR)* MIN? people:VICTIMS"
        " ((W|OR) ANY? other:VICTIMS)?)",
        "HARMED",
        _harm_denied,
        yes=(
            "نفى المتحدث باسم الوزارة سقوط أي مدنيين",
            "نفت الوزارة مقتل مدنيين في القصف",
            "نفى التحالف وقوع ضحايا مدنيين",
            "نافياً سقوط أي قتلى",
        ),
        no=("نفى التحالف مسؤوليته عن مقتل 5 مدنيين", "نفى التحالف استهداف المدنيين", "لم ينف مقتل مدنيين"),
    ),
    Rule(
        "ar.none.did_not",
        "NONE (AN|ILA|LI|BI|FI|FALLING|ANY|UNKNOWN|STRIKE|MEANS|EACHOTHER){0,4} people:VICTIMS"
        " ((W|OR) (ANY|FALLING)? other:VICTIMS)?",
        "HARMED",
        of_nobody,
        yes=("لم تسفر عن قتلى", "لم تسجل أي إصابات", "لم يسقط قتلى أو جرحى"),
    ),
    Rule(
        "ar.none.nobody_hurt",
        "verb:NONE ITS? (ANYBODY|ONEOF >!PERSON/HARMNOUN/UNKNOWN)",
        "HARMED",
        of_no_one,
        yes=("لم يصب أحد بأذى", "لم يقتل أحد", "لم يقتل فيها أحد"),
        no=("لم يسفر عن أحد",),
    ),
    Rule(
        "ar.none.no_civilian",
        "verb:NONE ITS? ANY MIN? people:VICTIMS",
        "HARMED",
        of_no_one,
        yes=("لم يُقتل فيها أي مدني", "لم يؤسر أي من مقاتلي القوات", "لم يصب أي من المدنيين", "لم تُصب أي امرأة"),
        no=("لم تعرف هوية أي مدني", "لم يُقتل فيها 3 مدنيين"),
    ),
    Rule(
        "ar.no_claim.not_counted",
        "NEG COVERED (UNKNOWN|ANY|SOURCEPHRASE|DEFINITE){0,2} VICTIMS",
        NOBODY,
        no_claim,
        yes=("ولا يشمل الإحصاء ضحايا الألغام", "لا تشمل الحصيلة الجرحى"),
        no=("شملت الحصيلة 3 قتلى",),
    ),
    Rule(
        "ar.none.no_civilian_fell",
        "verb:NONE ITS? people:VICTIMS",
        "HARMED",
        of_none_fallen,
        yes=("لم تسفر عن سقوط مدنيين", "لم يسقط مدنيون في الغارة"),
        no=("لم يسقط جيش المدينة", "لم توقع مدنيون"),
    ),
    Rule(
        "ar.no_claim.direct_hits",
        "(HITTING people:VICTIMS|people:VICTIMS DIRECTLY)",
        NOBODY,
        of_hits,
        yes=("أوقع إصابات مباشرة", "تحقيق إصابات"),
        no=("أصيب مدنيان مباشرة", "تحقيق مدنيين"),
    ),
    Rule(
        "ar.no_claim.buried",
        "BURIES !HARMED/BODY/NOCLAIM{0,8} here:(BODY people:VICTIMS|people:(VICTIMS&!COMBATANT) (ATTACK|MEANS))",
        NOBODY,
        of_buried,
        yes=("شيّع المئات من أهالي القرية جثامين شهداء القصف",),
        no=("شيّع الأهالي جثامين 3 مدنيين", "انتشلت الفرق جثامين مدنيين"),
    ),
    Rule(
        "ar.no_claim.released",
        "RELEASES (!HARMED&!VICTIMS&!STOP&!COMMA){0,4} people:VICTIMS",
        NOBODY,
        _set_free,
        yes=("أفرج التنظيم عن ستة من المختطفين", "إطلاق سراح 5 من معتقلي البلدة"),
        no=("أفرج عن المساعدات ومقتل 3 مدنيين", "طالبوا بالإفراج عن معتقل", "أفرجت عن 3 معتقلين", "أفرجت عن 3 أطفال"),
    ),
    Rule(
        "ar.no_claim.given_back",
        "(RELEASES|HANDSOVER) (!HARMED&!VICTIMS&!STOP&!COMMA){0,4} here:(VICTIMS (REL|PASTMARK|QAD)+ taken:HARMVERB)",
        NOBODY,
        _given_back,
        yes=("سلمت الهيئة ثلاثة من العناصر الذين أسرتهم في الهجوم", "أفرج التنظيم عن 4 مدنيين كان قد اختطفهم"),
        no=("سلمت الهيئة جثة عنصر قتل في الهجوم", "اختطف التنظيم 4 مدنيين"),
    ),
    Rule(
        "ar.no_claim.freed",
        "<!HARMNOUNV/HARMVERB/LI here:(people:VICTIMS) (!HARMED&!STOP){0,14} FREED",
        NOBODY,
        _set_free,
        yes=("وصل إلى المدينة أربعة من مختطفي قرية رامي، هم سيدتان وطفلان، بعد تحريرهم", "ثلاثة من الأسرى أُطلق سراحهم"),
        no=("مقتل أربعة من المختطفين وتحريرهم", "وصل أربعة مدنيين بعد تحريرهم"),
    ),
    Rule(
        "ar.no_claim.responsibility",
        "<BLAME (AN|FI|BI)? here:(HARMNOUNV&PRONOUN)",
        NOBODY,
        no_claim,
        yes=("ولم تعلن أي جهة مسؤوليتها عن قتله",),
        no=("أعلن التنظيم مسؤوليته عن مقتل 3 عناصر",),
    ),
    Rule(
        "ar.no_claim.whose_bodies",
        "BELONGTO BODY? (ILA|LI) here:(people:VICTIMS)",
        NOBODY,
        _whose,
        yes=("وتعود الجثث لشبان من البلدة", "تعود لمدنيين أعدمهم التنظيم"),
        no=("تعود السيارة لشبان", "تعود الجثث إلى 5 قتلى"),
    ),
    Rule(
        "ar.no_claim.threat",
        "PLAN (!STOP&!HARMED&!VICTIMS&!ANNA&!BI){0,3} BI (HARMNOUNV|MEETS) (VICTIMS|AMOUNT)?",
        NOBODY,
        no_claim,
        yes=("هدد التنظيم بقتل 20 من الأسرى", "توعدت باعتقال المتظاهرين"),
        no=("تسبب بمقتل 3 مدنيين",),
    ),
    Rule(
        "ar.no_claim.attempt",
        "ATTEMPT ((UNKNOWN|GAZETTEER|FIRST|ORDINALDAY|PARTIES|DOER|ORGHEAD|LI){0,3} HARMNOUNV&!QATL|HARMNOUNV)"
        " VICTIMS?",
        NOBODY,
        no_claim,
        yes=("محاولة اغتيال قيادي", "محاولات الطرف الأول اعتقال أحد المطلوبين"),
        no=("محاولة عبور قتل فيها طفل",),
    ),
    Rule(
        "ar.no_claim.affected",
        "AFFECTEDBY (BI)? (INJURYWORD|HARMNOUNV|VICTIMS)",
        f"{NOBODY} WOUNDS",
        no_claim,
        yes=("متأثراً بجراحه", "متأثرين بإصابتهم"),
    ),
)

"""Arabic constructions of harm (CONSTRUCTIONS 1): verbal noun, verb first, harm noun, idioms, negation, rises."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.ar import denials, fates, remaining, subjects, tolls
from marsad.lang.ar.tolls import BARE
from marsad.lang.harmed import (
    of_body,
    of_both_harms,
    of_counted_noun,
    of_day_line,
    of_either_harm,
    of_noun,
    of_noun_and_people,
    of_parting,
    of_people,
    of_pronoun,
    of_two_nouns,
)
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.text.rules import Match, Rule

_ADJUNCT = (
    "(BI (MEANS|STRIKE|UNKNOWN|SEVERAL|ABOVE){1,3}|DOER|ITS|DURING EACHOTHER? UNKNOWN{1,2}|TODAY|"
    "YESTERDAY|DAY|(FI|BI) (DAY|WHERE)|WHERE|ALSO|MEANSPHRASE|ORGHEAD? PARTIES COMMA?"
    "|(FI|CAUSE) (MEANS|STRIKE) (UNKNOWN|DOER|MAA? ORGHEAD? PARTIES)?|CAUSE EACHOTHER|WOUNDS)"
)
_FEW = 2
_LINK = "(LI|BI)"


def _losses_of(match: Match) -> Harmed | None:
    """Read whom a party lost: so many of its fighters, or `losses of life`."""
    people = value(match.one("people"), Victims)
    lost = people is not None and any("LOSSES" in leaf.tags for node in match.all("people") for leaf in node.leaves())
    if people is None or not (lost or people.side is Side.COMBATANT):
        return None
    actors = tuple(str(org.attr("actor")) for node in match.all("orgs") for org in node.having("ORG"))
    return Harmed(Harm.CASUALTIES if lost else Harm.KILLED, replace(people, side=Side.COMBATANT, actors=actors), "verb")


def _mourned(match: Match) -> Harmed | None:
    """Read people whom somebody mourns as dead, of their own: `the ministry mourned 3 of its men`."""
    people = value(match.one("people"), Victims)
    theirs = any(leaf.tags >= {"PERSON", "PRONOUN"} for node in match.all("people") for leaf in node.leaves())
    if people is None or not people.counted or not theirs:
        return None
    orgs = [org for node in match.nodes for org in node.having("ORG") if not org.attr("civil")]
    if orgs and not people.actors:
        people = replace(people, side=Side.COMBATANT, actors=tuple(str(org.attr("actor")) for org in orgs))
    return Harmed(Harm.KILLED, people, "verb")


def _done_by_people(match: Match) -> Harmed | None:
    """Read a verb whose doers stand before the people it was done to (`the unit's men executed three civilians`)."""
    doer = value(match.one("doer"), Victims)
    armed = doer is not None and doer.side is Side.COMBATANT and not doer.counted and not doer.others
    made = of_people("active")(match) if armed else None
    return made if isinstance(made, Harmed) else None


def _taken_by_people(match: Match) -> Harmed | None:
    """Read people taken by gunmen of whom more is told before the number (`gunmen, on Saturday, took 12 persons`)."""
    made, people = _done_by_people(match), value(match.one("people"), Victims)
    return made if made is not None and made.harm is Harm.CAPTURED and people is not None and people.counted else None


def _died_of_hurt(match: Match) -> Harmed | None:
    """Read people who died, of whom is said that they had been hurt: counted among the injured before."""
    died, hurt, people = match.one("harm"), match.one("hurt"), value(match.one("people"), Victims)
    if died is None or hurt is None or people is None or not people.counted:
        return None
    if died.attr("harm") != Harm.KILLED or hurt.attr("harm") != Harm.INJURED:
        return None
    return Harmed(Harm.KILLED, replace(people, definite=False), "verb", moved_from=Harm.INJURED)


def _second_definite(match: Match) -> Harmed | None:
    """Read the second noun under one indefinite number (`a number of the dead and the wounded`)."""
    first, people = value(match.one("first"), Victims), value(match.one("people"), Victims)
    if first is None or people is None or first.harm is None or people.harm in {None, first.harm}:
        return None
    counted = first.definite and any(node.tags & {"AMOUNT"} for node in (match.one("first") or match.nodes[0]).kids)
    vague = first.count.vague and first.count.low == people.count.low == _FEW
    return Harmed(people.harm, people, "noun") if counted and vague and people.definite and people.harm else None


def _of_the_attack(match: Match) -> str | None:
    """Read the dead of an attack that are pointed at, not counted: `they are the dead of the ambush`."""
    people = value(match.one("people"), Victims)
    return "pointed at" if people and people.harm is not None and not people.counted else None


RULES = (
    *denials.RULES,
    Rule(
        "ar.day_line",
        "amount:AMOUNT HARMVERB ((W|COMMA)* HARMVERB)* (FI|BI) DIFFERENT",
        "HARMED",
        of_day_line,
        yes=("8 قتلوا واستشهدوا في ظروف مختلفة",),
    ),
    *tolls.RULES,
    *subjects.HURT_WHO_DIED,
    Rule(
        "ar.double.verbal_nouns",
        f"harm:HARMNOUNV&!PRONOUN (W|COMMA) second:HARMNOUNV {_LINK}? (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        of_both_harms,
        yes=("مقتل وإصابة 12 شخصاً", "مقتل وجرح 8 أشخاص"),
        no=("مقتل 3 وإصابة 5",),
    ),
    Rule(
        "ar.double.verbs",
        "<!VICTIMS harm:HARMVERB (W|COMMA) second:HARMVERB (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        of_both_harms,
        yes=("قتل وأصيب 7 أشخاص",),
    ),
    Rule(
        "ar.double.nouns",
        "(FALLING MIN?)? people:VICTIMS (W|OR) other:VICTIMS",
        "HARMED",
        of_two_nouns,
        yes=("نحو 12 قتيلاً وجريحاً", "4 شهداء وجرحى", "العشرات من القتلى والجرحى"),
        no=("3 قتلى و5 جرحى", "قتلى وجرحى", "3 قتلى وجريحان", "4 قتلى وجريح"),
    ),
    Rule(
        "ar.double.between",
        "(people:VICTIMS|amount:AMOUNT) (ORGHEAD (UNKNOWN|PERSON){0,2})? COMMA? BETWEEN "
        "either:((VICTIMS|QATL) W VICTIMS)",
        "HARMED",
        of_either_harm,
        yes=("8 أشخاص بين قتيل وجريح", "13 مدنياً بين قتل وجريح", "أوقعت أفراد مجموعة إرهابية مسلحة بين قتيل ومصاب"),
        no=("8 لاعبين بين رجال ونساء",),
    ),
    Rule(
        "ar.parting",
        "PARTING people:VICTIMS (MIN|PARTWORD|LI){0,2} HISDEATH",
        "HARMED",
        of_parting,
        yes=("مفارقة مصابين منهم للحياة", "مفارقة جريح الحياة"),
    ),
    Rule(
        "ar.idiom.meets_death",
        "MEETS people:VICTIMS harm:HISDEATH",
        "HARMED",
        of_people("verb"),
        yes=("لقي مدنيان مصرعهما", "فقد طفل حياته"),
    ),
    Rule(
        "ar.idiom.meets_death.apart",
        "MEETS people:VICTIMS (!HARMED&!VICTIMS&!AMOUNT&!STOP&!HARMVERB&!HARMNOUNV&!SAY&!MEETS){1,8} harm:HISDEATH",
        "HARMED",
        of_people("verb"),
        yes=("لقي 3 عناصر من فصيل يتبع لتركيا حتفهم", "لقي شاب من أهالي البلدة مصرعه"),
        no=("فقد مدنيان منزلهما، وقال شاهد إن حياته انتهت",),
    ),
    Rule(
        "ar.idiom.losing_life",
        "harm:LOSINGLIFE people:VICTIMS LI? HISDEATH",
        "HARMED",
        of_people("verbal noun"),
        yes=("فقدان 3 مدنيين حياتهم",),
    ),
    Rule(
        "ar.idiom.claims_life",
        "harm:CLAIMSLIFE people:VICTIMS",
        "HARMED",
        of_people("verbal noun"),
        yes=("أودى بحياة 4 مدنيين",),
    ),
    Rule(
        "ar.idiom.claims_lives_of",
        "harm:CLAIMS (!VICTIMS&!HARMED&!AMOUNT&!COMMA&!HARMVERB&!HARMNOUNV&!CLAIMS){0,6} BI? LIFE people:VICTIMS",
        "HARMED",
        of_people("verbal noun"),
        yes=(
            "حصدت الألغام أرواح 13 شخصاً",
            "أوديا هذا الأسبوع بحياة تسعة مدنيين",
            "أودى معاً بحياة 12 مدنياً",
            "أودى في كل من القريتين بحياة طفل",
        ),
        no=("تهدد حياة المدنيين",),
    ),
    Rule(
        "ar.case_of",
        "amount:AMOUNT CASE harm:HARMNOUNV",
        "HARMED",
        of_people("noun"),
        yes=("73 حالة اعتقال",),
    ),
    Rule(
        "ar.second_injuries",
        "<W amount:AMOUNT harm:ISABA >!UNKNOWN/GAZETTEER",
        "HARMED",
        of_people("noun"),
        yes=("9 شهداء وأكثر من 30 إصابة",),
        no=("تسجيل 78 إصابة بالكوليرا", "7 وفيات و78 إصابة جديدة"),
    ),
    Rule(
        "ar.body.so_many",
        "(FINDING ALA?)? harm:BODY amount:AMOUNT >REL/MIN",
        "HARMED",
        of_body,
        yes=("العثور على جثامين تسعة ممن كانوا مفقودين",),
        no=("العثور على جثامين 9 مدنيين",),
    ),
    Rule(
        "ar.body",
        "FINDING ((UNKNOWN|ORGHEAD|PARTIES|SOURCE|SOURCEKIND|SOURCEPHRASE|RESIDENT|PLACEHEAD|GAZETTEER){1,4})?"
        " (ALA|MIN)? amount:AMOUNT? harm:BODY (people:VICTIMS|OTHERS)?",
        "HARMED",
        of_body,
        yes=("العثور على جثة شاب", "للعثور على جثث أخرى", "تشييع جثمان مقاتل", "انتشلت فرق الدفاع المدني 4 جثث"),
        no=("نقل جثث الضحايا",),
    ),
    Rule(
        "ar.body.of_people",
        "harm:BODY people:VICTIMS",
        "HARMED",
        of_body,
        yes=("جثتي شابين", "جثامين 4 مدنيين"),
        no=("جثث الضحايا",),
    ),
    *remaining.RULES,
    Rule(
        "ar.verb_doer_object.apart",
        "harm:HARMVERB doer:VICTIMS (!HARMED&!VICTIMS&!HARMVERB&!HARMNOUNV&!AMOUNT&!STOP&!W&!RESULT){1,9}"
        " people:VICTIMS",
        "HARMED",
        _taken_by_people,
        yes=("خطف مسلحون يُعتقد أنهم من تنظيم داعش، السبت، 12 شخصاً", "اختطف مسلحون، السبت، شابين"),
        no=("قتل مسلحون في المدينة، 3 مدنيين", "اعتقل عناصر من قسد شبان"),
    ),
    *fates.RULES,
    Rule(
        "ar.verbal_noun",
        f"harm:HARMNOUNV&!QATL&!LOSINGLIFE (PARTIES LI|{_LINK})? SOCALLED? (people:VICTIMS|{BARE}|ordinal:ORDINAL)",
        "HARMED",
        of_people("verbal noun"),
        yes=("مقتل 6 مدنيين", "إصابة طفلة بجروح", "استشهاد 4 مواطنين", "مقتل 8 عناصر من قوات النظام", "إصابة 9"),
        no=("محاولة اغتيال قيادي", "احتراق 6 سيارات", "إصابة 4 سيارات", "إصابة وتدمير 12 هدفاً"),
    ),
    Rule(
        "ar.verbal_noun.qatl",
        "<BI/LI/AN/MIN/ILA/RESULT/PLUS/HEDGE/ALA "
        f"harm:QATL (PARTIES LI|{_LINK})? (people:VICTIMS|{BARE}|ordinal:ORDINAL)",
        "HARMED",
        of_people("verbal noun"),
        yes=("أدى إلى قتل 3 مدنيين",),
        no=("قتل ثلاثة رعاة",),
    ),
    Rule(
        "ar.losses_of",
        "(LOSES|SUFFERS) ORGHEAD? orgs:PARTIES people:VICTIMS",
        "HARMED",
        _losses_of,
        yes=("خسرت قوات النظام 15 عنصراً", "تكبدت الميليشيات الإيرانية خسائر بشرية كبيرة"),
        no=("فقدت قوات النظام مدنيين", "خسرت قوات النظام المدينة"),
    ),
    Rule(
        "ar.mourned",
        "MOURNS (!STOP&!COMMA&!HARMED&!VICTIMS&!HARMVERB&!BI){1,8} here:(people:VICTIMS) >!BI",
        "HARMED",
        _mourned,
        yes=("نعت وزارة الدفاع 3 من عناصرها", "نعت القيادة العامة لقوى الأمن الداخلي 4 من أعضائها"),
        no=("نعت الوزير 3 صحفيين بالكذب", "نعت الصفحات المحلية المدينة"),
    ),
    Rule(
        "ar.lost_contact",
        "harm:LOSTCONTACT people:VICTIMS",
        "HARMED",
        of_people("verbal noun"),
        yes=("فقدان الاتصال مع 8 عناصر من قوات النظام",),
    ),
    Rule(
        "ar.sniped",
        "<!MEANS here:(harm:SNIPING people:VICTIMS)",
        "HARMED",
        of_people("verbal noun"),
        yes=("تمكنوا من قنص أحد عناصر الفصيل", "قنص عنصرين من قوات النظام"),
        no=("برصاص قنص المدنيين",),
    ),
    Rule(
        "ar.arrests_of",
        "harm:ARRESTS (UNKNOWN){0,2} (REL)? (STRIKE|COVERED|DEED_ON) people:VICTIMS",
        "HARMED",
        of_people("verbal noun"),
        yes=("اعتقالات تطال قياديين", "حملة اعتقالات واسعة طالت عدداً من الشبان", "اعتقالات بحق 5 مدنيين"),
        no=("اعتقالات في المدينة",),
    ),
    Rule(
        "ar.idiom.falls_victim",
        "harm:FALLSVICTIM (EACHOTHER|MEANS|STRIKE|ATTACK|ATTACKS|DEED|PARTIES|UNKNOWN){1,3} people:VICTIMS",
        "HARMED",
        of_people("verbal noun"),
        yes=("يذهب ضحية تلك العمليات أشخاص من المدنيين", "راح ضحية القصف 3 مدنيين"),
    ),
    Rule(
        "ar.verb_first.of_the_hurt",
        "here:(harm:HARMVERB people:VICTIMS) (REL|PASTMARK)+ QAD? hurt:HARMVERB",
        "HARMED",
        _died_of_hurt,
        yes=("توفيت الطفلة التي أصيبت في الغارة", "توفي شاب كان قد أصيب بانفجار اللغم"),
        no=("أصيب الطفل الذي قتل والده", "قتل الرجل الذي اعتقل"),
    ),
    Rule(
        "ar.verb_doer_object",
        "harm:HARMVERB doer:VICTIMS (TODAY|DAY|ALSO|WHERE)? people:VICTIMS",
        "HARMED",
        _done_by_people,
        yes=("أعدم عناصر من قسد ثلاثة مدنيين", "قتل مسلحون تاجراً"),
        no=("قتل مدنيون وعناصر من الفصائل", "أصيب 3 عناصر وطفل"),
    ),
    Rule(
        "ar.verb_first",
        f"harm:HARMVERB {_ADJUNCT}{{0,2}} SOCALLED? (people:VICTIMS|{BARE}|ordinal:ORDINAL)",
        "HARMED",
        of_people("verb"),
        yes=("قُتل ثلاثة رعاة", "وأصيب اثنان آخران", "قتل مالايقل عن 6 عناصر من التنظيم"),
    ),
    Rule(
        "ar.pronoun",
        "(underwent:UNDERWENT|BI|ILA|LI|FI|AN)? harm:HARMNOUNV&PRONOUN&!LOSINGLIFE",
        "HARMED",
        of_pronoun,
        yes=("مما تسبب بمقتلهما", "جرى اعتقاله"),
        no=("متأثراً بإصابته", "قلة المحروقات وفقدانها"),
    ),
    Rule(
        "ar.noun.definite_counted",
        f"people:VICTIMS (NUMBEROF|THEY|AL)? {BARE}",
        "HARMED",
        of_counted_noun,
        yes=("المصابين البالغ عددهم 4",),
    ),
    Rule(
        "ar.noun.definite_are",
        "noun:VICTIMS (FI (WHERE|PLACEHEAD))? THEY? people:VICTIMS",
        "HARMED",
        of_noun_and_people,
        yes=("القتلى هم 5 أطفال", "المصابين في القرية هم 6 أطفال"),
        no=("القتلى هم المدنيون",),
    ),
    Rule(
        "ar.noun.second_definite",
        "first:VICTIMS W here:(people:VICTIMS)",
        "HARMED",
        _second_definite,
        yes=("سقط عدد من القتلى والجرحى",),
        no=("عشرات القتلى والجرحى", "نقل القتلى والجرحى", "3 مدنيين والجرحى"),
    ),
    Rule(
        "ar.noun.they_are",
        "THEY here:(people:VICTIMS) (ATTACK|MEANS)",
        "UNKNOWN",
        _of_the_attack,
        yes=("وهم قتلى الكمين شرقي المدينة", "وهم ضحايا القصف على البلدة"),
        no=("وهم 5 قتلى بينهم طفل", "هم قتلى وجرحى"),
    ),
    Rule(
        "ar.noun.and_they_are",
        "THEY UNKNOWN (ATTACK|MEANS) (!HARMED&!VICTIMS&!COMMA){0,4} COMMA? W here:(people:VICTIMS) (ATTACK|MEANS)",
        "UNKNOWN",
        _of_the_attack,
        yes=("وهم قتلى الكمين شرقي المدينة وقتلى انفجار اللغم",),
        no=("وهم قتلى الكمين شرقي المدينة و3 جرحى",),
    ),
    Rule(
        "ar.noun",
        "(falling:(FALLING|RESULT) MIN?)? people:VICTIMS",
        "HARMED",
        of_noun,
        yes=("وقوع 5 قتلى", "جرحى مدنيون", "35 قتيلاً", "جريحان في انفجار"),
        no=("إسعاف الجرحى", "جراح"),
    ),
    *subjects.RULES,
)

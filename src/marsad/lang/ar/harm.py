"""Arabic constructions of harm (CONSTRUCTIONS 1): verbal noun, verb first, harm noun, idioms, negation, rises."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.phrases import Amount, Harmed, Victims, bounded, value
from marsad.model.claim import Harm, Side
from marsad.model.count import Count
from marsad.text.nodes import Node
from marsad.text.rules import Match, Rule

ZERO = Victims(Count(0, 0))
NOBODY = "NOCLAIM"


def _harm(node: Node | None, fallback: Harm = Harm.KILLED) -> Harm:
    said = node.attr("harm") if node else None
    return Harm(str(said)) if said else fallback


def _method(node: Node | None) -> str | None:
    said = node.attr("method") if node else None
    return str(said) if said else None


def _people(match: Match) -> Victims | None:
    people = value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount)
    if people is None and amount is not None and (not amount.count.vague or amount.count.low >= 20):
        people = Victims(amount.count, not amount.count.vague)
    word = match.one("harm")
    if people is None and match.one("ordinal"):
        people = Victims(Count(1, 1), others=True)
    if people and word and word.attr("martyr"):
        people = replace(people, martyr=True)
    return people


def _simple(shape: str, toll: str | None = None) -> object:
    def build(match: Match) -> Harmed | None:
        people, word = _people(match), match.one("harm")
        if people is None or _points_back(people, match.one("people")):
            return None
        moved = people.harm if people.harm is not _harm(word) else None
        if moved and _harm(word) is not Harm.KILLED:
            return None
        if moved is Harm.CASUALTIES:
            moved = None
        return Harmed(_harm(word), replace(people, harm=None) if moved else people, shape, _method(word), toll, moved)

    return build


def _double(match: Match) -> Harmed | None:
    first, second = _harm(match.one("harm")), _harm(match.one("second"))
    people = _people(match)
    if people is None:
        return None
    return Harmed(first if first is second else Harm.CASUALTIES, people, "verbal noun", _method(match.one("harm")))


def _noun(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    if people is None or people.harm is None:
        return None
    if people.harm is Harm.CAPTURED and not people.counted:
        return None
    if people.harm is Harm.CASUALTIES and not match.one("falling") and _losses(match.one("people")):
        return None
    if people.definite and match.one("people") is not None and not _amount_said(match.one("people")):
        return None
    return Harmed(people.harm, people, "noun")


def _pronoun(match: Match) -> Harmed | None:
    """Count the people a pronoun stands for (`مقتلهما` two); an injury told so is of people counted before."""
    word = match.one("harm")
    if word is None or _harm(word) not in {Harm.KILLED, Harm.CAPTURED}:
        return None
    if _harm(word) is Harm.CAPTURED and not match.one("underwent"):
        return None
    count = Count(2, 2) if word.form.endswith("هما") else Count(1, 1)
    if word.form.endswith(("هم", "هن", "نا")):
        return None
    return Harmed(_harm(word), Victims(count, others=True), "verbal noun", _method(word))


def _nouns_are(match: Match) -> Harmed | None:
    noun, people = value(match.one("noun"), Victims), value(match.one("people"), Victims)
    if not noun or not people or noun.harm is None or not noun.definite or people.harm or not people.counted:
        return None
    return Harmed(noun.harm, people, "noun")


def _points_back(people: Victims, node: Node | None) -> bool:
    """Tell whether a phrase only points back: a definite plural without a number (`الجرحى`)."""
    return people.definite and not people.counted and not _amount_said(node)


def _losses(node: Node | None) -> bool:
    return node is not None and any("LOSSES" in leaf.tags for leaf in node.leaves())


def _amount_said(node: Node | None) -> bool:
    return node is not None and any("AMOUNT" in kid.tags or _amount_said(kid) for kid in node.kids)


def _two_nouns(match: Match) -> Harmed | None:
    first, second = value(match.one("people"), Victims), value(match.one("other"), Victims)
    if not first or not second or not first.harm or not second.harm or first.harm is second.harm:
        return None
    if not _amount_said(match.one("people")) or _amount_said(match.one("other")) or second.definite:
        return None
    return Harmed(Harm.CASUALTIES, replace(first, side=second.side), "noun")


def _either(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount)
    if amount:
        people = Victims(amount.count, not amount.count.vague)
    return Harmed(Harm.CASUALTIES, people, "noun") if people else None


def _none(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    collective = match.one("people")
    if people is None or people.harm is None or collective is None:
        return None
    killed = people.harm is Harm.KILLED
    return Harmed(Harm.KILLED if killed else Harm.CASUALTIES, ZERO, "noun")


def _nothing(_: Match) -> str:
    return NOBODY


def _rise(match: Match) -> Harmed | None:
    amount = value(match.one("amount"), Amount)
    people = value(match.one("people"), Victims)
    noun = people.harm if people else None
    word = match.one("harm")
    counted = value(match.one("counted"), Victims)
    if counted is not None:
        if not counted.counted or noun is None or people is None:
            return None
        noun = counted.harm or noun
        bound = match.one("bound")
        count = bounded(counted.count, str(bound.attr("bound"))) if bound else counted.count
        both = replace(counted, count=count, harm=None, actors=counted.actors or people.actors)
        return Harmed(noun, both, "head", None, "running")
    if amount is None or (noun is None and word is None):
        return None
    actors = tuple(str(org.attr("actor")) for node in match.all("orgs") for org in node.having("ORG"))
    people = people or Victims(amount.count, side=Side.COMBATANT if actors else Side.UNKNOWN, actors=actors)
    other = value(match.one("other"), Victims)
    if other and other.side is not people.side:
        people = replace(people, side=Side.MIXED)
    harm = noun or _harm(word)
    return Harmed(
        harm, replace(people, count=amount.count, counted=True, definite=False), "head", _method(word), "running"
    )


def _body(match: Match) -> Harmed | None:
    body, people = match.one("harm"), _people(match)
    if body is None:
        return None
    number = str(body.attr("number"))
    if people is None or (number == "pl" and not _amount_said(match.one("people"))) or number == "du":
        least = {"sg": Count(1, 1), "du": Count(2, 2)}.get(number, Count(2, None, vague=True))
        people = replace(people, count=least) if people else Victims(least, number != "pl")
    if "DEFINITE" in body.tags or people.definite:
        return None
    return Harmed(Harm.KILLED, people, "body")


def _parting(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    if people is None:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "verbal noun", moved_from=people.harm)


def _day_line(match: Match) -> Harmed | None:
    amount = value(match.one("amount"), Amount)
    return Harmed(Harm.KILLED, Victims(amount.count), "day line", toll="total") if amount else None


def _relative(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    if people is None or _points_back(people, match.one("people")):
        return None
    return Harmed(_harm(match.one("harm")), people, "subject first", _method(match.one("harm")))


def _rubble(match: Match) -> Harmed | None:
    people = _people(match)
    return Harmed(Harm.MISSING, people, "noun") if people else None



def _counted_noun(match: Match) -> Harmed | None:
    people, amount = value(match.one("people"), Victims), value(match.one("amount"), Amount)
    if not people or not amount or people.harm is None or not people.definite:
        return None
    return Harmed(people.harm, replace(people, count=amount.count, counted=True, definite=False), "noun")



_ADJUNCT = "(BI (MEANS|STRIKE|UNKNOWN|SEVERAL|ABOVE){1,3}|DOER|ITS|TODAY|YESTERDAY|DAY|WHERE|ALSO|MEANSPHRASE|PARTIES)"
_LINK = "(LI|BI)"

RULES = (
    Rule(
        "ar.none.no_news",
        "(WITHOUT|NONE|NEG) (FALLING|W|OR|UNKNOWN|ANY){0,3} NEWS (AN|FI|ALA|W|FALLING|ANY|OR|HARMNOUN|VICTIMS|UNKNOWN|NUMBEROF){1,6}",
        NOBODY,
        _nothing,
        yes=("دون ورود معلومات عن خسائر بشرية",),
        no=("دون وقوع خسائر بشرية",),
    ),
    Rule(
        "ar.none.without",
        "WITHOUT (FALLING|ANY|W|OR)* people:VICTIMS",
        "HARMED",
        _none,
        yes=("دون وقوع إصابات", "دون تسجيل خسائر بشرية", "من دون أي خسائر بشرية"),
        no=("دون المدنيين",),
    ),
    Rule(
        "ar.none.did_not",
        "NONE (AN|ILA|LI|BI|FI|FALLING|ANY|UNKNOWN|STRIKE|MEANS|EACHOTHER){0,4} people:VICTIMS",
        "HARMED",
        _none,
        yes=("لم تسفر عن قتلى", "لم تسجل أي إصابات"),
    ),
    Rule("ar.no_claim.attempt", "ATTEMPT HARMNOUNV VICTIMS?", NOBODY, _nothing, yes=("محاولة اغتيال قيادي",)),
    Rule(
        "ar.no_claim.affected",
        "AFFECTEDBY (BI)? (INJURYWORD|HARMNOUNV|VICTIMS)",
        NOBODY,
        _nothing,
        yes=("متأثراً بجراحه", "متأثرين بإصابتهم"),
    ),
    Rule(
        "ar.day_line",
        "amount:AMOUNT HARMVERB ((W|COMMA)* HARMVERB)* (FI|BI) DIFFERENT",
        "HARMED",
        _day_line,
        yes=("8 قتلوا واستشهدوا في ظروف مختلفة",),
    ),
    Rule(
        "ar.rise.number_of_people",
        "RISE (ILA|LI)? amount:AMOUNT (BEFORENUM|AFTERNUM)? NUMBEROF (people:VICTIMS (W other:VICTIMS)? REL? harm:HARMVERB?|(UNKNOWN|MIN)? REL harm:HARMVERB (MIN orgs:PARTIES)?)",
        "HARMED",
        _rise,
        yes=("يرتفع إلى 35 على الأقل عدد قتلى قوات النظام", "ارتفع إلى 15 على الأقل عدد الذين قتلوا من قوات النظام"),
        no=("يرتفع إلى 40 تعداد الاستهدافات",),
    ),
    Rule(
        "ar.rise.people_to",
        "(RISE|FALL|NUMBEROF|UPDATE|LI|FI)* (RISE|FALL|NUMBEROF) people:VICTIMS (.){0,6} (ILA|LI|RISE) amount:AMOUNT",
        "HARMED",
        _rise,
        yes=("ارتفع عدد القتلى إلى 12", "ارتفاع حصيلة الشهداء إلى 7", "ارتفاع عدد الضحايا إلى 9"),
    ),
    Rule(
        "ar.rise.people_to_people",
        "(RISE|FALL|NUMBEROF)+ people:VICTIMS (WHERE|FI|BI|ALA|MEANS|PARTIES|UNKNOWN|STRIKE){0,6} (RISE|FALL)? (ILA|LI) counted:VICTIMS",
        "HARMED",
        _rise,
        yes=("ارتفاع عدد شهداء القصف على المدينة إلى 5 مدنيين", "عدد المصابين انخفض إلى 19 مدنياً"),
    ),
    Rule(
        "ar.rise.passes",
        "bound:BEFORENUM NUMBEROF people:VICTIMS (WHERE|FI|BI|ALA|MEANS|PARTIES|UNKNOWN|STRIKE){0,7} counted:VICTIMS",
        "HARMED",
        _rise,
        yes=("تجاوز عدد قتلى قوات النظام في الهجوم 20 عنصراً",),
    ),
    Rule(
        "ar.double.verbal_nouns",
        f"harm:HARMNOUNV (W|COMMA) second:HARMNOUNV {_LINK}? (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _double,
        yes=("مقتل وإصابة 12 شخصاً", "مقتل وجرح 8 أشخاص"),
        no=("مقتل 3 وإصابة 5",),
    ),
    Rule(
        "ar.double.verbs",
        "<!VICTIMS harm:HARMVERB (W|COMMA) second:HARMVERB (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _double,
        yes=("قتل وأصيب 7 أشخاص",),
    ),
    Rule(
        "ar.double.nouns",
        "(FALLING MIN?)? people:VICTIMS (W|OR) other:VICTIMS",
        "HARMED",
        _two_nouns,
        yes=("نحو 12 قتيلاً وجريحاً", "4 شهداء وجرحى"),
        no=("3 قتلى و5 جرحى", "قتلى وجرحى"),
    ),
    Rule(
        "ar.double.between",
        "(people:VICTIMS|amount:AMOUNT) COMMA? BETWEEN VICTIMS W VICTIMS",
        "HARMED",
        _either,
        yes=("8 أشخاص بين قتيل وجريح",),
    ),
    Rule(
        "ar.parting",
        "PARTING people:VICTIMS (MIN|PARTWORD|LI){0,2} HISDEATH",
        "HARMED",
        _parting,
        yes=("مفارقة مصابين منهم للحياة", "مفارقة جريح الحياة"),
    ),
    Rule(
        "ar.idiom.meets_death",
        "MEETS people:VICTIMS harm:HISDEATH",
        "HARMED",
        _simple("verb"),
        yes=("لقي مدنيان مصرعهما", "فقد طفل حياته"),
    ),
    Rule(
        "ar.idiom.losing_life",
        "harm:LOSINGLIFE people:VICTIMS LI? HISDEATH",
        "HARMED",
        _simple("verbal noun"),
        yes=("فقدان 3 مدنيين حياتهم",),
    ),
    Rule(
        "ar.idiom.claims_life",
        "harm:CLAIMSLIFE people:VICTIMS",
        "HARMED",
        _simple("verbal noun"),
        yes=("أودى بحياة 4 مدنيين",),
    ),
    Rule(
        "ar.idiom.claims_lives_of",
        "harm:CLAIMS (MEANS|STRIKE|UNKNOWN|PARTIES){0,2} BI? LIFE people:VICTIMS",
        "HARMED",
        _simple("verbal noun"),
        yes=("حصدت الألغام أرواح 13 شخصاً",),
        no=("تهدد حياة المدنيين",),
    ),
    Rule(
        "ar.case_of",
        "amount:AMOUNT CASE harm:HARMNOUNV",
        "HARMED",
        _simple("noun"),
        yes=("73 حالة اعتقال",),
    ),
    Rule(
        "ar.body",
        "FINDING (ALA|MIN)? amount:AMOUNT? harm:BODY (people:VICTIMS|OTHERS)?",
        "HARMED",
        _body,
        yes=("العثور على جثة شاب", "للعثور على جثث أخرى", "تشييع جثمان مقاتل"),
        no=("نقل جثث الضحايا",),
    ),
    Rule(
        "ar.body.of_people",
        "harm:BODY people:VICTIMS",
        "HARMED",
        _body,
        yes=("جثتي شابين", "جثامين 4 مدنيين"),
        no=("جثث الضحايا",),
    ),
    Rule(
        "ar.rubble",
        "people:VICTIMS (STILL)? harm:RUBBLE",
        "HARMED",
        _rubble,
        yes=("مدنيين لا يزالون تحت الأنقاض",),
    ),
    Rule(
        "ar.verbal_noun",
        f"harm:HARMNOUNV&!QATL (PARTIES LI|{_LINK})? (people:VICTIMS|amount:AMOUNT >!UNKNOWN|ordinal:ORDINAL)",
        "HARMED",
        _simple("verbal noun"),
        yes=("مقتل 6 مدنيين", "إصابة طفلة بجروح", "استشهاد 4 مواطنين", "مقتل 8 عناصر من قوات النظام", "إصابة 9"),
        no=("محاولة اغتيال قيادي", "إصابة وتدمير 12 هدفاً"),
    ),
    Rule(
        "ar.verbal_noun.qatl",
        f"<BI/LI/AN/MIN/ILA/RESULT/PLUS/HEDGE/ALA harm:QATL (PARTIES LI|{_LINK})? (people:VICTIMS|amount:AMOUNT >!UNKNOWN|ordinal:ORDINAL)",
        "HARMED",
        _simple("verbal noun"),
        yes=("أدى إلى قتل 3 مدنيين",),
        no=("قتل ثلاثة رعاة",),
    ),
    Rule(
        "ar.verb_first",
        f"harm:HARMVERB {_ADJUNCT}{{0,2}} (people:VICTIMS|amount:AMOUNT >!UNKNOWN|ordinal:ORDINAL)",
        "HARMED",
        _simple("verb"),
        yes=("قُتل ثلاثة رعاة", "وأصيب اثنان آخران", "قتل مالايقل عن 6 عناصر من التنظيم"),
    ),
    Rule(
        "ar.pronoun",
        "(underwent:UNDERWENT|BI|ILA|LI|FI|AN)? harm:HARMNOUNV&PRONOUN",
        "HARMED",
        _pronoun,
        yes=("مما تسبب بمقتلهما", "جرى اعتقاله"),
        no=("متأثراً بإصابته",),
    ),
    Rule(
        "ar.noun.definite_counted",
        "people:VICTIMS (NUMBEROF|THEY|AL)? amount:AMOUNT >!UNKNOWN",
        "HARMED",
        _counted_noun,
        yes=("المصابين البالغ عددهم 4",),
    ),
    Rule(
        "ar.noun.definite_are",
        "noun:VICTIMS (FI WHERE)? THEY? people:VICTIMS",
        "HARMED",
        _nouns_are,
        yes=("القتلى هم 5 أطفال", "المصابين في القرية هم 6 أطفال"),
        no=("القتلى هم المدنيون",),
    ),
    Rule(
        "ar.noun",
        "(falling:(FALLING|RESULT) MIN?)? people:VICTIMS",
        "HARMED",
        _noun,
        yes=("وقوع 5 قتلى", "جرحى مدنيون", "35 قتيلاً", "جريحان في انفجار"),
        no=("إسعاف الجرحى", "جراح"),
    ),
    Rule(
        "ar.subject_first",
        "people:VICTIMS ((MIN|FI) (UNKNOWN|WHERE|PLACEHEAD){1,2})? (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        _relative,
        yes=("أن مزارعاً قُتل", "4 نساء أُصبن"),
    ),
)


def side_of_martyr(people: Victims) -> Side:
    """Return the side that SOHR's استشهد implies where nothing else says it: a civilian (CONSTRUCTIONS 2.1)."""
    return Side.CIVILIAN if people.martyr and people.side is Side.UNKNOWN else people.side

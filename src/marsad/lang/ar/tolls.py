"""Arabic tolls and how they move: `ارتفعت الحصيلة إلى 9`, `يرتفع إلى 20 بينهم 5 ضباط عدد القتلى`."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.harmed import of_counted_noun, of_new_toll, of_passing, of_rise
from marsad.lang.phrases import Amount, Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.text.rules import Match, Rule

BARE = "amount:AMOUNT >!UNKNOWN/AGE/TIMES/DISTANCE/THING"
"""A number that may stand for people by itself."""
_STRETCH = "(!VICTIMS&!HARMED&!COMMA&!AMOUNT&!COLON&!HARMVERB&!HARMNOUNV&!RISE&!FALL){0,12}"
"""Words between a noun and its number: in what, where, by whom."""
_SIDES = "(BATTLE BETWEEN (PARTIES|VICTIMS|ORGHEAD){1,3} W (PARTIES|VICTIMS|ORGHEAD){1,3})"
"""Between whom a fight was."""
_INSERTED = "COMMA? PARTWORD VICTIMS ((COMMA? W|COMMA) VICTIMS)* COMMA?"
"""A part, put between a new figure and the words that say whom it counts."""
_SEVERAL = 3
"""So many people at least make up a toll."""
_THOSE_WHO = "(people:VICTIMS REL? harm:HARMVERB?|(UNKNOWN|MIN)? REL harm:HARMVERB (MIN orgs:PARTIES)?)"
"""Whom a new figure counts: people by their noun, or `those who fell`."""


def _bare_toll(match: Match) -> Harmed | None:
    """Read a new figure of which is only said that it is a toll: it counts the dead."""
    amount, word = value(match.one("amount"), Amount), match.one("toll")
    if amount is None or word is None or word.attr("harm") is None:
        return None
    return Harmed(Harm.KILLED, Victims(amount.count), "head", None, "running")


def _named_before(match: Match) -> str | None:
    """Read whom a new figure counts, named behind a part of it: the figure has been read with them."""
    return "named" if (match.one("whole") or match.nodes[0]).rule == "ar.rise.before_part" else None


def _losses_reach(match: Match) -> Harmed | None:
    """Read how many dead the losses of a party came to; they are new where they rose."""
    counted = value(match.one("counted"), Victims)
    if counted is None or counted.harm is None or not counted.counted:
        return None
    actors = tuple(str(org.attr("actor")) for node in match.all("orgs") for org in node.having("ORG"))
    moved = (match.one("rise") or match.nodes[0]).tags.isdisjoint({"REACHED"})
    people = replace(counted, side=Side.COMBATANT, actors=counted.actors or actors)
    return Harmed(counted.harm, people, "head", None, "running" if moved else None)


def _who_died(match: Match) -> Harmed | None:
    """Read the number of `those who fell of the fighters`; `a number of those` is no number."""
    who, word = match.one("who"), match.one("harm")
    if who is not None and not any(leaf.form.startswith("عدد") for leaf in who.leaves()):
        return None
    counted, people = value(match.one("counted"), Victims), value(match.one("people"), Victims)
    amount = value(match.one("amount"), Amount) or value(match.one("counted"), Amount)
    told = counted or (Victims(amount.count, not amount.count.vague) if amount else None)
    if told is None or not told.counted or told.harm is not None or word is None:
        return None
    actors = tuple(str(org.attr("actor")) for node in match.all("orgs") for org in node.having("ORG"))
    side = Side.COMBATANT if actors else people.side if people else told.side
    told = replace(told, side=side, actors=actors or (people.actors if people else told.actors))
    risen = any("REACHED" not in node.tags for node in match.nodes if node.tags & {"RISE", "FALL"})
    return Harmed(Harm(str(word.attr("harm"))), told, "head", None, "running" if risen else None)


def _persons_toll(match: Match) -> Harmed | None:
    """Read a number of persons of whom is said behind them that they are the toll of the dead, or of the hurt."""
    people, noun = value(match.one("people"), Victims), value(match.one("noun"), Victims)
    if people is None or noun is None or people.harm is not None or not people.counted or people.count.low < _SEVERAL:
        return None
    told = noun.harm if noun.definite and not noun.counted else None
    return Harmed(told, people, "noun") if told else None


RULES = (
    Rule(
        "ar.rise.number_of_people",
        "RISE (ILA|LI)? amount:AMOUNT (BEFORENUM|AFTERNUM)? NUMBEROF "
        "(people:VICTIMS (W other:VICTIMS)? REL? harm:HARMVERB?"
        "|(UNKNOWN|MIN)? REL harm:HARMVERB (MIN orgs:PARTIES)?)",
        "HARMED",
        of_rise,
        yes=("يرتفع إلى 22 على الأقل عدد قتلى قوات النظام", "ارتفع إلى 18 على الأقل عدد الذين قتلوا من قوات النظام"),
        no=("يرتفع إلى 40 تعداد الاستهدافات",),
    ),
    Rule(
        "ar.rise.before_part",
        f"here:(RISE (BI EACHOTHER|THUS)? (ILA|LI)? amount:AMOUNT (BEFORENUM|AFTERNUM)?) {_INSERTED} "
        f"NUMBEROF {_THOSE_WHO}",
        "HARMED",
        of_rise,
        yes=(
            "يرتفع إلى 20 بينهم 5 ضباط، عدد قتلى قوات النظام",
            "ارتفع إلى 9، منهم طفلان وسيدة، عدد الجرحى",
            "ارتفع إلى 19 بينهم 5 أطفال وسيدتان، عدد الذين قضوا جراء الانفجار",
        ),
        no=("يرتفع إلى 20 بينهم 5 ضباط، تعداد الاستهدافات",),
    ),
    Rule(
        "ar.rise.behind_part",
        f"whole:HARMED {_INSERTED} here:(NUMBEROF (VICTIMS REL? HARMVERB?|(UNKNOWN|MIN)? REL HARMVERB))",
        "NUMBEROF",
        _named_before,
        yes=("يرتفع إلى 20 بينهم 5 ضباط، عدد قتلى قوات النظام",),
        no=("مقتل 20 عنصراً بينهم 5 ضباط، عدد الجرحى 7",),
    ),
    Rule(
        "ar.rise.people_to",
        f"(RISE|FALL|NUMBEROF|UPDATE|LI|FI)* (RISE|FALL|NUMBEROF) people:VICTIMS {_SIDES}?"
        " (.{0,6} (ILA|LI|RISE)|(!VICTIMS&!HARMED&!COMMA&!AMOUNT&!COLON&!HARMNOUNV&!RISE&!FALL){7,18} (ILA|LI))"
        " amount:AMOUNT",
        "HARMED",
        of_rise,
        yes=(
            "ارتفع عدد القتلى إلى 12",
            "ارتفاع حصيلة الشهداء إلى 7",
            "ارتفاع عدد الضحايا إلى 9",
            "ارتفع عدد قتلى الاشتباكات بين قوات سوريا الديمقراطية ومسلحين في البلدة إلى عشرة",
            "ارتفع عدد شهداء المجزرة التي ارتكبتها مروحيات النظام في حي طريق الباب يوم السبت إلى خمسة",
        ),
    ),
    Rule(
        "ar.rise.of_those_who",
        f"(RISE|FALL)? NUMBEROF people:VICTIMS REL harm:HARMVERB {_STRETCH} (COMMA {_STRETCH})? (RISE|FALL)? ILA"
        f" (counted:VICTIMS|{BARE})",
        "HARMED",
        of_rise,
        yes=(
            "يرتفع عدد المدنيين الذين قُتلوا في الهجوم على القرية إلى 8",
            "عدد العناصر الذين أصيبوا في الانفجار ارتفع إلى 7 عناصر",
        ),
        no=("عدد المدنيين الذين نزحوا من القرية إلى المدينة 8",),
    ),
    Rule(
        "ar.rise.people_to_people",
        f"(RISE|FALL|NUMBEROF)+ people:VICTIMS (W VICTIMS)? (REL HARMVERB)? {_STRETCH} (COMMA {_STRETCH})?"
        " (RISE|FALL)? (ILA|LI)"
        " counted:VICTIMS",
        "HARMED",
        of_rise,
        yes=("ارتفاع عدد شهداء القصف على المدينة إلى 5 مدنيين", "عدد المصابين انخفض إلى 19 مدنياً"),
    ),
    Rule(
        "ar.rise.to_people_toll",
        "(RISE|FALL) ((ILA|LI) counted:VICTIMS NUMBEROF"
        f"|(BI EACHOTHER|THUS|SOURCEPHRASE|WHERE)? NUMBEROF {_STRETCH} (ILA|LI) counted:VICTIMS)",
        "HARMED",
        of_new_toll,
        yes=(
            "ارتفعت إلى 6 قتلى حصيلة الانفجار",
            "لترتفع بذلك حصيلة القصف إلى 13 قتيلاً",
            "وفاته رفعت حصيلة القصف إلى 5 قتلى",
        ),
    ),
    Rule(
        "ar.rise.to_people_part",
        f"here:(RISE (BI EACHOTHER|THUS)? (ILA|LI) counted:VICTIMS) {_INSERTED} NUMBEROF",
        "HARMED",
        of_new_toll,
        yes=("ارتفعت إلى 12 قتيلاً بينهم طفلان، حصيلة القصف", "ترتفع إلى 6 قتلى، منهم سيدة، حصيلة الانفجار"),
        no=("ارتفعت إلى 12 قتيلاً بينهم طفلان، ووقع القصف أمس",),
    ),
    Rule(
        "ar.rise.bare_toll",
        "(RISE|FALL) (BI EACHOTHER|THUS|SOURCEPHRASE|PARTIES)? toll:NUMBEROF"
        " (!VICTIMS&!HARMED&!COMMA&!AMOUNT&!COLON&!HARMNOUNV&!RISE&!FALL){0,18} (ILA|LI) amount:AMOUNT"
        " (BEFORENUM|AFTERNUM)? >!UNKNOWN/AGE/TIMES/DISTANCE/THING/MEANS/PERSON/ATTACK",
        "HARMED",
        _bare_toll,
        yes=("ارتفعت حصيلة القصف على المدينة إلى 9، بينهم 3 أطفال", "صحح المرصد حصيلة الهجوم على القرية إلى 48"),
        no=("ارتفع عدد الغارات إلى 9", "ارتفعت حصيلة الغارات إلى 9 غارات"),
    ),
    Rule(
        "ar.rise.bodies",
        f"RISE (BI EACHOTHER|THUS)? (ILA|LI) amount:AMOUNT (BEFORENUM|AFTERNUM)? NUMBEROF toll:BODY"
        f"|(RISE|FALL) (BI EACHOTHER|THUS)? NUMBEROF toll:BODY {_STRETCH} (ILA|LI) amount:AMOUNT",
        "HARMED",
        _bare_toll,
        yes=("ارتفع إلى 12 عدد الجثامين التي انتشلها الأهالي", "ارتفاع عدد الجثث المنتشلة من البئر إلى 9"),
        no=("ارتفع إلى 12 عدد السيارات",),
    ),
    Rule(
        "ar.rise.final",
        "NUMBEROF FINAL (!VICTIMS&!HARMED&!AMOUNT&!HARMVERB&!HARMNOUNV&!SAY){0,12} counted:VICTIMS",
        "HARMED",
        of_new_toll,
        yes=(
            "والحصيلة النهائية 38 شهيداً و26 جريحاً",
            "الحصيلة النهائية للقصف على المدينة: 9 قتلى",
            "والحصيلة النهائية لانفجار مستودع الذخيرة أسفل البناء: 30 شهيداً",
            "خلّف في حصيلته النهائية 17 شهيداً",
        ),
        no=("والحصيلة 38 شهيداً", "في حصيلة غير نهائية 38 شهيداً"),
    ),
    Rule(
        "ar.rise.toll_is",
        "NUMBEROF&DEFINITE (UNKNOWN|FI|LI|MIN|UPDATE|FALL|CORRECTION){0,4} THEY counted:VICTIMS",
        "HARMED",
        of_new_toll,
        yes=("والحصيلة المصححة لدى الفرق هي 15 قتيلاً",),
    ),
    Rule(
        "ar.rise.persons_toll",
        "here:(people:VICTIMS) (PARTWORD (!HARMED&!HARMVERB&!HARMNOUNV&!STOP){1,14})? COMMA? THEY?"
        " NUMBEROF noun:VICTIMS",
        "HARMED",
        _persons_toll,
        yes=("27 شخصاً بينهم 10 أطفال، حصيلة القتلى في الانفجار", "27 شخصاً على الأقل، حصيلة الشهداء"),
        no=("27 شخصاً بينهم 10 أطفال، حصيلة الانفجار", "أصيب 27 شخصاً، وارتفعت حصيلة القتلى إلى 9"),
    ),
    Rule(
        "ar.rise.true_number",
        f"NUMBEROF (CORRECTION|FINAL) LI? people:VICTIMS {_STRETCH} (THEY|COPULA|COLON)? (counted:VICTIMS|{BARE})",
        "HARMED",
        of_rise,
        yes=("العدد الصحيح للشهداء هو 2", "العدد النهائي لقتلى الانفجار 14", "العدد المؤكد للضحايا: 7 مدنيين"),
        no=("العدد الصحيح للمنازل هو 2",),
    ),
    Rule(
        "ar.rise.losses_to",
        f"LOSSES ORGHEAD? orgs:PARTIES {_STRETCH} (COMMA {_STRETCH})?"
        " rise:(RISE|FALL|REACHED) (ILA|LI)? counted:VICTIMS",
        "HARMED",
        _losses_reach,
        yes=("خسائر قوات النظام على المحور ارتفعت إلى 18 قتيلاً", "خسائر التنظيم في المعركة بلغت 7 قتلى"),
        no=("خسائر قوات النظام بلغت مليون دولار", "خسائر التنظيم ارتفعت إلى 18 آلية"),
    ),
    Rule(
        "ar.rise.who_died",
        "(RISE|FALL|NUMBEROF)* (NUMBEROF MIN?|who:AMOUNT|NUMBEROF REL) harm:HARMVERB"
        f" (MIN? (people:VICTIMS|orgs:PARTIES))? {_STRETCH} (COMMA {_STRETCH})? (ILA|LI)? (counted:VICTIMS|{BARE})",
        "HARMED",
        _who_died,
        yes=("يرتفع عدد من استشهد من مقاتلي الكتائب إلى 9", "بلغ عدد من قتلوا من عناصر التنظيم في المعارك 11 مقاتلاً"),
        no=("عدد من القتلى و3 جرحى", "عدد من استشهد من المقاتلين لم يعرف"),
    ),
    Rule(
        "ar.rise.to_who_died",
        "RISE (BI EACHOTHER|THUS)? (ILA|LI) counted:(VICTIMS|AMOUNT) (BEFORENUM|AFTERNUM)? (who:AMOUNT|NUMBEROF MIN?)"
        " harm:HARMVERB (MIN? (people:VICTIMS|orgs:PARTIES))?",
        "HARMED",
        _who_died,
        yes=("ليرتفع بذلك إلى 8 عدد من قتلوا من عناصر الميليشيا", "ارتفع إلى 12 عدد من قتلوا"),
        no=("ارتفع إلى 12 عدد السيارات",),
    ),
    Rule(
        "ar.rise.number_reached",
        f"NUMBEROF people:VICTIMS {_STRETCH} (COMMA {_STRETCH})? REACHED (counted:VICTIMS|{BARE})",
        "HARMED",
        of_passing,
        yes=("عدد قتلى قوات النظام جراء عملية الهيئة على محور البلدة فجر الإثنين بلغ 6",),
        no=("عدد قتلى قوات النظام في المدينة",),
    ),
    Rule(
        "ar.rise.not_that",
        f"NUMBEROF people:VICTIMS {_STRETCH} amount:AMOUNT W? NEG AMOUNT",
        "HARMED",
        of_rise,
        yes=("عدد القتلى في القصف على المدينة 12 وليس 13", "عدد جرحى الانفجار 9 لا 7"),
        no=("عدد القتلى في القصف 12 ولم يصب أحد",),
    ),
    Rule(
        "ar.rise.passes",
        f"bound:BEFORENUM NUMBEROF people:VICTIMS {_STRETCH} (COMMA {_STRETCH})? counted:VICTIMS",
        "HARMED",
        of_passing,
        yes=("تجاوز عدد قتلى قوات النظام في الهجوم 20 عنصراً",),
    ),
    Rule(
        "ar.rise.becomes",
        f"BECOMES NUMBEROF ((people:VICTIMS|MEANS|ATTACK) {_STRETCH})? counted:VICTIMS",
        "HARMED",
        of_new_toll,
        yes=("ليصبح عدد شهداء المجزرة 14 شهيداً", "ليبلغ المجموع 28 شهيداً من المدنيين", "لتصبح حصيلة القصف 7 قتلى"),
        no=("ليصبح عدد المنازل المدمرة 14",),
    ),
    Rule(
        "ar.rise.their_number",
        f"people:VICTIMS COMMA? (THEN|W|QAD)* (REACHED|RISE) NUMBEROF&PRONOUN ILA? {BARE}",
        "HARMED",
        of_counted_noun,
        yes=("أما الجرحى فبلغ عددهم 24", "المصابون وصل عددهم إلى 9"),
        no=("النازحون بلغ عددهم 24",),
    ),
    Rule(
        "ar.rise.reached_who",
        f"REACHED NUMBEROF people:VICTIMS? REL harm:HARMVERB {_STRETCH} (counted:VICTIMS|{BARE})",
        "HARMED",
        of_passing,
        yes=("بلغ عدد المدنيين الذين قُتلوا بقصف قوات النظام على المدينة خلال الأسبوع الجاري 6 أشخاص",),
    ),
    Rule(
        "ar.rise.reached",
        f"REACHED NUMBEROF people:VICTIMS {_STRETCH} (counted:VICTIMS|{BARE})",
        "HARMED",
        of_passing,
        yes=("بلغت حصيلة القتلى منذ بداية الشهر 45 مدنياً", "وصل عدد القتلى 12"),
    ),
)

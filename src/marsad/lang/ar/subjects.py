"""Arabic subjects before their verb of harm: by kind, by name, with parts between, several before one verb."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.harmed import (
    of_named_subject,
    of_one_told,
    of_shared_subject,
    of_subject,
)
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

_PAIR = 2
"""More people than these take a verb in the plural."""


def _name_alone(match: Match) -> Harmed | None:
    verb = match.one("harm")
    harm = str(verb.attr("harm")) if verb else ""
    return Harmed(Harm(harm), Victims(Count(1, 1), named=True), "subject first") if harm else None


def _of_theirs(match: Match) -> Harmed | None:
    """Read so many `of the men of` something that no list names, before a verb in the dual or plural."""
    people = value(match.one("people"), Victims)
    return of_shared_subject(match) if people is not None and people.counted and people.count.low > 1 else None


def _several_with_parts(match: Match) -> Harmed | None:
    """Read people with their parts before a verb in the plural: it is said of all, not of the part next to it."""
    people, verb = value(match.one("people"), Victims), match.one("harm")
    several = people is not None and people.counted and people.count.low > _PAIR
    plural = verb is not None and (verb.attr("verbnumber") == "pl" or verb.form.endswith("وا"))
    return of_subject(match) if several and plural else None


def _hurt_who_died(match: Match) -> Harmed | None:
    """Read so many of the wounded of an attack who died."""
    people = value(match.one("people"), Victims)
    if people is None or people.harm is not Harm.INJURED or not people.counted:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "subject first", moved_from=Harm.INJURED)


def _others_before_comma(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    return of_shared_subject(match) if people is not None and people.others else None


HURT_WHO_DIED = (
    Rule(
        "ar.subject_first.hurt_who_died",
        "people:VICTIMS (!HARMED&!COMMA&!VICTIMS&!AMOUNT&!HARMVERB&!STOP){1,7} harm:MEETSDEATH",
        "HARMED",
        _hurt_who_died,
        yes=("أن 3 من جرحى هجوم السخنة – كباجب فارقوا الحياة",),
        no=("أن 3 من جرحى الهجوم نُقلوا", "أن 3 عناصر في الموقع فارقوا الحياة"),
    ),
)
"""Before the noun of harm is read by itself."""

RULES = (
    Rule(
        "ar.subject_first.with_parts",
        "<!FALLING here:(people:VICTIMS) (COMMA|OPEN|DASH) PARTWORD? (VICTIMS|AMOUNT|W|COMMA|PARTWORD){1,7}"
        " (COMMA|CLOSE|DASH){1,2} (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        of_subject,
        yes=("أن 6 مدنيين، بينهم طفل، أصيبوا", "أن 5 مدنيين (4 أطفال وسيدة) قتلوا", "أن 3 مدنيين - أحدهم طفل - قتلوا"),
        no=("6 مدنيين في القرية، أصيبوا",),
    ),
    Rule(
        "ar.subject_first.parts_inside",
        "<!FALLING here:(people:VICTIMS) PARTWORD VICTIMS ((W|COMMA)+ VICTIMS){0,4} (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        _several_with_parts,
        yes=("5 مدنيين بينهم رجل مسن وطفلة استشهدوا", "4 أشخاص من بينهم طفل قضوا"),
        no=("5 مدنيين بينهم طفلة أصيبت في رأسها", "مقتل 5 مدنيين بينهم طفلان قضيا لاحقاً"),
    ),
    Rule(
        "ar.subject_first.named",
        "people:VICTIMS (UNKNOWN|GAZETTEER|DEFINITE|GIVENNAME){1,4} VICTIMS?"
        " (OPEN? AGED? AMOUNT AGE CLOSE?)? (REL|QAD)* harm:HARMVERB",
        "HARMED",
        of_named_subject,
        yes=("إن الشاب “سليم حمود العلي” قتل", "السيدة هناء العلي (30 عاماً) أصيبت"),
        no=("عناصر في المدينة قتلوا", "مهاجم الضيوف كرة أصابت القائم"),
    ),
    Rule(
        "ar.subject_first.name_alone",
        "<ANNA people:(UNKNOWN|GAZETTEER|GIVENNAME|DEFINITE|ALA){2,4} OPEN AGED? AMOUNT AGE CLOSE"
        " (REL|QAD)* harm:HARMVERB",
        "HARMED",
        _name_alone,
        yes=("إن “سليم حمود العلي ( 33 عاماً) أصيب بشظية",),
        no=("إن القصف على البلدة (30 قذيفة) أصاب منزلاً",),
    ),
    Rule(
        "ar.subject_first.called",
        "people:VICTIMS (MIN WHERE)? UNKNOWN? CALLED OPEN? (UNKNOWN|GAZETTEER|DEFINITE|GIVENNAME|VICTIMS){1,5}"
        " CLOSE? (OPEN? AGED? AMOUNT AGE CLOSE?)? COMMA? (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        of_subject,
        yes=("أن عنصراً من قسد يُدعى (سالم الوادي) قُتِل", "إن شاباً يدعى رائد التل قتل"),
    ),
    Rule(
        "ar.subject_first.apart",
        "people:VICTIMS OPEN !AMOUNT&!COMMA&!CLOSE{1,6} CLOSE COMMA? (REL|QAD|PASTMARK)* harm:HARMVERB"
        "|<ANNA people:VICTIMS COMMA (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        of_subject,
        yes=("القيادي (سليم العلي) قُتل", "أن رجلاً مدنياً مسناً، قتل"),
        no=("6 مدنيين في القرية، أصيبوا",),
    ),
    Rule(
        "ar.subject_first.shared",
        "<!FALLING here:(people:VICTIMS) (OPEN !AMOUNT&!COMMA&!CLOSE{1,6} CLOSE)? (W|COMMA)+ (VICTIMS (W|COMMA)+){0,2}"
        " VICTIMS COMMA? (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        of_shared_subject,
        yes=("إن طفلاً وامرأة قتلا", "أن القيادي (سليم العلي) وعناصر آخرين، قُتِلوا", "رجل وامرأة وطفل أصيبوا"),
        no=("مقتل طفل وامرأة أصيبت بجروح",),
    ),
    Rule(
        "ar.subject_first.comma",
        "people:VICTIMS COMMA (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        _others_before_comma,
        yes=("وعناصر آخرين، قُتِلوا خلال اشتباكات",),
        no=("إصابة طفل، قُتل والده", "7 مدنيين، بينهم 4 أطفال، أصيبوا"),
    ),
    Rule(
        "ar.subject_first.both_harms",
        "people:VICTIMS (REL|QAD|PASTMARK)* harm:HARMVERB W second:HARMVERB >!VICTIMS/AMOUNT",
        "HARMED",
        of_subject,
        yes=("نحو 20 مدنياً استُشهدوا وأصيبوا",),
        no=("أن طفلة استشهدت وبُترت قدم شقيقتها",),
    ),
    Rule(
        "ar.subject_first.of_theirs",
        "people:VICTIMS (UNKNOWN|ORGHEAD|DEFINITE|GAZETTEER){1,2} (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        _of_theirs,
        yes=("3 من عناصر الدورية قُتلوا",),
        no=("مقاتلو الوحدات قتلوا 4 مدنيين", "4 من المدنيين النازحين قُتل أحدهم"),
    ),
    Rule(
        "ar.subject_first",
        "people:VICTIMS ((MIN|FI) (UNKNOWN|ORIGIN|WHERE|PLACEHEAD|ORGHEAD){1,2})? (REL|QAD|PASTMARK)* harm:HARMVERB",
        "HARMED",
        of_subject,
        yes=("أن مزارعاً قُتل", "4 نساء أُصبن"),
    ),
    Rule(
        "ar.died_of_wounds",
        "harm:HARMVERB (TODAY|YESTERDAY|DAY|ITS|WHERE|COMMA){0,2} WOUNDS",
        "HARMED",
        of_one_told,
        yes=("حيث استشهد اليوم متأثراً بإصابته", "وتوفي متأثراً بجراحه"),
        no=("طفل قضى متأثراً بجراحه", "قضوا متأثرين بجراحهم"),
    ),
)

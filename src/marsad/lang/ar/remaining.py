"""Arabic words for people who are still missing or held, and for those who had been."""

from __future__ import annotations

from dataclasses import replace

from marsad.lang.harmed import NOBODY, of_missing
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.text.rules import Match, Rule

_OF_WHERE = "(MIN? (UNKNOWN|RESIDENT|GAZETTEER|PLACEHEAD|WHERE|DEFINITE|OTHERS))"
_STATES = frozenset({Harm.MISSING, Harm.CAPTURED})


def _still(match: Match) -> Harmed | None:
    """Read people of whom a bare noun behind them tells that they are still missing or held."""
    people, state = value(match.one("people"), Victims), match.one("state")
    told = value(state, Victims)
    harm = told.harm if told else state.attr("harm") if state else None
    plain = state is not None and "DEFINITE" not in state.tags and not (told and (told.counted or told.definite))
    if people is None or people.harm is not None or harm not in _STATES or not plain:
        return None
    return Harmed(Harm(str(harm)), people, "noun", None, "running")


def _still_so_many(match: Match) -> Harmed | None:
    """Read people whose own noun tells that they are still missing or held (`there remain 5 missing`)."""
    people = value(match.one("people"), Victims)
    if people is None or people.harm not in _STATES or not people.counted or people.definite:
        return None
    leaves = [leaf for node in match.all("people") for leaf in node.leaves()]
    theirs = any(leaf.tags >= {"PERSON", "PRONOUN"} for leaf in leaves)  # `9 of its sons`: of the village's people
    return Harmed(people.harm, replace(people, group=None) if theirs else people, "noun", None, "running")


def _who_were(match: Match) -> str | None:
    """Pass over a bare noun that says what people had been (`of those who were missing`)."""
    people = value(match.one("people"), Victims)
    return NOBODY if people is not None and people.harm is not None and not people.counted else None


RULES = (
    Rule(
        "ar.still.state",
        f"STILL EXCEPT? people:VICTIMS {_OF_WHERE}{{0,4}} state:(VICTIMS|CAPTIVE|HARMNOUN)",
        "HARMED",
        _still,
        yes=("لا يزال أربعة من شبان القرية مفقودين", "بقي خمسة آخرون من أهالي القرية مختطفين لدى التنظيم"),
        no=("لا يزال 3 مدنيين في القرية", "لا يزال أربعة شبان في المشفى و3 مفقودين"),
    ),
    Rule(
        "ar.still.so_many",
        "STILL EXCEPT? people:VICTIMS",
        "HARMED",
        _still_so_many,
        yes=("لا يزال 9 من أبنائها مخطوفين", "بقي 5 مفقودين"),
        no=("لا يزال 3 جرحى في المشفى", "لا يزال المختطفون في قبضة التنظيم"),
    ),
    Rule(
        "ar.rubble",
        f"still:STILL? EXCEPT? people:VICTIMS {_OF_WHERE}{{0,3}} STILL? harm:RUBBLE",
        "HARMED",
        of_missing,
        yes=(
            "مدنيين لا يزالون تحت الأنقاض",
            "لا يزال طفل واحد في عداد المفقودين",
            "لا يزال شخص واحد قيد التوقيف",
            "3 من أهالي القرية مجهولي المصير",
        ),
        no=("انتشلت الفرق الضحيتين من تحت الركام",),
    ),
    Rule(
        "ar.fate_unknown",
        "still:STILL? harm:FATE (people:VICTIMS|amount:AMOUNT) (!HARMED&!VICTIMS&!STOP){0,3} NOTKNOWN/UNCLEAR",
        "HARMED",
        of_missing,
        yes=(
            "لا يزال مصير اثنين مجهولاً",
            "مصير 4 مدنيين لا يزال مجهولاً",
            "مصير ثلاثة من عناصر الدفاع الوطني مجهولاً",
        ),
        no=("تقرير مصير 3 مدن", "مصير المدينة مجهول"),
    ),
    Rule(
        "ar.rubble.so_many",
        "still:STILL amount:AMOUNT harm:RUBBLE",
        "HARMED",
        of_missing,
        yes=("لا يزال اثنان في عداد المفقودين",),
        no=("بقي اثنان في المشفى",),
    ),
    Rule(
        "ar.who_were",
        "REL PASTMARK here:(people:VICTIMS)",
        NOBODY,
        _who_were,
        yes=("جثامين تسعة ممن كانوا مفقودين", "الذين كانوا مختطفين لدى التنظيم"),
        no=("ممن كان بينهم 3 مفقودين",),
    ),
)

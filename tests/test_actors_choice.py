"""Who is meant by a name that several share: the day decides, or whom else the report names; else it stays open."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.actors.choice import Setting, choose
from marsad.actors.registry import registry
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.derivation import explained
from marsad.reader.read import read
from marsad.text.fold import fold_word

BEFORE, AFTER = "2024-12-07", "2024-12-08"


def on(year, month, day):
    return When(Days.of(date(year, month, day)), WhenBasis.METADATA)


def meant(words, day=None, *named):
    """Return whom words mean on a day, in a report that names others so."""
    actors = registry()
    days = Days.of(date.fromisoformat(day)) if day else None
    others = tuple((actors.named(name), fold_word(name)) for name in named)
    return choose(actors, actors.named(words), Setting(days, named=others))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("الجيش السوري", "syrian_government", "transitional_government"),
        ("الجيش", "syrian_government", "transitional_government"),
        ("القوات الحكومية", "syrian_government", "transitional_government"),
        ("قوات الأمن", "syrian_government", "transitional_government"),
        ("وزارة الدفاع", "syrian_government", "transitional_government"),
        ("الأمن العام", "hts", "transitional_government"),
        ("قوى الأمن الداخلي", "sdf", "transitional_government"),
        ("Syrian army", "syrian_government", "transitional_government"),
        ("government forces", "syrian_government", "transitional_government"),
        ("Syrian security forces", "syrian_government", "transitional_government"),
        ("قوات النظام", "syrian_government", "syrian_government"),
        ("فلول النظام", "other", "other"),
    ],
)
def test_the_day_decides(words, before, after):
    assert meant(words, BEFORE).party == before
    assert meant(words, AFTER).party == after


@pytest.mark.parametrize(
    ("words", "named", "actor"),
    [
        ("التنظيم", ("تنظيم داعش",), "isis"),
        ("التنظيم", ("تنظيم حراس الدين",), "hurras_al_din"),
        ("التنظيم", (), "isis"),
        ("الفصائل", ("الفصائل الموالية لتركيا",), "sna"),
        ("الفصائل", (), "opposition"),
        ("الهيئة", ("هيئة تحرير الشام",), "hts"),
    ],
)
def test_a_short_name_is_that_of_whom_the_report_names_in_full(words, named, actor):
    assert meant(words, "2021-05-01", *named).actor.id == actor


@pytest.mark.parametrize(
    ("words", "day", "named", "why"),
    [
        ("التنظيم", "2021-05-01", ("تنظيم داعش", "تنظيم حراس الدين"), "may be any of hurras_al_din, isis"),
        ("الجيش", "2021-05-01", ("الجيش التركي",), "may be any of syrian_government, turkey"),
        ("قوى الأمن الداخلي", "2025-05-01", ("قوات الأسايش",), "may be any of asayish, new_interior"),
        ("الجيش السوري", None, (), "no day is known"),
    ],
)
def test_what_nothing_decides_stays_open_with_the_reason(words, day, named, why):
    found = meant(words, day, *named)
    assert (found.actor, found.party) == (None, None)
    assert why in found.why


def test_days_on_both_sides_of_a_change_leave_it_open():
    both = Setting(Days(date(2024, 12, 1), date(2024, 12, 31)))
    assert "changed within 2024-12-01 to 2024-12-31" in choose(registry(), "syrian_army", both).why


def test_without_a_day_others_of_its_party_decide():
    assert meant("الجيش السوري", None, "قوات النظام").party == "syrian_government"
    assert meant("الجيش السوري", None, "الحكومة الانتقالية").party == "transitional_government"


@pytest.mark.parametrize("other", ["لواء القدس", "هيئة تحرير الشام", "الجبهة الوطنية للتحرير"])
def test_without_a_day_others_of_its_time_decide(other):
    found = meant("الجيش السوري", None, other)
    assert (found.party, found.why[:35]) == ("syrian_government", "no day is known, and the report nam")


def test_without_a_day_the_days_that_the_report_tells_elsewhere_decide():
    text = "في 3 آذار 2021 قتل مدني بقصف في سرمين. وفي تقرير آخر، قتل عنصران من الجيش السوري بانفجار لغم."
    assert read(Report(text)).claims[-1].party == "syrian_government"


def test_every_choice_among_several_has_its_reason():
    assert meant("الجيش السوري", AFTER).why == "it bore the name on 2024-12-08"
    assert meant("التنظيم", AFTER, "تنظيم داعش").why == "the report names it “تنظيم داعش”"
    assert meant("قوات النظام", BEFORE).why == ""


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("قتل 4 عناصر من الجيش السوري بانفجار لغم قرب السخنة، أمس.", "transitional_government"),
        ("قتل 4 عناصر من الجيش السوري بانفجار لغم قرب السخنة، في 3 آذار 2021.", "syrian_government"),
        ("Four members of the Syrian army were killed by a mine near al-Sukhnah on Monday.", "transitional_government"),
        ("Four members of the Syrian army were killed by a mine near al-Sukhnah on 3 March 2021.", "syrian_government"),
        ("قتل جنديان سوريان بانفجار لغم قرب السخنة، أمس.", "transitional_government"),
    ],
)
def test_the_day_of_the_harm_decides_and_not_that_of_the_report(text, party):
    (claim,) = read(Report(text, published=on(2025, 5, 14))).claims
    assert claim.party == party


def test_the_doer_is_that_of_the_day():
    text = "قتل مدني برصاص الجيش السوري في بلدة خربة الورد، أمس."
    (before,) = read(Report(text, published=on(2021, 5, 14))).claims
    (after,) = read(Report(text, published=on(2025, 5, 14))).claims
    assert (before.by_party, after.by_party) == ("syrian_government", "transitional_government")


def test_nobody_is_the_doer_of_what_befell_them_by_another_name():
    text = "شن تنظيم داعش هجمات في البادية، وقتل 6 عناصر من التنظيم خلال الهجمات."
    (claim,) = read(Report(text, published=on(2021, 5, 14))).claims
    assert (claim.party, claim.by) == ("isis", None)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Regime forces lost a post near al-Sukhnah to ISIS. The assault left 7 soldiers dead.",
            "syrian_government",
        ),
        ("هاجم تنظيم داعش نقاطاً لقوات النظام في البادية. وقتل 7 جنود قرب السخنة.", "syrian_government"),
        ("ISIS militants attacked a post near al-Sukhnah. The assault left 7 soldiers dead.", None),
        ("Regime forces and Turkish forces met ISIS near al-Bab. The day left 7 soldiers dead.", None),
        ("قتل في البادية منذ مطلع العام 59 من العسكريين في هجمات متفرقة، وتنتشر قوات النظام فيها.", None),
    ],
)
def test_bare_soldiers_are_of_the_only_army_that_is_named(text, party):
    assert [claim.party for claim in read(Report(text, published=on(2021, 5, 14))).claims] == [party]


def notes(text, published):
    _, derivations = explained(Report(text, published=published))
    return [note for made in derivations for choice in made.choices if choice.slot == "party" for note in choice.notes]


def test_the_explanation_tells_why_this_actor():
    told = notes("قتل 4 عناصر من الجيش السوري بانفجار لغم قرب السخنة.", on(2025, 5, 14))
    (note,) = told
    assert note.startswith("the registry knows transitional government (transitional_government, counted as trans")
    assert note.endswith(" by its alias “الجيش السوري”: it bore the name on 2025-05-14, the report’s own day")


def test_the_explanation_tells_why_none():
    told = notes("قتل 4 عناصر من الجيش السوري بانفجار لغم قرب السخنة.", None)
    (note,) = told
    assert note == "“الجيش السوري” is a name of several (syrian_army): no day is known, and who bears it has changed"

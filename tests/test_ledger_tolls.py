"""Tolls as DESIGN defines them: a few lines of reports in, low, best, high and history out."""

from __future__ import annotations

import pytest

from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.ledger.sentence import one_sentence
from marsad.model.incident import Cell, Incident
from marsad.model.span import Quote


def one(text: str) -> Incident:
    ledger = reconcile(readings(text))
    assert len(ledger.incidents) == 1, [(i.place, i.claims) for i in ledger.incidents]
    return ledger.incidents[0]


def toll(text: str, cell: str = "killed") -> tuple[int, int, int]:
    found = one(text).toll(Cell.parse(cell))
    assert found is not None
    return found.low, found.best, found.high


def test_a_toll_that_ran_from_at_least_15_to_27_is_27_dead_and_not_42():
    told = one("""
        2019-04-18 SOHR: at least 15 killed, syrian_government, @al-Kawm
        2019-04-20 SOHR: now 27 killed, syrian_government, @al-Kawm
    """)
    killed = told.toll(Cell.parse("killed"))
    assert (killed.low, killed.best, killed.high, killed.open) == (27, 27, 27, False)
    steps = [s for s in told.history if s.cell == Cell.parse("killed/combatant/syrian_government")]
    assert [(s.low, s.high, s.open) for s in steps] == [(15, 15, True), (27, 27, False)]
    assert "rises from at least 15 to 27" in steps[1].reason


def test_a_rise_out_of_an_interval_is_told_with_one_to():
    told = one("""
        2019-04-18 SOHR: 13 killed, civilian, @Saraqib
        2019-04-18 Enab: 11 killed, civilian, @Saraqib
        2019-04-19 SOHR: now 14 killed, civilian, @Saraqib
        2019-04-19 Enab: now 14 killed, civilian, @Saraqib
    """)
    steps = [s.reason for s in told.history if s.cell == Cell.parse("killed")]
    assert any(reason.startswith("rises from 11–13 to 1") for reason in steps), steps


def test_a_drop_without_a_word_of_correction_holds_and_is_flagged():
    told = one("""
        2019-04-18 SOHR: 15 killed, civilian, @Saraqib
        2019-04-20 SOHR: 12 killed, civilian, @Saraqib
    """)
    assert told.toll(Cell.parse("killed")).high == 12
    assert told.flags == ("corrected downward",)


def test_an_announced_drop_is_not_flagged():
    told = one("""
        2019-04-18 SOHR: 15 killed, civilian, @Saraqib
        2019-04-20 SOHR: now 12 killed, civilian, @Saraqib
    """)
    assert told.toll(Cell.parse("killed")).high == 12
    assert told.flags == ()


def test_ten_reprints_are_one_voice():
    reprints = "\n".join(f"= 2019-04-{19 + n // 5} Outlet {n}" for n in range(10))
    told = one(f"2019-04-18 SOHR: 7 killed, civilian, @Saraqib\n{reprints}")
    assert len(told.reports) == 11
    assert told.voices == ("sohr",)
    assert told.grade == "weak"


def test_a_source_is_one_voice_however_many_outlets_cite_it():
    told = one("""
        2019-04-18 Enab citing SOHR: 7 killed, civilian, @Saraqib
        2019-04-18 AFP citing SOHR: 7 killed, civilian, @Saraqib, shelling
        2019-04-19 Reuters citing SOHR: 7 killed, civilian, @Saraqib
    """)
    assert told.voices == ("sohr",)


def test_two_voices_that_differ_span_a_range():
    text = """
        2019-04-18 SOHR: 5 killed, @Saraqib
        2019-04-18 SANA: 7 killed, @Saraqib
        2019-04-18 AFP: 7 killed, @Saraqib
    """
    assert toll(text) == (5, 7, 7)


def test_between_single_voices_the_newest_figure_is_best():
    assert toll("2019-04-18 SOHR: 7 killed, @Saraqib\n2019-04-19 SANA: 5 killed, @Saraqib") == (5, 5, 7)


def test_of_figures_of_one_day_the_smaller_is_best():
    assert toll("2019-04-18 SOHR: 7 killed, @Saraqib\n2019-04-18 SANA: 5 killed, @Saraqib") == (5, 5, 7)


def test_a_voice_that_says_less_is_set_aside():
    told = one("""
        2019-04-18 SANA: at least 15 killed, @al-Kawm
        2019-04-18 SOHR: 27 killed, @al-Kawm
    """)
    killed = told.toll(Cell.parse("killed"))
    assert (killed.low, killed.high, killed.open) == (27, 27, False)
    assert [reason for _, reason in killed.set_aside] == ["says less than 27 of sohr"]


def test_a_voice_is_overtaken_by_a_later_higher_figure_of_another():
    assert toll("2019-04-18 SOHR: 18 killed, @al-Bab\n2019-04-20 Reuters: 19 killed, @al-Bab") == (19, 19, 19)


def test_a_later_lower_figure_of_another_voice_overtakes_nothing():
    assert toll("2019-04-18 SOHR: 19 killed, @al-Bab\n2019-04-20 Reuters: 15 killed, @al-Bab") == (15, 15, 19)


def test_a_denial_by_a_voice_that_gave_nothing_is_contested_and_lowers_nothing():
    told = one("""
        2018-11-13 SANA: 15 killed, civilian, @al-Shaafa
        2018-11-15 Coalition: no casualties, civilian, @al-Shaafa
    """)
    killed = told.toll(Cell.parse("killed"))
    assert (killed.low, killed.high) == (15, 15)
    assert told.flags == ("contested",)
    assert told.grade == "contested"


def test_a_denial_by_a_voice_that_had_given_more_lowers_low():
    assert toll("""
        2018-11-13 SANA: 15 killed, civilian, @al-Shaafa
        2018-12-27 Coalition: at least 3 killed, civilian, @al-Shaafa, on 2018-11-13
        2019-03-01 Coalition: no killed, civilian, @al-Shaafa, on 2018-11-13
    """) == (0, 15, 15)  # fmt: skip


def test_a_denial_alone_is_stated_nobody():
    assert toll("2019-04-18 SANA: no casualties, @Saraqib", "killed") == (0, 0, 0)


def test_a_part_does_not_compete_with_its_whole():
    text = """
        2019-04-18 SOHR: 5 killed, @Saraqib
        2019-04-18 SANA: 3 killed, civilian, @Saraqib
    """
    assert toll(text) == (5, 5, 5)
    assert toll(text, "killed/civilian") == (3, 3, 3)


def test_sides_told_apart_sum_to_the_whole():
    text = """
        2021-11-09 SDF: 4 killed, sdf, clash, @al-Shaddadi and 2 killed, isis
        2021-11-10 SDF: 2 more killed, sdf, clash, @al-Shaddadi, on 2021-11-09
        2021-11-12 SDF: now 7 killed, sdf, clash, @al-Shaddadi
        2021-11-13 SDF: 3 more killed, isis, clash, @al-Shaddadi, on 2021-11-09
    """
    assert toll(text) == (12, 12, 12)
    assert toll(text, "killed/combatant/sdf") == (7, 7, 7)
    assert toll(text, "killed/combatant/isis") == (5, 5, 5)


def test_an_addition_told_by_two_outlets_is_added_once():
    assert toll("""
        2021-11-09 Wire citing SDF: 4 killed, sdf, @al-Shaddadi
        2021-11-10 North citing SDF: 2 more killed, sdf, @al-Shaddadi
        2021-11-11 Hawar citing SDF: 2 more killed, sdf, @al-Shaddadi
    """) == (6, 6, 6)  # fmt: skip


def test_a_militia_meets_the_toll_of_its_side():
    text = """
        2019-04-18 SOHR: 10 killed, pro_government, @al-Mayadin
        2019-04-18 AFP: 10 killed, syrian_government, @al-Mayadin
    """
    assert toll(text, "killed/combatant/syrian_government") == (10, 10, 10)
    assert toll(text) == (10, 10, 10)


def test_soldiers_beside_militiamen_in_one_list_are_not_the_militia():
    text = """
2024-05-21 SOHR: now 9 killed, @Tal; of them 4, syrian_government and of them 3, pro_government and of them 2, civilian
2024-05-24 SANA: now 6 killed, @Tal, on 2024-05-21
    """
    assert toll(text) == (6, 6, 9)
    assert toll(text, "killed/combatant/syrian_government") == (7, 7, 7)
    assert toll(text, "killed/combatant/pro_government") == (3, 3, 3)
    assert toll(text, "killed/civilian") == (2, 2, 2)


@pytest.mark.parametrize(
    ("listed", "cell", "killed"),
    [
        ("of them 1 killed, civilian and of them 2 children killed, civilian", "killed/civilian", 3),
        ("of them 2 killed, combatant and of them 3 officers killed, combatant", "killed/combatant", 5),
        ("of them 3 killed, combatant and of them 2 officers killed, combatant", "killed/combatant", 3),
    ],
)
def test_a_group_that_is_too_many_to_be_of_the_others_of_its_side_is_more_of_that_side(listed, cell, killed):
    text = f"2019-04-18 SOHR: 14 killed, @Saraqib; {listed}"
    assert toll(text, cell) == (killed, killed, killed)
    assert toll(text) == (14, 14, 14)


def test_a_list_without_a_sum_sums():
    text = "2025-03-15 SCD: 1 women killed, civilian, @Heish and 3 children killed, civilian"
    assert toll(text) == (4, 4, 4)
    assert toll(text, "killed/civilian:children") == (3, 3, 3)


def test_casualties_alone_leave_killed_and_injured_unstated():
    told = one("2015-06-11 Sham: 12 casualties, civilian, @Atarib")
    assert told.toll(Cell.parse("killed")) is None
    assert told.toll(Cell.parse("casualties")).best == 12


def test_wounded_who_die_raise_the_dead_and_leave_the_wounded_as_stated():
    text = """
        2021-07-17 SCD: 2 killed, civilian, @Marayan and 3 injured, civilian
        2021-07-20 Sham citing SCD: 1 killed, civilian, @Marayan, on 2021-07-20, from injured
    """
    assert toll(text) == (3, 3, 3)
    assert toll(text, "injured") == (3, 3, 3)


def test_about_10_is_9_to_11():
    assert toll("2015-06-13 AMC: about 10 killed, @Atarib")[::2] == (9, 11)


def test_figures_of_one_moment_that_exclude_each_other_are_a_problem():
    ledger = reconcile(readings("2019-04-18 SOHR: 5 killed, @Saraqib; 9 killed"))
    assert "conflict" in ledger.incidents[0].flags
    assert [p.kind for p in ledger.problems] == ["conflict"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_arrival_changes_no_toll(order):
    told = readings("""
        2019-04-18 SOHR: at least 15 killed, syrian_government, @al-Kawm
        2019-04-20 SOHR: now 27 killed, syrian_government, @al-Kawm
        2019-04-21 SANA: 22 killed, syrian_government, @al-Kawm
    """)
    tolls = reconcile([told[n] for n in order]).incidents[0].tolls
    assert tolls == reconcile(told).incidents[0].tolls


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("2020-01-01 A: 27 killed, @Nawa\n2020-01-02 B: 2 more killed, syrian_government, @Nawa", 29),
        (
            """2020-01-01 A: 2 killed, civilian, @Nawa
            2020-01-04 B: 4 killed, @Nawa
            2020-01-04 A: 2 more killed, civilian, @Nawa""",
            4,
        ),
    ],
    ids=["to a whole that another gave", "to its own part, which another's whole holds"],
)
def test_people_added_to_a_part_are_counted_once(text, killed):
    [incident] = reconcile(readings(text)).incidents
    toll = incident.toll(Cell.parse("killed"))
    assert (toll.low, toll.high) == (killed, killed)


def test_a_family_is_its_women_men_and_children_and_not_more_people_beside_them():
    told = """
        2022-02-12 SOHR: 6 family killed, civilian, @Nawa; of them 2 children; of them 2 women; of them 2 men
        2022-02-12 Enab: 2 children killed, civilian, @Nawa and 2 women killed, civilian and 2 men killed, civilian
    """
    assert toll(told) == (6, 6, 6)


def test_a_full_stop_without_a_space_between_two_arabic_words_ends_a_sentence():
    text = "راح ضحيتها 5 قتلى على أبواب الشتاء.إذ قتل 5 مدنيين"
    assert not one_sentence(text, Quote(11, "5 قتلى"), Quote(text.index("قتل 5 م"), "قتل 5 مدنيين"))
    assert one_sentence("بـقصـ.ـف قتل 5 وجرح 3", Quote(0, "بـقصـ"), Quote(9, "قتل 5"))


def test_sixty_dead_in_a_month_are_no_one_attack():
    told = reconcile(readings("2022-02-02 AFP: 60 killed, @al-Hasakah, on 2022-01-01..2022-01-31")).incidents
    assert told == ()

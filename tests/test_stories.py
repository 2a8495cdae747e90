"""Stories told bulletin by bulletin: invented texts in, the incidents with their tolls out."""

from __future__ import annotations

from stories import ends, told


def test_two_villages_hit_on_one_day_are_two_incidents_though_they_lie_side_by_side():
    ledger = told("""
        2020-02-09 فرق الإنقاذ: مقتل 5 مدنيين وجرح 7 جراء قذائف أطلقتها قوات النظام على قرية الرامي صباح اليوم.
        2020-02-09 بريد الجبل: قُتل ثلاثة رجال وأصيب أربعة آخرون بقصف لمدفعية قوات النظام على أطراف قرية كفرلاتة، عقب
            ساعات من القصف على قرية الرامي المجاورة الذي أودى بحياة خمسة مدنيين.
    """)
    assert sorted((ends(i), ends(i, "injured")) for i in ledger.incidents) == [((3, 3), (4, 4)), ((5, 5), (7, 7))]


def test_wounded_who_died_are_no_wounded_any_more():
    ledger = told("""
        2022-04-02 Steppe Post: Nine people were wounded and four killed when a mine blew up a tractor near Suran.
        2022-04-05 Steppe Post: Three of those injured in Saturday's blast near Suran died in hospital overnight,
            bringing the death toll to seven and leaving six injured.
    """)
    (mine,) = ledger.incidents
    assert (ends(mine), ends(mine, "injured")) == ((7, 7), (6, 6))


def test_who_fights_a_party_is_not_that_party_and_a_figure_quoted_again_is_no_news():
    ledger = told("""
        2017-05-16 SANA: Warplanes of the US-led coalition killed 22 civilians today in the town of Abu Kamal.
        2017-05-17 Observatory: Coalition air strikes on the town of Abu Kamal killed 13 civilians on Tuesday.
        2017-05-18 Wire: The American-led coalition battling Islamic State said on Thursday that no civilians were
            harmed in its raid on the town of Abu Kamal two days earlier. SANA had earlier reported that 22 civilians
            were killed there.
    """)
    (strike,) = ledger.incidents
    assert ends(strike) == (13, 22)
    assert "contested" in strike.flags


def test_whoever_takes_an_admission_back_denies_again_and_lowers_the_least():
    ledger = told("""
        2017-06-07 بريد الرقة: قُتل 11 مدنياً بغارة للتحالف الدولي أمس على قرية الجايف.
        2017-08-03 Wire: The US-led coalition admitted on Thursday that at least two civilians were mistakenly killed in
            its strike on June 6 on the village of al-Jayef.
        2017-10-05 بريد الرقة: ذكر التحالف الدولي في بيان أمس أنه راجع غارته في 6 حزيران 2017 على قرية الجايف، وتبين له
            أنه لم يُقتل فيها أي مدني.
    """)
    (strike,) = ledger.incidents
    assert ends(strike) == (0, 11)
    assert "contested" in strike.flags


def test_the_dead_of_both_sides_of_a_raid_add_up_and_keep_their_sides():
    ledger = told("""
        2020-06-02 بريد الخابور: أعلن المركز الإعلامي لقوات سوريا الديمقراطية مقتل 5 من عناصر القوات في هجوم شنه مسلحو
            داعش على حاجز قرب الصور فجر اليوم. وأضاف المركز أن ثلاثة من المهاجمين قُتلوا، وأُسر 2 آخران.
        2020-06-05 بريد الخابور: شيّع أهالي الحسكة اليوم قتلى هجوم الصور، فيما أعلن المركز الإعلامي لقوات سوريا
            الديمقراطية ارتفاع عدد القتلى في صفوف القوات إلى 6.
        2020-06-06 Khabur Post: The Syrian Democratic Forces have found the bodies of two more of the Islamic State
            militants who took part in the attack near al-Sour on Tuesday, the SDF Media Center said.
    """)
    (raid,) = ledger.incidents
    assert ends(raid, "killed/combatant/sdf") == (6, 6)
    assert ends(raid, "killed/combatant/isis") == (5, 5)
    assert ends(raid, "captured/combatant/isis") == (2, 2)
    assert ends(raid) == (11, 11)


def test_a_sum_over_two_attacks_is_held_against_both_though_it_was_said_on_another_day():
    ledger = told("""
        2024-11-02 بريد إدلب: قُتل أربعة أطفال اليوم بانفجار قنبلة قديمة في بلدة سراقب.
        2024-11-03 بريد حماة: قُتل ستة رعاة، السبت 2 تشرين الثاني، بلغم انفجر في محيط بلدة عقيربات.
        2024-11-06 بريد إدلب: أوضح مسؤول في فرق الإنقاذ، الثلاثاء 5 تشرين الثاني، أن انفجاري سراقب وعقيربات تسببا معاً
            بمقتل تسعة مدنيين.
    """)
    (summed,) = ledger.assertions
    assert (summed.verdict, summed.by, len(summed.covers)) == ("over by", 1, 2)


def test_a_new_figure_without_a_side_is_of_those_told_before():
    ledger = told("""
        2024-11-03 بريد حماة: قُتل ستة مزارعين، السبت 2 تشرين الثاني، بلغم انفجر في محيط بلدة عقيربات.
        2024-11-05 بريد حماة: ارتفعت حصيلة انفجار اللغم في محيط بلدة عقيربات السبت إلى 8 قتلى.
    """)
    (mine,) = ledger.incidents
    assert ends(mine, "killed/civilian") == ends(mine) == (8, 8)


def test_a_family_killed_at_some_time_in_a_month_is_one_incident_and_no_sum():
    ledger = told("""
        2020-09-15 بريد حوران: قُتل شاب بإطلاق نار أمس في بلدة المزيريب. وكان أربعة من عائلة واحدة قُتلوا في مدينة الشيخ
            مسكين خلال حزيران 2020 بهجوم مسلحين على بيتهم.
    """)
    assert sorted(ends(i) for i in ledger.incidents) == [(1, 1), (4, 4)]
    assert not ledger.assertions


def test_a_month_over_a_whole_country_is_a_sum():
    ledger = told("""
        2016-10-04 Network: According to the network's report, 14 medics were killed in Syria in September 2016.
    """)
    assert not ledger.incidents
    assert [(a.verdict, a.by) for a in ledger.assertions] == [("short by", 14)]


def test_a_day_told_by_governorates_is_a_sum_of_sums():
    ledger = told("""
        2012-09-05 Homs News: Two people were killed by shelling on Talbiseh, north of Homs, on Wednesday.
        2012-09-05 Committees: 25 were killed across Syria today: 12 in Homs, 9 in Damascus suburbs and 4 in Daraa.
        2012-09-05 شبكة الأخبار: وثّقت الشبكة مقتل 21 مدنياً في سوريا اليوم، بينهم 12 في حمص، و9 في ريف دمشق.
    """)
    assert len(ledger.incidents) == 1
    assert sorted(a.stated.low for a in ledger.assertions if not a.inner) == [4, 9, 9, 12, 12, 21, 25]

"""Stories told bulletin by bulletin: invented texts in, the incidents with their tolls out."""

from __future__ import annotations

from stories import ends, told


def test_two_villages_hit_on_one_day_are_two_incidents_though_they_lie_side_by_side():
    ledger = told("""
        2021-07-17 الدفاع المدني السوري: قُتل 4 مدنيين وأُصيب 6 آخرون بقصف مدفعي لقوات النظام على قرية بلشون.
        2021-07-17 شبكة الزاوية: قضى مدنيان اثنان وجُرح ثلاثة آخرون مساء اليوم جراء قصف مدفعي لقوات النظام طال أطراف
            قرية مرعيان، بعد ساعات من قصف قرية بلشون المجاورة الذي خلّف أربعة قتلى من المدنيين، بحسب الدفاع المدني
            السوري في بيانين منفصلين.
    """)
    assert sorted((ends(i), ends(i, "injured")) for i in ledger.incidents) == [((2, 2), (3, 3)), ((4, 4), (6, 6))]
    assert not ledger.assertions  # two statements told apart are no two attacks summed up


def test_wounded_who_died_are_no_wounded_any_more():
    ledger = told("""
        2023-02-18 North Wire: Five people were killed and eight injured in a landmine explosion near Msheirfeh.
        2023-02-21 North Wire: Two of those wounded in Saturday's landmine explosion near Msheirfeh have died in
            hospital, raising the death toll to seven and leaving six wounded.
    """)
    (mine,) = ledger.incidents
    assert (ends(mine), ends(mine, "injured")) == ((7, 7), (6, 6))


def test_who_fights_a_party_is_not_that_party_and_a_figure_quoted_again_is_no_news():
    ledger = told("""
        2018-11-13 SANA: 15 civilians were killed today in a strike of the US-led coalition on al-Shaafa village.
        2018-11-14 Observatory: Nine civilians were killed on Tuesday in a coalition strike on al-Shaafa village.
        2018-11-15 Wire: The U.S.-led coalition fighting Islamic State said on Thursday that there were no civilian
            casualties in its air strike on the village of al-Shaafa two days earlier. State news agency SANA had
            reported that 15 civilians were killed in Tuesday's strike.
    """)
    (strike,) = ledger.incidents
    assert ends(strike) == (9, 15)
    assert strike.flags == ("contested",)


def test_whoever_takes_an_admission_back_denies_again_and_lowers_the_least():
    ledger = told("""
        2018-11-14 المرصد السوري لحقوق الإنسان: قضى 9 مدنيين في قصف لطائرات التحالف الدولي أمس على بلدة الشعفة.
        2018-12-27 Wire: The US-led coalition battling the Islamic State group acknowledged on Thursday that at least
            three civilians were unintentionally killed in a strike it carried out on November 13 in Al-Shaafa village.
        2019-03-02 بريد الفرات: قال التحالف الدولي في تقريره أمس، إنه أعاد النظر في الغارة التي نفذها في 13 من تشرين
            الثاني 2018 على بلدة الشعفة، وخلص إلى أنه لم يُقتل فيها أي مدني.
    """)
    (strike,) = ledger.incidents
    assert ends(strike) == (0, 9)
    assert "contested" in strike.flags


def test_the_dead_of_both_sides_of_a_raid_add_up_and_keep_their_sides():
    ledger = told("""
        2021-11-09 بريد الخابور: أعلن المركز الإعلامي لقوات سوريا الديمقراطية استشهاد 4 من مقاتلي القوات في هجوم شنته
            خلية من مرتزقة داعش على نقطة عسكرية جنوب الشدادي فجر اليوم. وقال المركز إن اثنين من المهاجمين قُتلا، وأُسر
            3 آخرون.
        2021-11-10 بريد الجزيرة: قال المركز الإعلامي لقوات سوريا الديمقراطية إن مقاتلَين آخرَين من القوات فقدا حياتهما
            متأثرين بجراح أصيبا بها في هجوم داعش على النقطة العسكرية جنوبي الشدادي أمس.
        2021-11-12 بريد الخابور: شيّع المئات من أهالي مقاطعة الحسكة اليوم جثامين شهداء هجوم الشدادي، بعد أن أعلن المركز
            الإعلامي لقوات سوريا الديمقراطية ارتفاع عدد الشهداء في صفوف القوات إلى 7 إثر استشهاد مقاتل.
        2021-11-13 Khabur Post: Syrian Democratic Forces (SDF) have found the bodies of three more of the Islamic State
            militants who took part in Tuesday's attack south of Shaddadi, the SDF Media Center said. The bodies, in
            addition to the two attackers killed on the spot, lay in a riverbed, the center said.
    """)
    (raid,) = ledger.incidents
    assert ends(raid, "killed/combatant/sdf") == (7, 7)
    assert ends(raid, "killed/combatant/isis") == (5, 5)
    assert ends(raid, "captured/combatant/isis") == (3, 3)
    assert ends(raid) == (12, 12)


def test_a_sum_over_two_attacks_is_held_against_both_though_it_was_said_on_another_day():
    ledger = told("""
        2025-03-15 بريد إدلب: قُتلت امرأة وأطفالها الثلاثة بانفجار ذخيرة من مخلفات الحرب في بلدة حيش اليوم.
        2025-03-16 بريد حماة: قُتل خمسة عمال، السبت 15 من آذار، بانفجار لغم في محيط مدينة اللطامنة شمالي حماة.
        2025-03-17 بريد حماة: ارتفعت إلى 6 قتلى حصيلة انفجار اللغم قرب مدينة اللطامنة أول أمس السبت.
        2025-03-20 بريد إدلب: قال مدير البرنامج في الدفاع المدني، الأربعاء 19 من آذار، إن انفجاري حيش واللطامنة تسببا
            معاً بمقتل تسعة مدنيين.
    """)
    (summed,) = ledger.assertions
    assert (summed.verdict, summed.by, len(summed.covers)) == ("over by", 1, 2)


def test_a_new_figure_without_a_side_is_of_those_told_before():
    ledger = told("""
        2025-03-16 بريد حماة: قُتل خمسة عمال، السبت 15 من آذار، بانفجار لغم في محيط مدينة اللطامنة شمالي حماة.
        2025-03-17 بريد حماة: ارتفعت إلى 6 قتلى حصيلة انفجار اللغم قرب مدينة اللطامنة أول أمس السبت.
    """)
    (mine,) = ledger.incidents
    assert ends(mine, "killed/civilian") == ends(mine) == (6, 6)


def test_a_family_killed_at_some_time_in_a_month_is_one_incident_and_no_sum():
    ledger = told("""
        2022-01-20 بريد حوران: قُتل رجل برصاص مجهولين أمس أمام منزله في مدينة نوى غربي درعا. وسبق أن قُتل ثلاثة أفراد من
            عائلة واحدة في مدينة الصنمين خلال كانون الأول 2021 بعد اقتحام مسلحين منزلهم.
    """)
    assert sorted(ends(i) for i in ledger.incidents) == [(1, 1), (3, 3)]
    assert not ledger.assertions


def test_a_month_over_a_whole_country_is_a_sum():
    ledger = told("""
        2016-09-03 Network: The network said in its monthly report today that 14 medics were killed in
            Syria in August 2016.
    """)
    assert not ledger.incidents
    assert [(a.verdict, a.by) for a in ledger.assertions] == [("short by", 14)]

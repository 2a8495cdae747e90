"""Stories of strikes, shelling, mines and their sums: what each bulletin adds, lowers, denies or counts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories import ends, told

if TYPE_CHECKING:
    from marsad.model.incident import Ledger


def tolls(ledger: Ledger, harm: str = "killed") -> list[tuple[int, int] | None]:
    """Return low and high of each incident, the smallest first."""
    return sorted((ends(i, harm) for i in ledger.incidents), key=lambda found: found or (0, 0))


def sums(ledger: Ledger) -> list[tuple[int, str, int | None]]:
    """Return what each total of several incidents states, and how it stands."""
    return [(a.stated.low, str(a.verdict), a.by) for a in ledger.assertions if not a.inner]


def test_bodies_named_one_by_one_are_of_the_toll_that_they_raise():
    (strike,) = told("""
        2019-07-27 الدفاع المدني السوري: استشهد 7 مدنيين وأصيب أكثر من 20 آخرين، في حصيلة غير نهائية، جراء قصف الطائرات
            الحربية مبنى سكنياً وسط مدينة أريحا جنوبي إدلب ظهر اليوم.
        2019-07-28 الدفاع المدني السوري: أنهت فرقنا عمليات البحث في مدينة أريحا بانتشال جثامين أم وثلاثة من أطفالها من
            تحت الأنقاض، لتصل الحصيلة النهائية للغارة التي استهدفت المبنى السكني يوم أمس إلى 11 شهيداً و23 مصاباً.
    """).incidents
    assert (ends(strike), ends(strike, "injured")) == ((11, 11), (23, 23))


def test_a_sum_over_both_attacks_is_held_against_the_two_places_and_their_children():
    ledger = told("""
        2020-01-15 الدفاع المدني السوري: قتل 12 مدنياً بينهم 3 أطفال، وأصيب 40 آخرون، جراء غارات جوية استهدفت سوق
            الهال في مدينة إدلب اليوم الأربعاء 15 كانون الثاني.
        2020-01-15 مركز إدلب الإعلامي: ثلاثة شهداء، هم طفلان ووالدهما، جراء قصف صاروخي لقوات النظام على الأحياء السكنية
            في مدينة أريحا مساء اليوم.
        2020-01-17 SNHR: Syrian-Russian alliance forces carried out two attacks on Idlib city and Ariha city on
            Wednesday, January 15, 2020. SNHR documented the deaths of 17 civilians, including five children, in the
            two attacks.
    """)
    assert tolls(ledger) == [(3, 3), (12, 12)]
    assert sums(ledger) == [(17, "short by", 2), (5, "balances", None)]


def test_a_sum_over_two_towns_told_a_day_later_is_over_once_one_toll_has_risen():
    ledger = told("""
        2016-07-16 شبكة شام: استشهد ستة أشخاص بينهم طفلة جراء غارات للطيران الحربي الروسي على بلدة كفرحمرة بريف حلب
            الشمالي.
        2016-07-16 مركز حلب الإعلامي: ألقت مروحيات النظام براميل متفجرة على حي طريق الباب في مدينة حلب اليوم السبت،
            ما أدى إلى استشهاد أربعة مدنيين من عائلة واحدة.
        2016-07-17 AFP: Ten civilians were killed in raids on Kafr Hamra and the Tariq al-Bab district of Aleppo city
            on Saturday, the Syrian Civil Defence told AFP.
        2016-07-18 مركز حلب الإعلامي: ارتفع عدد شهداء المجزرة التي ارتكبتها مروحيات النظام في حي طريق الباب يوم السبت
            إلى خمسة، بعد العثور على جثة طفل تحت الأنقاض.
    """)
    assert tolls(ledger) == [(5, 5), (6, 6)]
    assert sums(ledger) == [(10, "over by", 1)]


def test_a_sum_over_three_days_takes_both_harms_and_the_group():
    ledger = told("""
        2024-02-10 الدفاع المدني السوري: قُتل مدني وأصيب 4 آخرون بقصف صاروخي لقوات النظام استهدف مدينة سرمين شرقي إدلب
            اليوم السبت 10 شباط.
        2024-02-12 الدفاع المدني السوري: قُتل طفلان وأصيبت والدتهما بقصف مدفعي لقوات النظام على مدينة سرمين شرقي إدلب،
            اليوم الاثنين 12 شباط.
        2024-02-13 North Wire: Three civilians, two of them children, have been killed and five others injured in
            Syrian government bombardment of the town of Sarmin, east of Idlib, over the past three days.
    """)
    assert tolls(ledger) == [(1, 1), (2, 2)]
    assert sums(ledger) == [(3, "balances", None), (2, "balances", None), (5, "balances", None)]


def test_a_sum_within_a_week_is_not_of_the_day_on_which_it_was_stated():
    ledger = told("""
        2025-01-05 North Wire: A Turkish drone strike on a vehicle near the Tishrin Dam killed two civilians on Sunday.
        2025-01-08 North Wire: Five civilians were killed on Wednesday when Turkish warplanes bombed a convoy of
            civilians heading to the Tishrin Dam.
        2025-01-11 East Wire: Seven civilians have been martyred in the attacks of the Turkish occupation on Tishrin
            Dam within one week, the Health Board said in a statement today.
    """)
    assert tolls(ledger) == [(2, 2), (5, 5)]
    assert sums(ledger) == [(7, "balances", None)]


def test_two_days_named_together_are_a_stretch():
    ledger = told("""
        2015-09-16 شبكة شام: استشهد 18 مدنياً إثر سقوط صاروخ على حي المشهد في مدينة حلب اليوم الأربعاء.
        2015-09-17 بريد حلب: استشهد 11 مدنياً جراء غارات على حي الكلاسة بمدينة حلب صباح اليوم الخميس.
        2015-09-18 شبكة حقوق: وثقنا مقتل 30 مدنياً في مدينة حلب يومي الأربعاء والخميس.
    """)
    assert tolls(ledger) == [(11, 11), (18, 18)]
    assert sums(ledger) == [(30, "short by", 1)]


def test_whoever_dies_of_wounds_joins_the_dead_told_before_once():
    for story in (
        """
        2020-06-09 بريد إدلب: قُتل مدنيان وأصيب خمسة جراء غارة روسية استهدفت قرية بليون بجبل الزاوية، مساء أمس الاثنين.
        2020-06-12 شبكة شام: استشهد مدني اليوم متأثراً بجراحه جراء القصف الروسي على قرية بليون قبل أيام.
        2020-06-13 بريد إدلب: توفي أمس أحد جرحى القصف على قرية بليون في 8 حزيران.
        """,
        """
        2020-06-09 North Wire: Two civilians were killed and five injured in an air strike on Balyun village on Monday.
        2020-06-12 North Wire: A girl who was wounded in the air strike on Balyun on June 8 has died in a Turkish
            hospital.
        """,
        """
        2020-06-09 North Wire: Two civilians were killed and five injured in an air strike on Balyun village on Monday.
        2020-06-12 East Wire: Three people have now died from the strike on Balyun on June 8, after a woman succumbed
            to her wounds.
        """,
    ):
        (strike,) = told(story).incidents
        assert (ends(strike), ends(strike, "injured")) == ((3, 3), (5, 5))


def test_victims_that_a_death_makes_more_are_the_dead():
    (mine,) = told("""
        2021-03-20 بريد الرقة: قُتل طفلان وأُصيب ثلاثة آخرون، اليوم السبت، بانفجار لغم أرضي قرب قرية الكسرات جنوب
            مدينة الرقة.
        2021-03-25 بريد الرقة: فارق طفل الحياة، أمس الأربعاء، متأثراً بجراحه التي أصيب بها جراء انفجار اللغم قرب قرية
            الكسرات يوم السبت الماضي، لترتفع حصيلة الضحايا إلى ثلاثة أطفال.
    """).incidents
    assert (ends(mine), ends(mine, "injured")) == ((3, 3), (3, 3))


def test_a_denial_by_who_gave_no_figure_contests_and_lowers_nothing():
    for denial in (
        """
        2019-12-03 Wire: Russia's Defence Ministry on Tuesday denied that its warplanes had killed civilians in a strike
            on the Syrian town of Maarat al-Numan. Rescue workers had said that 13 civilians died in Monday's attack.
        """,
        """
        2019-12-03 بريد موسكو: نفت وزارة الدفاع الروسية، الثلاثاء، مقتل مدنيين في القصف على مدينة معرة النعمان أمس.
        """,
        """
        2019-12-03 بريد موسكو: قالت وزارة الدفاع الروسية إن الغارة على مدينة معرة النعمان أمس لم تسفر عن سقوط مدنيين.
        """,
    ):
        (strike,) = told(f"""
        2019-12-02 الدفاع المدني السوري: 13 قتيلاً من المدنيين حصيلة الغارات الجوية الروسية التي استهدفت سوق الخضار في
            مدينة معرة النعمان صباح اليوم الاثنين.
        {denial.strip()}
        """).incidents
        assert ends(strike) == (13, 13)
        assert "contested" in strike.flags


def test_a_figure_that_corrects_an_earlier_one_stands_alone():
    (mine,) = told("""
        2022-06-11 سانا: استشهد 11 مواطناً وأصيب 30 آخرون جراء انفجار لغم من مخلفات الإرهابيين بسيارة تقل عمال حصاد
            في بلدة دير العدس بريف درعا الشمالي صباح اليوم السبت.
        2022-06-12 SANA: A health source told SANA that the final toll of Saturday's landmine explosion in Deir al-Adas
            town is 10 martyrs and 28 injured, correcting an earlier toll of 11 martyrs.
    """).incidents
    assert (ends(mine), ends(mine, "injured")) == ((10, 10), (28, 28))
    assert "corrected downward" not in mine.flags


def test_the_village_beside_a_village_is_not_the_one_beside_it():
    ledger = told("""
        2021-06-10 الدفاع المدني السوري: قُتل 12 شخصاً وأُصيب 9 آخرون، صباح اليوم الخميس، جراء قصف مدفعي لقوات النظام
            على قرية إبلين بجبل الزاوية جنوبي إدلب.
        2021-06-10 شبكة شام: استهدفت قوات النظام بقذائف المدفعية قرية البارة المجاورة لقرية إبلين، ما أسفر عن استشهاد
            مدني، وذلك بعد ساعات على مجزرة إبلين التي خلفت 12 شهيداً بحسب الدفاع المدني.
    """)
    assert tolls(ledger) == [(1, 1), (12, 12)]


def test_what_the_raids_hit_is_told_in_the_next_sentence():
    (strike,) = told("""
        2018-07-12 المرصد السوري لحقوق الإنسان: قضى وأصيب العشرات جراء ضربات جوية استهدفت بلدة السوسة مساء اليوم.
        2018-07-13 AFP: Air strikes on an Islamic State-held pocket of eastern Syria have killed 54 people, 28 of them
            civilians, the Syrian Observatory for Human Rights said on Friday. The strikes late Thursday hit an ice
            factory near the village of Al-Soussa.
    """).incidents
    assert (ends(strike), ends(strike, "killed/civilian")) == ((54, 54), (28, 28))


def test_the_missing_who_are_found_dead_leave_the_missing_that_are_still_so():
    (raid,) = told("""
        2016-04-22 بريد حلب: استشهد 12 مدنياً في غارات على حي بستان القصر بمدينة حلب، ولا يزال 5 مدنيين تحت الأنقاض.
        2016-04-23 بريد حلب: انتشل الدفاع المدني جثث ثلاثة من المفقودين في حي بستان القصر، لترتفع حصيلة غارات يوم أمس
            إلى 15 شهيداً، فيما لا يزال مصير اثنين مجهولاً.
    """).incidents
    assert (ends(raid), ends(raid, "missing")) == ((15, 15), (2, 2))


def test_others_of_whom_one_is_a_civilian_are_not_all_fighters():
    (strike,) = told("""
        2022-06-10 المرصد السوري لحقوق الإنسان: أسفرت الضربات الإسرائيلية التي استهدفت فجر اليوم الجمعة محيط مطار
            دمشق الدولي عن مقتل 4 من الميليشيات الموالية لإيران، وإصابة 5 آخرين بينهم مدني.
    """).incidents
    assert (ends(strike, "injured"), ends(strike, "injured/civilian")) == ((5, 5), (1, 1))
    assert ends(strike, "injured/combatant") is None


def test_women_who_fight_and_their_commander_are_the_party_of_the_commander():
    (strike,) = told("""
        2022-07-22 وكالة هاوار: استشهدت القيادية في وحدات حماية المرأة سلوى يوسف ومقاتلتان كانتا برفقتها، جراء
            استهداف طائرة مسيرة تركية سيارتهن على طريق الحسكة – القامشلي ظهر اليوم الجمعة.
        2022-07-22 North Wire: Three female fighters, including a commander in the Women's Protection Units (YPJ), were
            killed on Friday when a Turkish drone hit their car on the road between Qamishli and Hasakah.
    """).incidents
    assert ends(strike) == ends(strike, "killed/combatant/sdf") == (3, 3)

"""Stories in Arabic: tolls told by their parts, denials beside figures, captives handed back, sums of two towns."""

from __future__ import annotations

from stories import ends, told, told_in_lines


def sums(ledger):
    """Return what each total of several incidents states, and how it stands."""
    return [(a.stated.low, str(a.verdict), a.by) for a in ledger.assertions if not a.inner]


def test_a_rise_with_its_parts_before_those_whom_it_counts():
    (blast,) = told("""
        2019-06-02 شبكة شام: ارتقى عشرة شهداء وجُرح نحو 25 آخرين بانفجار سيارة مفخخة في سوق مدينة اعزاز مساء اليوم
            الأحد.
        2019-06-02 Anadolu: At least 14 civilians were killed and 30 others injured on Sunday when a car bomb went
            off in a
            bazaar in the Syrian town of Azaz, according to civil defense officials.
        2019-06-03 المرصد السوري لحقوق الإنسان: ارتفع إلى 19 بينهم 5 أطفال وسيدتان، عدد الذين قضوا جراء انفجار السيارة
            المفخخة في سوق مدينة اعزاز مساء أمس الأحد، وعدد القتلى مرشح للارتفاع لوجود جرحى بحالات خطرة.
    """).incidents
    assert ends(blast) == (19, 19)
    assert ends(blast, "injured") == (23, 30)  # wounded whom nobody counts say less than both


def test_people_with_their_parts_before_the_verb_of_all():
    (strike,) = told("""
        2019-12-07 الدفاع المدني السوري: مجزرة في بلدة البارة، 5 مدنيين بينهم رجل مسن وطفلة استشهدوا، وأصيب 9 آخرون،
            بغارة جوية للطيران الروسي صباح اليوم السبت.
    """).incidents
    assert (ends(strike), ends(strike, "injured")) == ((5, 5), (9, 9))
    assert strike.parties == ("russia",)


def test_who_denies_a_deed_did_not_do_it_and_is_not_cited_for_its_dead():
    (strike,) = told("""
        2019-12-08 روسيا اليوم: نفت وزارة الدفاع الروسية قصف أريحا، وقال الدفاع المدني السوري إن 10 مدنيين قتلوا في
            المدينة.
    """).incidents
    assert (ends(strike), strike.place, strike.parties) == ((10, 10), "أريحا", ())
    assert strike.voices == ("civil_defence",)


def test_a_sum_over_the_two_towns_told_before_is_held_against_both():
    ledger = told("""
        2019-12-07 المرصد السوري لحقوق الإنسان: استشهد 8 مدنيين جراء القصف على بلدة البارة اليوم السبت، كما استشهد 4
            مواطنين جراء إلقاء براميل متفجرة على قرية بليون بعد ظهر اليوم.
        2019-12-09 عنب بلدي: عاشت قرى جبل الزاوية يوماً دامياً استُهدفت فيه البارة وبليون السبت الماضي. وبحسب
            الدفاع المدني،
            فإن القصف على البلدتين أودى معاً بحياة 12 مدنياً.
    """)
    assert sums(ledger) == [(12, "balances", None)]


def test_attackers_whom_one_side_puts_an_end_to_are_of_the_party_that_attacked():
    (attack,) = told("""
        2018-03-15 شبكة إباء: قُتل 15 عنصراً من ميليشيات الأسد وأُسر أربعة آخرون، في إغارة نفذتها هيئة تحرير الشام
            اليوم
            الخميس على حاجز في قرية تل بزام شمالي حماة.
        2018-03-16 سانا: أحبطت وحدات من الجيش العربي السوري هجوماً لمجموعات إرهابية من تنظيم جبهة النصرة في محيط
            قرية تل
            بزام بريف حماة الشمالي أمس، وقضت على 20 إرهابياً من المهاجمين.
    """).incidents
    assert ends(attack) == (35, 35)
    assert ends(attack, "killed/combatant/syrian_government") == (15, 15)


def test_captives_handed_back_weeks_later_are_those_taken_before():
    (attack,) = told("""
        2018-03-15 شبكة إباء: أُسر أربعة من قوات النظام في إغارة لهيئة تحرير الشام على قرية تل بزام شمالي حماة
            اليوم الخميس.
        2018-03-29 عنب بلدي: سلمت “هيئة تحرير الشام” ثلاثة من العناصر الذين أسرتهم في هجوم تل بزام منتصف الشهر الحالي،
            بينما لا يزال عنصر واحد أسيراً لديها.
        2018-04-20 شبكة شام: وصل إلى حماة ثلاثة من أسرى تل بزام بعد تحريرهم.
    """).incidents
    assert ends(attack, "captured") == (1, 4)


def test_a_party_that_corrects_the_number_of_its_martyrs_speaks_of_its_own():
    (strike,) = told("""
        2022-06-14 وكالة هاوار: أعلن المركز الإعلامي لقوات سوريا الديمقراطية استشهاد 3 من مقاتلي القوات جراء قصف
            مسيّرة
            تركية سيارة قرب عين عيسى اليوم الثلاثاء.
        2022-06-18 وكالة هاوار: أوضح المركز الإعلامي لقوات سوريا الديمقراطية، في بيان اليوم السبت، أن حصيلة قصف
            السيارة
            قرب عين عيسى يوم الثلاثاء تضمنت مقاتلاً تبين أنه على قيد الحياة، وأن العدد الصحيح للشهداء هو 2.
    """).incidents
    assert ends(strike) == ends(strike, "killed/combatant/sdf") == (2, 2)
    assert strike.flags == ()


def test_hurt_of_both_sides_are_of_no_one_party():
    (clash,) = told("""
        2020-01-02 شبكة شام: قتل 12 عنصراً من قوات النظام و7 من مقاتلي الفصائل في اشتباكات قرب كفرنبل اليوم، وأصيب
            9 آخرون
            من الجانبين.
    """).incidents
    assert ends(clash, "injured") == ends(clash, "injured/combatant") == (9, 9)
    assert ends(clash, "injured/combatant/opposition") is None


def test_the_search_ends_on_another_day_than_the_blast_of_which_it_gives_the_final_toll():
    (blast,) = told("""
        2018-09-20 مركز إدلب الإعلامي: انتشلت فرق الإنقاذ 6 شهداء و12 جريحاً من تحت بناء انهار في بلدة الدانا شمالي
            إدلب فجر
            اليوم الخميس إثر انفجار مستودع للذخيرة.
        2018-09-22 الدفاع المدني السوري: أنهت فرقنا اليوم السبت عمليات البحث في الدانا، والحصيلة النهائية لانفجار
            مستودع
            الذخيرة: 30 شهيداً و41 مصاباً.
    """).incidents
    assert (ends(blast), ends(blast, "injured")) == ((30, 30), (41, 41))


def test_a_boy_who_raises_a_toll_does_not_make_all_of_it_civilians():
    (shooting,) = told("""
        2023-07-09 درعا 24: أطلق مسلحان النار على سيارة قيادي سابق لدى الفصائل في بلدة المزيريب غربي درعا مساء
            اليوم، ما أدى
            إلى مقتله ومقتل مرافقه، وإصابة طفل.
        2023-07-10 المرصد السوري لحقوق الإنسان: فارق طفل الحياة متأثراً بجراحه التي أصيب بها أمس في استهداف مسلحين
            مجهولين
            لسيارة قيادي سابق لدى الفصائل في بلدة المزيريب، ليرتفع بذلك عدد القتلى في الحادثة إلى 3.
    """).incidents
    assert ends(shooting) == (3, 3)
    assert "opposition" not in shooting.parties


def test_a_town_in_the_dateline_places_what_names_no_place():
    strike, raid = told_in_lines(
        (
            "2016-05-12",
            "المجلس المحلي",
            "ريف دمشق – داريا\nألقت مروحيات النظام اليوم براميل متفجرة وسط المدينة، ما أوقع ستة شهداء.",
        ),
        ("2016-05-12", "سانا", "أسفرت عملية نفذتها وحدة من الجيش في حي جوبر شرق دمشق عن مقتل 3 إرهابيين."),
        (
            "2016-05-14",
            "المجلس المحلي",
            (
                "عثر الدفاع المدني على جثمان طفل تحت ركام أحد أبنية الخميس الماضي، وبذلك يكون عدد"
                " شهداء ذلك اليوم قد بلغ تسعة."
            ),
        ),
    )
    assert (strike.place, ends(strike)) == ("داريا", (9, 9))
    assert ends(raid) == (3, 3)


def test_lines_that_open_with_a_place_are_each_of_that_place():
    duma, hammuriya = told_in_lines(
        (
            "2015-12-13",
            "الدفاع المدني",
            (
                "حصيلة القصف على بلدات الغوطة الشرقية اليوم:\nدوما: 21 شهيداً و60 جريحاً جراء غارتين على"
                " سوق شعبية.\nحمورية: 6 شهداء بينهم امرأة و15 جريحاً جراء قصف براجمات الصواريخ."
            ),
        ),
    )
    assert (duma.place, ends(duma), ends(duma, "injured")) == ("دوما", (21, 21), (60, 60))
    assert (hammuriya.place, ends(hammuriya)) == ("حمورية", (6, 6))


def test_a_city_and_its_quarter_are_no_two_places():
    (strike,) = told("""
        2024-01-20 سانا: استشهد ثلاثة مدنيين بعدوان إسرائيلي استهدف صباح اليوم السبت مبنى سكنياً في حي المزة بدمشق.
        2024-01-20 Reuters: Iran's Revolutionary Guards said four of their military advisers were killed in an Israeli
            missile strike on a building in the Syrian capital Damascus on Saturday.
        2024-01-20 المرصد السوري لحقوق الإنسان: ارتفعت حصيلة القتلى جراء الاستهداف الإسرائيلي لمبنى في حي المزة
            بالعاصمة
            دمشق اليوم إلى 10، هم: 5 من الحرس الثوري الإيراني بينهم قياديان، و2 من الميليشيات، و3 مدنيين.
    """).incidents
    assert ends(strike) == (10, 10)
    assert "killed/combatant/israel" not in {str(toll.cell) for toll in strike.tolls}


def test_workers_are_named_for_the_field_where_they_were():
    (attack,) = told("""
        2022-12-30 المرصد السوري لحقوق الإنسان: قتل 10 عمال على الأقل في هجوم نفذته خلايا التنظيم على حافلات تقل
            عمالاً في
            حقل التيم النفطي جنوب مدينة دير الزور صباح اليوم الجمعة.
        2022-12-30 سانا: أعلنت وزارة النفط استشهاد 10 من عمال حقل التيم وإصابة اثنين بجروح جراء اعتداء إرهابي.
        2023-01-01 عنب بلدي: صححت وزارة النفط عدد ضحايا الهجوم على عمال حقل التيم في دير الزور، وقالت إن عدد القتلى
            12 وليس
            10، وفق بيان نشرته السبت 31 من كانون الأول.
    """).incidents
    assert (ends(attack), ends(attack, "injured")) == ((12, 12), (2, 2))


def test_a_month_before_its_figure_is_what_the_figure_counts_over():
    ledger = told("""
        2020-11-10 نورث برس: عثرت قوى الأمن الداخلي، الثلاثاء، على جثتي لاجئ عراقي وابنه داخل خيمتهما في مخيم الهول
            شرقي
            الحسكة، وقد قُتلا بمسدس كاتم للصوت.
        2020-11-25 وكالة هاوار: قُتل أحد المرتزقة بعد أن فجّر نفسه خلال حملة تمشيط نفذتها قوى الأمن الداخلي اليوم
            في مخيم
            الهول.
        2020-12-01 نورث برس: شهد مخيم الهول خلال تشرين الثاني الماضي مقتل ثلاثة أشخاص، بحسب إحصائية حصلت عليها نورث
            برس
            الثلاثاء.
    """)
    assert [ends(one) for one in ledger.incidents] == [(2, 2), (1, 1)]
    assert "sdf" not in ledger.incidents[0].parties  # who finds bodies did not kill them
    assert sums(ledger) == [(3, "balances", None)]


def test_a_round_up_in_one_sentence_is_parted_where_the_next_place_opens():
    abdin, madiq, habit = told("""
        2018-09-08 شبكة شام: ففي بلدة عابدين جنوبي إدلب استشهدت أم وأطفالها الأربعة بغارة روسية اليوم السبت، وفي
            قلعة المضيق
            بريف حماة قضى رجل وأصيب ستة آخرون بقصف مدفعي، كما أصيب مدنيان بجروح في مدينة الهبيط جراء براميل متفجرة.
    """).incidents
    assert (ends(abdin), ends(madiq), ends(madiq, "injured")) == ((5, 5), (1, 1), (6, 6))
    assert (ends(habit), ends(habit, "injured")) == (None, (2, 2))


def test_the_hurt_told_before_another_place_are_of_the_place_before():
    nabl, zahra = told("""
        2014-12-22 سانا: أدت قذائف صاروخية اليوم إلى استشهاد طفلة في نبل وإصابة أربعة أشخاص، واستشهاد رجل وزوجته في
            الزهراء.
    """).incidents
    assert (ends(nabl), ends(nabl, "injured")) == ((1, 1), (4, 4))
    assert (ends(zahra), ends(zahra, "injured")) == ((2, 2), None)


def test_clashes_that_go_on_since_last_night_are_one_incident_and_a_final_toll_ends_them():
    (prison,) = told("""
        2022-01-21 المرصد السوري لحقوق الإنسان: قُتل 18 من قوى الأمن الداخلي وحراس السجن، و16 من عناصر تنظيم “الدولة
            الإسلامية”، في الاشتباكات المستمرة منذ ليل أمس داخل سجن غويران في مدينة الحسكة.
        2022-01-31 وكالة هاوار: كشفت القيادة العامة لقوات سوريا الديمقراطية اليوم الإثنين الحصيلة النهائية لهجوم
            مرتزقة داعش على
            سجن الصناعة في الحسكة، وهي استشهاد 40 من مقاتليها، ومقتل 374 من المرتزقة.
    """).incidents
    assert ends(prison) == (414, 414)
    assert ends(prison, "killed/combatant/sdf") == (40, 40)


def test_a_town_and_its_hospital_are_no_two_places():
    (shells,) = told("""
        2021-06-13 الدفاع المدني السوري: ارتفع عدد قتلى القصف الذي استهدف مدينة عفرين ومشفى الشفاء فيها يوم أمس إلى 15
            قتيلاً، فيما بلغ عدد المصابين 43 مصاباً.
        2021-06-15 المرصد السوري لحقوق الإنسان: قضى جريح متأثراً بإصابته جراء القصف على مشفى الشفاء بمدينة عفرين
            يوم السبت،
            وبذلك يرتفع إلى 21 عدد الذين قضوا، هم 17 مدنياً و4 من الفصائل الموالية لتركيا.
    """).incidents
    assert (ends(shells), ends(shells, "injured")) == ((21, 21), (43, 43))
    assert ends(shells, "killed/civilian") == (17, 17)


def test_bodies_that_rise_in_number_and_a_denial_that_anybody_fell():
    (well,) = told("""
        2017-08-03 فرات بوست: عُثر اليوم على جثث سبعة أشخاص أعدمهم تنظيم “داعش” في بئر قرب مدينة الميادين شرقي دير
            الزور.
        2017-08-06 المرصد السوري لحقوق الإنسان: ارتفع إلى 12 عدد الجثامين التي انتشلها أهالٍ من بئر داخل مدينة
            الميادين، وتعود لمدنيين أعدمهم تنظيم “الدولة الإسلامية”.
    """).incidents
    assert ends(well) == (12, 12)
    (strikes,) = told("""
        2018-09-08 الدفاع المدني السوري: استشهد 6 مدنيين بغارات روسية على مدينة الهبيط اليوم السبت.
        2018-09-09 سبوتنيك عربي: نفى المتحدث باسم وزارة الدفاع الروسية سقوط أي مدنيين جراء الضربات على مدينة الهبيط
            يوم السبت.
    """).incidents
    assert ends(strikes) == (6, 6)
    assert "contested" in strikes.flags

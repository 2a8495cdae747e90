"""English bulletins told one by one: figures without their people, sources set against each other, sums over places."""

from __future__ import annotations

from marsad.model.incident import RelationKind
from stories import ends, told


def sums(ledger):
    """List what each total of several incidents states, and how it stands."""
    return [(a.stated.low, str(a.verdict), a.by) for a in ledger.assertions if not a.inner]


def test_a_ministry_had_put_the_number_higher():
    (blast,) = told("""
        2019-05-02 Reuters: Nine people were killed in a blast in Azaz on Thursday, the health ministry said. The
            opposition's ministry of defence had put the number at 12.
    """).incidents
    assert ends(blast) == (9, 12)


def test_a_correct_number_stands_for_the_one_before():
    (raid,) = told("""
        2023-04-06 North Press: Correction: North Press said on Tuesday that three men were killed in the raid on a farm
            near Jasim. The correct number is two, the sources said.
    """).incidents
    assert ends(raid) == (2, 2)


def test_who_denies_speaks_of_his_own_and_not_of_whom_another_claims():
    (clash,) = told("""
        2019-05-10 Reuters: The Syrian army denied on Friday that any of its soldiers had been killed in the clash near
            Kafr Nabudah a day earlier, while Islamic State claimed 12.
    """).incidents
    assert ends(clash, "killed/combatant/syrian_government") == (12, 12)
    assert "contested" in clash.flags
    assert str(clash.when) == "2019-05-09"


def test_who_is_set_against_a_source_speaks_for_what_follows():
    (ambush,) = told("""
        2021-02-09 Reuters: A Syrian military source denied on Tuesday that any soldiers had been taken prisoner in an
            ambush by Islamic State near al-Shoula a day earlier, while the Syrian Observatory for Human Rights said the
            number of troops killed had reached 10.
    """).incidents
    assert ends(ambush) == (10, 10)
    assert set(ambush.voices) == {"syrian_government", "sohr"}


def test_bodies_of_the_captured_and_the_missing_have_died():
    (attack,) = told("""
        2017-05-19 SOHR: Nine soldiers were killed and five others were captured in the attack on Aqareb on Thursday.
        2017-05-21 SOHR: The bodies of two of the five soldiers who had been captured in the attack on Aqareb on
            Thursday were found in a well.
    """).incidents
    assert ends(attack) == (11, 11)
    assert ends(attack, "captured") == (5, 5)


def test_a_child_who_dies_later_dates_no_attack():
    (shelling,) = told("""
        2015-04-13 SANA: Aleppo, SANA - Three people were killed and nine injured on Monday by mortar shells on al-Midan
            neighborhood.
        2015-04-16 SANA: Aleppo, SANA - A child died on Wednesday of the wounds he had suffered in the attack with
            mortar shells on al-Midan neighborhood, raising the death toll of the attack to four.
    """).incidents
    assert (ends(shelling), str(shelling.when)) == ((4, 4), "2015-04-13")


def test_gunmen_beside_soldiers_are_of_nobody_s_ranks():
    (raid,) = told("""
        2023-04-04 SOHR: Regime forces raided a farm near Jasim last night. The raid sparked clashes, which left two
            members of the Military Intelligence and one of the gunmen dead.
    """).incidents
    assert ends(raid, "killed/combatant/syrian_government") == (2, 2)
    assert ends(raid) == (3, 3)


def test_two_villages_of_one_formula_are_two_incidents():
    ledger = told("""
        2019-07-08 White Helmets: Four civilians, including a child, were killed and six others were injured on Monday
            in an air strike by regime warplanes on the village of Kansafra, south of Idlib.
        2019-07-08 White Helmets: Two civilians, including a child, were killed and three others were injured on Monday
            in an air strike by regime warplanes on the village of al-Bara, south of Idlib.
    """)
    assert sorted(ends(incident) for incident in ledger.incidents) == [(2, 2), (4, 4)]


def test_a_sum_over_two_named_villages_leaves_out_the_third_between_them():
    ledger = told("""
        2019-07-08 White Helmets: Four civilians were killed in an air strike on Kafr Ruma today, Monday.
        2019-07-08 White Helmets: Two civilians were killed in an air strike on Heish today, Monday.
        2019-07-09 White Helmets: Five civilians were killed in an air strike on Ariha today, Tuesday.
        2019-07-12 OCHA: At least nine civilians were reportedly killed in Kafr Ruma and Ariha on 8 and 9 July.
    """)
    assert sums(ledger) == [(9, "balances", None)]


def test_two_districts_that_are_only_counted_are_summed_over():
    ledger = told("""
        2015-04-13 SANA: Five people were killed on Monday by shells on al-Suleimaniyah neighborhood in Aleppo city.
        2015-04-13 SANA: Three people were killed on Monday by shells on al-Midan neighborhood in Aleppo city.
        2015-04-14 Reuters: Bombs killed nine people in the Maadi district of Aleppo on Tuesday. The bombing came a day
            after eight people died in rebel shelling of two government-held districts, state media said.
    """)
    assert sums(ledger) == [(8, "balances", None)]


def test_a_number_of_soldiers_and_militiamen_since_a_day_is_a_sum():
    ledger = told("""
        2021-02-08 SOHR: Eight regime soldiers were killed in an ISIS ambush in the desert of al-Shoula today.
        2021-02-13 SOHR: Seven militiamen of Fatemiyoun Brigade were killed in an ISIS attack near T2 station today.
            Thus, the number of regime soldiers and Iranian-backed militiamen killed in ISIS attacks in Deir ez-Zor
            desert since February 8 rises to 15.
    """)
    assert sums(ledger) == [(15, "balances", None)]


def test_the_two_car_bombings_at_the_weekend_are_summed():
    ledger = told("""
        2021-01-30 Reuters: Five people were killed on Saturday when a car bomb went off in the town of Afrin.
        2021-01-31 Reuters: Six people were killed on Sunday when a car bomb went off in the town of Azaz.
        2021-02-04 Syria Direct: Twelve people have died in the two car bombings that rocked Afrin and Azaz at the
            weekend, the health directorate said on Thursday.
    """)
    assert sums(ledger) == [(12, "short by", 1)]


def test_the_dead_of_a_place_say_where_the_attack_was():
    (assault,) = told("""
        2017-05-18 AFP: At least 34 people were killed on Thursday in an assault on a village in central Syria. The dead
            in Aqareb included 15 civilians, five of them children, and 19 pro-regime fighters, a monitor said.
    """).incidents
    assert assault.place.startswith("Aqareb")
    assert ends(assault, "killed/civilian") == (15, 15)


def test_what_befalls_fighters_of_the_organization_stands_beside_a_sum_by_sides():
    (attack,) = told("""
        2017-05-19 SOHR: The number of people killed in the attack of the Islamic State on Aqareb yesterday has risen to
            52: 25 civilians and 27 members of the regime forces. SOHR also documented the death of 15 fighters of the
            organization during the attack.
    """).incidents
    assert ends(attack) == (67, 67)
    assert ends(attack, "killed/combatant/isis") == (15, 15)


def test_landscapes_hold_their_towns():
    ledger = told("""
        2021-06-10 Civil Defense: Shelling killed four civilians in the town of Ihsim on Thursday.
        2021-06-11 SNHR: Four civilians have been killed in Zawiya Mountain since Wednesday.
    """)
    assert sums(ledger) == [(4, "balances", None)]


def test_a_later_and_greater_figure_of_another_voice_contradicts_nobody():
    (strike,) = told("""
        2021-06-10 Civil Defense: Shelling killed four civilians in Ariha on Thursday.
        2021-06-13 SOHR: Nine civilians were killed in the shelling of Ariha on Thursday.
    """).incidents
    assert [relation.kind for relation in strike.relations] == [RelationKind.UPDATES]


def test_a_number_that_the_original_does_not_give_is_the_copier_s_own():
    (strike,) = told("""
        2021-06-13 SNHR: At least eight civilians were killed in the shelling of Ariha on Thursday, June 10.
        2021-06-14 SANA: Five civilians were killed in the shelling of Ariha on Thursday, June 10.
    """).incidents
    assert set(strike.voices) == {"snhr", "sana"}


def test_a_source_at_an_office_is_its_outlet():
    (shelling,) = told("""
        2015-04-13 SANA: Nine people were injured on Monday by shells on Salamiyah, a source at Hama
            Police Command said.
        2015-04-16 SANA: Eight people were injured by the shells on Salamiyah on Monday, a medical source said.
    """).incidents
    assert ends(shelling, "injured") == (8, 8)

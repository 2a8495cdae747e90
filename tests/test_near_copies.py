"""Who speaks: reworded reprints have the voice of what they reprint, signed reports that of the agency."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from marsad.intake.day import known
from marsad.ledger.byline import signed_by
from marsad.ledger.reconcile import reconcile
from marsad.ledger.voice_names import voice_key
from marsad.ledger.wording import Wording
from marsad.model.report import Report
from marsad.model.when import Days
from marsad.reader.read import read

BULLETIN = (
    "قُتل ثلاثة مدنيين وأصيب سبعة آخرون بقصف مدفعي استهدف السوق الرئيسي في بلدة كنصفرة بريف إدلب الجنوبي صباح اليوم. "
    "ونقلت سيارات الإسعاف المصابين إلى مشفى قريب من البلدة، فيما تضررت محال تجارية عدة واحترقت سيارة. "
)
BEFORE = "قصفت قوات النظام صباح اليوم الجمعة ريف إدلب الجنوبي بعشرات القذائف، وسط تحليق لطائرات الاستطلاع في الأجواء. "
AFTER = "ويشهد ريف إدلب تصعيداً منذ أسبوع على الرغم من الاتفاق، وقالت منظمات إن مئات العائلات نزحت نحو الحدود شمالاً. "
FURNITURE = (
    "تابعونا على صفحات التواصل الاجتماعي واشتركوا في النشرة البريدية اليومية لتصلكم آخر الأخبار والتقارير كلها. "
)


def report(text, publisher, day=5):
    return Report(text, publisher=publisher, published=known(date(2021, 3, day)))


def originals(*reports):
    wording = Wording()
    wording.put((one, Days.of(date(2021, 3, 5 + n))) for n, one in enumerate(reports))
    return [[one.id for one in reports].index(wording.original(one.id)) for one in reports]


def test_a_bulletin_between_words_of_another_outlets_own_is_a_reprint():
    assert originals(report(BULLETIN + AFTER, "Sahl"), report(BEFORE + BULLETIN, "Wadi")) == [0, 0]


def test_two_articles_of_one_outlet_that_share_its_furniture_are_no_copies():
    other = "أصيب طفلان بانفجار لغم أرضي في أثناء رعي الأغنام قرب قرية الكريم غرب حماة مساء أمس، ونقلا إلى المشفى. "
    first = "قُتل ثلاثة عناصر بهجوم على حاجز شرق السخنة فجراً، وفق ما قالت مصادر محلية لم تذكر تفاصيل أخرى. "
    assert originals(report(first + FURNITURE, "Sahl"), report(other + FURNITURE, "Sahl")) == [0, 1]
    assert originals(report(first + FURNITURE, None), report(other + FURNITURE, None)) == [0, 1]


def test_the_order_in_which_reports_come_in_does_not_matter():
    reports = [
        report(BULLETIN + AFTER, "Sahl", 5),
        report(BEFORE + BULLETIN, "Wadi", 6),
        report(BEFORE + BULLETIN, "Sahl", 6),
        report(BEFORE + BULLETIN + " ", None, 7),
    ]
    found = set()
    for order in permutations(reports):
        wording = Wording()
        for one in order:
            wording.put([(one, one.published.days)])
        found.add(tuple(wording.original(one.id) for one in reports))
    assert len(found) == 1


def test_words_that_became_common_part_only_those_that_share_too_little_now():
    copies = [report(BULLETIN + AFTER, "Sahl"), report(BEFORE + BULLETIN, "Wadi"), report(BEFORE + BULLETIN, "Tell")]
    wording = Wording()
    wording.put((one, one.published.days) for one in copies)
    noise = [report(f"{BULLETIN} {n} {n + 1} {n + 2} {n + 3} {n + 4}", f"Wire {n}", 28) for n in range(0, 400, 5)]
    wording.put((one, one.published.days) for one in noise)
    assert wording.original(copies[1].id) == copies[1].id
    assert wording.original(copies[2].id) == copies[1].id


# ---- agencies that sign


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("قصف على سرمين\nإدلب/ الأناضول\nقتل ثلاثة مدنيين في سرمين.", "anadolu"),
        ("إدلب / سالم نجار / الأناضول\nقتل ثلاثة مدنيين في سرمين.", "anadolu"),
        ("أخبار السهل -رويترز\nقتل ثلاثة مدنيين في سرمين.", "reuters"),
        ("2021-03-05\nحماة-سانا\nاستشهد مدني.", "sana"),
        ("Hama, SANA- A civilian was killed.", "sana"),
        ("BEIRUT (AP) — Three civilians were killed.", "ap"),
        ("SARMIN, Syria, March 5 (Reuters) - Three civilians were killed.", "reuters"),
        ("سرمين (سوريا) (أ ف ب) – قتل ثلاثة مدنيين.", "afp"),
        ("دمشق (د ب أ)- قتل ثلاثة مدنيين.", "dpa"),
        ("سرمين – نورث برس\nقتل ثلاثة مدنيين.", "north_press"),
        ("دخان فوق سرمين بعد القصف الذي طال سوقها الرئيسي صباح يوم الجمعة الماضي - الأناضول\nقتل ثلاثة.", None),
        ("Smoke rises over Sarmin. (AP)\nThree civilians were killed.", None),
        ("وقالت وكالة (سانا) إن ثلاثة مدنيين قتلوا.", None),
        ("إدلب – متابعات\nقتل ثلاثة مدنيين.", None),
        ("إدلب – وكالات\nقتل ثلاثة مدنيين.", None),
        ("إدلب / قسد\nقتل ثلاثة مدنيين.", None),
        ("", None),
        ("\n\n", None),
    ],
)
def test_an_agency_that_signs_is_told_from_one_that_is_named(text, voice):
    assert signed_by(text) == voice


def test_two_outlets_that_print_an_agency_are_its_one_voice():
    texts = {
        "Sahl": "إدلب/ الأناضول\nقُتل ثلاثة مدنيين بقصف على مدينة سرمين اليوم الجمعة.",
        "Wadi": "وادي نيوز - الأناضول\nثلاثة مدنيين قُتلوا اليوم الجمعة بقصف مدفعي طال مدينة سرمين شرق إدلب.",
    }
    ledger = reconcile([read(report(text, name)) for name, text in texts.items()])
    assert [incident.voices for incident in ledger.incidents] == [("anadolu",)]


def test_a_signed_copy_of_an_unsigned_print_stays_the_agencys():
    text = BULLETIN + AFTER
    ledger = reconcile([read(report(text, "Sahl", 5)), read(report(f"إدلب/ الأناضول\n{text}", "Wadi", 6))])
    told = {incident.voices for incident in ledger.incidents}
    assert told == {("anadolu", "sahl")}


# ---- names of outlets


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("وكالة أنباء هاوار", "hawar"),
        ("وكالة هاوار للأنباء", "hawar"),
        ("وكالة سانا السورية", "sana"),
        ("وكالة الأناضول التركية", "anadolu"),
        ("Hawar News", "hawar"),
        ("North Press Agency News", "north_press"),
        ("EnabBaladi", "enab_baladi"),
        ("www.enabbaladi.net", "enab_baladi"),
        ("https://hawarnews.com/", "hawar"),
        ("aa.com.tr", "anadolu"),
        ("npasyria.com", "npasyria com"),
        ("شبكة الوادي الإخبارية", "شبكه الوادي الاخباريه"),
        ("Turkey News", "turkey news"),
        ("قناة روسيا", "قناه روسيا"),
        ("News", "news"),
        ("syria.tv", "syria tv"),
    ],
)
def test_an_outlet_of_the_list_is_known_by_its_kind_and_by_its_site(name, key):
    assert voice_key(name) == key

"""Our own bulletins, read back by the reader, say what the ledger says: the round trip in both languages."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import pytest

from bulletins import meant, of_days, of_incidents, read_back, shelf
from conftest import CASEBOOK
from ledger_text import readings
from marsad import flow
from marsad.model.count import Count
from marsad.render.bulletin.draft import Figure
from marsad.sample.invent import invent

FLOOR = 0.98
FORMS = """
    2021-03-17 Wire: 3 killed, civilian, @Sarmin, on 2021-03-16, airstrike, by russia; of them 2 children; 3 injured
    2021-03-17 Wire: 2 killed, syrian_government, @Maskana, on 2021-03-16, clash, by isis; of them 1 officers
    2021-03-17 Wire: 11 killed, isis, @Maadan, on 2021-03-15, drone; of them 2 leaders; 103 captured; up to 4 missing
    2021-03-17 Wire: at least 1 killed, civilian, @Kafr Zita, on 2021-03-14, shelling; of them 1 women
    2021-03-18 Desk: 12 killed, @Taftanaz, on 2021-03-14, explosive; of them 3 medics; of them 1 journalists
    2021-03-18 Desk: 100 killed, sdf, @Tabqa, on 2021-03-12, shooting; at least 30 injured; 20 captured
    2021-03-18 Desk: 2 casualties, civilian, @Nawa, on 2021-03-11, explosive
    2021-03-18 Desk: 5 injured, hts, @Binnish, on 2021-03-10, shelling
    2021-03-18 Desk: 2 women injured, civilian, @Jisr al-Shughur, on 2021-03-09; 2 missing
    2021-03-18 Desk: 6-9 killed, opposition, @Azaz, on 2021-03-08, clash; of them 2 rescuers; of them 4 elderly
    2021-03-18 Desk: 8 killed, pro_government, @Salamiyah, on 2021-03-07, clash, by isis; 3 killed, isis
    2021-03-18 Desk: 7 killed, civilian, @Darayya, on 2021-03-06; of them 7 children
    2021-03-18 Desk: 4 killed, civilian, @Ariha, on 2021-03-05, airstrike
    2021-03-18 Post: no killed, @Ariha, on 2021-03-05, airstrike
    2021-03-18 Post: 2 killed, turkey, @al-Bab, on 2021-03-04, explosive; 1 killed, russia
    2021-03-18 Post: 13 killed, us_coalition, @al-Shaddadi, on 2021-03-03; 21 injured, iran
    2021-03-19 Wire: now 3 more killed from injured, civilian, @Ariha, on 2021-03-05
"""


@pytest.fixture(scope="module")
def invented():
    return [shelf(invent(40, seed).readings) for seed in (2, 5)]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_bulletins_of_invented_ledgers_are_read_back(invented, lang, capsys):
    spans = [(date(2011, 3, 15), date(2011, 3, 15)), (date(2011, 3, 1), date(2011, 3, 31)), (None, None)]
    score = read_back(
        bulletin
        for book in invented
        for bulletin in (*of_incidents(book, lang), *(of_days(book, lang, *span) for span in spans))
    )
    with capsys.disabled():
        sys.stdout.write(f" {lang}: count F1 {score.f1:.3f} of {score.written} ")
    assert score.written > 300
    assert score.f1 >= FLOOR, score.missed[:20]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_harm_party_and_group_is_read_back(lang):
    book = shelf(readings(FORMS))
    score = read_back([*of_incidents(book, lang), of_days(book, lang, date(2021, 3, 1), date(2021, 3, 31))])
    assert score.written > 60
    assert score.f1 >= FLOOR, score.missed


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_bulletins_of_the_casebook_are_read_back(marsad, lang):
    assert marsad("add", CASEBOOK).status == 0
    book = flow.ledger()
    score = read_back([*of_incidents(book, lang), of_days(book, lang), of_days(book, lang, place="إدلب")])
    assert score.written > 100
    assert score.f1 >= FLOOR, score.missed


def test_a_figure_that_is_written_wrongly_is_seen():
    book = shelf(readings("2021-03-17 Wire: 27 killed, civilian, @Sarmin, on 2021-03-16, airstrike"))
    [bulletin] = of_incidents(book, "en")
    assert read_back([bulletin]).f1 == 1.0
    wrong = [
        replace(one, count=Count(26, 26)) if isinstance(one, Figure) else one for one in bulletin.paragraphs[0].pieces
    ]
    lead = replace(bulletin.paragraphs[0], pieces=tuple(wrong))
    assert read_back([replace(bulletin, paragraphs=(lead, *bulletin.paragraphs[1:]))]).f1 < FLOOR


def test_what_a_bulletin_means_stands_at_its_offsets():
    book = shelf(readings("2021-03-17 Wire: 27 killed, civilian, @Sarmin, on 2021-03-16, airstrike; 3 injured"))
    for lang in ("ar", "en"):
        [bulletin] = of_incidents(book, lang)
        text, marks = meant(bulletin)
        assert all(one.quote.stands_in(text) for one in marks)
        assert [one.count.low for one in marks] == [27, 3]

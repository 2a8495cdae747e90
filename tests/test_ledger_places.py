"""Where an incident was, from reports that tell it now roughly, now closely."""

from __future__ import annotations

from datetime import date

import pytest

from desks import People
from marsad.ledger.reconcile import reconcile
from marsad.model.place import Precision
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

DAY = When(Days.of(date(2025, 2, 8)), WhenBasis.METADATA)


def incident(text: str):
    ledger = reconcile([read(Report(text=text, publisher="Sample", lang="ar", published=DAY))])
    assert len(ledger.incidents) == 1
    return ledger.incidents[0]


BESIDE = """إصابة 8 مدنيين بقصف على كوباني
أصيب 8 مدنيين اليوم السبت إثر قصف مدفعي على قرية البستان الطويل جنوب مدينة كوباني."""
INSIDE = """إصابة 8 مدنيين بقصف جنوب كوباني
أصيب 8 مدنيين اليوم السبت إثر قصف مدفعي على مدينة كوباني."""


def test_a_town_that_a_headline_names_alone_is_not_where_it_was_when_the_text_puts_it_by_the_town():
    found = incident(BESIDE).location
    assert found.pcodes[0] == "C1946"
    assert found.precision in {Precision.SUBDISTRICT, Precision.DISTRICT}


def test_a_town_that_the_text_names_as_a_town_is_where_it_was():
    found = incident(INSIDE).location
    assert (found.pcodes[0], found.precision) == ("C1946", Precision.COMMUNITY)


@pytest.mark.parametrize("words", ["شمال مدينة حلب", "ريف حلب الشمالي"])
def test_what_lies_in_a_governorate_of_the_same_name_says_nothing_of_the_city(words):
    text = f"مقتل 3 مدنيين بقصف على حي المشهد في مدينة حلب\nقتل 3 مدنيين اليوم السبت إثر قصف مدفعي على {words}."
    found = incident(text).location
    assert found.precision in {Precision.NEAR, Precision.COMMUNITY}


THREE = (
    ("إصابة طفلين بقصف مدفعي اليوم السبت على قرية ترملا جنوبي إدلب.", "A"),
    ("إصابة طفلين بقصف مدفعي اليوم السبت على قرية عقيبة بريف حلب الشمالي.", "B"),
    ("إصابة طفلين بقصف مدفعي اليوم السبت على قرية النبع العالي التابعة لناحية شيراوا.", "C"),
)


@pytest.mark.parametrize("paper", ["Sky", "Sea", "Sun", "Moon"])
def test_of_places_known_as_closely_the_one_that_another_report_bears_out_counts(paper):
    told = [read(Report(text=text, publisher=f"{name} {paper}", lang="ar", published=DAY)) for text, name in THREE]
    people = People(told)
    while len(found := reconcile(told, people.decisions).incidents) > 1:
        people.decide("merge", *(one.id for one in found[:2]))
    (merged,) = found
    assert merged.location.pcodes[0] == "C1361"

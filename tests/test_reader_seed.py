"""The report that marsad exists for (`../shared/seed`, where it lies beside the checkout): its claims and presence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marsad.model.report import Report
from marsad.model.when import Days
from marsad.reader.read import read

if TYPE_CHECKING:
    from marsad.model.reading import Reading

SEED = Path(__file__).parents[2] / "shared" / "seed" / "report.jsonl"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside this checkout")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(Report(json.loads(SEED.read_text("utf-8"))["text"]))


def test_its_day_is_worked_out_from_its_words(reading: Reading) -> None:
    assert reading.published is not None
    assert reading.published.days == Days(date(2019, 4, 18), date(2019, 4, 30))
    assert all(claim.when is None for claim in reading.claims)


def test_the_fifteen_were_said_on_the_eighteenth(reading: Reading) -> None:
    (fifteen,) = (claim for claim in reading.claims if claim.count.low == 15)
    assert fifteen.said is not None
    assert fifteen.said.days == Days.of(date(2019, 4, 18))


def test_presence_is_no_casualty(reading: Reading) -> None:
    (presence,) = reading.presences
    assert presence.party == "isis"
    assert presence.strength is not None
    assert (presence.strength.low, presence.strength.vague) == (2000, True)
    assert presence.area_km2 == 4000
    assert next(bound.text for bound in presence.bounds) == "جبل أبو رجمين"
    assert "شمال السخنة" in [bound.text for bound in presence.bounds]
    assert [who.text for who in presence.besieged_by] == ["قوات النظام", "القوات الروسية", "الإيرانيين"]
    assert presence.since is not None
    assert presence.since.days.first == date(2017, 1, 1)
    assert presence.as_of is not None
    assert presence.as_of.days == Days.of(date(2019, 2, 20))
    assert all(claim.quote.start < presence.quote.start for claim in reading.claims)

"""What a report is mainly about, and what it only touches on: reports in, incidents with the reports that lead them."""

from __future__ import annotations

from ledger_text import readings
from marsad.ledger.reconcile import reconcile


def leads(text: str) -> dict[str | None, int]:
    """Return for each place how many reports are mainly about what happened there."""
    return {one.place: len(one.lead) for one in reconcile(readings(text)).incidents if one.lead}


def incidents(text: str) -> list[tuple[str | None, int]]:
    """Return the place of each incident with the number of its claims."""
    return [(one.place, len(one.claims)) for one in reconcile(readings(text)).incidents]


def test_a_headline_of_another_article_is_nothing_that_a_report_tells():
    text = "2022-10-29 Enab: 58 killed, unknown, @Libya, teaser; 1 killed, civilian, @Binnish, on 2022-10-29"
    assert leads(text) == {"Binnish": 1}
    assert incidents(text) == [("Libya", 1), ("Binnish", 1)]


def test_a_page_of_other_headlines_leads_nothing():
    assert leads("2022-10-29 Enab: 4 killed, civilian, @Hama, teaser; 2 killed, civilian, @Saraqib, teaser") == {}


def test_a_headline_of_another_article_without_a_day_is_of_no_incident_unless_place_and_number_say_so():
    told = "2022-10-29 SOHR: 4 killed, civilian, @Saraqib, shelling\n2022-10-29 Enab: {} killed, {}, @Saraqib, teaser"
    assert incidents(told.format(4, "unknown")) == [("Saraqib", 1), ("Saraqib", 1)]
    assert incidents(told.format(3, "civilian, shelling")) == [("Saraqib", 1), ("Saraqib", 1)]
    assert incidents(told.format(4, "civilian, shelling")) == [("Saraqib", 2)]

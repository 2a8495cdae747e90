"""What a report is mainly about, and what it only touches on: reports in, incidents with the reports that lead them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.model.span import Quote

if TYPE_CHECKING:
    from marsad.model.reading import Reading


def leads(text: str, *, opening: str = "", title: str | None = None) -> dict[str | None, int]:
    """Return for each place how many reports are mainly about what happened there; `opening` stands before each."""
    told = [_opened(reading, opening, title) for reading in readings(text)]
    return {one.place: len(one.lead) for one in reconcile(told).incidents if one.lead}


def _opened(reading: Reading, opening: str, title: str | None) -> Reading:
    report = replace(reading.report, text=opening + reading.report.text, title=title)
    claims = [
        replace(c, report=report.id, quote=Quote(c.quote.start + len(opening), c.quote.text)) for c in reading.claims
    ]
    return replace(reading, report=report, claims=tuple(claims))


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


def test_a_report_is_not_about_what_it_names_only_far_behind_its_opening():
    opening = " ".join(["The court heard three witnesses on the second day of the trial in the capital."] * 12)
    told = "2022-10-29 Enab: 41 killed, civilian, @Tadamun{}"
    assert leads(told.format("")) == {"Tadamun": 1}
    assert leads(told.format(""), opening=opening) == {}
    assert leads(told.format(""), opening=opening, title="Who shot the people of Tadamun") == {"Tadamun": 1}
    assert leads(told.format(", shelling"), opening=opening) == {"Tadamun": 1}
    assert leads(told.format(", on 2022-10-28"), opening=opening) == {"Tadamun": 1}


def test_what_other_reports_tell_of_too_is_more_likely_what_a_report_is_about():
    alone = "2022-11-30 A: 2 injured, civilian, @Saraqib; 2 injured, civilian, @Nawa"
    assert leads(alone) == {"Saraqib": 1}
    others = [f"2022-11-30 {name}: 2 injured, civilian, @Nawa, shelling" for name in "BCD"]
    assert leads("\n".join([alone.replace("@Nawa", "@Nawa, shelling"), *others])) == {"Nawa": 4}


def test_another_spelling_of_a_village_is_that_village():
    told = "2022-11-30 ANHA: 2 injured, civilian, @{}, shelling\n2022-11-30 SOHR: 2 injured, civilian, @{}, shelling"
    assert [claims for _, claims in incidents(told.format("Sughanaki", "Sughnaki"))] == [2]
    assert [claims for _, claims in incidents(told.format("Sughanaki", "Balyuniyah"))] == [1, 1]


def test_the_day_of_most_reports_is_the_incident_s():
    told = reconcile(
        readings("""
            2022-02-02 A: 8 killed, civilian, @al-Bab, on 2022-02-02, shelling
            2022-02-02 B: 8 killed, civilian, @al-Bab, on 2022-02-01, shelling
            2022-02-03 C: 8 killed, civilian, @al-Bab, on 2022-02-02, shelling
        """)
    ).incidents
    assert [str(one.when) for one in told] == ["2022-02-02"]


def test_a_span_is_narrowed_by_the_day_that_another_report_takes_as_its_own():
    told = reconcile(
        readings("""
            2023-10-26 A: 3 injured, civilian, @Ain Issa, on 2023-10-23..2023-10-26, shelling
            2023-10-25 B: 3 injured, civilian, @Ain Issa, taken 2023-10-25, shelling
        """)
    ).incidents
    assert [str(one.when) for one in told] == ["2023-10-25"]

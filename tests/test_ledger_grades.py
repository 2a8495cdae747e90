"""Grades as the rule proposes them: Airwars' five, from voices, blame and denial."""

import pytest

from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.model.incident import GRADES

HERE = "@Saraqib, on 2020-03-04"


@pytest.mark.parametrize(
    ("lines", "grade"),
    [
        (["2020-03-04 SOHR: 5 killed, civilian, {here}"], "weak"),
        (["2020-03-04 SOHR: 5 killed, civilian, {here}, by russia"], "weak"),
        # two voices
        (["2020-03-04 SOHR: 5 killed, civilian, {here}", "2020-03-04 SNHR: 6 killed, civilian, {here}"], "fair"),
        # one voice, printed by three
        (
            [
                "2020-03-04 SOHR: 5 killed, civilian, {here}",
                "2020-03-04 AFP citing SOHR: 5 killed, civilian, {here}",
                "= 2020-03-05 Reuters",
            ],
            "weak",
        ),
        # the second only has it from hearsay
        (
            ["2020-03-04 SOHR: 5 killed, civilian, {here}", "2020-03-04 Enab: 6 killed, civilian, {here}, hedged"],
            "weak",
        ),
        # the blamed party says so itself, or an outlet of its own, or the side it belongs to
        (["2020-03-04 AFP citing us_coalition: 4 killed, civilian, {here}, by us_coalition"], "confirmed"),
        (["2020-03-04 Amaq: 9 killed, syrian_government, {here}, by isis"], "confirmed"),
        (["2020-03-04 AFP citing syrian_government: 4 killed, civilian, {here}, by pro_government"], "confirmed"),
        # hedged, it is no acceptance; and to tell of others' deeds is none
        (["2020-03-04 AFP citing us_coalition: 4 killed, civilian, {here}, by us_coalition, hedged"], "weak"),
        (["2020-03-04 AFP citing us_coalition: 4 killed, civilian, {here}, by russia"], "weak"),
        # two are blamed
        (
            [
                "2020-03-04 SOHR: 5 killed, civilian, {here}, by russia",
                "2020-03-04 SANA: 5 killed, civilian, {here}, by opposition",
            ],
            "contested",
        ),
        (
            [
                "2020-03-04 SOHR: 5 killed, civilian, {here}, by russia",
                "2020-03-04 SANA: 5 killed, unknown, {here}, by opposition",
            ],
            "contested",
        ),
        # a side and its militia are one blame; each side of a clash harms the other
        (
            [
                "2020-03-04 SOHR: 5 killed, civilian, {here}, by syrian_government",
                "2020-03-04 SNHR: 5 killed, civilian, {here}, by pro_government",
            ],
            "fair",
        ),
        (["2020-03-04 SOHR: 5 killed, isis, {here}, clash, by sdf and 2 killed, sdf, by isis"], "weak"),
        # somebody denies
        (["2020-03-04 SOHR: 5 killed, civilian, {here}", "2020-03-05 SANA: no killed, civilian, {here}"], "contested"),
        # nobody was harmed, or the only voice took it back
        (["2020-03-04 SANA: no casualties, {here}"], "discounted"),
        (
            ["2020-03-04 SOHR: 5 killed, civilian, {here}", "2020-03-05 SOHR: now no killed, civilian, {here}"],
            "discounted",
        ),
    ],
)
def test_the_grade_proposed(lines, grade):
    assert grade in GRADES
    ledger = reconcile(readings("\n".join(line.format(here=HERE) for line in lines)))
    assert [incident.grade for incident in ledger.incidents] == [grade]

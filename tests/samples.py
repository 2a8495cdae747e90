"""Two small readings that tests of the store put into a ledger."""

from __future__ import annotations

from marsad.model.claim import Claim, Harm
from marsad.model.count import Count
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from values import SOME_DAY


def reading_of(text, publisher="Wadi News", killed=3):
    report = Report(text, publisher, published=When(Days.of(SOME_DAY), WhenBasis.METADATA))
    claim = Claim(report.id, 0, Quote(0, text[:8]), Harm.KILLED, Count(killed, killed))
    return Reading(report, (claim,), published=report.published)


THREE = reading_of("3 killed in the first village")
FIVE = reading_of("5 killed in the second village", killed=5)

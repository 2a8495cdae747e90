"""Desks for tests: decisions drafted on a ledger in a few lines, and readers that see the same words differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from ledger_text import readings
from marsad.ledger.correct import rule
from marsad.ledger.drafting import Desk, Pen, draft
from marsad.ledger.reconcile import reconcile
from marsad.ledger.sums import held_as_sums
from marsad.model.count import Count
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.span import Quote

NOON = datetime(2020, 3, 6, 12, tzinfo=UTC)


def desk(told, decisions=()):
    """Lay out a ledger as people left it."""
    numbers = {reading.report.id: n for n, reading in enumerate(told, 1)}
    return Desk(reconcile(told, decisions), rule(held_as_sums(told)[0], decisions).readings, numbers)


class People:
    """People at one ledger: each decision is drafted on what those before it left, and numbered like the journal."""

    def __init__(self, told):
        self.told = told
        self.decisions = []

    def decide(self, kind, *names, who="Rima", words=(), why="she was there"):
        pen = Pen(who, why, NOON + timedelta(minutes=len(self.decisions)))
        made = draft(DecisionKind(kind), names, desk(self.told, self.decisions), pen, words)
        self.decisions.append(replace(made, number=len(self.decisions) + 1))
        return self.decisions[-1]

    @property
    def ledger(self):
        return reconcile(self.told, self.decisions)

    def under(self, told):
        """Return the ledger that another reading of the same reports gives under the same decisions."""
        return reconcile(told, self.decisions)


def shifted(reading, by):
    """Read the same claims, their quotes beginning and ending a few letters off."""
    text = reading.report.text

    def moved(quote):
        start = min(max(quote.start + by, 0), len(text) - 1)
        return Quote(start, text[start : max(start + 1, min(quote.end + by, len(text)))])

    return replace(reading, claims=tuple(replace(c, quote=moved(c.quote)) for c in reading.claims))


def halved(reading, index):
    """Read two claims where one was read, each with half of the people."""
    found = []
    for claim in reading.claims:
        if claim.index != index or len(claim.quote.text) < 4:
            found.append(claim)
            continue
        middle = len(claim.quote.text) // 2
        left, right = claim.quote.text[:middle], claim.quote.text[middle:]
        low = claim.count.low // 2
        found.append(replace(claim, quote=Quote(claim.quote.start, left), count=Count(low, low)))
        rest = claim.count.low - low
        second = Quote(claim.quote.start + middle, right)
        found.append(replace(claim, quote=second, count=Count(rest, rest), index=len(reading.claims)))
    return replace(reading, claims=tuple(found))


def joined(reading, index):
    """Read one claim where two neighbours of one harm were read."""
    claims = list(reading.claims)
    pairs = [(a, b) for a in claims for b in claims if a.index == index and b.index == index + 1 and a.harm is b.harm]
    if not pairs:
        return reading
    [(one, other)] = pairs
    quote = Quote(one.quote.start, reading.report.text[one.quote.start : other.quote.end])
    whole = replace(one, quote=quote, count=Count(one.count.low + other.count.low, None))
    kept = [whole if c is one else c for c in claims if c is not other]
    return replace(reading, claims=tuple(replace(c, part_of=index) if c.part_of == other.index else c for c in kept))


LINES = """
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike and 9 injured; of them 2 children
    2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike and 3 killed, isis
    2020-03-05 Enab: 2 killed, sdf, @Nawa, on 2020-03-05; 4 injured, sdf
    2020-03-06 AFP citing SOHR: now 6 killed, civilian, @Saraqib, on 2020-03-04
"""
MARKS = ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1"]


@st.composite
def drafted_by_people(draw):
    people = People(readings(LINES))
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(
            st.sampled_from(["confirm", "correct", "link", "merge", "split", "grade", "retract", "note", "undo"])
        )
        names = draw(st.lists(st.sampled_from(MARKS), min_size=1, max_size=3, unique=True))
        words = {
            "correct": [draw(st.sampled_from(["count=8", "party=hts", "harm=missing", "when=2020-03-03"]))],
            "grade": [draw(st.sampled_from(["fair", "weak"]))],
            "undo": ["1"],
        }.get(kind, [])
        names = [] if kind == "undo" else names[:1] if kind == "grade" else names
        try:
            people.decide(kind, *names, words=words, who=draw(st.sampled_from(["Rima", "Omar"])))
        except MarsadError:
            continue
    return people

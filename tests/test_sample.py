"""Invented ledgers: well made, the same for a seed, and found again by the ledger."""

from __future__ import annotations

import pytest

from marsad.ledger.reconcile import reconcile
from marsad.sample.invent import invent
from marsad.sample.truth import score


def test_every_slot_stands_in_its_text_and_every_claim_has_its_truth():
    sample = invent(60, seed=1)
    ids = [claim.id for reading in sample.readings for claim in reading.claims]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(sample.of) | set(sample.totals)
    for reading in sample.readings:
        for claim in reading.claims:
            quotes = (claim.quote, claim.place, claim.source, claim.when and claim.when.quote)
            assert all(quote.stands_in(reading.report.text) for quote in quotes if quote)


def test_a_seed_gives_the_same_sample_and_another_seed_another():
    assert invent(20, seed=3) == invent(20, seed=3)
    assert invent(20, seed=3) != invent(20, seed=4)
    assert invent(0).readings == ()


def test_samples_have_all_that_ledgers_have_to_bear():
    sample = invent(800)
    kinds = set().union(*(one.kinds for one in sample.incidents))
    assert kinds == {"plain", "rising", "corrected", "added", "disputed", "denied", "looked back on"}
    assert {(total.off > 0) - (total.off < 0) for total in sample.totals.values()} == {-1, 0, 1}
    assert {reading.report.lang for reading in sample.readings} == {"ar", "en"}


@pytest.mark.parametrize("seed", [0, 1])
def test_the_ledger_finds_the_truth(seed):
    sample = invent(120, seed)
    found = score(reconcile(sample.readings), sample)
    assert found.whole >= 0.97
    assert found.inside >= 0.98
    assert 0.99 <= found.double <= 1.01
    assert found.verdicts >= 0.9

"""What is told at a glance, that two mentions are no pair, is what the longer look at them says as well."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_text import readings
from marsad.ledger.distance import km
from marsad.ledger.mention import Mention
from marsad.ledger.pairs import Reports, compare
from marsad.ledger.voices import statements
from marsad.ledger.whereabouts import elsewhere, where
from marsad.model.place import Location, Precision

spots = st.builds(
    Location,
    name=st.just("x"),
    lat=st.floats(-89, 89) | st.floats(35.0, 35.6),
    lon=st.floats(-179, 179) | st.floats(36.0, 36.7),
    radius_km=st.sampled_from([1.0, 2.0, 30.0]),
    precision=st.sampled_from([Precision.COMMUNITY, Precision.NEAR, Precision.DISTRICT]),
    pcodes=st.sampled_from([(), ("C1", "SY01"), ("C2", "SY01")]),
)
names = st.sampled_from(["Saraqib", "Nawa", "Kafr Nabl south", "south Kafr Nabl"])


def mention(place, location):
    [reading] = readings(f"2020-03-04 A: 5 killed, @{place}, on 2020-03-04")
    put = replace(reading, claims=tuple(replace(claim, location=location) for claim in reading.claims))
    return Mention(tuple(statements(put, put, 0)))


@settings(max_examples=300, deadline=None)
@given(spots, spots)
def test_what_is_elsewhere_at_a_glance_is_more_than_25_km_away(one, other):
    assert not elsewhere(where(None, one), where(None, other)) or km(one, other) > 25


@settings(max_examples=200, deadline=None)
@given(names, spots, names, spots)
def test_what_lies_elsewhere_at_a_glance_is_barred(one, here, other, there):
    a, b = mention(one, here), mention(other, there)
    assert not elsewhere(a.where, b.where) or compare(a, b, lambda _a, _b: Reports(1.0, 1.0, main=True)).barred

"""Hypothesis strategies for the model's values: anything the model can hold, likely or not."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.count import Count, Interval
from marsad.model.decision import Decision, DecisionKind, Seen
from marsad.model.person import Person, Sex
from marsad.model.place import CIRCLE, Location, Lost, Precision, Shape, ShapeKind
from marsad.model.presence import Presence
from marsad.model.problem import Problem
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

texts = st.text(max_size=20)
keys = st.sampled_from(["isis", "syrian_government", "sohr", "other"])
people = st.integers(0, 100_000)
quotes = st.builds(Quote, st.integers(0, 9999), texts)
days = st.tuples(st.dates(), st.dates()).map(lambda pair: Days(min(pair), max(pair)))
whens = st.builds(When, days, st.sampled_from(WhenBasis), st.none() | quotes)
counts = st.one_of(
    st.builds(Count, people, st.none(), st.booleans(), st.booleans()),
    st.tuples(people, people).map(lambda pair: Count(min(pair), max(pair))),
)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
shapes = st.builds(
    Shape,
    st.sampled_from(ShapeKind),
    st.lists(points, max_size=3).map(tuple),
    st.none() | st.floats(0, 360),
    st.none() | st.floats(0, 180),
    st.none() | st.floats(0, 500),
    st.none() | texts,
)
locations = st.builds(
    Location,
    name=texts,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    radius_km=st.floats(0, 1000),
    precision=st.sampled_from(Precision),
    pcodes=st.lists(texts, max_size=3).map(tuple),
    why=st.lists(texts, max_size=2).map(tuple),
    shape=st.just(CIRCLE) | shapes,
    lost=st.lists(
        st.builds(Lost, texts, texts, st.floats(-90, 90), st.floats(-180, 180), st.floats(-9, 9), texts), max_size=2
    ).map(tuple),
)
words = st.lists(texts, max_size=3).map(tuple)
persons = st.builds(
    Person,
    quotes,
    st.none() | st.sampled_from(Sex),
    st.none() | people.map(lambda age: Interval(age, None)) | people.map(lambda age: Interval(age, age)),
    st.none() | texts,
)
claims = st.builds(
    Claim,
    report=st.text("0123456789abcdef", min_size=16, max_size=16),
    index=st.integers(0, 99),
    quote=quotes,
    harm=st.sampled_from(Harm),
    count=counts,
    victims=st.none() | quotes,
    side=st.sampled_from(Side),
    group=st.none() | st.sampled_from(Group),
    party=st.none() | keys,
    part_of=st.none() | st.integers(0, 99),
    toll=st.sampled_from(TollKind),
    by=st.none() | quotes,
    by_party=st.none() | keys,
    method=st.none() | st.sampled_from(Method),
    method_quote=st.none() | quotes,
    place=st.none() | quotes,
    location=st.none() | locations,
    when=st.none() | whens,
    said=st.none() | whens,
    source=st.none() | quotes,
    source_key=st.none() | keys,
    hedged=st.booleans(),
    adds=st.booleans(),
    moved_from=st.none() | st.sampled_from(Harm),
    teaser=st.booleans(),
    rules=words,
    persons=st.lists(persons, max_size=2).map(tuple),
)
presences = st.builds(
    Presence,
    report=texts,
    index=st.integers(0, 9),
    quote=quotes,
    actor=st.none() | quotes,
    party=st.none() | keys,
    strength=st.none() | counts,
    strength_quote=st.none() | quotes,
    area_km2=st.none() | st.floats(0, 1e6),
    area_quote=st.none() | quotes,
    bounds=st.lists(quotes, max_size=3).map(tuple),
    besieged_by=st.lists(quotes, max_size=2).map(tuple),
    since=st.none() | whens,
    as_of=st.none() | whens,
    source=st.none() | quotes,
    source_key=st.none() | keys,
    rules=words,
)
problems = st.builds(Problem, texts, texts, texts, words)
reports = st.builds(
    Report,
    text=st.text(max_size=80),
    publisher=st.none() | texts,
    title=st.none() | texts,
    lang=st.none() | st.sampled_from(["ar", "en"]),
    published=st.none() | whens,
    seen=st.none() | whens,
    name=st.none() | texts,
    stands_for=st.none() | st.text("0123456789abcdef", min_size=16, max_size=16),
)
readings = st.builds(
    Reading,
    report=reports,
    claims=st.lists(claims, max_size=3).map(tuple),
    presences=st.lists(presences, max_size=1).map(tuple),
    problems=st.lists(problems, max_size=1).map(tuple),
    published=st.none() | whens,
)
decisions = st.builds(
    Decision,
    kind=st.sampled_from(DecisionKind),
    anchors=words,
    who=texts,
    why=texts,
    at=st.datetimes(timezones=st.just(UTC)),
    value=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    saw=st.lists(st.builds(Seen, claims, st.none() | texts), max_size=1).map(tuple),
)

SOME_DAY = date(2019, 4, 20)
SOME_TIME = datetime(2019, 4, 20, 9, 30, tzinfo=UTC)

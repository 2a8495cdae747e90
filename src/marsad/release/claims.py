"""The ledger's own tables of what stands behind its figures: claims, totals, presence statements, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.release.table import Column, Kind, Table, Value, listed

if TYPE_CHECKING:
    from datetime import date

    from marsad.model.claim import Claim
    from marsad.model.count import Interval
    from marsad.model.incident import Assertion
    from marsad.model.when import Days, When
    from marsad.release.material import Held, Material, Told

_DAYS = ("first_day", "last_day")

CLAIM_COLUMNS = (
    *(Column(key) for key in ("claim", "mark", "report", "incident")),
    *(Column(key, Kind.WHOLE) for key in ("start", "end")),
    Column("harm"),
    *(Column(key, Kind.WHOLE) for key in ("low", "high")),
    *(Column(key, Kind.YES) for key in ("approx", "vague")),
    *(Column(key) for key in ("side", "group", "party", "part_of", "kind", "by_party", "method")),
    *(Column(key, Kind.DAY) for key in _DAYS),
    Column("day_basis"),
    *(Column(f"said_{key}", Kind.DAY) for key in _DAYS),
    *(Column(key) for key in ("place", "place_code")),
    *(Column(key, Kind.NUMBER) for key in ("latitude", "longitude", "radius_km")),
    Column("source"),
    *(Column(key, Kind.YES) for key in ("hedged", "adds")),
)
ASSERTION_COLUMNS = (
    *(Column(key) for key in ("claim", "cell")),
    *(Column(key, Kind.WHOLE) for key in ("stated_low", "stated_high")),
    *(Column(key, Kind.DAY) for key in _DAYS),
    Column("verdict"),
    Column("by", Kind.WHOLE),
    Column("reading"),
    *(Column(key, Kind.WHOLE) for key in ("summed_low", "summed_high")),
    *(Column(key) for key in ("covers", "uncertain", "balancing")),
    *(Column(key, Kind.WHOLE) for key in ("unallocated_low", "unallocated_high")),
)
PRESENCE_COLUMNS = (
    *(Column(key) for key in ("presence", "report", "party", "actor_words", "area_words")),
    *(Column(key, Kind.WHOLE) for key in ("strength_low", "strength_high")),
    Column("area_km2", Kind.NUMBER),
    *(Column(key, Kind.DAY) for key in ("since", "as_of", "held_from", "held_to")),
    Column("source"),
)
SOURCE_COLUMNS = (
    Column("report"),
    Column("number", Kind.WHOLE),
    *(Column(key) for key in ("publisher", "language")),
    *(Column(f"published_{key}", Kind.DAY) for key in _DAYS),
    *(Column(key) for key in ("addresses", "text_sha256")),
    Column("claims", Kind.WHOLE),
)


def claims(material: Material) -> Table:
    """Return one row a claim, where its words stand in which report, and the incident it counts in."""
    home, numbers = material.home(), material.numbers()
    rows = tuple(
        claim_row(claim, home.get(claim.id), numbers[claim.report])
        for told in material.reports
        for claim in told.reading.claims
    )
    return Table("claims", CLAIM_COLUMNS, rows)


def assertions(material: Material) -> Table:
    """Return one row a total, with what it covers and how it compares; and what of it no incident accounts for."""
    apart = {one.claim: one.unallocated for one in material.periods}
    rows = tuple(assertion_row(one, apart.get(one.claim)) for one in material.assertions)
    return Table("assertions", ASSERTION_COLUMNS, rows)


def presence(material: Material) -> Table:
    """Return one row a statement of presence."""
    rows = tuple(presence_row(held, public=material.public) for held in material.presences)
    return Table("presence", PRESENCE_COLUMNS, rows)


def sources(material: Material) -> Table:
    """Return one row a report that the release rests on."""
    return Table("sources", SOURCE_COLUMNS, tuple(map(_source, material.reports)))


def claim_row(claim: Claim, home: str | None, number: int) -> tuple[Value, ...]:
    """Return the row of a claim, of the incident `home` and of the report with that number in the ledger."""
    at, whole = claim.location, None if claim.part_of is None else f"{number}.{claim.part_of + 1}"
    point = (at.name, at.pcodes[0] if at.pcodes else None, at.lat, at.lon, at.radius_km) if at else (None,) * 5
    return (
        *(claim.id, f"{number}.{claim.index + 1}", claim.report, home, claim.quote.start, claim.quote.end),
        *(str(claim.harm), claim.count.low, claim.count.high, claim.count.approx, claim.count.vague, str(claim.side)),
        *(str(claim.group) if claim.group else None, claim.party, whole, str(claim.toll), claim.by_party),
        *(str(claim.method) if claim.method else None, *_ends(claim.when.days if claim.when else None)),
        *(str(claim.when.basis) if claim.when else None, *_ends(claim.said.days if claim.said else None)),
        *(*point, claim.source_key, claim.hedged, claim.adds),
    )


def assertion_row(one: Assertion, apart: Interval | None) -> tuple[Value, ...]:
    """Return the row of a total, with how much of it (`apart`) no incident accounts for."""
    rest = (apart.low, apart.high) if apart else (None, None)
    return (
        *(one.claim, str(one.cell), one.stated.low, one.stated.high, *_ends(one.scope)),
        *(str(one.verdict), one.by, one.reading, one.summed.low, one.summed.high),
        *(listed([name for name, _ in one.covers]), listed(one.uncertain), one.balancing, *rest),
    )


def presence_row(held: Held, *, public: bool) -> tuple[Value, ...]:
    """Return the row of a statement of presence; for everybody without words of the report."""
    told = held.presence
    actor = told.actor.text if told.actor and not public else None
    bounds = None if public else listed([bound.text for bound in told.bounds])
    strength = (told.strength.low, told.strength.high) if told.strength else (None, None)
    days = (_first(told.since), _last(told.as_of), held.first, held.last)
    return (told.id, told.report, told.party, actor, bounds, *strength, told.area_km2, *days, told.source_key)


def _source(told: Told) -> tuple[Value, ...]:
    report = told.reading.report
    return (
        *(report.id, told.number, report.publisher, report.lang, *_ends(told.published)),
        *(listed(told.urls), report.text_id, len(told.reading.claims)),
    )


def _ends(days: Days | None) -> tuple[date | None, date | None]:
    return (days.first, days.last) if days else (None, None)


def _first(when: When | None) -> date | None:
    return when.days.first if when else None


def _last(when: When | None) -> date | None:
    return when.days.last if when else None

"""Derive the ledger: readings and decisions in; incidents, assertions, periods, problems out. Nothing else is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.assertions import assertions, breakdowns
from marsad.ledger.clusters import cluster
from marsad.ledger.correct import rule
from marsad.ledger.grouping import divided, graded, pairs_decided, settled, unkept
from marsad.ledger.incidents import incident, told_in_order, with_aliases
from marsad.ledger.leading import with_leads
from marsad.ledger.mentions import mentions
from marsad.ledger.periods import periods
from marsad.ledger.problems import impossible
from marsad.ledger.sums import held_as_sums
from marsad.ledger.voices import speakers, statements
from marsad.ledger.wording import Wording
from marsad.model.claim import TollKind
from marsad.model.incident import Incident, Ledger, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.mention import Mention
    from marsad.model.decision import Decision
    from marsad.model.incident import Assertion
    from marsad.model.reading import Reading


def reconcile(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Ledger:
    """Return the ledger of these readings, in the order in which they came in, under these decisions.

    The order founds the incidents' ids; everything else is the same for any order.
    """
    readings = _once(readings)
    held, large = held_as_sums(readings)
    ruled = rule(held, decisions)
    readings = ruled.readings
    decided, contradictory = settled(ruled.standings)
    wording = Wording(readings)
    who = speakers(readings, wording)
    told = statements(readings, who)
    found = divided(mentions(told), decided)
    together, apart = pairs_decided(found, decided)
    clusters = cluster(found, wording, together, apart)
    made = _made(clusters)
    apart_still = cluster(found, wording, (), apart) if together else clusters
    grades, decided, disputed = graded(with_leads(made), decided)
    listed = with_aliases(grades, apart_still)
    by_id = {one.id: told_in_order(tellers) for one, tellers in made}
    totals = {s.claim.id: s for s in told if s.claim.toll is TollKind.TOTAL}
    checked = assertions(totals.values(), listed, by_id)
    sums = _sums(checked)
    too_large = [problem for problem in large if problem.claims[0] in totals]
    inner, over = breakdowns(told)
    return Ledger(
        incidents=tuple(_summed(one, sums.get(one.id, ())) for one in listed),
        assertions=(*checked, *inner),
        periods=periods(checked, totals, listed),
        problems=(
            *(*ruled.problems, *contradictory, *disputed, *unkept(decided, listed)),
            *(*over, *too_large, *impossible(told, listed)),
        ),
        decisions=tuple(decided),
        voices=dict(who.voice),
    )


def _once(readings: Sequence[Reading]) -> list[Reading]:
    """Keep one reading of each report, the last, in the place of its first."""
    return list({reading.report.id: reading for reading in readings}.values())


def _made(clusters: Sequence[Sequence[Mention]]) -> list[tuple[Incident, Sequence[Mention]]]:
    made = [(incident(tellers), tellers) for tellers in clusters]
    return sorted(made, key=lambda pair: min((m.arrival, m.key[1]) for m in pair[1]))


def _sums(checked: Sequence[Assertion]) -> dict[str, list[Assertion]]:
    """Find for each incident the totals that sum it."""
    sums: dict[str, list[Assertion]] = {}
    for total in checked:
        for key, _ in total.covers:
            sums.setdefault(key, []).append(total)
    return sums


def _summed(one: Incident, totals: Sequence[Assertion]) -> Incident:
    """Add to an incident that totals sum it."""
    added = tuple(
        Relation(RelationKind.SUMS, total.claim, one.claims[0], f"{total.verdict} ({total.reading})")
        for total in totals
    )
    return replace(one, relations=(*one.relations, *added)) if added else one

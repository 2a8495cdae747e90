"""Derive the ledger: readings and decisions in; incidents, assertions, periods, problems out. Nothing else is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.growing import Growing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.decision import Decision
    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading


def reconcile(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Ledger:
    """Return the ledger of these readings, in the order in which they came in, under these decisions.

    The order founds the incidents' ids; everything else is the same for any order. Of several readings of one report
    the last counts, in the place of the first.
    """
    growing = Growing(decisions)
    growing.put({reading.report.id: reading for reading in readings}.values())
    return growing.ledger()

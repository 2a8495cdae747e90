"""Edits of a sheet for a terminal, before they are recorded: each decision with the cells that make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.render.decisions import value_words
from marsad.render.moves import difference_parts
from marsad.render.table import table
from marsad.render.words import Words

if TYPE_CHECKING:
    from marsad.workbooks import Return


def return_view(returned: Return) -> Group:
    """Show every decision with its cells, then what all of them together change."""
    rows = table("", "decision", "edit", "why")
    for decision, edits in returned.decided:
        what = Text(f"{decision.kind} {value_words(decision)}".strip(), style="bold")
        cells = [Words(f"{edit.where}: {edit.column} {edit.was or '—'} → {edit.now or '—'}") for edit in edits]
        on = [Words(f"“{seen.claim.quote.text}”", "dim") for seen in decision.saw[:_SHOWN]]
        rows.add_row(str(decision.number), what, Group(*cells, *on), Words(decision.why))
    return Group(rows, *difference_parts(returned.changes))


_SHOWN = 3

"""The ledger as a table for a terminal: one incident a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.model.claim import Harm
from marsad.render.calm import party_words, visible
from marsad.render.figures import day_words, short_ids, toll_figure, whole
from marsad.render.table import facts, table
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.model.incident import Incident

_WIDE, _NARROW = 110, 72
_GRADE_STYLE = {"confirmed": "bold", "contested": "yellow", "discounted": "dim", "weak": "dim"}


def ledger_table(incidents: Sequence[Incident], ids: Iterable[str], width: int = 120) -> Table:
    """Show incidents in a table for a terminal of this width; `ids` are all of the ledger, for their shortest form.

    On a narrow terminal the party stands under the place, on a very narrow one everything stands under the id.
    """
    short = short_ids(ids)
    if width < _NARROW:
        return _listed(incidents, short)
    wide = width >= _WIDE
    made = table("incident")
    made.add_column("day", overflow="fold", min_width=10, max_width=13 if wide else 10)
    for name in ("place", "party") if wide else ("place, party",):
        made.add_column(name, overflow="fold")
    for name in ("killed", "injured", "reports"):
        made.add_column(name, justify="right", overflow="fold")
    made.add_column("grade", overflow="fold", max_width=12)
    for incident in incidents:
        place, party = _place_and_party(incident)
        made.add_row(
            Text(short[incident.id], style="cyan"),
            day_words(incident),
            *((place, party) if wide else (Group(place, party) if party else place,)),
            Text(toll_figure(whole(incident, Harm.KILLED)), style="bold"),
            toll_figure(whole(incident, Harm.INJURED)),
            str(len(incident.reports)),
            grade_words(incident),
        )
    return made


def _listed(incidents: Sequence[Incident], short: Mapping[str, str]) -> Table:
    """Show incidents one under the other."""
    made = facts()
    for incident in incidents:
        killed, injured = (toll_figure(whole(incident, harm)) for harm in (Harm.KILLED, Harm.INJURED))
        figures = f"killed {killed}, injured {injured}, reports {len(incident.reports)}, "
        figures_and_grade = Text(figures).append_text(grade_words(incident))
        place, party = _place_and_party(incident)
        lines: list[RenderableType] = [Text(day_words(incident)), place, *([party] if party else []), figures_and_grade]
        made.add_row(Text(short[incident.id], style="cyan"), Group(*lines))
    return made


def _place_and_party(incident: Incident) -> tuple[Words, Text]:
    return Words(place_words(incident)), Text(visible(", ".join(map(party_words, incident.parties))))


def place_words(incident: Incident) -> str:
    """Return the words for an incident's place, else the gazetteer's name, else a dash."""
    return incident.place or (incident.location.name if incident.location else "–")


def grade_words(incident: Incident) -> Text:
    """Write the grade, and what a recorder must know about the figures under it."""
    grade = incident.grade or "not graded"
    text = Text(grade, style=_GRADE_STYLE.get(grade, ""))
    for flag in incident.flags:
        if flag not in (grade, "open"):  # an open toll shows its own sign
            text.append(f"\n{visible(flag)}", style="yellow")
    return text

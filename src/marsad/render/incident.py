"""One incident for a terminal: its tolls, how each came about, the sentences behind it, how they relate."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.ledger.split import ged_split
from marsad.model.claim import Harm
from marsad.model.decision import DecisionKind
from marsad.model.incident import Cell, Conflict
from marsad.render.calm import isolate, party_words, visible
from marsad.render.cited import Cited
from marsad.render.decisions import bearing, decision_lines
from marsad.render.figures import NOT_STATED, cell_words, day_words, interval_figure, toll_figure
from marsad.render.ledger import place_words
from marsad.render.table import facts, table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.flow import Book
    from marsad.model.incident import Incident, Step
    from marsad.model.split import Split


def incident_view(incident: Incident, book: Book) -> Group:
    """Show everything that the ledger holds about one incident."""
    cited = Cited(book)
    parts: list[RenderableType] = [Text(incident.id, style="bold cyan"), _facts(incident, book, cited)]
    parts += [title("Toll"), _tolls(incident)]
    if incident.toll(Cell(Harm.KILLED)):
        parts += [title("The dead as UCDP’s GED splits them"), _split(ged_split(incident))]
    if incident.history:
        parts += [title("How it came about"), _history(incident, cited)]
    parts += [title("What the reports say"), _claims(incident, cited)]
    if incident.relations:
        parts += [title("How they relate"), _relations(incident, cited)]
    decided = bearing(incident, book)
    if decided:
        parts += [title("What people decided"), decision_lines(decided, book)]
    return Group(*parts)


def _facts(incident: Incident, book: Book, cited: Cited) -> Table:
    grid = facts()
    for name, words in _fact_rows(incident, book, cited):
        grid.add_row(name, words)
    return grid


def _fact_rows(incident: Incident, book: Book, cited: Cited) -> Iterator[tuple[str, RenderableType]]:
    yield "day", day_words(incident)
    yield "place", Words(place_words(incident))
    if incident.location:
        at = incident.location
        yield "", f"{isolate(at.name)}, {at.precision}, {at.lat:.4f} {at.lon:.4f} ±{at.radius_km:g} km"
    yield "parties", Text(visible(", ".join(map(party_words, incident.parties))) or "not known")
    if incident.method:
        yield "method", str(incident.method)
    if incident.conflict_by and incident.conflict is not Conflict.DIRECT:
        yield "conflict", Words(f"{incident.conflict}: “{isolate(incident.conflict_by[1] or '')}”")
    yield "voices", Words(", ".join(map(cited.voice, incident.voices)))
    yield "reports", f"{len(incident.reports)}, of them {len(incident.lead)} mainly about it"
    graded = [s.decision.who for s in bearing(incident, book) if s.decision.kind is DecisionKind.GRADE]
    by = f", decided by {isolate(graded[-1])}" if graded else ", proposed by rule" if incident.grade else ""
    yield "grade", (incident.grade or "not graded") + by
    if book.seen:
        yield "seen", book.seen
    if incident.flags:
        yield "note", Text(visible(", ".join(incident.flags)), style="yellow")


def _tolls(incident: Incident) -> Table:
    rows = table("cell", "low–high", "best", "")
    for toll in incident.tolls:
        notes = [note for note, holds in (("contested", toll.contested), ("no top stated", toll.open)) if holds]
        rows.add_row(Text(str(toll.cell)), Text(toll_figure(toll), style="bold"), str(toll.best), ", ".join(notes))
    return rows


def _split(split: Split) -> Table:
    rows = table("", "", "low–high", "best")
    sides = (("side a", split.side_a, split.deaths_a), ("side b", split.side_b, split.deaths_b))
    for name, party, dead in (*sides, ("civilians", None, split.civilians), ("unknown side", None, split.unknown)):
        if party or dead:
            figures = (Text(toll_figure(dead), style="bold"), str(dead.best) if dead else NOT_STATED)
            rows.add_row(name, visible(party_words(party or "")), *figures)
    return rows


def _history(incident: Incident, cited: Cited) -> Table:
    rows = table("said", "cell", "stated", "then", "why")
    for _, steps in groupby(incident.history, _what_happened):
        step = next(steps)  # the others are the cells above, where the claim did the same
        toll = f"{step.low}–{step.high}" if step.low != step.high else str(step.low)
        why = Group(
            Text(visible(cited.in_words(step.reason))),
            Words(f"{cited.voice(step.voice)}, {cited.mark(step.claim)}", "dim"),
        )
        said = str(step.said) if step.said else "not known"
        after = Text(toll + ("+" if step.open else ""), style="bold")
        rows.add_row(said, cell_words(step.cell), interval_figure(step.stated), after, why)
    return rows


def _what_happened(step: Step) -> tuple[object, ...]:
    """Return all of a step but its cell."""
    return step.said, step.claim, step.reason, step.stated, step.low, step.high, step.open


def _claims(incident: Incident, cited: Cited) -> Table:
    rows = table("", "claim", "words of the report")
    for claim_id in incident.claims:
        claim = cited.claim(claim_id)
        about = ", ".join(filter(None, (claim.side, party_words(claim.party or ""), claim.group)))
        understood = Text(f"{claim.harm} {claim.count}", style="bold").append(f"\n{visible(about)}", style="not bold")
        words = Group(Words(cited.sentence(claim_id)), *cited.persons(claim_id), Words(cited.origin(claim_id), "dim"))
        rows.add_row(Text(cited.mark(claim_id), style="dim"), understood, words)
    return rows


def _relations(incident: Incident, cited: Cited) -> Table:
    rows = table("", "", "", "why")
    for relation in incident.relations:
        ends = cited.mark(relation.claim), cited.mark(relation.other)
        rows.add_row(ends[0], str(relation.kind), ends[1], Text(visible(relation.reason)))
    return rows

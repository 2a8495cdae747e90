"""People's decisions for a terminal and for other programs: proposed, listed, and beside what the machine sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from marsad.ledger.correct import ADDED, FROM
from marsad.ledger.decided import DECISION
from marsad.ledger.founding import LEAVES
from marsad.ledger.persons import START
from marsad.ledger.requoting import AT
from marsad.ledger.slots import NOTHING
from marsad.ledger.waiting import REVIEWED
from marsad.model.decision import DecisionKind, State
from marsad.model.record import decision_record
from marsad.render.calm import isolate, visible
from marsad.render.cited import Cited
from marsad.render.moves import difference_parts
from marsad.render.rows import plain
from marsad.render.table import facts, table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from marsad.flow import Book, Proposal, Reread
    from marsad.ledger.moves import Difference
    from marsad.ledger.rereading import Change, Disagreement
    from marsad.model.decision import Decision, Standing
    from marsad.model.incident import Incident

_STYLE = {
    State.BINDS: "green",
    State.ORPHAN: "yellow",
    State.AMBIGUOUS: "yellow",
    State.OVERRULED: "dim",
    State.UNDONE: "dim",
}
_SILENT = {FROM, LEAVES, "location", START, "original", ADDED, REVIEWED}
"""What a decision keeps that tells a person nothing."""


def proposal_view(proposal: Proposal) -> Group:
    """Show a decision before it is recorded: who, why, on which words, and what it changes."""
    decision = proposal.decision
    grid = facts()
    grid.add_row("decision", Text(f"{decision.kind} {value_words(decision)}".strip(), style="bold"))
    grid.add_row("by", Words(decision.who))
    grid.add_row("why", Words(decision.why))
    for seen in decision.saw:
        grid.add_row("on", Group(Words(f"“{seen.claim.quote.text}”"), Text(seen.claim.id, style="dim")))
    return Group(grid, *difference_parts(proposal.changes))


def changed_view(changes: Difference) -> Group:
    """Show what became of the ledger since somebody saw it."""
    return Group(title("What changed since you saw it"), *difference_parts(changes))


def value_words(decision: Decision) -> str:
    """Write what a decision sets: `count=27`, a grade, the number of the decision taken back."""
    said = {slot for slot, _ in decision.value}
    silent = _SILENT | {f"{slot}{AT}" for slot in said}
    set_to = {slot: visible(value) for slot, value in decision.value if slot not in silent}
    if decision.kind is DecisionKind.RESTRICT:
        return ", ".join(f"{slot} {visible(value)}" for slot, value in decision.value)
    if decision.kind is not DecisionKind.CORRECT:
        return ", ".join(set_to.values())
    if {"low", "high"} <= set_to.keys():
        low, high = set_to.pop("low"), set_to.pop("high")
        set_to = {"count": low if low == high else f"{low}+" if high == NOTHING else f"{low}-{high}", **set_to}
    return ", ".join(f"{slot}={value}" for slot, value in set_to.items())


def decisions_view(book: Book, standings: Iterable[Standing], against: Sequence[Disagreement]) -> Group:
    """Show decisions in the order in which they were made, with how each stands."""
    rows = table("", "decision", "on", "by, why", "state")
    cited = Cited(book)
    for standing in standings:
        decision = standing.decision
        what = Text(str(decision.kind), style="bold").append(f"\n{value_words(decision)}".rstrip(), style="not bold")
        said: list[RenderableType] = [Words(decision.who), Words(decision.why, "dim"), Text(f"{decision.at:%Y-%m-%d}")]
        rows.add_row(str(decision.number), what, _claims(standing, cited), Group(*said), _state(standing, against))
    return Group(rows)


def bearing(incident: Incident, book: Book) -> list[Standing]:
    """Return the decisions in force about an incident's claims, and retractions in its reports."""
    return [s for s in book.ledger.decisions if s.holds and _bears(s, incident)]


def _bears(standing: Standing, incident: Incident) -> bool:
    if standing.decision.kind is DecisionKind.RETRACT:
        return any(claim.partition(":")[0] in incident.reports for claim in standing.claims)
    return bool(set(standing.claims) & set(incident.claims))


def decision_lines(standings: Iterable[Standing], book: Book) -> RenderableType:
    """Show decisions that bear on one incident, shortly."""
    cited = Cited(book)
    rows = table("", "decision", "on", "by, why")
    for standing in standings:
        decision = standing.decision
        quotes = {seen.claim.id: f"“{seen.claim.quote.text}”" for seen in decision.saw}
        on = [quotes.get(c, c) if cited.mark(c) == c else cited.mark(c) for c in standing.claims]
        what = f"{decision.kind} {value_words(decision)}".strip()
        who = Group(Words(decision.who), Words(decision.why, "dim"))
        rows.add_row(str(decision.number), what, Words(", ".join(on)), who)
    return rows


def decision_rows(standings: Iterable[Standing], against: Sequence[Disagreement] = ()) -> list[dict[str, Any]]:
    """Write decisions for other programs."""
    return [
        {
            "number": standing.decision.number,
            **decision_record(standing.decision),
            "state": str(standing.state),
            "by": standing.by or None,
            "disputed": list(standing.disputed),
            "claims": list(standing.claims),
            "machine": [found.sentence for found in against if found.decision is standing.decision],
        }
        for standing in standings
    ]


def _claims(standing: Standing, cited: Cited) -> RenderableType:
    decision = standing.decision
    if decision.kind is DecisionKind.UNDO:
        return Text(f"decision {', '.join(decision.values(DECISION))}")
    lines: list[RenderableType] = []
    for seen in decision.saw:
        mark = next((cited.mark(c) for c in standing.claims if c == seen.claim.id), "")
        lines.append(Words(f"{mark} “{seen.claim.quote.text}”".strip()))
    return Group(*(lines or [Text(", ".join(standing.claims or decision.anchors))]))


def _state(standing: Standing, against: Sequence[Disagreement]) -> RenderableType:
    words = {State.UNDONE: f"undone by {standing.by}", State.OVERRULED: f"overruled by {standing.by}"}
    state = Text(words.get(standing.state, str(standing.state)), style=_STYLE[standing.state])
    if standing.disputed:
        state.append("\ndisputed", style="bold yellow")
    for found in against:
        if found.decision is standing.decision:
            state.append(f"\n{visible(found.sentence)}", style="yellow")
    return state


def reread_view(found: Reread) -> Group:
    """Show what another reading brings."""
    parts: list[RenderableType] = []
    if found.claims:
        parts += [title("Claims"), changes_table(found.claims)]
    parts += difference_parts(found.ledger)
    if found.disagreements:
        parts.append(title("Where the machine now disagrees; the decisions stand"))
        parts += [_disagreement(one) for one in found.disagreements]
    return Group(*parts)


def changes_table(changes: Sequence[Change]) -> RenderableType:
    """Show what became of claims."""
    rows = table("", "words of the report", "what changed")
    for change in changes:
        claim = change.after or change.before
        if claim is None:
            continue
        slots = Text("\n".join(visible(f"{slot}: {was} → {now}") for slot, was, now in change.slots))
        if change.kind != "changed":
            slots = Text(f"{claim.harm} {claim.count}")
        rows.add_row(Text(change.kind, style="bold"), Words(claim.quote.text), slots)
    return rows


def _disagreement(found: Disagreement) -> Text:
    who = f"{found.decision.number}, {found.decision.kind} by {isolate(found.decision.who)}"
    return Text(f"• {who}: {visible(found.sentence)}")


def change_record(change: Change) -> dict[str, Any]:
    """Write what became of one claim for other programs."""
    return {
        "kind": change.kind,
        "before": change.before.id if change.before else None,
        "after": change.after.id if change.after else None,
        "slots": {slot: [was, now] for slot, was, now in change.slots},
    }


def reread_record(found: Reread) -> dict[str, Any]:
    """Write what another reading brings for other programs."""
    claims = [{"report": change.report, **change_record(change)} for change in found.claims]
    moves = [
        {
            "before": [_toll_record(one) for one in move.before],
            "after": [_toll_record(one) for one in move.after],
        }
        for move in found.ledger.moves
    ]
    return {
        "changed": list(found.changed),
        "same": found.same,
        "claims": claims,
        "incidents": moves,
        "problems": plain(found.ledger.raised),
        "disagreements": [{"decision": one.decision.number, "sentence": one.sentence} for one in found.disagreements],
    }


def _toll_record(one: Incident) -> dict[str, Any]:
    return {"id": one.id, "tolls": [[str(t.cell), t.low, t.best, t.high, t.open] for t in one.tolls]}

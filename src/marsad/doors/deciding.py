"""The commands by which people decide: decide, decisions, reread."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import AsJson, Recorded, app, audience, flow, question, show, times
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.say import print_json, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from marsad.flow import Proposal
    from marsad.ledger.drafting import Desk, Pen
    from marsad.model.decision import Decision

decide = typer.Typer(
    help="Decide as a person. Shows what would change, asks, and records it for good.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(decide, name="decide")

Claims = Annotated[
    list[str], typer.Argument(metavar="CLAIM…", help="Marks like 2.1, ids of claims, or ids of incidents.")
]
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="MARSAD_WHO", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", "--reason", metavar="WORDS", help="The reason, in your words.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")]
SeenAt = Annotated[
    str,
    typer.Option("--seen", metavar="HASH", help="What `show` and `explain` print; refuse if it changed since."),
]


AGREED = "marsad.agreed"
"""Under this name the context has who else agreed."""


@decide.callback()
def deciding(
    context: typer.Context,
    agreed_by: Annotated[
        str,
        typer.Option("--agreed", metavar="NAME", help="Who else agreed, where two persons decide; before the kind."),
    ] = "",
) -> None:
    """Keep who else agreed for the decision."""
    context.meta[AGREED] = " ".join(agreed_by.split())


@decide.command()
def confirm(
    context: typer.Context, claims: Claims, by: By = "", why: Why = "", seen: SeenAt = "", yes: Yes = False
) -> None:
    """Vouch for claims as they are read. They stand whatever a later reader makes of the text."""
    _decide(context, DecisionKind.CONFIRM, claims, (by, why, seen), yes=yes)


@decide.command()
def correct(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A mark like 2.1, or the id of a claim.")],
    slots: Annotated[
        list[str], typer.Argument(metavar="SLOT=VALUE…", help="count=27 (6+, 5-7), party=isis, when=DAY, place=NAME …")
    ],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Set slots of a claim. Count, harm, side, group, party, by, toll, method, when, said, place, source.

    place-at=120-135 names the words that tell the place, quote=WORDS those of the claim itself.
    """
    _decide(context, DecisionKind.CORRECT, [claim], (by, why, seen), slots, yes=yes)


@decide.command()
def person(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A mark like 2.1, or the id of a claim.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The name, as the report writes it.")],
    sex: Annotated[str, typer.Option("--sex", metavar="SEX", help="female or male.")] = "",
    age: Annotated[str, typer.Option("--age", metavar="YEARS", help="7, 60+ or 5-7.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="WORDS", help="What the person was: nurse, driver …")] = "",
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Name one of the people that a claim counts. Changes no number; shown to the team, not to everybody."""
    words = [f"{slot}={said}" for slot, said in (("name", name), ("sex", sex), ("age", age), ("role", role))]
    _decide(context, DecisionKind.PERSON, [claim], (by, why, seen), words, yes=yes)


@decide.command()
def link(
    context: typer.Context, claims: Claims, by: By = "", why: Why = "", seen: SeenAt = "", yes: Yes = False
) -> None:
    """Keep claims in one incident."""
    _decide(context, DecisionKind.LINK, claims, (by, why, seen), yes=yes)


@decide.command()
def part(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The part.")],
    whole: Annotated[str, typer.Argument(metavar="WHOLE", help="The claim that it is counted in.")],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Count a claim in another one of its report."""
    _decide(context, DecisionKind.PART, [claim, whole], (by, why, seen), yes=yes)


@decide.command()
def merge(
    context: typer.Context,
    incidents: Annotated[list[str], typer.Argument(metavar="INCIDENT…", help="Two incidents or more.")],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Make incidents one. The oldest id stays, the others lead to it."""
    _decide(context, DecisionKind.MERGE, incidents, (by, why, seen), yes=yes)


@decide.command()
def split(
    context: typer.Context, claims: Claims, by: By = "", why: Why = "", seen: SeenAt = "", yes: Yes = False
) -> None:
    """Set claims apart from the others of their incident."""
    _decide(context, DecisionKind.SPLIT, claims, (by, why, seen), yes=yes)


@decide.command()
def grade(
    context: typer.Context,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")],
    given: Annotated[str, typer.Argument(metavar="GRADE", help="confirmed, fair, weak, contested or discounted.")],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Give an incident its grade."""
    _decide(context, DecisionKind.GRADE, [incident], (by, why, seen), [given], yes=yes)


@decide.command()
def retract(
    context: typer.Context, claims: Claims, by: By = "", why: Why = "", seen: SeenAt = "", yes: Yes = False
) -> None:
    """Let claims count no more. They are misread, or their report took them back."""
    _decide(context, DecisionKind.RETRACT, claims, (by, why, seen), yes=yes)


@decide.command()
def note(
    context: typer.Context, claims: Claims, by: By = "", why: Why = "", seen: SeenAt = "", yes: Yes = False
) -> None:
    """Note something about claims or incidents; --why has the words. Changes no number."""
    _decide(context, DecisionKind.NOTE, claims, (by, why, seen), yes=yes)


@decide.command()
def undo(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Of a decision in `marsad decisions`.")],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Take a decision back. Undoing is an entry too, and can be undone."""
    _decide(context, DecisionKind.UNDO, [], (by, why, seen), [number], yes=yes)


def _decide(
    context: typer.Context,
    kind: DecisionKind,
    names: Sequence[str],
    pen: tuple[str, str, str],
    words: Sequence[str] = (),
    *,
    yes: bool,
) -> None:
    """Draft a decision of a kind, show what it changes, ask, record it."""
    from marsad.ledger.drafting import draft

    drafter = partial(draft, kind, names, words=words)
    settle(context, lambda desk, pen: drafter(desk, pen=pen), pen, yes=yes, moves=kind is not DecisionKind.NOTE)


def settle(
    context: typer.Context,
    drafter: Callable[[Desk, Pen], Decision],
    pen: tuple[str, str, str],
    *,
    yes: bool,
    moves: bool = True,
) -> None:
    """Propose what somebody drafts, show what it changes, ask, record it; `moves` tells whether figures can move."""
    from datetime import UTC, datetime

    from marsad.ledger.drafting import Pen

    conductor = flow(context)
    by, why, seen = pen
    by_whom = Pen(by, _with_another(context, by, why, moves=moves), datetime.now(UTC))
    with _told_what_changed(conductor):
        proposal: Proposal = conductor.propose(lambda desk: drafter(desk, by_whom), audience(context), seen=seen)
    record(conductor, proposal, yes=yes)


def _with_another(context: typer.Context, by: str, why: str, *, moves: bool) -> str:
    """Return the reason with who else agreed; raises MarsadError where somebody has to and nobody did."""
    from marsad.settings import two_persons

    other = context.meta.get(AGREED, "")
    if other and other.casefold() == " ".join(by.split()).casefold():
        raise MarsadError(f"Another person has to agree; {other} is the one who decides. Nothing was recorded.")
    if not other and moves and two_persons():
        raise MarsadError(
            "Two persons decide here (MARSAD_TWO_PERSONS): say who else agreed, `marsad decide --agreed NAME …`, "
            "or propose it in the pages. Nothing was recorded."
        )
    return f"{why} (agreed: {other})" if other and why.strip() else why


def record(conductor: ModuleType, proposal: Proposal, *, yes: bool) -> None:
    """Show a proposal, ask, and record it."""
    from marsad.render.decisions import proposal_view

    show(proposal_view(proposal))
    if not yes and not agreed("Record this decision?", "recorded"):
        print("Nothing was recorded.")
        return
    with _told_what_changed(conductor):
        decided = conductor.decide(proposal)
    print(f"Recorded as decision {decided.number}. `marsad decide undo {decided.number}` takes it back.")


@contextmanager
def _told_what_changed(conductor: ModuleType) -> Iterator[None]:
    """Show what others changed where a decision is refused for it."""
    try:
        yield
    except conductor.ChangedError as changed:
        from marsad.render.decisions import changed_view

        show(changed_view(changed.changes))
        raise


def agreed(asked: str, done: str) -> bool:
    """Ask before something is recorded or removed; raises MarsadError where nobody answers."""
    print(f"{asked} [y/N] ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer:
        print()
        raise MarsadError(f"Nobody answered, so nothing was {done}; --yes decides without asking.")
    return answer.strip().lower() in {"y", "yes", "ن", "نعم"}


@app.command()
def decisions(
    context: typer.Context,
    recorded: Recorded = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only those about which another person decided differently.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List people's decisions. How each stands, and where the machine alone would differ."""
    asked, against = flow(context).decisions(question(context, recorded))
    listed = [one for one in asked.ledger.decisions if one.disputed or not conflicts]
    if as_json:
        from marsad.render.decisions import decision_rows

        print_json(decision_rows(listed, against))
        return
    from marsad.render.decisions import decisions_view

    if listed:
        show(decisions_view(asked, listed, against))
    noun = "disputed decision" if conflicts else "decision"
    print(f"{times(len(listed), noun)}: {asked.question}.")


@app.command()
def reread(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would change; record nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read all reports again with this version. Keeps every decision, and lists what is seen differently."""
    found = flow(context).reread(audience(context), record=not dry_run)
    for problem in found.problems:
        say(str(problem))
    if as_json:
        from marsad.render.decisions import reread_record

        print_json(reread_record(found))
        return
    if found.changed or found.disagreements:
        from marsad.render.decisions import reread_view

        show(reread_view(found))
    outcome = "would change" if dry_run else "changed"
    print(f"Read again: {times(len(found.changed), 'reading')} {outcome}, {found.same} stayed as they were.")

"""What a whole leaves to its parts, and parts to their whole: bounds handed down and up the tree of cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from marsad.ledger.stance import shown
from marsad.model.count import Interval
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.stance import Stance
    from marsad.model.incident import Toll


class Kept(NamedTuple):
    """What a voice holds of a part once its whole is heard; `fell` where the whole fell below what the parts made."""

    stance: Stance
    fell: bool = False


def kept(part: Stance, whole: Kept, beside: Sequence[Stance], rest: int) -> Kept:
    """Keep what a voice holds of a part within what it holds of the whole (DESIGN, part_of and Cells).

    `beside` are the parts that exclude this one, `rest` how many more people the whole had when the parts were told. A
    part is at most what the whole leaves beside the others. A whole that fell below its parts took people from them,
    and who the others were did not change: each part then is at most what it was, at least what the others leave. A
    denial takes nothing from parts: it contests them.
    """
    top = whole.stance.interval.high
    if top is None or whole.stance.bound or whole.stance.denies:
        return Kept(part)
    room = top - sum(s.interval.low for s in beside)
    if part.interval.low > room and not (whole.fell or _since(whole.stance, [part, *beside])):
        return Kept(part)
    if part.interval.low <= room and not whole.fell:
        high = part.interval.high
        narrowed = high is not None and high > room
        return Kept(part._replace(interval=Interval(part.interval.low, room)) if narrowed else part)
    high = min(part.interval.greatest, top)
    others = sum(s.interval.greatest for s in beside) + rest
    low = max(0, min(whole.stance.interval.low - others, high))
    claims = tuple(dict.fromkeys((*part.claims, *whole.stance.claims)))
    return Kept(part._replace(interval=Interval(low, high), claims=claims, bound=False, untopped=False), fell=True)


def _since(whole: Stance, parts: Sequence[Stance]) -> bool:
    """Tell whether a whole was told on a later day than all its parts."""
    return all(whole.moment[:2] > part.moment[:2] for part in parts)


def exceeding(whole: Stance, parts: Sequence[Stance]) -> Problem | None:
    """Name the least parts that a voice told, and that make more than the whole it told since; None where they fit."""
    top = whole.interval.high
    if top is None or whole.bound or whole.denies:
        return None
    taken: list[Stance] = []
    for part in sorted(parts, key=lambda s: (-s.interval.low, s.claims)):
        if sum(s.interval.low for s in taken) > top:
            break
        taken.append(part)
    claims = tuple(dict.fromkeys(claim for s in (*taken, whole) for claim in s.claims))
    if sum(s.interval.low for s in taken) <= top or _one_report(claims):
        return None
    kind = "part exceeds whole" if len(taken) == 1 else "parts exceed whole"
    told = " + ".join(shown(s.interval) for s in taken)
    since = _since(whole, taken)
    held = "the parts are taken to have fallen with it" if since else "the whole may be as large as they are"
    sentence = (
        f"{whole.voice} gives {told} as part of {shown(whole.interval)}{' told later' * since}; {held}. "
        "Correct or retract what does not hold"
    )
    return Problem(kind, sentence, "", claims)


def _one_report(claims: Sequence[str]) -> bool:
    """Tell whether one report has all these claims: what exceeds its own whole there is a problem of that report."""
    return len({claim.partition(":")[0] for claim in claims}) == 1


def widened(whole: Toll, parts: Sequence[Toll]) -> Toll:
    """Let a whole reach as far as its parts surely do: other voices than its own can know of them.

    Where all others deny that there was anybody, it is contested.
    """
    made = sum(part.low for part in parts)
    if made <= whole.high:
        return whole
    claims = tuple(dict.fromkeys(claim for part in parts for claim in part.low_claims))
    return replace(whole, high=made, high_claims=claims, contested=whole.contested or whole.high == 0)

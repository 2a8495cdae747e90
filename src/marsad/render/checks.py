"""What the doctor found, a line each: how it stands, what was looked at, a sentence, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.check import State
from marsad.render.calm import visible
from marsad.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model.check import Check
    from marsad.render.paint import Paint

_STATE, _NAME = 8, 13
_LEAST = 20


def check_lines(checks: Iterable[Check], width: int, paint: Paint) -> Iterator[str]:
    """Show each check in as many lines as it takes."""
    for check in checks:
        told = f"{check.sentence} {check.advice}".strip()
        first, *rest = wrap(visible(told), max(width - _STATE - _NAME, _LEAST))
        state = paint(check.state, "bold" if check.state is State.PROBLEM else "")
        yield state + " " * (_STATE - len(check.state)) + check.name.ljust(_NAME) + first
        yield from (" " * (_STATE + _NAME) + line for line in rest)

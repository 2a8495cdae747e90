"""How the program speaks: sentences on standard error, JSON and lines as wide as the terminal on standard output."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

from marsad.render.calm import visible

if TYPE_CHECKING:
    from marsad.render.paint import Paint


def say(sentence: str) -> None:
    """Tell the person at the keyboard something that is no result: on standard error."""
    print(f"marsad: {visible(sentence)}", file=sys.stderr)


def print_json(value: Any) -> None:
    """Print what JSON can hold, for people to read too."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def terminal() -> tuple[int, Paint]:
    """Return how wide standard output is and how to paint on it."""
    from marsad.render.paint import paint_for_output

    return shutil.get_terminal_size().columns, paint_for_output()

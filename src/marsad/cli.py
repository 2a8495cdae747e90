"""The program's door: `marsad read` goes straight to work, everything else goes through typer.

A recorder runs `marsad read` many times a day on a weak laptop. typer takes as long to load as some reports take to
read, so what is typed plainly is understood without it; help, mistakes and all other commands are typer's.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Sequence

FLAGS = {"--json": "as_json", "--jsonl": "as_lines", "--explain": "explain"}
VALUES = {"--published": "published", "--publisher": "publisher", "--country": "country", "--html": "html"}
"""The options of `read` and the names of its arguments, as `commands` declares them; a test compares."""
EVERYWHERE = ("--home", "--for")
"""The options of the program itself."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the program; ends with status 0, or 2 after a sentence on what a person can mend."""
    gc.set_threshold(50_000, 20, 50)  # word lists and rules are many objects and stay: a search among them is in vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _asked_first(sys.argv[1:] if argv is None else argv)
    try:
        _run(args)
    except MarsadError as error:
        from marsad.say import say

        say(str(error))
        sys.exit(error.status)


def _run(args: list[str]) -> None:
    plain = plain_read(args)
    if plain is None:
        from marsad.commands import app

        app(args=args)
        return
    from marsad.read_reports import read_reports

    try:
        everything = read_reports(**plain)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads our output has enough
        sys.stdout = None  # nothing is left to be written at the end
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    if not everything:
        sys.exit(2)


def plain_read(args: Sequence[str]) -> dict[str, Any] | None:
    """Return the arguments of a plainly typed `read`: files, and options spelt out; None for all else."""
    if not args or args[0] != "read":
        return None
    found: dict[str, Any] = {"files": []}
    rest = iter(args[1:])
    for arg in rest:
        if arg in FLAGS:
            found[FLAGS[arg]] = True
        elif arg in VALUES:
            value = next(rest, None)
            if value is None or value.startswith("-"):
                return None
            found[VALUES[arg]] = Path(value) if arg == "--html" else value
        elif arg.startswith("-") and arg != "-":
            return None
        else:
            found["files"].append(arg)
    return found if found["files"] else None


def _asked_first(argv: Sequence[str]) -> list[str]:
    """Put --home and --for before the command: they may be typed anywhere."""
    args = list(argv)
    for option in EVERYWHERE:
        end = args.index("--") if "--" in args else len(args)
        at = next((n for n, arg in enumerate(args[:end]) if arg == option or arg.startswith(f"{option}=")), None)
        if at is not None:
            taken = args[at : at + (2 if args[at] == option else 1)]
            args = [*taken, *args[:at], *args[at + len(taken) :]]
    return args

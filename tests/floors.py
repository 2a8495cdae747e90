"""The floors of the house (DESIGN, The house) and who imports upwards."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    "model": 0,
    "text": 1,
    "lang": 1,
    "places": 2,
    "actors": 2,
    "reader": 3,
    "ledger": 3,
    "exam": 3,
    "intake": 3,
    "release": 3,
    "store": 3,
    "sample": 3,
    "flow": 4,
    "present": 4,
    "derive": 4,
    "checkup": 4,
    "sifting": 4,
    "forget": 4,
    "share": 4,
    "keep": 4,
    "evidence": 4,
    "versions": 4,
    "statements": 4,
    "workbooks": 4,
    "publish": 4,
    "reviewing": 4,
    "bulk": 4,
    "watch": 4,
    "fonts": 0,
    "render": 5,
    "say": 5,
    "read_reports": 5,
    "eval_reports": 5,
    "country": 5,
    "commands": 5,
    "doors": 5,
    "library": 5,
    "settings": 5,
    "web": 5,
    "cli": 5,
    "__main__": 5,
}
SIDEWAYS = (
    {
        ("lang", "text"),
        ("bulk", "flow"),
        ("bulk", "sifting"),
        ("watch", "flow"),
        ("watch", "keep"),
        ("flow", "derive"),
        ("present", "flow"),
        ("checkup", "flow"),
        ("forget", "flow"),
        ("forget", "derive"),
        ("share", "derive"),
        ("evidence", "flow"),
        ("evidence", "forget"),
        ("versions", "flow"),
        ("statements", "flow"),
        ("statements", "derive"),
        ("workbooks", "flow"),
        ("workbooks", "derive"),
        ("publish", "flow"),
        ("reviewing", "flow"),
        ("__main__", "cli"),
        ("cli", "commands"),
    }
    | {("say", "render"), ("commands", "doors"), ("doors", "web")}
    | {
        (door, room)
        for door in ("cli", "commands", "doors", "read_reports", "eval_reports", "web", "library")
        for room in ("render", "settings", "country", "read_reports", "eval_reports", "say")
    }
)
"""Rooms of one floor that may import each other, in this direction only."""

PURE = ("model", "text", "lang", "places", "actors", "reader", "ledger", "exam", "sample")
OUTSIDE = frozenset(
    {"django", "rich", "typer", "sqlite3", "socket", "urllib", "http", "requests", "ray", "scipy", "time"}
)
"""What no pure room imports: databases, doors, clocks, the network."""

PUBLIC = ("marsad.library.", "marsad.model.problem")
"""Where the names that the package gives to programs come from; it loads them on first use."""

CLOCKS = frozenset({"now", "utcnow", "today"})


@dataclass(frozen=True)
class Fault:
    file: str
    line: int
    what: str


def faults(source: Path) -> list[Fault]:
    """Check every file under a folder that holds a package `marsad`."""
    found = []
    for path in sorted((source / "marsad").rglob("*.py")):
        name = str(path.relative_to(source))
        room = path.relative_to(source / "marsad").parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        package = [*path.relative_to(source).parts[:-1]]
        for line, module in imports(tree, package):
            found += [Fault(name, line, what) for what in judge(room, module)]
        if room in PURE:
            found += [Fault(name, line, "asks the clock") for line in clocks(tree)]
    return found


def imports(tree: ast.AST, package: list[str]) -> list[tuple[int, str]]:
    """List every imported module, inside functions and for types alike; `from marsad import x` is marsad.x."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            if base == "marsad":
                found += [(node.lineno, f"marsad.{alias.name}") for alias in node.names]
            else:
                found.append((node.lineno, base))
    return found


def judge(room: str, module: str) -> list[str]:
    """Say what is wrong with a room importing a module."""
    top, _, rest = module.partition(".")
    if top != "marsad":
        return [f"{room} is pure and imports {module}"] if room in PURE and top in OUTSIDE else []
    other = rest.partition(".")[0]
    if other in ("", "__version__") or other == room:
        return []
    if room == "__init__" and module.startswith(PUBLIC):
        return []
    if room == "__init__":
        return [f"the package imports {module}"]
    if room not in FLOORS or other not in FLOORS:
        return [f"{room} or {other} stands on no floor"]
    if FLOORS[other] > FLOORS[room]:
        return [f"{room} (floor {FLOORS[room]}) imports {module} (floor {FLOORS[other]})"]
    if FLOORS[other] == FLOORS[room] and (room, other) not in SIDEWAYS:
        return [f"{room} imports {module} of its own floor"]
    return []


def clocks(tree: ast.AST) -> list[int]:
    """List the lines that ask what day or time it is."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]

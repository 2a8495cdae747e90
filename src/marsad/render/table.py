"""The one look of tables on a terminal: a line under the head, columns two spaces apart, everything wrapped."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text


def table(*columns: str) -> Table:
    """Make a table with these columns; more can be added. Nothing that does not fit is cut off: it is wrapped."""
    made = Table(
        box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1), collapse_padding=True, pad_edge=False, highlight=False
    )
    for name in columns:
        made.add_column(name, overflow="fold")
    return made


def facts() -> Table:
    """Make a list of names with what they stand for."""
    made = Table.grid(padding=(0, 1))
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    return made


def title(words: str) -> Text:
    """Write a heading between tables, an empty line before it."""
    return Text(f"\n{words}", style="bold")

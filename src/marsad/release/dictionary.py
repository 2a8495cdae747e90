"""The data dictionary: what every column of every table holds, in Arabic and in English (dictionary.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.release.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LANGUAGES = ("en", "ar")
_FOREIGN = ("ged", "acled", "airwars")
"""Tables whose columns have the names of other data sets, also as headers."""
COLUMNS = tuple(Column(key) for key in ("table", "column", "holds", "hxl", "en", "ar"))
_OF_OTHERS = {"en": "Only {name} gives it; empty here.", "ar": "لا يعطيه إلا {name}؛ فارغ هنا."}


def title(table: str, lang: str) -> str:
    """Return the title of a table."""
    return str(_words()["table"][table][lang][0])


def about(table: str, lang: str) -> str:
    """Say what the rows of a table are."""
    return str(_words()["table"][table][lang][1])


def header(table: str, column: str, lang: str) -> str:
    """Return the header of a column in a workbook."""
    return column if table in _FOREIGN else _told(table, column, lang)[0]


def meaning(table: str, column: str, lang: str) -> str:
    """Say what a column holds."""
    return _told(table, column, lang)[1]


def dictionary(tables: Iterable[Table]) -> Table:
    """Return the dictionary of tables as a table of its own."""
    rows = [
        (table.key, one.key, str(one.kind), one.hxl or None, *(meaning(table.key, one.key, lang) for lang in LANGUAGES))
        for table in tables
        for one in table.columns
    ]
    return Table("dictionary", COLUMNS, tuple(rows))


def dictionary_page(tables: Sequence[Table]) -> str:
    """Write the dictionary as a page (Markdown), in both languages."""
    parts = ["# Data dictionary · قاموس البيانات", ""]
    for table in tables:
        parts += [f"## `{table.key}.csv`: {title(table.key, 'en')} · {title(table.key, 'ar')}", ""]
        parts += [about(table.key, "en"), "", f'<div dir="rtl">{about(table.key, "ar")}</div>', ""]
        parts += ["| column | holds | meaning | المعنى |", "|---|---|---|---|"]
        for one in table.columns:
            said = (meaning(table.key, one.key, lang).replace("|", "\\|") for lang in LANGUAGES)
            parts.append(f"| `{one.key}` | {one.kind} | {' | '.join(said)} |")
        parts.append("")
    return "\n".join(parts)


def _told(table: str, column: str, lang: str) -> tuple[str, str]:
    words = _words()
    if table in _FOREIGN:
        found = words[table].get(column)
        return column, found[lang] if found else _OF_OTHERS[lang].format(name=title(table, lang).removeprefix("UCDP "))
    harm, _, end = column.rpartition("_")
    if column in words["column"]:
        return tuple(words["column"][column][lang])
    figure, (name, said) = words["figure"][harm][lang], words["end"][end][lang]
    return f"{figure}, {name}" if lang == "en" else f"{figure}، {name}", f"{figure}: {said}"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("marsad.release") / "dictionary.toml").read_text("utf-8"))

"""Read packaged lists: TOML, by a reader of its plain part, which is all that most lists use, in a tenth of the time.

Plain are tables, and keys on one line with a string without escapes, a whole number, true or false, or a list of such
strings. A file with anything else is read by tomllib.
"""

from __future__ import annotations

import re
from typing import Any

_WORDS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
_LINE = re.compile(
    rf'(?:(?P<key>[A-Za-z0-9_-]+) = (?:"(?P<words>{_WORDS})"|(?P<number>0|[1-9][0-9]*)|(?P<truth>true|false)'
    rf'|\[(?P<list>(?:[ ]*"{_WORDS}"[ ]*,?)*[ ]*)\])'
    r"|\[\[(?P<entry>[A-Za-z0-9_-]+)\]\]|\[(?P<table>[A-Za-z0-9_-]+)\])?[ ]*(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?\n"
)
_STRINGS = re.compile(r' *"([^"]*)" *(?:,|$) *')


def read_list(text: str) -> dict[str, Any]:
    """Read a list; raises tomllib.TOMLDecodeError where it is no TOML."""
    plain = _plain(text if text.endswith("\n") else f"{text}\n")
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any] | None:
    """Read a text that keeps to the plain part; None where it does not."""
    found: dict[str, Any] = {}
    entry = found
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        at = line.end()
        if line["entry"]:
            entry = {}
            entries = found.setdefault(line["entry"], [])
            if not isinstance(entries, list):
                return None
            entries.append(entry)
        elif line["table"]:
            if line["table"] in found:
                return None
            entry = found[line["table"]] = {}
        elif line["key"]:
            value = _value(line)
            if value is None or line["key"] in entry:
                return None
            entry[line["key"]] = value
    return found


def _value(line: re.Match[str]) -> str | int | bool | list[str] | None:
    """Return what stands behind the sign of equality; None for a list that holds other things than strings."""
    if line["words"] is not None:
        return line["words"]
    if line["number"]:
        return int(line["number"])
    if line["truth"]:
        return line["truth"] == "true"
    items: list[str] = []
    at, inside = 0, line["list"].rstrip()
    while at < len(inside):
        item = _STRINGS.match(inside, at)
        if item is None:
            return None
        items.append(item[1])
        at = item.end()
    return items

"""What must hold of the documentation site's pages: links lead somewhere, and commands are as they are told."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import typer

from marsad.commands import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TOLD = re.compile(r"^ {4}(marsad .+)$|`(marsad [^`]+)`", re.MULTILINE)


def broken_links(page: Path) -> list[str]:
    """Name the links of a page to files that are not there."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not (page.parent / link).is_file()]


def untrue_commands(text: str) -> list[str]:
    """Name the commands of a page that the program does not have, or that lack an option told."""
    return [told for told in commands_told(text) if not _known(shlex.split(told)[1:])]


def commands_told(text: str) -> Iterator[str]:
    """Yield each command that a page tells, as typed."""
    return (block or inline for block, inline in _TOLD.findall(text))


def _known(words: list[str]) -> bool:
    command = typer.main.get_command(app)
    for at, word in enumerate(words):
        if not hasattr(command, "commands"):
            return _options(words[at:]) <= {name for parameter in command.params for name in parameter.opts} | {
                "--for",
                "--help",
            }
        if word == "COMMAND":  # stands for any
            return True
        if word not in command.commands:
            return False
        command = command.commands[word]
    return True


def _options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][\w-]*(?:=.*)?", word)}

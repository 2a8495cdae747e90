"""The frame of every page that is written: one file that needs no other and fetches nothing."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def document(title: str, body: str, styles: Iterable[str], *, lang: str, direction: str) -> str:
    """Put a body into a whole page. `title` is plain words, `body` markup, `styles` names of packaged style sheets."""
    folder = resources.files("marsad.render")
    css = "".join(folder.joinpath(name).read_text("utf-8") for name in styles)
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{css}</style>
</head>
<body>
{body}
</body>
</html>
"""

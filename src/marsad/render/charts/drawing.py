"""Charts drawn by vl-convert: SVG and PNG under the packaged fonts, without a network, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError
from marsad.render.charts.palette import ARABIC, LATIN

if TYPE_CHECKING:
    from marsad.render.charts.chart import Chart, Spec

GRAMMAR = "5.20"
"""The version of Vega-Lite that draws: a new one is a decision, since it may move every pixel."""
SCALE = 2.0
"""PNG pixels per pixel of the chart."""
_OUTWARD = frozenset({"url", "href"})
_WEIGHTS = {"Regular": 400, "SemiBold": 600}


def svg(chart: Chart, *, with_fonts: bool = False) -> str:
    """Draw a chart as SVG with title and description; raises MarsadError where the extra is not installed.

    `with_fonts` puts the fonts inside, for a file that goes out alone; a page has them already.
    """
    drawn: str = _engine().vegalite_to_svg(_closed(chart.spec), vl_version=GRAMMAR, allowed_base_urls=[])
    drawn = re.sub(r'font-family="([^"]+)"', r'font-family="\1, sans-serif"', drawn)
    head, _, body = drawn.partition(">")
    key = f"chart-{hashlib.sha256(drawn.encode()).hexdigest()[:8]}"
    names = f'aria-labelledby="{key}-title {key}-desc"'
    named = (
        f'{head} role="img" lang="{chart.language}" direction="ltr" {names}>'  # `start` is left in an Arabic page too
    )
    told = (
        f'<title id="{key}-title">{escape(chart.title)}</title><desc id="{key}-desc">{escape(chart.description)}</desc>'
    )
    return named + told + (_fonts(drawn) if with_fonts else "") + body


def png(chart: Chart, scale: float = SCALE) -> bytes:
    """Draw a chart as PNG; raises MarsadError where the extra is not installed."""
    drawn: bytes = _engine().vegalite_to_png(_closed(chart.spec), vl_version=GRAMMAR, scale=scale, allowed_base_urls=[])
    return drawn


@cache
def _engine() -> Any:
    """Load vl-convert and show it the packaged fonts."""
    try:
        engine = import_module("vl_convert")
    except ImportError:
        raise MarsadError(
            "Charts are drawn by vl-convert, which is not installed: pip install 'marsad[release]'."
        ) from None
    engine.register_font_directory(str(resources.files("marsad.fonts")))
    return engine


def _closed(spec: Spec) -> Spec:
    """Return the specification; raises ValueError where it names anything outside itself."""
    left: list[Any] = [spec]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            if not _OUTWARD.isdisjoint(part):
                raise ValueError("a chart holds all its data and fetches nothing")
            left += part.values()
        elif isinstance(part, list):
            left += part
    return spec


def _fonts(drawn: str) -> str:
    """Return a style element that holds the faces in which a drawing is set."""
    used = [family for family in (LATIN, ARABIC) if f'="{family}, ' in drawn]
    return f"<style>{''.join(map(_face, used))}</style>"


@cache
def _face(family: str) -> str:
    faces = []
    for name, weight in _WEIGHTS.items():
        file = resources.files("marsad.fonts").joinpath(f"{family.replace(' ', '')}-{name}.woff2")
        data = base64.b64encode(file.read_bytes()).decode("ascii")
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        faces.append(f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}")
    return "".join(faces)

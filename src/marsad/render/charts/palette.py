"""The colours and type of charts: Okabe and Ito's palette, told apart by the colour-blind and in grey; AA on white."""

from __future__ import annotations

from typing import Any

from marsad.render.calm import ARABIC_RUN

INK, QUIET, GRID, PAPER = "#1f2933", "#52606d", "#e4e7eb", "#ffffff"
SURE, BAND, BEST, OPEN = "#0072b2", "#a6cee6", "#d55e00", "#1f2933"
"""What is surely so, what reaches from there up to the highest, the best figure, the mark of an open top."""
UNKNOWN = "#9aa5b1"
"""Bars of people of no known place or side."""
EMPTY = "#f0f2f5"
HEAT = ("#fde0c5", "#f9b384", "#ec7f4b", "#c6501c", "#7f2704")
"""Five classes of one hue, each darker than the one before: they keep their order in grey."""

LATIN, ARABIC = "IBM Plex Sans", "IBM Plex Sans Arabic"
FONTS = {"en": LATIN, "ar": ARABIC}
"""The face of a language. The Arabic one has the letters of English, too; words are never set in both."""
SMALL, TEXT, HEADING = 12, 13, 19
"""Sizes of type in pixels."""


def face(words: str, language: str) -> str:
    """Return the face for words: the Arabic one where a letter is Arabic, whatever the language of the chart."""
    return ARABIC if ARABIC_RUN.search(words) else FONTS[language]


def config(language: str) -> dict[str, Any]:
    """Return how everything looks that a chart does not say itself."""
    font = FONTS[language]
    words = {"labelFont": font, "titleFont": font, "labelFontSize": SMALL, "labelColor": QUIET}
    return {
        "font": font,
        "background": PAPER,
        "view": {"stroke": None},
        "axis": {
            **words,
            "domain": False,
            "ticks": False,
            "gridColor": GRID,
            "labelPadding": 6,
            "labelLimit": 0,
            "labelLineHeight": 15,
            "title": None,
        },
        "text": {"font": font, "fontSize": SMALL, "color": INK, "limit": 0},
    }

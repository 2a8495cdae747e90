"""The data dictionary in the documents. `python tests/dictionary_page.py` writes it anew; look at the difference."""

from __future__ import annotations

from pathlib import Path

from marsad.release.dictionary import dictionary_page
from marsad.release.folder import tables
from marsad.release.material import Made, Material
from values import SOME_TIME

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data-dictionary.md"


def page() -> str:
    """Return the page as the program writes it into every release."""
    made = tables(Material(Made(0, "", SOME_TIME)))
    return dictionary_page((*made.own, *made.others))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""English names of sources. They stand in the word lists; no rule is needed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.text.rules import Rule

RULES: tuple[Rule, ...] = ()

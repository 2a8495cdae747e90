"""A figure: what a voice gave for one cell at one moment, after the list in its sentence has been added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from marsad.ledger.cells import Node
    from marsad.ledger.statement import Moment
    from marsad.model.count import Interval
    from marsad.model.when import Days


class Figure(NamedTuple):
    """`listed` marks a figure that stands by itself and not as a part of another one.

    `adds` marks people who come on top of the figure before; `announced` that the words say that the figure is new or
    corrected, so that a drop is no surprise; `quoted` that another publisher tells it, and not when; `because` are
    reasons told with it.
    """

    node: Node
    interval: Interval
    voice: str
    moment: Moment
    said: Days | None
    claims: tuple[str, ...]
    report: str
    listed: bool = True
    adds: bool = False
    announced: bool = False
    quoted: bool = False
    because: tuple[str, ...] = ()

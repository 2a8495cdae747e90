"""Charts for notebooks and programs: a drawing shows itself, and is saved as SVG or PNG."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.render.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of a ledger. A notebook shows it; `spec` is its Vega-Lite specification."""

    chart: Chart

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, data and all, for one's own tools."""
        return self.chart.spec

    @property
    def title(self) -> str:
        """What it shows."""
        return self.chart.title

    @property
    def description(self) -> str:
        """All that it shows, in words."""
        return self.chart.description

    def svg(self) -> str:
        """Draw it as SVG that carries its fonts; raises MarsadError where vl-convert is not installed."""
        from marsad.render.charts.drawing import svg

        return svg(self.chart, with_fonts=True)

    def png(self, scale: float = 2.0) -> bytes:
        """Draw it as PNG; raises MarsadError where vl-convert is not installed."""
        from marsad.render.charts.drawing import png

        return png(self.chart, scale)

    def save(self, path: str | Path) -> Path:
        """Write it to a file, .svg or .png; raises MarsadError where the name is neither, or it cannot be written."""
        from marsad.render.charts.saving import save

        return save(self.chart, Path(path))

    def _repr_html_(self) -> str:
        return self.svg()


def shown(draw: Callable[[], Drawing]) -> str:
    """Return a drawing for a page that has or lacks its fonts; nothing where there is none to be drawn."""
    from marsad.render.charts.drawing import svg

    try:
        return svg(draw().chart)
    except MarsadError:  # vl-convert is not installed, or nothing is stated that could be drawn
        return ""

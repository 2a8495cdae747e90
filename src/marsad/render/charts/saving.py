"""Charts saved: the kind of file by its name, written beside and put in its place, so that no half drawing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.problem import MarsadError
from marsad.render.charts.drawing import png, svg

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.render.charts.chart import Chart


def check_name(out: Path) -> None:
    """Raise MarsadError where a drawing could not be written to a file of this name."""
    if out.suffix.lower() not in {".svg", ".png"}:
        raise MarsadError(f"{out} is neither .svg nor .png; name the drawing after what it is to be.")
    if not out.parent.is_dir():
        raise MarsadError(f"{out.parent} is no folder; the drawing cannot be written there.")


def save(chart: Chart, out: Path) -> Path:
    """Draw a chart into a file, .svg or .png; raises MarsadError where that cannot be done."""
    check_name(out)
    data = png(chart) if out.suffix.lower() == ".png" else svg(chart, with_fonts=True).encode()
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise MarsadError(f"{out} cannot be written: {error.strerror}.") from error
    return out

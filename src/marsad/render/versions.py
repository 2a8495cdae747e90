"""The versions of a page, for a terminal and other programs: when each was captured, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from marsad.render.calm import isolate, visible
from marsad.render.decisions import change_record, changes_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from marsad.versions import Version


def versions_view(found: Sequence[Version]) -> Group:
    """Show the versions, the oldest first."""
    parts: list[RenderableType] = []
    for at, version in enumerate(found):
        report = version.reading.report
        name = isolate(visible(report.title or report.publisher or report.name or report.id))
        parts.append(Text(f"report {version.number}", style="bold").append(f"  {name}", style="not bold"))
        for one in version.captures:
            time = one.kept.fetched_at or one.at
            parts.append(Text(f"  captured {time:%Y-%m-%d %H:%M}  {one.kept.sha256[:16]}  {one.kept.url or ''}"))
        if version.changes:
            parts.append(changes_table(version.changes))
        elif at:
            parts.append(Text("  no claim changed"))
    return Group(*parts)


def versions_record(found: Sequence[Version]) -> list[dict[str, Any]]:
    """Write the versions for other programs."""
    return [
        {
            "number": version.number,
            "report": version.reading.report.id,
            "captures": [
                {
                    "sha256": one.kept.sha256,
                    "url": one.kept.url,
                    "fetched_at": one.kept.fetched_at.isoformat() if one.kept.fetched_at else None,
                    "recorded_at": one.at.isoformat(),
                }
                for one in version.captures
            ],
            "changes": [change_record(change) for change in version.changes],
        }
        for version in found
    ]

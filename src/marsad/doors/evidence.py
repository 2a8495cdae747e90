"""The commands about what was received: evidence writes it into a folder, versions compares what a page said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.door import AsJson, Incident, app, audience, flow, show, times
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterable


@app.command()
def evidence(
    context: typer.Context,
    incident: Incident,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="The folder to make (default: evidence- and the id, here)."),
    ] = None,
) -> None:
    """Write all that stands behind an incident into a folder. Others can check it: sha256sum -c SHA256SUMS."""
    flow(context)
    from marsad.evidence import gather
    from marsad.render.evidence import evidence_files

    found = gather(incident, audience(context))
    folder = out or Path(f"evidence-{found.incident.id}")
    _write(folder, evidence_files(found))
    withheld = sum(one.file is None for one in found.captures)
    kept = len(found.captures) - withheld
    said = f"{times(len(found.readings), 'report')}, {times(kept, 'capture')}"
    print(f"Wrote {folder}: {said}. Begin with index.html; `sha256sum -c SHA256SUMS` checks the files.")
    if withheld:
        print(f"Captures withheld or gone: {withheld}; index.html says which.")


@app.command()
def versions(
    context: typer.Context,
    page: Annotated[str, typer.Argument(metavar="REPORT|URL", help="A report, like the 2 of 2.1, or an address.")],
    as_json: AsJson = False,
) -> None:
    """List the versions of a page that was edited. Each with what it changed in the claims."""
    flow(context)
    from marsad.render.versions import versions_record, versions_view
    from marsad.say import print_json
    from marsad.versions import versions as versions_of

    found = versions_of(page, audience(context))
    if as_json:
        print_json(versions_record(found))
        return
    show(versions_view(found))
    print(f"{times(len(found), 'version')}.")


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a new folder, for its owner only; raises MarsadError where there is something already."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise MarsadError(f"{folder} is there already; name another folder with --out. Nothing was written.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, data in files:
            path = folder / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise MarsadError(
            f"{folder} cannot be written: {error.strerror}. What is in it is not whole; remove it."
        ) from error

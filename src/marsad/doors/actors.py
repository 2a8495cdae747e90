"""The command `marsad actors`: look a party up in the registry."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.doors.door import AsJson, app
from marsad.model.problem import MarsadError


@app.command()
def actors(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Part of a name in either language, or an id.")
    ] = None,
    party: Annotated[
        str | None, typer.Option(metavar="KEY", help="Only those counted under this party key (syrian_government).")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Of which country, in two letters: sy, iq.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Search the registry of parties. Names, aliases, parents with their days, the names of UCDP and ACLED."""
    from marsad.actors.registry import registry
    from marsad.actors.search import is_called, search
    from marsad.country import asked_country
    from marsad.model.country import DEFAULT
    from marsad.say import print_json, terminal

    known = registry(asked_country(country) or DEFAULT)
    if party is not None and party not in known.party_keys:
        raise MarsadError(f"“{party}” is no party key; the keys are: {', '.join(sorted(known.party_keys))}.")
    asked = " ".join(words or ())
    found = search(known, asked, party)
    if as_json:
        from marsad.render.actors import actor_record

        print_json([actor_record(entry) for entry in found])
        return
    if not found:
        raise MarsadError(f"The registry has nobody called “{asked}”" + (f" among {party}." if party else "."))
    from marsad.render.actors import CARDS, actor_lines
    from marsad.render.wrap import wrap

    shown = [entry for entry in found if is_called(entry, asked)] or found
    print(*actor_lines(shown, *terminal()), sep="\n")
    if len(shown) < len(found):
        width, _ = terminal()
        others = ", ".join(entry.id for entry in found if entry not in shown)
        print("", *wrap(f"Also part of a longer name: {others}.", width), sep="\n")
    elif len(found) > CARDS:
        print(f"{len(found)} actors and shared names; say more of a name to see all that is known of one.")

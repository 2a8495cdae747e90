"""The command that looks after the ledger and the machine it is on: doctor."""

from __future__ import annotations

from datetime import UTC, datetime

import typer  # noqa: TC002 - typer reads the types

from marsad.doors.door import AsJson, app, times
from marsad.model.check import Check, State
from marsad.model.problem import MarsadError


@app.command()
def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Look for what can be wrong. Folder, disk, database, journal, index, reader; says what to do."""
    from marsad.say import print_json, terminal

    checks = _checks(context)
    if as_json:
        print_json([{"name": c.name, "state": c.state, "sentence": c.sentence, "advice": c.advice} for c in checks])
    else:
        from marsad.render.checks import check_lines

        print(*check_lines(checks, *terminal()), sep="\n")
    if wrong := sum(check.state is State.PROBLEM for check in checks):
        raise MarsadError(f"{times(wrong, 'problem')} found.")


def _checks(context: typer.Context) -> list[Check]:
    from marsad.settings import SettingsError, configure

    try:
        home = configure(context.obj)
    except SettingsError as error:
        return [Check("settings", State.PROBLEM, str(error))]
    from marsad.checkup import checkup

    return list(checkup(home, datetime.now(UTC)))

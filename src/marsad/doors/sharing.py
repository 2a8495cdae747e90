"""The commands by which recorders share ledgers: bundle export, bundle import, key, trust."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the types
from typing import Annotated

import typer

from marsad.doors.deciding import By  # noqa: TC001 - typer reads the types
from marsad.doors.door import app, flow, times
from marsad.doors.keeping import entries_told, write_whole
from marsad.model.problem import MarsadError

bundle = typer.Typer(
    help="Exchange what was recorded with other recorders, signed. Nothing is sent; you carry the file.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(bundle, name="bundle")

_NOUNS = {
    "report": "report",
    "reading": "reading",
    "decision": "decision",
    "capture": "capture",
    "expunge": "tombstone",
}


@bundle.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
    since: Annotated[
        str, typer.Option("--since", metavar="HEAD", help="Only what came after this entry: its number or hash.")
    ] = "",
    by: By = "",
    captures: Annotated[
        bool, typer.Option("--captures", help="Send along what was read, byte for byte; the file grows by that.")
    ] = False,
) -> None:
    """Write a signed bundle of what was recorded here. The key pair is made on first use."""
    flow(context)
    from marsad import share
    from marsad.settings import chosen_home

    if file.exists():
        raise MarsadError(f"{file} is there already; name another file. Nothing was written.")
    packed, head, begin = share.export(chosen_home(), by, since, captures=captures)
    write_whole(file, packed)
    after = f" after entry {begin}" if begin else ""
    print(f"Wrote {entries_told(head.seq - begin)}{after} to {file}, up to entry {head.seq}, {head.hash[:16]}.")


@bundle.command("import")
def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A bundle.")],
    by: By = "",
    trust_it: Annotated[
        bool, typer.Option("--trust", help="Trust its key from now on, as the key of whom it says.")
    ] = False,
) -> None:
    """Take another recorder's bundle in. Only what is new; what they expunged is expunged here too."""
    flow(context)
    from marsad import share
    from marsad.settings import chosen_home

    try:
        packed = file.read_bytes()
    except OSError as error:
        raise MarsadError(f"{file} cannot be read: {error.strerror}. Nothing was taken in.") from error
    taken = share.take_in(packed, by, chosen_home(), trusting=trust_it)
    if taken.captures:
        print(f"Took in {times(taken.captures, 'capture')} of {taken.recorder}.")
    elif not taken.new:
        print(f"Nothing new: {taken.recorder}’s journal is here up to entry {taken.head} or beyond.")
        return
    if not taken.new:
        return
    kinds = ", ".join(times(number, _NOUNS[kind]) for kind, number in taken.kinds) or "no content"
    print(
        f"Took in {entries_told(taken.new)} of {taken.recorder}: {kinds}; up to entry {taken.head}, {taken.hash[:16]}."
    )
    for verb, told in (
        ("Expunged", [one for one in taken.tombstones if "masks" not in (one.payload or {})]),
        ("A name was masked", [one for one in taken.tombstones if "masks" in (one.payload or {})]),
    ):
        if told:
            gone = ", ".join(times(number, _NOUNS[kind]) for kind, number in share.kinds_gone(told))
            print(f"{verb} here too, as {taken.recorder} did: {gone}.")


@app.command()
def key(context: typer.Context) -> None:
    """Print the fingerprint of your key. To be read out to those who take your bundles in."""
    flow(context)
    from marsad.settings import chosen_home
    from marsad.store import keys

    print(keys.spoken(keys.fingerprint(keys.public(chosen_home()))))


@app.command()
def trust(
    context: typer.Context,
    fingerprint: Annotated[
        list[str], typer.Argument(metavar="FINGERPRINT", help="The 30 digits of `marsad key` there.")
    ],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Whose key it is.")] = "",
    by: By = "",
    withdrawn: Annotated[bool, typer.Option("--withdraw", help="Trust it no more.")] = False,
) -> None:
    """Trust a recorder's key. Their bundles can then be taken in."""
    flow(context)
    from marsad.store import keys, trusted
    from marsad.store.opening import open_ledger

    digits = keys.read_fingerprint(" ".join(fingerprint))
    open_ledger()
    if withdrawn:
        trusted.withdraw(digits, by)
        print("That key is trusted no more. What was taken in with it stays.")
    else:
        trusted.trust(digits, name, by)
        print(f"Trusted as {name.strip()}: {keys.spoken(digits)}.")

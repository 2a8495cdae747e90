"""The commands by which a ledger is kept safe: backup, restore, head."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from marsad.doors.door import app, flow
from marsad.model.problem import MarsadError

Secret = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase here; else it is asked for."),
]


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Encrypt it with a passphrase (age).")] = False,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="KEY", help="Encrypt it to a public key of age, or several.")
    ] = None,
    passphrase: Secret = None,
    bare: Annotated[bool, typer.Option("--no-captures", help="Leave out what was received, byte for byte.")] = False,
) -> None:
    """Write the whole journal to one file. It can be put back on SQLite and on PostgreSQL."""
    from marsad.store import sealing

    if file.exists():
        raise MarsadError(f"{file} is there already; name another file. Nothing was written.")
    packed, head = flow(context).pack(captures=not bare)
    if to:
        packed = sealing.seal_to(packed, to)
    elif encrypt or passphrase:
        packed = sealing.seal(packed, _passphrase(passphrase, twice=True))
    write_whole(file, packed)
    print(f"Wrote {entries_told(head.seq)} to {file}, up to {head.hash[:16]}.")
    from marsad.store import captured
    from marsad.store.captures import folder

    if number := captured.count():
        told = f"are not in it; they lie in {folder()}" if bare else "are in it too"
        print(f"Captures ({number}) {told}.")


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    passphrase: Secret = None,
    identity: Annotated[
        Path | None, typer.Option("--identity", metavar="FILE", help="The file of the secret key of age.")
    ] = None,
) -> None:
    """Put a backup into an empty ledger. What was expunged from this folder since is expunged again."""
    from marsad.settings import chosen_home
    from marsad.store import sealing

    try:
        packed = file.read_bytes()
    except OSError as error:
        raise MarsadError(f"{file} cannot be read: {error.strerror}.") from error
    if sealing.is_sealed(packed):
        packed = sealing.open_with(packed, identity) if identity else sealing.open_(packed, _passphrase(passphrase))
    conductor = flow(context)
    head, again = conductor.restore(packed, chosen_home())
    print(f"Put back {entries_told(head.seq)}, up to {head.hash[:16]}.")
    if again:
        print(f"Expunged again, as the folder remembers: {entries_told(again)}.")


@app.command()
def head(
    context: typer.Context,
    stamp: Annotated[
        str, typer.Option("--stamp", metavar="URL", help="Let a time stamp server (RFC 3161) sign that it was there.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Check the time stamps that the journal keeps.")] = False,
    root: Annotated[
        Path | None, typer.Option("--root", metavar="FILE", help="The certificate of those trusted with stamps (PEM).")
    ] = None,
) -> None:
    """Print where the journal ends. In groups, to be read out and compared; an end cut off leaves no other trace."""
    flow(context)
    from marsad import share

    found, others = share.heads()
    if stamp or check:
        _stamps(stamp, root)
        return
    print(f"entry {found.seq}, recorded {found.at:%Y-%m-%dT%H:%M:%SZ}" if found.at else "no entry")
    _print_hash(found.hash)
    for other in others:
        print(f"taken in from {other.recorder}: entry {other.seq}")
        _print_hash(other.hash)


def _stamps(url: str, root: Path | None) -> None:
    """Have the head stamped where a server is named, else check all stamps; print what they say."""
    from marsad.store import stamps

    held, problems = ([stamps.stamp(url, root)], []) if url else stamps.check(root)
    for one in held:
        print(f"entry {one.seq} was there by {one.at:%Y-%m-%dT%H:%M:%SZ}, says {one.server}")
    if held and root is None:
        print("The server's certificate was not checked; name the root that you trust with --root FILE.")
    if problems:
        raise MarsadError(" ".join(problem.sentence for problem in problems))
    if not held:
        raise MarsadError("The journal keeps no time stamp yet; `marsad head --stamp URL` gets one.")


def _print_hash(link: str) -> None:
    for start in range(0, 64, 32):
        row = link[start : start + 32]
        print("  " + " ".join(row[at : at + 4] for at in range(0, 32, 4)))


def entries_told(number: int) -> str:
    """Write a number of entries."""
    return f"{number} entries" if number != 1 else "1 entry"


def _passphrase(file: Path | None, *, twice: bool = False) -> str:
    if file is not None:
        try:
            said = file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise MarsadError(f"The passphrase cannot be read from {file}: {error}.") from error
    else:
        from getpass import getpass

        if not sys.stdin.isatty():
            raise MarsadError("A passphrase is needed, and nobody can be asked; name a file with --passphrase-file.")
        said = getpass("Passphrase: ")
        if twice and getpass("Once more: ") != said:
            raise MarsadError("The two are not the same. Nothing was written.")
    if not said:
        raise MarsadError("The passphrase is empty. Nothing was done.")
    return said


def write_whole(file: Path, packed: bytes) -> None:
    """Write a file whole or not at all, for its owner only."""
    part = file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        part.write_bytes(packed)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise MarsadError(f"{file} cannot be written: {error.strerror}. Nothing was written.") from error

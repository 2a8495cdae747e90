"""The command that serves the pages: serve."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import Annotated

import typer

from marsad.doors.door import app
from marsad.model.problem import MarsadError

_NEEDED = ("allauth", "django_htmx", "waitress", "whitenoise")
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - whoever names them means them


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="The port to listen at.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen at; without it, only this machine.")
    ] = "127.0.0.1",
) -> None:
    """Serve the ledger as pages for a browser. The first start makes an administrator, and prints how to sign in."""
    if not all(map(find_spec, _NEEDED)):
        raise MarsadError("The pages need more packages; install them with: pip install 'marsad[web]'")
    listening = _listen(host, port)
    from marsad.settings import configure

    configure(context.obj, pages=True)
    from marsad.web.opening import first_administrator, open_pages

    open_pages()
    first = first_administrator()
    if first:
        name, password = first
        print(f"The first account: user {name}, password {password} (shown only now; to be changed at the first use).")
    shown = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    print(f"marsad is at http://{shown}:{port}/ (Ctrl-C ends it)", flush=True)
    _run(listening)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done; raises MarsadError where it cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise MarsadError(f"“{host}” is no address of this machine: {error.strerror}.") from error
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except (OSError, OverflowError) as error:
        listening.close()
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise MarsadError(
            f"Port {port} at {host} cannot be used: {why}. Name another: marsad serve --port {port % 65535 + 1}"
        ) from error
    return listening


def _run(listening: socket.socket) -> None:
    """Answer until Ctrl-C."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    server = create_server(get_wsgi_application(), sockets=[listening], threads=6, ident="marsad")
    try:
        server.run()
    finally:
        server.close()

"""The way to the network: how names are looked up here, and which addresses of one's own may be fetched."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.intake.fetch import Fetched, Fetcher


def fetcher() -> Fetcher:
    """Return what fetches pages; raises MarsadError where the setting of allowed addresses cannot be meant."""
    from marsad.intake.fetch import Fetcher
    from marsad.settings import allowed_addresses

    return Fetcher(system_resolver, lambda: datetime.now(UTC), allowed_addresses())


def system_resolver(host: str, port: int) -> list[str]:
    """Look a name up as this machine does; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def fetch(url: str) -> Fetched:
    """Fetch a page that a person named; raises FetchError."""
    return fetcher().fetch(url)

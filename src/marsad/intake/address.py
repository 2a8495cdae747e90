"""Which addresses may be asked: http and https, hosts of the public internet; none that leads into one's own house.

A name is looked up once, by the resolver that is given; every answer is judged, and the connection goes to an address
that was. Refused are private, loopback, link-local, multicast, reserved and documentation addresses (IANA's registries
of special purposes), and those of IPv6 that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from marsad.model.problem import MarsadError

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""From a host and a port to its addresses as text; raises OSError."""
Allowed: TypeAlias = frozenset[tuple[str, int]]
"""Addresses and ports that may be asked although they are not public."""

URL_LIMIT = 2000
"""Characters of a web address."""
_PORTS = {"http": 80, "https": 443}
_SYSTEM_PORTS = 1024
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")
_GLOBAL6 = IPv6Network("2000::/3")
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), "an IPv4 address written as IPv6"),
    (IPv6Network("64:ff9b::/96"), "a translated address (NAT64)"),
    (IPv6Network("64:ff9b:1::/48"), "a translated address (NAT64)"),
    (IPv6Network("2002::/16"), "a tunnel (6to4)"),
    (IPv6Network("2001::/32"), "a tunnel (Teredo)"),
)
_FURTHER = (IPv4Network("192.88.99.0/24"), IPv6Network("2001::/23"), IPv6Network("3fff::/20"))
"""Special addresses that not every version of Python knows to be no public ones."""


class FetchError(MarsadError):
    """Something was not fetched. `lasting`: trying again will not help; `retry_after`: seconds to wait, as told."""

    def __init__(
        self, sentence: str, *, lasting: bool = False, retry_after: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(sentence)
        self.lasting, self.retry_after, self.http_status = lasting, retry_after, status


@dataclass(frozen=True, slots=True)
class Target:
    """A web address, taken apart and written plainly."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query; never empty, without the fragment."""

    @property
    def authority(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        """Write the address again."""
        return self.origin + self.path


def is_url(words: object) -> bool:
    """Tell whether an argument is a web address, and no file."""
    return isinstance(words, str) and re.match(r"https?://", words, re.IGNORECASE) is not None


def target(url: str) -> Target:
    """Take a web address apart; raises FetchError where it is none that may be fetched."""
    if len(url) > URL_LIMIT:
        raise _never(f"is longer than {URL_LIMIT:,} characters.")
    if _UNSEEN.search(url):
        raise _never("holds a blank, a backslash or a control character; write it as the browser shows it.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _never("is no web address; write it like https://example.org/news.") from None
    if parts.scheme not in _PORTS:
        raise _never(f"is no web address ({parts.scheme or 'no scheme'}); only http:// and https:// are fetched.")
    if "@" in parts.netloc:
        raise _never("holds a name or password before the host; leave that out.")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'()*@-._")
    query = f"?{quote(parts.query, safe='/%:=&?~+!$,;()*@-._[]|')}" if parts.query else ""
    return Target(parts.scheme, _host(host), _PORTS[parts.scheme] if port is None else port, path + query)


def addresses(place: Target, resolve: Resolver, allowed: Allowed = frozenset()) -> list[str]:
    """Return the addresses of a host that may be asked; raises FetchError where there is none, or one that may not."""
    try:
        found = [str(ip_address(place.host))]
    except ValueError:
        try:
            found = list(dict.fromkeys(resolve(place.host, place.port)))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the host {place.host} was not found; check the name and your network.") from error
    if not found:
        raise FetchError(f"the host {place.host} was not found; check the name and your network.")
    for address in found:
        if (address, place.port) not in allowed:
            _check(address, place)
    return found


def _check(address: str, place: Target) -> None:
    """Raise FetchError where an address is not one of the public internet, or the port is none of the web."""
    if why := not_public(address):
        raise _never(f"the host {place.host} leads to {why} ({address}); only public addresses are fetched.")
    if place.port < _SYSTEM_PORTS and place.port not in _PORTS.values():
        raise _never(f"names the port {place.port}, which is none of the web.")


def not_public(address: str) -> str | None:
    """Say what an address is if not one of the public internet; None where it is one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(found, IPv6Address):
        if found.scope_id:
            return "an address of this machine's own network"
        for net, name in _CARRIERS:
            if found in net:
                return name
    return _special(found)


def _special(found: IPv4Address | IPv6Address) -> str | None:
    if found.is_loopback or found.is_unspecified:
        return "this machine itself"
    if found.is_link_local:
        return "an address of the local network (link-local)"
    if found.is_multicast:
        return "a group of machines (multicast)"
    if any(found.version == net.version and found in net for net in _FURTHER):
        return "a reserved address"
    if isinstance(found, IPv6Address) and found not in _GLOBAL6:
        return "a private or reserved address"
    return None if found.is_global and not found.is_reserved else "a private or reserved address"


def _host(host: str) -> str:
    """Write a host plainly; raises FetchError where it is none, or an address in a disguise (decimal, octal, short)."""
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except ValueError:
            raise _never("names no host.") from None
    try:
        plain = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise _never("names no host.") from None
    if not _HOST.fullmatch(plain) or len(plain) > 253:
        raise _never("names no host.")
    if _NUMBER.fullmatch(plain.rpartition(".")[2]):
        try:
            return str(IPv4Address(plain))
        except ValueError:
            raise _never(f"writes an address in an odd way ({host}); write it as four numbers.") from None
    return plain


def _never(sentence: str) -> FetchError:
    return FetchError(sentence, lasting=True)

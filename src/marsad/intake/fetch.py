"""Fetching a page safely: to checked addresses only, each redirect checked again, within limits of bytes and of time.

Nothing here knows the network's names or the time by itself: the resolver, the clock and the addresses that may be
asked although they are private come from outside. A proxy of the environment is not used: it would look names up again.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead, LineTooLong
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from marsad import __version__
from marsad.intake.address import FetchError, Target, addresses, target
from marsad.intake.unpack import Unpacker
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from marsad.intake.address import Allowed, Resolver

AGENT = f"marsad/{__version__}"
"""How the program names itself to servers."""
PAGES = ("text/", "application/xhtml+xml", "application/xml", "application/pdf")
"""Beginnings of the types that a page may have; one that names no type is looked at all the same."""
LISTS = (*PAGES, "application/rss", "application/atom", "application/rdf", "application/gzip", "application/x-gzip")
"""Those that a feed or a list of links may have."""
_PIECE = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 86_400.0
_MEANINGS = {
    401: "it wants a login",
    403: "it does not let us in",
    404: "there is no such page",
    410: "the page is gone",
    429: "we ask too often",
    451: "the page is withheld for legal reasons",
    503: "the server is busy",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost at most: bytes as received and unpacked, how many times unpacked, seconds, redirects."""

    received: int = 8_000_000
    unpacked: int = 16_000_000
    ratio: int = 200
    header: int = 65_536
    seconds: float = 60.0
    """From the first byte of a connection to the last, redirects included; looking up the name is not counted."""
    silence: float = 20.0
    """How long a server may say nothing."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: what was asked for, where it came from in the end, status, headers as they came, bytes, and when."""

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    at: datetime

    def header(self, name: str) -> str | None:
        """Return the first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def content_type(self) -> str:
        """The media type in small letters, without its parameters; empty where none was named."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since."""
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages; `now` is the clock that answers are dated by, `trust` other certificates than the machine's."""

    resolve: Resolver
    now: Callable[[], datetime]
    allowed: Allowed = frozenset()
    limits: Limits = Limits()
    agent: str = AGENT
    trust: ssl.SSLContext | None = None

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, types: tuple[str, ...] = PAGES
    ) -> Fetched:
        """Fetch a page, or learn that it has not changed since `etag` or `modified`; raises FetchError."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in asked.items() if value and value.isprintable()}
        place, seen = target(url), set[str]()
        with _Deadline(self.limits.seconds) as deadline:
            while True:
                seen.add(str(place))
                answer = self._ask(place, conditions, deadline, types)
                if isinstance(answer, Fetched):
                    return Fetched(url, answer.url, answer.status, answer.headers, answer.body, answer.at)
                place = target(urljoin(str(place), answer))
                if str(place) in seen:
                    raise FetchError(f"leads in a circle, back to {place}.")
                if len(seen) > self.limits.redirects:
                    raise FetchError(f"leads on more than {self.limits.redirects} times.")

    def _ask(
        self, place: Target, conditions: dict[str, str], deadline: _Deadline, types: tuple[str, ...]
    ) -> Fetched | str:
        """Ask one server once; return its answer, or where it leads."""
        urllib3 = _urllib3()
        found = addresses(place, self.resolve, self.allowed)
        with deadline.sentences(place, urllib3.exceptions.HTTPError):
            sock = deadline.connect(found, place.port, self.limits.silence)
            if place.scheme == "https":
                sock = (self.trust or ssl.create_default_context()).wrap_socket(sock, server_hostname=place.host)
            connection = urllib3.connection.HTTPConnection(place.host, place.port, timeout=self.limits.silence)
            connection.sock = sock
            try:
                headers = {
                    "Host": place.authority,
                    "User-Agent": self.agent,
                    "Accept-Encoding": "gzip",
                    "Accept": "*/*",
                }
                connection.request(
                    "GET", place.path, headers=headers | conditions, preload_content=False, decode_content=False
                )
                answer = self._answer(connection.getresponse(), place, deadline, types)
            finally:
                connection.close()
                sock.close()
        if isinstance(answer, Fetched) and answer.unchanged and not conditions:
            raise FetchError("the server answered 304, though nothing is known here that could be unchanged.")
        return answer

    def _answer(self, response: Any, place: Target, deadline: _Deadline, types: tuple[str, ...]) -> Fetched | str:
        """Judge the head of an answer, and read its body."""
        headers = tuple((str(name), str(value)) for name, value in response.headers.iteritems())
        if sum(len(name) + len(value) for name, value in headers) > self.limits.header:
            raise FetchError(f"sends more than {self.limits.header:,} bytes of headers.", lasting=True)
        moved = response.headers.get("Location")
        if response.status in _MOVED and moved:
            return str(moved)
        answer = Fetched("", str(place), response.status, headers, b"", self.now())
        if response.status == 304:
            return answer
        if response.status != 200:
            raise self._refusal(answer)
        kind = answer.content_type
        if kind and not kind.startswith(types):
            raise FetchError(f"is of the type {kind[:60]}, no page with words.", lasting=True)
        body = self._body(response, answer.header("content-encoding") or "", deadline)
        return Fetched("", answer.url, answer.status, headers, body, answer.at)

    def _body(self, response: Any, coding: str, deadline: _Deadline) -> bytes:
        stated = response.length_remaining
        if stated is not None and stated > self.limits.received:
            raise FetchError(f"says that it is {stated / 1e6:,.1f} MB large; it was not read.", lasting=True)
        unpacker, pieces = Unpacker(coding, self.limits), []
        while piece := response.read1(_PIECE, decode_content=False):
            deadline.check()
            pieces.append(unpacker.take(piece))
        deadline.check()
        if response.length_remaining:
            raise FetchError(f"broke off: {response.length_remaining:,} bytes of {stated:,} did not come.")
        unpacker.end()
        return b"".join(pieces)

    def _refusal(self, answer: Fetched) -> FetchError:
        """Say what a status means for a recorder."""
        status = answer.status
        meaning = f" ({_MEANINGS[status]})" if status in _MEANINGS else ""
        wait = _wait(answer.header("retry-after"), answer.at)
        lasting = 400 <= status < 500 and status not in _LATER
        return FetchError(f"the server answered {status}{meaning}.", lasting=lasting, retry_after=wait, status=status)


class _Deadline:
    """Ends the connections of a fetch when its time is up, whatever they are waiting for."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._lock = seconds, Lock()
        self._held: list[socket.socket] = []
        self._over = False
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()

    def connect(self, found: list[str], port: int, silence: float) -> socket.socket:
        """Connect to the first of these addresses that answers; raises OSError."""
        refusal = OSError("no address")
        for address in found[:4]:
            self.check()
            try:
                sock = socket.create_connection((address, port), timeout=min(silence, self._seconds))
            except OSError as error:
                refusal = error
                continue
            with self._lock:
                self._held.append(sock.dup())
            self.check()
            return sock
        raise refusal

    def check(self) -> None:
        """Raise FetchError where the time is up."""
        if self._over:
            raise FetchError(f"took longer than {self._seconds:g} seconds; it was not read to its end.")

    def sentences(self, place: Target, library: type[Exception]) -> _Sentences:
        """Turn what connections raise into FetchErrors with a sentence."""
        return _Sentences(self, place, library)

    def _end(self) -> None:
        self._over = True
        with self._lock:
            for held in self._held:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class _Sentences:
    deadline: _Deadline
    place: Target
    library: type[Exception]

    def __enter__(self) -> None:
        """Begin to listen."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, (OSError, HTTPException, self.library)):
            self.deadline.check()
            raise FetchError(_told(error, self.place)) from error


def _told(error: BaseException, place: Target) -> str:
    """Say what went wrong with a connection."""
    cause = next((arg for arg in reversed(error.args) if isinstance(arg, BaseException)), error)
    for one in (error, cause):
        for kinds, names, sentence in _FAILURES:
            if isinstance(one, kinds) or type(one).__name__ in names:
                detail = getattr(one, "verify_message", "") or getattr(one, "reason", "") or "TLS"
                return sentence.format(host=place.host, detail=str(detail).rstrip("."))
    if isinstance(cause, OSError) and cause.strerror:
        return f"{place.host} cannot be reached ({cause.strerror.lower()})."
    return f"{place.host} gave no answer that can be understood ({type(cause).__name__})."


_FAILURES: tuple[tuple[tuple[type[Exception], ...], frozenset[str], str], ...] = (
    (
        (ssl.SSLCertVerificationError,),
        frozenset(),
        "the certificate of {host} is not valid ({detail}); nothing was read.",
    ),
    ((ssl.SSLError,), frozenset(), "no safe connection to {host} could be made ({detail}); nothing was read."),
    ((TimeoutError,), frozenset({"ReadTimeoutError", "ConnectTimeoutError"}), "{host} did not answer in time."),
    ((IncompleteRead,), frozenset({"IncompleteRead"}), "broke off before its end; it was not kept."),
    ((LineTooLong,), frozenset(), "sends a header that is too long."),
    ((ConnectionRefusedError,), frozenset(), "{host} takes no connection."),
)
"""What libraries raise, the names of what only the lazily loaded one does, and the sentence for it."""


def _wait(value: str | None, at: datetime) -> float | None:
    """Read a header Retry-After: seconds, or a time; at most a day."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(float(value.strip()[:12]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - at).total_seconds(), 0.0), _LONGEST_WAIT)


def _urllib3() -> Any:
    """Load urllib3; raises MarsadError where the extra is not installed."""
    try:
        import urllib3
        import urllib3.connection
        import urllib3.exceptions
    except ImportError:
        raise MarsadError("Fetching pages needs urllib3; install it with: pip install 'marsad[intake]'") from None
    return urllib3

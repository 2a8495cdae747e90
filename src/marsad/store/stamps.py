"""Time stamps of the head (RFC 3161, by the package rfc3161-client): a server signs that it was there by some time.

The token is an entry of the journal. Only the SHA-256 of the head's hash goes to the server.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from marsad.model.problem import MarsadError, Problem
from marsad.store.errors import RefusedError, StoreError
from marsad.store.journal import Head, Journal
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from types import ModuleType

STAMP = "stamp"
_SECONDS = 30
_MOST = 1_000_000  # bytes; a token has some thousands


class StampError(StoreError):
    """A time stamp cannot be had or does not hold; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A head and the time (the server's) by which it was there; `trusted` tells whether a root certificate says so."""

    seq: int
    at: datetime
    server: str
    trusted: bool


def stamp(url: str, root: Path | None = None) -> Stamped:
    """Ask a server for a time stamp of the head, check it, and keep it; raises StampError."""
    client = _client()
    if urlsplit(url).scheme not in {"http", "https"}:
        raise StampError(f"“{url}” is no address of a time stamp server; write https://… Nothing was sent.")
    head = Journal().head()
    if head.seq == 0:
        raise RefusedError("The ledger is empty; there is nothing to stamp. Nothing was sent.")
    request = client.TimestampRequestBuilder().data(_message(head.hash)).build()
    token = _ask(url, request.as_bytes())
    found = _checked(token, head, url, _root(root), request.nonce)
    with writing():
        if not Journal().holds(head):
            raise RefusedError("The ledger is another one meanwhile. Nothing was recorded.")
        told = {"seq": head.seq, "hash": head.hash, "server": url, "token": base64.b64encode(token).decode()}
        Journal().append(STAMP, told)
    return found


def check(root: Path | None = None) -> tuple[list[Stamped], list[Problem]]:
    """Check all time stamps that the journal keeps; `root` is the certificate in which trust begins, in a PEM file."""
    _client()
    found, problems, roots = list[Stamped](), list[Problem](), _root(root)
    for entry in Journal().entries(STAMP):
        told = entry.payload or {}
        try:
            head = Head(int(told["seq"]), str(told["hash"]), None)
            if not Journal().holds(head):
                raise StampError(f"the journal has no entry {head.seq} with the hash that was stamped")
            found.append(_checked(base64.b64decode(told["token"]), head, str(told["server"]), roots, None))
        except (MarsadError, KeyError, ValueError) as error:
            problems.append(Problem("stamp", f"The time stamp in entry {entry.seq} does not hold: {error}.", ""))
    return found, problems


def _message(link: str) -> bytes:
    return f"marsad head {link}".encode()


def _ask(url: str, request: bytes) -> bytes:
    asked = Request(url, request, {"Content-Type": "application/timestamp-query"})  # noqa: S310 - http(s) only, above
    try:
        with urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310
            token: bytes = answer.read(_MOST)
    except (URLError, OSError, ValueError) as error:
        raise StampError(f"The time stamp server {url} does not answer: {error}. Nothing was recorded.") from error
    return token


def _checked(token: bytes, head: Head, server: str, roots: list[Any], nonce: int | None) -> Stamped:
    """Check a token against the head, and its signature where there is a root."""
    client, message = _client(), _message(head.hash)
    try:
        response = client.decode_timestamp_response(token)
        if response.status != 0:
            said = ", ".join(map(str, response.status_string or ())) or f"status {response.status}"
            raise StampError(f"the server refused: {said}")
        info = response.tst_info
        digests = {getattr(hashlib, name)(message).digest() for name in ("sha256", "sha384", "sha512")}
        if info.message_imprint.message not in digests or nonce not in (None, info.nonce):
            raise StampError("it is of something else")
        if roots:
            builder = client.VerifierBuilder(nonce=nonce)
            for certificate in roots:
                builder = builder.add_root_certificate(certificate)
            builder.build().verify_message(response, message)
    except (ValueError, client.VerificationError) as error:
        raise StampError(f"The answer of {server} is no time stamp that holds: {error}") from error
    return Stamped(head.seq, info.gen_time, server, bool(roots))


def _root(path: Path | None) -> list[Any]:
    if path is None:
        return []
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return list(load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise StampError(f"{path} holds no certificate in PEM: {error}.") from error


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise StampError(
            "Time stamps need the Python package rfc3161-client; install it with: pip install rfc3161-client"
        ) from error
    found: ModuleType = rfc3161_client
    return found

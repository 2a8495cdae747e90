"""A server on the loopback address that answers as it is told, also in the ways that no honest server does.

Each path has a function that is given the connection and the request; `Page` is the honest answer.
"""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address


@dataclass
class Page:
    """An honest answer; `etag` makes it answer 304 to who has it already."""

    body: bytes | str
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict = field(default_factory=dict)
    etag: str | None = None

    def __call__(self, out, asked):
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = {"Content-Type": self.type, "Content-Length": str(len(body)), **self.headers}
        if self.etag:
            headers["ETag"] = self.etag
            if asked.get("if-none-match") == self.etag:
                out.sendall(head(304, {"ETag": self.etag}))
                return
        out.sendall(head(self.status, headers) + body)


def head(status, headers):
    return (f"HTTP/1.1 {status} X\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n").encode()


def moved(to):
    return Page("", status=302, headers={"Location": to})


def drip(out, _asked):
    """A byte now and then, for ever."""
    out.sendall(head(200, {"Content-Type": "text/html"}))
    while True:
        out.sendall(b"x")
        time.sleep(0.05)


def drip_headers(out, _asked):
    out.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        out.sendall(b"X")
        time.sleep(0.05)


def endless(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html"}))
    while True:
        out.sendall(b"y" * 65536)


def endless_chunks(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}))
    while True:
        out.sendall(b"10000\r\n" + b"z" * 65536 + b"\r\n")


def go_on_for_ever(out, _asked):
    while True:
        out.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def silence(_out, _asked):
    time.sleep(30)


def too_short(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html", "Content-Length": "1000"}) + b"only this")


def too_short_chunks(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}) + b"ff\r\nonly this")


def two_lengths(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html", "Content-Length": "5, 9"}) + b"five!")


def many_headers(out, _asked):
    out.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n")


def long_header(out, _asked):
    out.sendall(head(200, {"Content-Type": "text/html", "X": "y" * 100_000}))


def big_headers(out, _asked):
    out.sendall(head(200, {f"X-{n}": "y" * 60_000 for n in range(5)}))


def noise(out, _asked):
    out.sendall(b"\x00\xff\x13 I am no server of pages\r\n\r\n")


def bomb(megabytes=200):
    packed = gzip.compress(b"\0" * (megabytes << 20))
    return Page(packed, headers={"Content-Encoding": "gzip"})


class Server:
    """The server: `pages` by path, `asked` in the order of asking."""

    def __init__(self, context=None):
        self.pages, self.asked, self.times = {}, [], []
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.scheme = "https" if context else "http"
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path="/", host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def address(self):
        return ("127.0.0.1", self.port)

    def paths(self):
        return [path for path, _ in self.asked]

    def close(self):
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes who waits for a call
        self._listener.close()

    def _serve(self):
        while True:
            try:
                out, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(out,), daemon=True).start()

    def _answer(self, out):
        with suppress(OSError, ValueError), out:
            if self._context:
                out = self._context.wrap_socket(out, server_side=True)
            data = b""
            while b"\r\n\r\n" not in data:
                piece = out.recv(65536)
                if not piece:
                    return
                data += piece
                if data.startswith(b"\x16"):  # TLS, which this server does not speak
                    noise(out, {})
                    return
            first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
            self.asked.append((path, headers))
            self.times.append(time.monotonic())
            self.pages.get(path, Page("none", status=404))(out, headers)
            with suppress(OSError):
                out.shutdown(socket.SHUT_WR)


@contextmanager
def serving(pages=None, context=None):
    server = Server(context)
    server.pages.update(pages or {})
    try:
        yield server
    finally:
        server.close()


def certificate(tmp_path, name):
    """Make a certificate for a host, signed by itself; return the server's context and one that trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    known = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / f"{name}.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    trust = ssl.create_default_context(cafile=str(pem))
    return server, trust

"""Time stamps of the head: a server on this machine signs them, with the machine's openssl."""

from __future__ import annotations

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from test_forgetting import AT_RISK, OTHER, add

OPENSSL = shutil.which("openssl")
CONFIG = """
[tsa]
default_tsa = server
[server]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A folder with a root certificate, and a stamping one under it."""
    if OPENSSL is None:
        pytest.skip("there is no openssl on this machine")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "conf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")

    def run(*words):
        subprocess.run([OPENSSL, *map(str, words)], check=True, capture_output=True, cwd=folder)

    new = ("-newkey", "rsa:2048", "-nodes", "-config", "conf")
    run("req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-extensions", "root")
    run("req", *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamps")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "conf", "-extensions", "signer")
    run("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signed)
    return folder


@pytest.fixture
def server(authority):
    """The address of a server that stamps."""

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self):
            (authority / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            words = ["ts", "-reply", "-config", "conf", "-queryfile", "query", "-out", "reply"]
            subprocess.run([OPENSSL, *words], check=True, capture_output=True, cwd=authority)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((authority / "reply").read_bytes() if self.path == "/" else b"<html>")

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Stamps) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


def test_a_head_is_stamped_and_checked(marsad, tmp_path, server, authority):
    add(marsad, tmp_path, AT_RISK)
    ran = marsad("head", "--stamp", server, "--root", authority / "root.pem")
    assert "entry 3 was there by 20" in ran.out, ran.err
    assert AT_RISK.encode() not in (authority / "query").read_bytes()
    add(marsad, tmp_path, OTHER)
    ran = marsad("head", "--check", "--root", authority / "root.pem")
    assert (ran.status, "entry 3 was there by 20" in ran.out) == (0, True)
    assert "certificate was not checked" not in ran.out
    assert "certificate was not checked" in marsad("head", "--check").out
    assert "is whole" in marsad("verify").out


def test_a_stamp_of_another_root_does_not_hold(marsad, tmp_path, server, authority):
    add(marsad, tmp_path, AT_RISK)
    other = tmp_path / "other.pem"
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", authority / "conf", "-extensions", "root"]
    subprocess.run(
        [OPENSSL, *new, "-keyout", tmp_path / "k", "-out", other, "-subj", "/CN=Other"], check=True, capture_output=True
    )
    ran = marsad("head", "--stamp", server, "--root", other)
    assert (ran.status, "is no time stamp that holds" in ran.err) == (2, True)
    assert "3 entries" in marsad("verify").out
    assert marsad("head", "--stamp", server).status == 0
    ran = marsad("head", "--check", "--root", other)
    assert (ran.status, "time stamp in entry 4 does not hold" in ran.err) == (2, True)


def test_what_cannot_be_stamped_is_told_in_a_sentence(marsad, tmp_path, server, authority):
    add(marsad, tmp_path, AT_RISK)
    for words, sentence in (
        (("--stamp", f"{server}other"), "is no time stamp that holds"),
        (("--stamp", "http://127.0.0.1:9/"), "does not answer"),
        (("--stamp", "ftp://127.0.0.1/"), "no address of a time stamp server"),
        (("--stamp", server, "--root", authority / "conf"), "holds no certificate"),
        (("--check",), "keeps no time stamp"),
    ):
        ran = marsad("head", *words)
        assert (ran.status, len(ran.sentences), sentence in ran.err) == (2, 1, True), ran.err
    assert "3 entries" in marsad("verify").out

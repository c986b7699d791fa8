"""A certificate that can't be trusted ends nothing but this try, and never the trust."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.platforms.api import Later
from sync.platforms.packline_api import PacklineApi

NOW = dt.datetime.now(dt.UTC)
BODY = b'{"kind":"closing","levels":[]}'


def certificate(folder: Path, host: str, valid_until: dt.datetime) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_until - dt.timedelta(days=30))
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


class Heard(BaseHTTPRequestHandler):
    """Would take anything; notes that somebody asked."""

    requests: list[str] = []  # noqa: RUF012 - one server a test, which empties it

    def do_POST(self) -> None:
        self.requests.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(params=["expired", "wrong host", "self-signed"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    host = "elsewhere.example" if request.param == "wrong host" else "localhost"
    until = NOW + dt.timedelta(days=-1 if request.param == "expired" else 30)
    cert, key = certificate(tmp_path, host, until)
    Heard.requests.clear()
    server = HTTPServer(("127.0.0.1", 0), Heard)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    # The handshake belongs to the connection's own reading, so that a refused one ends only it.
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_that_is_not_trusted_gets_no_byte_of_ours(url: str) -> None:
    platform = PacklineApi(url, "token")
    answer = platform.send("0" * 64, BODY)
    platform.close()
    assert isinstance(answer, Later)
    assert "certificate and this computer's clock" in answer.why
    assert Heard.requests == []

"""The sandbox over HTTP: sockets, the token, sizes, and faults on demand.

What the answers are is `sync.sandbox.uploads`' affair. Loopback only: it is a tool to try things
with, not a platform.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from sync.sandbox.book import Book
from sync.sandbox.faults import Fault, Faults
from sync.sandbox.uploads import Response, document, look_up, order_codes, problem, upload

HOST = "127.0.0.1"
BODY_BYTES_MAX = 16_000_000
IDLE_S_MAX = 10.0
BUSY_WAIT_S = 1
PORTAL = b"<!doctype html><title>Welcome</title><p>Please log in to the plant network."


@dataclass(frozen=True)
class Platform:
    """What the handlers share."""

    book: Book
    token: str
    faults: Faults
    body_bytes_max: int = BODY_BYTES_MAX


class SandboxServer(ThreadingHTTPServer):
    """Serves one `Platform` on a loopback port; 0 picks a free one."""

    daemon_threads = True

    def __init__(self, port: int, platform: Platform) -> None:
        self.platform = platform
        super().__init__((HOST, port), Handler)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "packline-sandbox"
    timeout = IDLE_S_MAX
    disable_nagle_algorithm = True  # or every answer waits 40 ms for a delayed ACK
    server: SandboxServer

    def do_GET(self) -> None:
        self._answer(self._get())

    def do_POST(self) -> None:
        platform = self.server.platform
        body = self._body()
        if isinstance(body, Response):
            self.close_connection = True  # its body was left unread
            self._answer(body)
        elif (denied := self._denied()) is not None:
            self._answer(denied)
        elif urlsplit(self.path).path != "/v1/batches":
            self._answer(problem(HTTPStatus.NOT_FOUND, f"nothing at {self.path}"))
        else:
            key = self.headers.get("Idempotency-Key", "")
            self._upload(platform, key, body, platform.faults.next())

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: answers tell all there is."""

    def _get(self) -> Response:
        parts = urlsplit(self.path)
        match [unquote(part) for part in parts.path.strip("/").split("/")]:
            case ["healthz"]:
                return document({"ok": True})
            case ["v1", *_] if (denied := self._denied()) is not None:
                return denied
            case ["v1", "batches", content_id]:
                return look_up(self.server.platform.book, content_id)
            case ["v1", "orders", order, "codes"]:
                after = parse_qs(parts.query).get("after", [""])[0]
                return order_codes(self.server.platform.book, order, after)
        return problem(HTTPStatus.NOT_FOUND, f"nothing at {parts.path}")

    def _denied(self) -> Response | None:
        wanted = f"Bearer {self.server.platform.token}".encode()
        given = self.headers.get("Authorization", "").encode()
        if hmac.compare_digest(given, wanted):
            return None
        return problem(HTTPStatus.UNAUTHORIZED, "the bearer token is missing or wrong")

    def _body(self) -> bytes | Response:
        """The body, or why it wasn't read."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            return problem(HTTPStatus.LENGTH_REQUIRED, "send the body with a Content-Length")
        allowed = self.server.platform.body_bytes_max
        if int(length) > allowed:
            said = f"the body has {length} bytes, {allowed} are allowed"
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
        return self.rfile.read(int(length))

    def _upload(self, platform: Platform, key: str, body: bytes, fault: Fault | None) -> None:
        if fault is Fault.BUSY:
            self._answer(problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy"), BUSY_WAIT_S)
        elif fault is Fault.GARBAGE:
            self._answer(Response(HTTPStatus.OK, PORTAL, "text/html"))
        elif fault is Fault.PARTIAL:
            self._answer(_one_fewer(key, body))
        else:
            self._answer_badly(upload(platform.book, key, body), fault)

    def _answer_badly(self, response: Response, fault: Fault | None) -> None:
        """What was done stays done; only the answer suffers."""
        if fault is Fault.ERROR_AFTER_COMMIT:
            self._answer(problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something broke"))
        elif fault is Fault.DROP_REPLY:
            self.close_connection = True
        elif fault is Fault.TRUNCATE:
            self.close_connection = True
            self._head(response, 0)
            self.wfile.write(response.body[: len(response.body) // 2])
        elif fault is Fault.WRONG_RECEIPT and response.kept:
            other = {**json.loads(response.body), "content_id": "0" * 64}
            self._answer(document(other, response.status))
        else:
            self._answer(response)

    def _answer(self, response: Response, retry_after_s: int = 0) -> None:
        self._head(response, retry_after_s)
        self.wfile.write(response.body)

    def _head(self, response: Response, retry_after_s: int) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        if retry_after_s:
            self.send_header("Retry-After", str(retry_after_s))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


def _one_fewer(key: str, body: bytes) -> Response:
    """A receipt of a platform that took all codes but the last of the outermost container."""
    container = json.loads(body).get("container", {})
    told = [{"code": container.get("code", ""), "why": "is frozen"}]
    content = {
        "content_id": key,
        "batch": "0",
        "codes": 0,
        "repeated": False,
        "received_at": "2026-01-01T00:00:00+00:00",
        "codes_refused": told,
    }
    return document(content, HTTPStatus.CREATED)

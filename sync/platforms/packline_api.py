"""The adapter for Packline's own batch API over HTTP, with requests.

Certificates are always checked; environment variables change nothing (no proxy, no netrc, which
could replace the token); redirections are not followed, because the token would travel along.
Deadlines: CONNECT_S_MAX to connect, READ_S_MAX of silence, TOTAL_S_MAX for the whole answer. The
last is looked at after every PIECE_BYTES, so an answer that trickles in byte by byte can overrun it
by a piece. What an answer means is `sync.platforms.answers`' affair.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import quote

import requests

from sync.batches import codes_in
from sync.platforms.answers import Reply, answer_to, words_of
from sync.platforms.api import Answer, BoundCode, Later, PlatformFault

CONNECT_S_MAX = 5.0
READ_S_MAX = 10.0
TOTAL_S_MAX = 60.0
ANSWER_BYTES_MAX = 8_000_000
PIECE_BYTES = 64
PAGES_MAX = 10_000


class AnswerBroken(Exception):
    """An answer that was cut, too large or too slow."""


class PacklineApi:
    """A `Platform`. `deadlines_s` are for connecting, for silence and for the whole answer.

    Raises ValueError for a token that no header can carry."""

    def __init__(
        self,
        url: str,
        token: str,
        deadlines_s: tuple[float, float, float] = (CONNECT_S_MAX, READ_S_MAX, TOTAL_S_MAX),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not (token and token.isascii() and token.isprintable()):
            raise ValueError("the platform's token is empty or damaged: set it again")
        self._url = url.rstrip("/")
        self._deadlines_s = deadlines_s
        self._clock = clock
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept-Encoding"] = "identity"
        self._session.headers["Authorization"] = f"Bearer {token}"

    def send(self, content_id: str, body: bytes) -> Answer:
        """Send these bytes. Never raises for the world's faults."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": content_id}
        try:
            reply = self._ask("POST", "/v1/batches", body, headers)
        except (requests.RequestException, AnswerBroken) as fault:
            return Later(_told(fault))
        return answer_to(content_id, codes_in(body), reply)

    def bound_codes(self, order: str) -> Sequence[BoundCode]:
        """All codes of the order that are bound on the platform. Raises `PlatformFault`."""
        found: list[BoundCode] = []
        after = ""
        for _ in range(PAGES_MAX):
            page, after = self._page(order, after)
            found += page
            if not after:
                return found
        raise PlatformFault(f"order {order} has more than {PAGES_MAX} pages of codes")

    def close(self) -> None:
        self._session.close()

    def _page(self, order: str, after: str) -> tuple[list[BoundCode], str]:
        path = f"/v1/orders/{quote(order, safe='')}/codes?after={quote(after, safe='')}"
        try:
            reply = self._ask("GET", path, b"", {})
        except (requests.RequestException, AnswerBroken) as fault:
            raise PlatformFault(_told(fault)) from fault
        if reply.status != HTTPStatus.OK:
            raise PlatformFault(f"the platform gives no list of codes: {words_of(reply)}")
        try:
            answer = json.loads(reply.body)
            codes = [BoundCode(c["code"], c["level"], c["parent"]) for c in answer["codes"]]
            return codes, str(answer["next"])
        except (ValueError, KeyError, TypeError) as fault:
            raise PlatformFault(f"the platform's list of codes can't be read: {fault}") from fault

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        connect_s, read_s, total_s = self._deadlines_s
        end = self._clock() + total_s
        with self._session.request(
            method,
            self._url + path,
            data=body,
            headers=headers,
            timeout=(connect_s, read_s),
            stream=True,
            allow_redirects=False,
        ) as response:
            names = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, names, self._read(response, end))

    def _read(self, response: requests.Response, end: float) -> bytes:
        data = bytearray()
        for piece in response.iter_content(PIECE_BYTES):
            data += piece
            if len(data) > ANSWER_BYTES_MAX:
                raise AnswerBroken(f"the answer is longer than {ANSWER_BYTES_MAX} bytes")
            if self._clock() > end:
                raise AnswerBroken("the answer took too long")
        return bytes(data)


def _told(fault: Exception) -> str:
    """A sentence for a fault of the way there and back."""
    if isinstance(fault, requests.exceptions.SSLError):
        return f"no trust: check the platform's certificate and this computer's clock ({fault})"
    if isinstance(fault, requests.exceptions.ConnectTimeout | requests.exceptions.ConnectionError):
        return f"the platform can't be reached, or the connection was lost ({fault})"
    if isinstance(fault, requests.Timeout):
        return f"the platform doesn't answer in time ({fault})"
    return f"the answer can't be used: {fault}"

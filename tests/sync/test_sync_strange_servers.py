"""Servers that no platform should be: whatever they send, the upload waits and nothing hangs."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from sync.platforms.api import Acknowledged, Later, PlatformFault
from sync.platforms.packline_api import ANSWER_BYTES_MAX, PacklineApi

Serve = Callable[[bytes], str]
BODY = b'{"kind":"closing","levels":[]}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that answers every connection with the same bytes, then hangs up or, with
    bytes that end in an ellipsis, waits for the other side to do so."""
    servers: list[tuple[socket.socket, threading.Thread]] = []

    def start(answer: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer_all, args=(listener, answer))
        thread.start()
        servers.append((listener, thread))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener, thread in servers:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _answer_all(listener: socket.socket, answer: bytes) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(5.0)
            connection.recv(65_536)
            connection.sendall(answer.removesuffix(b"..."))
            if answer.endswith(b"..."):
                connection.recv(1)


ANSWERS = {
    "nothing": b"",
    "not HTTP": b"220 smtp ready\r\n",
    "half a head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "half a body": HEAD + b"Content-Length: 100\r\n\r\n{",
    "bad chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    "bad gzip": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    "a page": b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
    "elsewhere": b"HTTP/1.1 302 Found\r\nLocation: http://[::1]:1/\r\nContent-Length: 0\r\n\r\n",
    "silence": b"...",
    "silence in the body": HEAD + b"Content-Length: 100\r\n\r\n{...",
    "endless": HEAD + b"\r\n" + b"x" * (ANSWER_BYTES_MAX + 100),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_strange_answer_acknowledges_or_hangs(serve: Serve, kind: str) -> None:
    api = PacklineApi(serve(ANSWERS[kind]), "token", deadlines_s=(1.0, 0.2, 5.0))
    try:
        assert isinstance(api.send("a" * 64, BODY), Later)
        with pytest.raises(PlatformFault):
            api.bound_codes("WO-1")
    finally:
        api.close()


def test_an_answer_that_takes_too_long_is_given_up(serve: Serve) -> None:
    answer = HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1_000
    clock = count(step=3).__next__
    api = PacklineApi(serve(answer), "token", deadlines_s=(1.0, 1.0, 10.0), clock=clock)
    try:
        told = api.send("a" * 64, BODY)
    finally:
        api.close()
    assert told == Later("the answer can't be used: the answer took too long")


def test_a_redirection_is_not_followed_because_the_token_would_travel_along(serve: Serve) -> None:
    receipt = json.dumps(
        {
            "content_id": "a" * 64,
            "batch": "1",
            "codes": 0,
            "repeated": False,
            "received_at": "2026-11-23T10:00:00+00:00",
        }
    ).encode()
    good = HEAD + b"Content-Length: %d\r\n\r\n" % len(receipt) + receipt
    away = serve(good)
    head = f"HTTP/1.1 307 Away\r\nLocation: {away}/v1/batches\r\nContent-Length: 0\r\n\r\n"
    answers = []
    for url in (away, serve(head.encode())):
        api = PacklineApi(url, "token")
        answers.append(api.send("a" * 64, BODY))
        api.close()
    assert isinstance(answers[0], Acknowledged)
    assert answers[1] == Later(
        f"307: sent on to {away}/v1/batches: a portal in between, or a wrong url"
    )

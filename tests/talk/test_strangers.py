"""Who is not let in, who is cut off, and what they are told."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, answer_challenge
from pathlib import Path

import msgspec
import pytest

from station.talk import server as talk_server
from station.talk.client import NotDone, dial
from station.talk.line_requests import Start
from station.talk.message import REQUEST_BYTES_MAX, Answer
from station.talk.people_requests import Users
from station.talk.requests import EDITION, Asked, Hello
from station.talk.server import PENDING_MAX, SCREENS_MAX, TalkServer
from tests.talk.small_desk import USERS, SmallDesk

HELLO = msgspec.json.encode(Hello("screen", EDITION))
DEEP = b'{"type":"Asked","number":1,"what":{"type":"Start","x":' + b"[" * 50_000


@pytest.fixture
def caller(server: TalkServer) -> Iterator[Connection]:
    """Somebody who knows the key, and hasn't greeted."""
    with Client(server.address, authkey=server.key) as connection:
        yield connection


def until_hung_up(connection: Connection) -> list[bytes]:
    heard = []
    with suppress(OSError, EOFError):
        while True:
            heard.append(connection.recv_bytes())
    return heard


def say(caller: Connection, said: bytes) -> None:
    """As far as the station listens."""
    with suppress(OSError):
        caller.send_bytes(said)


def told(caller: Connection) -> str:
    """Why the station hangs up: its last word, and then nothing more."""
    answer = msgspec.json.decode(until_hung_up(caller)[-1], type=Answer)
    assert answer.number == 0
    assert answer.refusal is not None
    return answer.refusal.why


def still_serves(folder: Path) -> bool:
    with closing(dial(folder)) as line:
        return line.ask(Users()) == USERS


def test_without_the_key_nobody_is_heard(server: TalkServer, tmp_path: Path) -> None:
    with pytest.raises(AuthenticationError):
        Client(server.address, authkey=b"another key")
    assert still_serves(tmp_path)


def test_one_that_takes_no_part_in_the_proof_is_cut_off(
    server: TalkServer, tmp_path: Path, desk: SmallDesk
) -> None:
    with Client(server.address) as connection:
        connection.recv_bytes()  # the challenge
        connection.send_bytes(HELLO)
        connection.recv_bytes()  # the failure
        with pytest.raises((EOFError, OSError)):
            connection.recv_bytes()
    assert not desk.seats
    assert still_serves(tmp_path)


def test_one_that_challenges_otherwise_is_cut_off(server: TalkServer, tmp_path: Path) -> None:
    with Client(server.address) as connection:
        answer_challenge(connection, server.key)
        connection.send_bytes(HELLO)  # where its own challenge is due
        with pytest.raises((EOFError, OSError)):
            connection.recv_bytes()
    assert still_serves(tmp_path)


@pytest.mark.parametrize("rubbish", [b"", b"\xff" * 64, b"GET / HTTP/1.1\r\n\r\n"], ids=len)
def test_rubbish_ends_nothing_but_its_own_line(
    server: TalkServer, tmp_path: Path, rubbish: bytes
) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as stranger:
        stranger.settimeout(10)
        stranger.connect(server.address)
        stranger.sendall(rubbish)
        stranger.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while stranger.recv(4_096):  # until it hangs up
                pass
    assert still_serves(tmp_path)


@pytest.mark.parametrize("knows_the_key", [True, False])
def test_whoever_says_nothing_is_cut_off(
    server: TalkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows_the_key: bool
) -> None:
    monkeypatch.setattr(talk_server, "GREET_S_MAX", 0.05)
    key = server.key if knows_the_key else None
    with Client(server.address, authkey=key) as connection:
        heard = until_hung_up(connection)
    assert len(heard) == (0 if knows_the_key else 1)  # the challenge


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (msgspec.json.encode(Asked(1, Start())), "no greeting"),
        (b"{}", "missing required field"),
        (b"\xff\xfe", "JSON is malformed"),
        (b'{"type":"Sesame"}', "Sesame"),
        (DEEP, "recursion"),
        (msgspec.json.encode(Hello("screen", "0")), "edition 0"),
        (b" " * (REQUEST_BYTES_MAX + 1), "more than 262144 bytes"),
    ],
    ids=["no greeting", "nothing", "no text", "unknown", "deep", "old", "long"],
)
def test_a_wrong_first_word_gets_a_sentence(
    caller: Connection, desk: SmallDesk, said: bytes, why: str
) -> None:
    say(caller, said)
    assert why in told(caller)
    assert not desk.seats


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (HELLO, "greeted twice"),
        (b'{"type":"Asked","number":1,"what":{"type":"Sesame"}}', "Sesame"),
        (b'{"type":"Asked","number":1,"what":{"type":"ClosePartial","level":"1"}}', "level"),
        (DEEP, "recursion"),
        (b" " * (REQUEST_BYTES_MAX + 1), "more than 262144 bytes"),
    ],
    ids=["twice", "unknown", "wrong", "deep", "long"],
)
def test_one_that_breaks_the_rules_is_told_and_cut_off(
    caller: Connection, tmp_path: Path, said: bytes, why: str
) -> None:
    caller.send_bytes(HELLO)
    say(caller, said)
    assert why in told(caller)
    assert still_serves(tmp_path)


def test_one_that_asks_without_end_is_cut_off(caller: Connection, desk: SmallDesk) -> None:
    picture = b'{"type":"Asked","number":1,"what":{"type":"Picture","name":""}}'
    caller.send_bytes(HELLO)
    caller.send_bytes(picture)
    assert desk.at_work.wait(10)
    for _ in range(PENDING_MAX + 1):
        caller.send_bytes(picture)
    assert f"more than {PENDING_MAX}" in told(caller)


def test_one_screen_too_many_is_told_so_and_the_others_stay(
    server: TalkServer, tmp_path: Path
) -> None:
    lines = [dial(tmp_path, f"screen {number}") for number in range(SCREENS_MAX)]
    for line in lines:
        assert line.ask(Users()) == USERS
    late = dial(tmp_path, "one more")
    with pytest.raises(NotDone) as refused:
        late.ask(Users())
    assert f"{SCREENS_MAX} screens" in refused.value.refusal.why
    late.close()
    for line in lines:
        assert line.ask(Users()) == USERS
        line.close()


def test_a_place_that_is_left_is_free_again(tmp_path: Path, server: TalkServer) -> None:
    for _ in range(2 * SCREENS_MAX):
        assert still_serves(tmp_path)


def test_who_was_not_let_in_stands_in_the_log(
    server: TalkServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "packline.talk"):
        with pytest.raises(AuthenticationError):
            Client(server.address, authkey=b"another key")
        server.__exit__()
        server.__enter__()
    assert "somebody was not let in" in caplog.text

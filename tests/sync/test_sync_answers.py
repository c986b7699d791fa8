"""Only a receipt for our own content counts; everything else is named for what it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sync.platforms.answers import Reply, answer_to
from sync.platforms.api import Acknowledged, Denied, Later, Refused, RefusedCode

KEY = "a" * 64
RECEIPT = {
    "content_id": KEY,
    "batch": "17",
    "codes": 3,
    "repeated": False,
    "received_at": "2026-11-23T10:00:00+00:00",
}


def reply(status: int, document: object, **headers: str) -> Reply:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return Reply(status, headers, body)


@pytest.mark.parametrize(
    ("status", "repeated", "counted_as_repeated"),
    [(201, False, False), (200, True, True), (201, True, True), (409, True, True)],
)
def test_a_receipt_acknowledges(status: int, repeated: bool, counted_as_repeated: bool) -> None:
    given = reply(status, {**RECEIPT, "repeated": repeated})
    assert answer_to(KEY, 3, given) == Acknowledged(given.body.decode(), counted_as_repeated)


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Please log in",
        b"[]",
        b"null",
        b"true",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(RECEIPT).encode("utf-16"),
        json.dumps(RECEIPT).encode()[:-1],
        *(json.dumps({k: v for k, v in RECEIPT.items() if k != lost}).encode() for lost in RECEIPT),
        json.dumps({**RECEIPT, "codes": True}).encode(),
        json.dumps({**RECEIPT, "content_id": "b" * 64}).encode(),
    ],
)
def test_rubbish_with_a_good_status_acknowledges_nothing(status: int, body: bytes) -> None:
    assert isinstance(answer_to(KEY, 3, reply(status, body)), Later)


def test_fewer_codes_than_we_sent_is_a_refusal_code_by_code() -> None:
    told = {**RECEIPT, "codes": 2, "codes_refused": [{"code": "X", "why": "is frozen"}, 7]}
    answer = answer_to(KEY, 3, reply(201, told))
    assert answer == Refused("the platform took 2 codes of 3", (RefusedCode("X", "is frozen"),))


@pytest.mark.parametrize("status", [400, 409, 413, 422])
def test_a_refusal_keeps_the_platform_s_words(status: int) -> None:
    answer = answer_to(KEY, 3, reply(status, {"detail": "码 9 is taken"}))
    assert answer == Refused(f"{status}: 码 9 is taken")


@pytest.mark.parametrize(
    ("status", "remedy"), [(401, "token"), (403, "token"), (404, "url"), (405, "url")]
)
def test_a_station_that_is_set_up_wrong_is_told_what_to_do(status: int, remedy: str) -> None:
    answer = answer_to(KEY, 3, reply(status, {"title": "no"}))
    assert isinstance(answer, Denied)
    assert remedy in answer.remedy


@pytest.mark.parametrize("status", [302, 408, 425, 429, 500, 502, 503, 504])
def test_what_heals_by_itself_is_for_later(status: int) -> None:
    answer = answer_to(KEY, 3, reply(status, b"", location="http://portal"))
    assert isinstance(answer, Later)
    assert str(status) in answer.why


@pytest.mark.parametrize(
    ("wish", "wait_s"), [("7", 7.0), ("99999", 300.0), ("-1", 0.0), ("soon", 0.0), ("²", 0.0)]
)
def test_the_platform_s_wish_to_wait_is_bounded(wish: str, wait_s: float) -> None:
    given = Reply(503, {"retry-after": wish}, b"")
    assert answer_to(KEY, 3, given) == Later(
        "503: not the platform's form (no type, 0 bytes)", wait_s
    )


@pytest.mark.parametrize("entries", [None, {}, "x", [1, None]])
def test_a_malformed_list_of_codes_is_passed_over(entries: Any) -> None:
    answer = answer_to(KEY, 3, reply(409, {"detail": "no", "codes_refused": entries}))
    assert answer == Refused("409: no")

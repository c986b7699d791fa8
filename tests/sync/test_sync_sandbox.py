"""Uploads to a real server in a process of its own, over loopback: nothing is lost or doubled."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import requests

from sync.batches import Batch, container_batch
from sync.platforms.api import Acknowledged, Denied, Later, PlatformFault, Refused
from sync.platforms.packline_api import PacklineApi
from sync.ports import ContainerFacts
from sync.push import ATTEMPTS_MAX, Pusher, PushReport
from sync.reconcile import compare
from sync.sandbox.process import ROOT, SandboxFailed, SandboxProcess
from tests.sync.fake_station import HEAD, FakeStation, order_facts, pallet, text_of

ENDS_S_MAX = 10.0
HOURS_MS = count(step=3_600_000)


@contextmanager
def api_at(sandbox: SandboxProcess, token: str = "") -> Iterator[PacklineApi]:
    api = PacklineApi(sandbox.url, token or sandbox.token)
    try:
        yield api
    finally:
        api.close()


def push(station: FakeStation, api: PacklineApi) -> PushReport:
    """One run, an hour after the one before and after every look at the clock."""
    pusher = Pusher(7, station, station, text_of, api, lambda _: None, HOURS_MS.__next__)
    return pusher.push()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """A sandbox without faults; each test uses orders and codes of its own."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "platform.db") as sandbox:
        yield sandbox


# Each upload's attempts until the sandbox has answered well.
FAULTS = [
    (["drop_reply=2"], 1),
    (["500_after_commit=1"], 1),
    (["truncate=1"], 1),
    (["wrong_receipt=2"], 1),
    (["garbage=2"], 0),
    (["busy=1"], 0),
    (["drop_reply=1", "garbage=1", "500_after_commit=1"], 1),
]


@pytest.mark.parametrize(("faults", "repeated"), FAULTS, ids=str)
def test_whatever_happens_on_the_way_every_batch_counts_once(
    tmp_path: Path, faults: list[str], repeated: int
) -> None:
    station = FakeStation()
    for container in (1, 2, 0):
        station.ready(container)
    with SandboxProcess(tmp_path / "platform.db", faults) as sandbox, api_at(sandbox) as api:
        report = push(station, api)
        assert (report.acknowledged, report.repeated, report.left) == (3, repeated, 0)
        assert not compare(station.bound(), api.bound_codes("WO-1"))


def test_a_platform_that_fails_longer_than_one_run_gets_it_in_the_next(tmp_path: Path) -> None:
    station = FakeStation()
    station.ready(1)
    faults = [f"500_after_commit={ATTEMPTS_MAX}"]
    with SandboxProcess(tmp_path / "platform.db", faults) as sandbox, api_at(sandbox) as api:
        report = push(station, api)
        assert (report.acknowledged, report.left) == (0, 1)
        assert "something broke" in report.said[0]
        report = push(station, api)
        assert (report.acknowledged, report.repeated) == (1, 1)
        assert not compare(station.bound(), api.bound_codes("WO-1"))


def test_a_platform_that_takes_only_some_codes_has_not_taken_the_batch(tmp_path: Path) -> None:
    station = FakeStation()
    row = station.ready(1)
    with SandboxProcess(tmp_path / "p.db", ["partial=1"]) as sandbox, api_at(sandbox) as api:
        report = push(station, api)
    assert report.refused == 1
    assert "took 0 codes of 9" in station.refusals[row]
    assert f"{text_of([pallet(1).code])[0]} (is frozen)" in station.refusals[row]


def test_what_was_committed_survives_the_platform_s_restart(tmp_path: Path) -> None:
    station = FakeStation()
    station.ready(1)
    sandbox = SandboxProcess(tmp_path / "platform.db", ["drop_reply=100"])
    with sandbox, api_at(sandbox) as api:
        assert push(station, api).left == 1
    with SandboxProcess(tmp_path / "platform.db") as sandbox, api_at(sandbox) as api:
        assert push(station, api).repeated == 1
        assert not compare(station.bound(), api.bound_codes("WO-1"))


def test_a_second_send_of_the_same_bytes_counts_as_repeated(shared: SandboxProcess) -> None:
    batch = container_batch(7, order_facts("twice"), pallet(101), text_of, HEAD)
    with api_at(shared) as api:
        first = api.send(batch.content_id, batch.body)
        second = api.send(batch.content_id, batch.body)
        assert isinstance(first, Acknowledged)
        assert isinstance(second, Acknowledged)
        assert (first.repeated, second.repeated) == (False, True)
        ours, theirs = json.loads(first.receipt), json.loads(second.receipt)
        assert ours["batch"] == theirs["batch"]
        assert ours["received_at"] == theirs["received_at"]
        assert len(api.bound_codes("twice")) == 9


def test_a_body_that_changed_on_the_way_is_refused(shared: SandboxProcess) -> None:
    batch = container_batch(7, order_facts("changed"), pallet(102), text_of, HEAD)
    with api_at(shared) as api:
        before = api.send(batch.content_id, batch.body.replace(b'"L1"', b'"L2"'))
        assert isinstance(before, Refused)
        assert before.why.startswith("422: the body's SHA-256 is")
        assert isinstance(api.send(batch.content_id, batch.body), Acknowledged)
        after = api.send(batch.content_id, batch.body.replace(b'"L1"', b'"L2"'))
        assert after == Refused(f"409: {batch.content_id} was used for another body")


def test_a_code_in_two_batches_is_refused_by_name(shared: SandboxProcess) -> None:
    one = container_batch(7, order_facts("clash"), pallet(103), text_of, HEAD)
    other = container_batch(7, order_facts("clash-2"), pallet(103), text_of, HEAD)
    with api_at(shared) as api:
        assert isinstance(api.send(one.content_id, one.body), Acknowledged)
        refused = api.send(other.content_id, other.body)
        assert isinstance(refused, Refused)
        assert {code.code for code in refused.codes} == {
            code.code for code in api.bound_codes("clash")
        }
        assert "is in batch" in refused.codes[0].why
        assert api.bound_codes("clash-2") == []


def test_a_wrong_token_is_refused_with_the_remedy_and_loses_nothing(
    shared: SandboxProcess,
) -> None:
    station = FakeStation()
    station.ready(104, order="token")
    with api_at(shared, token="wrong") as api:
        report = push(station, api)
        assert (report.refused, report.left) == (1, 1)
        assert "401: the bearer token is missing or wrong" in report.said[0]
        assert "set the platform's token again" in report.said[0]
        with pytest.raises(PlatformFault, match="401"):
            api.bound_codes("token")
    with api_at(shared) as api:
        assert push(station, api).acknowledged == 1


@pytest.mark.parametrize("token", ["", "a\nb", "口令"])
def test_a_token_that_no_header_can_carry_is_told_at_once(token: str) -> None:
    with pytest.raises(ValueError, match="set it again"):
        PacklineApi("http://127.0.0.1:1", token)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xff", "not JSON in UTF-8"),
        (b"[" * 50_000, "not JSON"),
        (b"[]", "the body"),
        (b'{"format":"other"}', "format must be packline-batch-1"),
        (b'{"format":"packline-batch-1"}', "order is missing"),
        (b'{"format":"packline-batch-1","order":{},"kind":"x"}', "container, closing or shipment"),
        (b'{"format":"packline-batch-1","order":{},"kind":"container"}', "container is missing"),
        (
            b'{"format":"packline-batch-1","order":{},"kind":"container","container":'
            b'{"code":"A","level":1,"state":"full","children":["B","B"]}}',
            '"B" is empty or stands twice',
        ),
        (
            b'{"format":"packline-batch-1","order":{},"kind":"container","container":'
            b'{"code":"A","level":1,"state":"open","children":[]}}',
            "full or partial",
        ),
        (
            b'{"format":"packline-batch-1","order":{},"kind":"container","container":'
            b'{"code":"A","level":true,"state":"full","children":[]}}',
            "level of A",
        ),
    ],
)
def test_what_is_no_batch_gets_a_problem_document(
    shared: SandboxProcess, body: bytes, words: str
) -> None:
    key = hashlib.sha256(body).hexdigest()
    headers = {"Authorization": f"Bearer {shared.token}", "Idempotency-Key": key}
    with requests.post(f"{shared.url}/v1/batches", body, headers=headers, timeout=5) as answer:
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert words in answer.json()["detail"]


def test_sizes_keys_and_addresses_are_checked(tmp_path: Path) -> None:
    limit = ["--max-bytes", "100"]
    with SandboxProcess(tmp_path / "platform.db", options=limit) as sandbox:
        bearer = {"Authorization": f"Bearer {sandbox.token}"}

        def status(method: str, path: str, **more: object) -> int:
            with requests.request(method, sandbox.url + path, timeout=5, **more) as answer:  # type: ignore[arg-type]
                return answer.status_code

        uploads = "/v1/batches"
        assert status("POST", uploads, data=b"x" * 101, headers=bearer) == 413
        assert status("POST", uploads, data=iter([b"x"]), headers=bearer) == 411
        assert status("POST", uploads, data=b"x", headers=bearer) == 400
        assert status("POST", "/v1/elsewhere", data=b"x", headers=bearer) == 404
        assert status("GET", f"{uploads}/nothing", headers=bearer) == 404
        assert status("GET", f"{uploads}/nothing") == 401
        assert status("GET", "/elsewhere", headers=bearer) == 404
        assert status("GET", "/healthz") == 200


def test_a_batch_can_be_looked_up_by_its_content_id(shared: SandboxProcess) -> None:
    batch = container_batch(7, order_facts("look up"), pallet(105), text_of, HEAD)
    with api_at(shared) as api:
        api.send(batch.content_id, batch.body)
    bearer = {"Authorization": f"Bearer {shared.token}"}
    url = f"{shared.url}/v1/batches/{batch.content_id}"
    with requests.get(url, headers=bearer, timeout=5) as answer:
        assert (answer.json()["content_id"], answer.json()["codes"]) == (batch.content_id, 9)


def test_an_order_longer_than_a_page_is_read_to_its_end(shared: SandboxProcess) -> None:
    station = FakeStation()
    for container in range(1_000, 1_450):  # 9 codes each
        station.ready(container, order="很长/long?")
    with api_at(shared) as api:
        assert push(station, api).acknowledged == 450
        bound = api.bound_codes("很长/long?")
    assert len(bound) == 450 * 9
    assert not compare(station.bound(), bound)


# ---------------------------------------------------------------- the process


def test_it_stops_cleanly_when_told(tmp_path: Path) -> None:
    sandbox = SandboxProcess(tmp_path / "platform.db")
    sandbox.start()
    assert sandbox.stop() == 0


def test_it_never_outlives_its_starter(tmp_path: Path) -> None:
    starter = (
        "import os, sys, pathlib\n"
        "from sync.sandbox.process import SandboxProcess\n"
        "sandbox = SandboxProcess(pathlib.Path(sys.argv[1]))\n"
        "sandbox.start()\n"
        "print(sandbox.pid, sandbox.url, flush=True)\n"
        "sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", starter, str(tmp_path / "platform.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with process:
        assert process.stdout is not None
        pid, _, url = process.stdout.readline().strip().partition(" ")
        host, _, port = url.removeprefix("http://").partition(":")
        process.send_signal(signal.SIGKILL)
        gone = _refuses_soon(host, int(port))
    if not gone:
        os.kill(int(pid), signal.SIGKILL)  # a failing test leaves nothing behind either
    assert gone


def _refuses_soon(host: str, port: int) -> bool:
    """Whether nobody listens there any more within ENDS_S_MAX: only trying can tell."""
    end = time.monotonic() + ENDS_S_MAX
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(1.0)
            if probe.connect_ex((host, port)) != 0:
                return True
        time.sleep(0.02)
    return False


def test_a_sandbox_that_can_t_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailed, match="no fault 'nonsense'"):
        SandboxProcess(tmp_path / "platform.db", ["nonsense=1"]).start()
    with pytest.raises(SandboxFailed, match="unable to open database file"):
        SandboxProcess(tmp_path / "no" / "folder.db").start()


def test_a_platform_that_is_gone_is_for_later(tmp_path: Path) -> None:
    sandbox = SandboxProcess(tmp_path / "platform.db")
    sandbox.start()
    sandbox.stop()
    with api_at(sandbox) as api:
        answer = api.send("a" * 64, b'{"kind":"closing","levels":[]}')
        assert isinstance(answer, Later)
        assert "can't be reached" in answer.why
        assert not isinstance(answer, Denied)
        with pytest.raises(PlatformFault, match="can't be reached"):
            api.bound_codes("WO-1")


# ---------------------------------------------------------------- corrections after rework


def corrected(number: int, order: str, replaces: str, missing: int = 0) -> Batch:
    """Pallet `number` without the first `missing` bottles of its first case."""
    whole = pallet(number)
    case = whole.inner[0]
    smaller = replace(case, children=case.children[missing:])
    tree = replace(whole, inner=(smaller, *whole.inner[1:]))
    return container_batch(7, order_facts(order), tree, text_of, HEAD, replaces=replaces)


def test_a_correction_takes_the_place_of_what_it_replaces(shared: SandboxProcess) -> None:
    first = corrected(301, "corrected", "")
    second = corrected(301, "corrected", first.content_id, missing=1)
    third = corrected(301, "corrected", second.content_id, missing=2)
    with api_at(shared) as api:
        for batch in (first, second, third, second, first):
            answer = api.send(batch.content_id, batch.body)
            assert isinstance(answer, Acknowledged), answer
        assert len(api.bound_codes("corrected")) == 9 - 2


def test_what_is_replaced_counts_for_nothing_if_it_comes_late(shared: SandboxProcess) -> None:
    first = corrected(302, "late", "")
    second = corrected(302, "late", first.content_id, missing=1)
    with api_at(shared) as api:
        for batch in (second, first):
            assert isinstance(api.send(batch.content_id, batch.body), Acknowledged)
        assert len(api.bound_codes("late")) == 9 - 1


def test_a_code_that_moved_is_taken_only_after_it_left(shared: SandboxProcess) -> None:
    """The correction of the pallet that it left comes first; the other order is refused."""
    first = corrected(303, "moved", "")
    bottle = pallet(303).inner[0].children[0]
    case = ContainerFacts(1, 2_900_000, 3, (bottle,))
    taker = container_batch(7, order_facts("moved"), case, text_of, HEAD)
    left = corrected(303, "moved", first.content_id, missing=1)
    with api_at(shared) as api:
        assert isinstance(api.send(first.content_id, first.body), Acknowledged)
        assert isinstance(api.send(taker.content_id, taker.body), Refused)
        assert isinstance(api.send(left.content_id, left.body), Acknowledged)
        assert isinstance(api.send(taker.content_id, taker.body), Acknowledged)


@pytest.mark.parametrize("state", ["void", "empty"])
def test_a_container_with_items_is_not_void_and_one_without_is_nothing_else(
    shared: SandboxProcess, state: str
) -> None:
    batch = json.loads(corrected(304, "void", "").body)
    batch["container"]["state"] = state
    body = json.dumps(batch).encode()
    with api_at(shared) as api:
        answer = api.send(hashlib.sha256(body).hexdigest(), body)
    assert isinstance(answer, Refused)
    assert "must be full or partial" in answer.why

"""The worker runs again and again, and stops when told."""

from __future__ import annotations

import queue
import threading

import pytest

from sync.push import PushReport
from sync.worker import Worker

ANSWER_S_MAX = 10.0


def test_it_pushes_until_told_to_stop() -> None:
    reports: queue.Queue[PushReport] = queue.Queue()
    worker = Worker(lambda: PushReport(batches=1), reports.put, pause_s=60)
    worker.start()
    reports.get(timeout=ANSWER_S_MAX)
    worker.nudge()
    assert reports.get(timeout=ANSWER_S_MAX).batches == 1
    assert worker.stop()
    assert not worker.failed


def test_a_stop_ends_a_back_off() -> None:
    waiting = threading.Event()

    def push() -> PushReport:
        waiting.set()
        worker.wait(600)
        return PushReport(left=int(worker.stopping()))

    reports: queue.Queue[PushReport] = queue.Queue()
    worker = Worker(push, reports.put)
    worker.start()
    assert waiting.wait(ANSWER_S_MAX)
    assert worker.stop()
    assert reports.get(timeout=ANSWER_S_MAX).left == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_is_not_swallowed() -> None:
    def push() -> PushReport:
        raise AssertionError("a bug")

    worker = Worker(push, lambda report: None)
    worker.start()
    assert worker.stop()
    assert worker.failed

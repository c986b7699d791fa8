"""The brand's platform with its faults on the way: the sandbox's book, without its sockets.

What a reply means is decided by the real adapter's `answer_to`. A fault harms the way, never the
book: what was kept stays kept, whatever the station hears of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from station.simulate.clock import Scheduler
from station.simulate.faults import Dice
from sync.batches import codes_in
from sync.platforms.answers import Reply, answer_to
from sync.platforms.api import Answer, BoundCode, Later
from sync.sandbox.book import Book
from sync.sandbox.server import PORTAL
from sync.sandbox.uploads import Response, problem, upload


class FaultyPlatform:
    """`sync.platforms.api.Platform`; `away_until_ms` is when the network comes back."""

    def __init__(self, scheduler: Scheduler, dice: Dice) -> None:
        self._scheduler, self._dice = scheduler, dice
        self._book = Book(Path(":memory:"))
        self.away_until_ms = 0
        self.uploads = 0

    def send(self, content_id: str, body: bytes) -> Answer:
        self.uploads += 1
        if self._scheduler.now_ms < self.away_until_ms:
            return Later("the platform can't be reached")
        reply = self._reply(content_id, body)
        if reply is None:
            return Later("the connection was lost")
        return answer_to(content_id, codes_in(body), reply)

    def _reply(self, content_id: str, body: bytes) -> Reply | None:
        hits = self._dice.hits
        if hits("net.busy"):
            return _read(problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy"))
        if hits("net.garbage"):
            return _read(Response(HTTPStatus.OK, PORTAL, "text/html"))
        response = upload(self._book, content_id, body)
        if hits("net.duplicate"):
            response = upload(self._book, content_id, body)
        if hits("net.drop_reply"):
            return None
        if hits("net.500_after_commit"):
            return _read(problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something broke"))
        if hits("net.truncate"):
            cut = response.body[: len(response.body) // 2]
            return _read(Response(response.status, cut, response.content_type))
        if response.kept and hits("net.wrong_receipt"):
            other = {**json.loads(response.body), "content_id": "0" * 64}
            return _read(Response(response.status, json.dumps(other).encode()))
        return _read(response)

    def bound_codes(self, order: str) -> Sequence[BoundCode]:
        """All codes of the order that are bound there."""
        found: list[BoundCode] = []
        after = ""
        while True:
            page, after = self._book.bound(order, after)
            found += [BoundCode(*row) for row in page]
            if not after:
                return found

    def close(self) -> None:
        self._book.close()


def _read(response: Response) -> Reply:
    headers = {"content-type": response.content_type}
    return Reply(int(response.status), headers, response.body)

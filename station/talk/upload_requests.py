"""What the uploads page asks: the queue to the platform, batch by batch, code by code."""

from __future__ import annotations

import msgspec

from station.talk.message import Request

ROWS_MAX = 100  # of one page of anything
NEWEST = 1 << 62


class BatchLine(msgspec.Struct, frozen=True):
    """A batch. `what` is container, closing or shipment; `state` waiting, acknowledged or
    refused. `receipt` is the platform's number of it, `why` its words, codes in it covered."""

    batch: int
    order: str
    what: str
    container: int = 0
    role: str = ""  # of the container: case, pallet, …
    correction: bool = False
    state: str = "waiting"
    attempts: int = 0
    next_try_ms: int = 0  # 0 = at once
    ready_ms: int = 0
    settled_ms: int = 0  # 0 = not yet, or nobody wrote it down
    receipt: str = ""
    why: str = ""
    codes_refused: int = 0


class BatchesShown(msgspec.Struct, frozen=True):
    """A page, newest first; `older` is the `below` of the next one, 0 = this is the last."""

    lines: tuple[BatchLine, ...]
    older: int
    waiting: int
    refused: int
    acknowledged: int
    oldest_ms: int  # since when the oldest waits, 0 = none waits
    oldest_s: float  # and for how long
    last_success_ms: int  # 0 = none yet
    platform: str  # its address, "" = the line file names none


class Batches(Request[BatchesShown], frozen=True, tag=True):
    """`which` is all, waiting, refused or acknowledged."""

    which: str = "all"
    below: int = NEWEST
    rows: int = 20


class CodeTold(msgspec.Struct, frozen=True):
    """A code of a batch, covered. `ended` is what a closing report says of it (void, …); `refused`
    is what the platform said of this one code, "" = nothing."""

    code: str
    role: str
    ended: str = ""
    refused: str = ""


class BatchDetail(msgspec.Struct, frozen=True):
    """`codes` are those from `first` on, the refused ones before all others; where there is no
    list yet, `not_final` says why."""

    line: BatchLine
    content_id: str
    receipt: str  # as the platform gave it
    body_bytes: int  # 0 = no body was made yet
    replaces: int  # the batch that it corrects, 0 = none
    codes_total: int
    first: int
    codes: tuple[CodeTold, ...]
    not_final: str = ""


class Batch(Request[BatchDetail], frozen=True, tag=True):
    batch: int
    first: int = 0
    rows: int = 20


class RetryRefused(Request[int], frozen=True, tag=True):
    """Give all refused batches another chance, with the same bodies; how many."""


UploadTalk = Batches | Batch | RetryRefused

"""The sandbox's answers to uploads and questions, without sockets.

Status codes are those of docs/platform-api/README.md; refusals are problem documents (RFC 9457).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from sync.sandbox.bodies import Malformed, parse
from sync.sandbox.book import Book, CodesTaken, Kept, OtherBody

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Response:
    status: HTTPStatus
    body: bytes
    content_type: str = JSON

    @property
    def kept(self) -> bool:
        """Whether it says that a batch is in the book."""
        return self.content_type == JSON and self.status in (HTTPStatus.OK, HTTPStatus.CREATED)


def upload(book: Book, key: str, body: bytes) -> Response:
    """POST /v1/batches."""
    if not key:
        return problem(HTTPStatus.BAD_REQUEST, "the header Idempotency-Key is missing")
    if (found := hashlib.sha256(body).hexdigest()) != key:
        kept = book.find(key)
        if kept is not None:
            return problem(HTTPStatus.CONFLICT, f"{key} was used for another body")
        said = f"the body's SHA-256 is {found}, not the Idempotency-Key"
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)
    try:
        content = parse(body)
        received_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        kept, repeated = book.keep(key, body, content, received_at)
    except Malformed as fault:
        return problem(HTTPStatus.BAD_REQUEST, str(fault))
    except OtherBody:
        return problem(HTTPStatus.CONFLICT, f"{key} was used for another body")
    except CodesTaken as fault:
        refused = [{"code": code, "why": f"is in batch {batch}"} for code, batch in fault.codes]
        return problem(HTTPStatus.CONFLICT, str(fault), codes_refused=refused)
    return document(receipt(kept, repeated), HTTPStatus.OK if repeated else HTTPStatus.CREATED)


def look_up(book: Book, content_id: str) -> Response:
    """GET /v1/batches/{content_id}."""
    kept = book.find(content_id)
    if kept is None:
        return problem(HTTPStatus.NOT_FOUND, f"no batch {content_id}")
    return document(receipt(kept, repeated=True))


def order_codes(book: Book, order: str, after: str) -> Response:
    """GET /v1/orders/{order}/codes."""
    page, next_after = book.bound(order, after)
    codes = [{"code": code, "level": level, "parent": parent} for code, level, parent in page]
    shipped = [
        {"code": code, "dealer": dealer, "region": region}
        for code, dealer, region in book.shipped(order)
    ]
    return document(
        {
            "order": order,
            "codes": codes,
            "next": next_after,
            "dropped": book.dropped(order),
            "shipped": shipped,
        }
    )


def receipt(kept: Kept, repeated: bool) -> dict[str, Any]:
    return {
        "content_id": kept.content_id,
        "batch": str(kept.number),
        "codes": kept.codes,
        "repeated": repeated,
        "received_at": kept.received_at,
    }


def document(content: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(status, json.dumps(content, ensure_ascii=False).encode("utf-8"))


def problem(status: HTTPStatus, detail: str, **more: object) -> Response:
    content = {"title": status.phrase, "status": int(status), "detail": detail, **more}
    return Response(status, json.dumps(content, ensure_ascii=False).encode("utf-8"), PROBLEM)

"""What an HTTP answer of the batch API means: pure computation on status, headers and bytes.

An answer counts only if it is a receipt that names our content id and our number of codes: a
captive portal, a proxy's error page or a cut reply with status 200 acknowledges nothing
(docs/platform-api/README.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from sync.platforms.api import Acknowledged, Answer, Denied, Later, Refused, RefusedCode

WORDS_CHARACTERS_MAX = 300
REFUSED_CODES_MAX = 10_000
WAIT_S_MAX = 300.0

RECEIPT_STATUS = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.CONFLICT}
HEALING_STATUS = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
REMEDY = {
    HTTPStatus.UNAUTHORIZED: "set the platform's token again and push once more",
    HTTPStatus.FORBIDDEN: "ask the platform to allow this station, or set another token",
    HTTPStatus.NOT_FOUND: "correct the url under [platform] in the line file",
    HTTPStatus.METHOD_NOT_ALLOWED: "correct the url under [platform] in the line file",
}


@dataclass(frozen=True)
class Reply:
    """An HTTP answer read to its end. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def answer_to(content_id: str, codes: int, reply: Reply) -> Answer:
    """What `reply` says about the batch `content_id`, which holds so many `codes`."""
    document = _document(reply)
    if reply.status in RECEIPT_STATUS and _is_receipt(document):
        return _receipt(content_id, codes, reply, document)
    if reply.status in REMEDY:
        return Denied(words_of(reply), REMEDY[HTTPStatus(reply.status)])
    if reply.status < 400 or reply.status >= 500 or reply.status in HEALING_STATUS:
        return Later(words_of(reply), _wait_s(reply))
    return Refused(words_of(reply), _refused_codes(document))


def _receipt(content_id: str, codes: int, reply: Reply, document: dict[str, Any]) -> Answer:
    if document["content_id"] != content_id:
        return Later("the platform's receipt is for other content")
    if document["codes"] != codes:
        said = f"the platform took {document['codes']} codes of {codes}"
        return Refused(said, _refused_codes(document))
    repeated = document["repeated"] or reply.status != HTTPStatus.CREATED
    return Acknowledged(reply.body.decode(), repeated)


def _document(reply: Reply) -> dict[str, Any]:
    """The answer's JSON object, or an empty one."""
    try:
        document = json.loads(reply.body.decode())
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _is_receipt(document: Mapping[str, Any]) -> bool:
    return (
        isinstance(document.get("content_id"), str)
        and isinstance(document.get("repeated"), bool)
        and type(document.get("codes")) is int
        and isinstance(document.get("batch"), str)
        and isinstance(document.get("received_at"), str)
    )


def words_of(reply: Reply) -> str:
    """The platform's own words, or what kind of answer it was instead."""
    document = _document(reply)
    said = next((document[key] for key in ("detail", "title") if document.get(key)), "")
    if isinstance(said, str) and said:
        return f"{reply.status}: {said[:WORDS_CHARACTERS_MAX]}"
    if 300 <= reply.status < 400:
        place = reply.headers.get("location", "?")[:WORDS_CHARACTERS_MAX]
        return f"{reply.status}: sent on to {place}: a portal in between, or a wrong url"
    kind = reply.headers.get("content-type", "no type")[:WORDS_CHARACTERS_MAX]
    return f"{reply.status}: not the platform's form ({kind}, {len(reply.body)} bytes)"


def _refused_codes(document: Mapping[str, Any]) -> tuple[RefusedCode, ...]:
    entries = document.get("codes_refused")
    if not isinstance(entries, list):
        return ()
    return tuple(
        RefusedCode(str(entry.get("code", "")), str(entry.get("why", ""))[:WORDS_CHARACTERS_MAX])
        for entry in entries[:REFUSED_CODES_MAX]
        if isinstance(entry, dict)
    )


def _wait_s(reply: Reply) -> float:
    """Retry-After in seconds; its date form is not used by this API."""
    wish = reply.headers.get("retry-after", "")
    return min(float(wish), WAIT_S_MAX) if wish.isascii() and wish.isdigit() else 0.0

"""The whole tree around a code: from the outermost container down to each cap."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from station.compose.code_book import OrderCodes
from station.core.packaging import INNER
from station.store import queries
from station.store.belonging import inner_of


def tree_of(connection: Connection, book: OrderCodes, code: int) -> dict[str, Any] | None:
    """Everything that is packed together with `code`, which may be any code of any thing in it;
    None while it is in no container and carries none. The thing that it is on is marked `here`."""
    asked = queries.get_code(connection, code)
    assert asked is not None, f"code {code} isn't there"
    own = asked.mate or code
    around = queries.parents(connection, own)
    top = around[-1] if around else queries.container_with_label(connection, own)
    return None if top is None else _container(connection, book, top, own)


def _container(
    connection: Connection, book: OrderCodes, box: queries.ContainerFact, here: int
) -> dict[str, Any]:
    inside = queries.children(connection, box.container)
    codes = [one.code for one in inside]
    children: list[dict[str, Any]] = []
    if box.level == 1:
        mates = inner_of(connection, codes)
        children = [_thing(book, 0, one, mates.get(one, 0), here) for one in codes]
    else:
        for one in codes:
            labelled = queries.container_with_label(connection, one)
            assert labelled is not None, f"code {one} is bound, but on no container"
            children.append(_container(connection, book, labelled, here))
    mate = inner_of(connection, [box.code]).get(box.code, 0) if box.code else 0
    node = _thing(book, box.level, box.code, mate, here)
    return {**node, "container": box.container, "state": box.state.value, "children": children}


def _thing(book: OrderCodes, level: int, code: int, mate: int, here: int) -> dict[str, Any]:
    """Its texts as people read them; `inner` only where it has a second code."""
    node: dict[str, Any] = {
        "role": book.order.product.role_of(level),
        "text": book.human(level, [code])[0] if code else "",
        "here": code == here,
    }
    if mate:
        node["inner"] = book.human(level + INNER, [mate])[0]
        node["inner_role"] = book.order.product.role_of(level + INNER)
    return node

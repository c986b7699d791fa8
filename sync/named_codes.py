"""Which codes a batch's body names, one by one, for whoever looks at what became of them.

The other direction of `sync.batches`: bodies stand in docs/platform-api/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sync.batches import DROPPED

INNER_ABOVE = 8  # an inner code has the level of its thing and this


@dataclass(frozen=True)
class NamedCode:
    """`state` is what a closing report says of it, "" elsewhere."""

    text: str
    level: int
    state: str = ""


def named_in(body: bytes) -> Iterator[NamedCode]:
    """All codes of a body, containers before what is in them."""
    batch = json.loads(body)
    if batch["kind"] == "shipment":
        yield NamedCode(batch["shipment"]["code"], batch["shipment"]["level"])
    elif batch["kind"] == "container":
        yield from _in_node(batch["container"], batch["container"]["level"])
    else:
        for level in batch["levels"]:
            for state in DROPPED:
                for text in level[state]:
                    yield NamedCode(text, level["level"], state)


def _in_node(node: Any, level: int) -> Iterator[NamedCode]:
    if isinstance(node, str):
        yield NamedCode(node, level)
        return
    if "children" in node and not node["children"]:
        return  # emptied: no container any more
    yield NamedCode(node["code"], level)
    if "inner" in node:
        yield NamedCode(node["inner"], level + INNER_ABOVE)
    for child in node.get("children", ()):
        yield from _in_node(child, level - 1)

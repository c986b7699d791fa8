"""`packline trace CODE`: the whole story of an item or a container, from any code on it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from station.commands.exits import NOTHING, in_words, leave, print_json
from station.commands.places import Data, database, secrets_of
from station.core.code_shapes import masked


@in_words
def trace(
    code: Annotated[str, typer.Argument(help="What a scanner read, or what people read.")],
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the story as JSON.")] = False,
) -> None:
    """Tell everything that happened to a code, what it is in and what is in it."""
    from station.compose.tracing import open_tracing

    with open_tracing(database(data), secrets_of(data)) as tracing:
        story = tracing.story(code)
    if story is None:
        leave(f"packline: {masked(code)}: no code of this station; check what was scanned", NOTHING)
    if as_json:
        print_json(story)
    else:
        _print(story)


def _print(story: dict[str, Any]) -> None:
    print(f"{story['role']} {story['text']}")
    print(f"  state {story['state']}" + (f" ({story['reason']})" if story["reason"] else ""))
    print(f"  order {story['order']}, {story['product']}, batch {story['batch']}")
    for parent in story["parents"]:
        slot = f", place {parent['slot'] + 1}" if parent["slot"] >= 0 else ""
        print(f"  in {parent['role']} {parent['container']} {parent['label']}{slot}")
    if story["shipped_to"]:
        went = story["shipped_to"]
        print(f"  shipped to {went['dealer']}" + (f", {went['region']}" if went["region"] else ""))
    for child in story["children"]:
        print(f"  holds {child['slot'] + 1:3}: {child['text']} ({child['state']})")
    if story["tree"] is not None:
        print("  packed together:")
        _print_tree(story["tree"], 4)
    print("  story:")
    for entry in story["story"]:
        at = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(entry["at_ms"] / 1_000))
        mark = "?" if entry["time_suspect"] else " "
        print(f"    {entry['seq']:6} {at}{mark} {entry['what']}")
    if any(entry["time_suspect"] for entry in story["story"]):
        print("  ? the clock was suspect then; the order of entries is right. 时间存疑,顺序可信。")


def _print_tree(node: dict[str, Any], indent: int) -> None:
    mark = "→ " if node["here"] else ""
    inner = f"  ({node['inner_role']} {node['inner']})" if "inner" in node else ""
    print(f"{' ' * indent}{mark}{node['role']} {node['text']}{inner}")
    for child in node.get("children", ()):
        _print_tree(child, indent + 2)

"""What must hold, always. Checked after every step in tests and in the demo, and on a database by
`packline check`.

Two kinds: of the living line (`check_line`, cheap, after every step) and of the whole ledger
(`check_ledger`, named, over every code that ever was). Each broken one is a sentence; an empty
answer means that it holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, pairwise

from station.core import records as r
from station.core.ledger import CodeRow, ContainerRow, Ledger
from station.core.packaging import INNER
from station.core.packing import Container
from station.core.state import LineState
from station.core.states import CodeState, ContainerState, Phase

SERIAL_MASK = (1 << 40) - 1
FINDINGS_MAX = 20  # of one invariant; the first ones say enough

CLOSED = frozenset({ContainerState.CLOSED, ContainerState.LABELLED, ContainerState.CONFIRMED})
ON_THE_WAY = frozenset({CodeState.ALLOCATED, CodeState.SENT, CodeState.PRINTED, CodeState.IN_DOUBT})


# ---------------------------------------------------------------- the living line


def check_line(before: LineState, after: LineState, records: tuple[r.Record, ...]) -> list[str]:
    """What one step broke; `records` are those of the step."""
    return [
        *_conserved(before, after, records),
        *_counts_match_living(after),
        *_heads_hold_their_own(after),
        *_containers_fit(after),
        *_one_place_each(after),
        *_table_is_loose(after),
    ]


def _conserved(before: LineState, after: LineState, records: tuple[r.Record, ...]) -> Iterator[str]:
    if any(isinstance(record, r.OrderOpened) for record in records):
        return
    granted = sum(record.count for record in records if isinstance(record, r.Granted))
    released = sum(record.count for record in records if isinstance(record, r.BlockReleased))
    old, new = sum(before.counts.values()), sum(after.counts.values())
    if new != old + granted - released:
        yield f"{old} codes, {granted} granted and {released} given back became {new}"
    for key, count in after.counts.items():
        if count < 0:
            yield f"{count} codes of level {key[0]} are {key[1]}"


def _counts_match_living(state: LineState) -> Iterator[str]:
    living: dict[tuple[int, CodeState], int] = {}
    for live in state.live.values():
        key = (live.level, live.state)
        living[key] = living.get(key, 0) + 1
    top = state.order.product.top if state.order else 0
    if state.phase is Phase.COMPLETE and living:
        yield f"{len(state.live)} codes live of an order that is complete"
    for key, count in state.counts.items():
        # A label for the rework desk may be under way when its order is complete.
        lives = key[1] in ON_THE_WAY or (key[1] is CodeState.VERIFIED and key[0] < top)
        lives = lives and state.phase is not Phase.COMPLETE
        if lives and living.get(key, 0) != count:
            yield f"{living.get(key, 0)} living codes of level {key[0]} are {key[1]}, not {count}"
    if len(state.by_data) != len(state.live):
        yield "two living codes have the same text"


def _heads_hold_their_own(state: LineState) -> Iterator[str]:
    for head in state.heads.values():
        for issued in head.stock:
            if state.live[issued.code].state is not CodeState.ALLOCATED:
                yield f"code {issued.code} in the stock of {head.name} is not allocated"
        if head.level == 0 and head.trying and head.sent:
            yield f"{len(head.sent)} codes went to {head.name} behind a test print"


def _containers_fit(state: LineState) -> Iterator[str]:
    for container in _containers(state):
        if len(container.children) > container.capacity:
            yield f"container {container.number} holds more than {container.capacity}"
        for child in container.children.values():
            if child.code in state.live:
                yield f"code {child.code} is bound and living"


def _one_place_each(state: LineState) -> Iterator[str]:
    seen: dict[int, int] = {}
    for container in _containers(state):
        for child in container.children.values():
            first = seen.setdefault(child.code, container.number)
            if first != container.number:
                yield f"code {child.code} is in containers {first} and {container.number}"


def _table_is_loose(state: LineState) -> Iterator[str]:
    for code in state.table:
        live = state.live.get(code)
        if live is None or live.state is not CodeState.VERIFIED:
            yield f"code {code} lies on the rework table and is {live.state if live else 'at rest'}"


def _containers(state: LineState) -> Iterator[Container]:
    for pack in state.packs.values():
        opened = () if pack.open is None else (pack.open,)
        yield from chain(opened, pack.waiting)


# ---------------------------------------------------------------- the whole ledger


def sent_at_most_once(ledger: Ledger) -> Iterator[str]:
    """I02: every code is sent to a printer at most once."""
    for code, row in ledger.codes.items():
        if row.sends not in (0, 1):
            yield f"code {code} was sent {row.sends} times"
        rule = ledger.orders[row.order].product.rule_of(row.level)
        if row.sends and rule.preprinted:
            yield f"code {code} was printed elsewhere, and sent to a printer here"
        shown = row.state in (CodeState.PRINTED, CodeState.VERIFIED, CodeState.BOUND)
        if shown and not row.sends and not rule.preprinted:
            yield f"code {code} is {row.state} and was never sent"


def at_most_one_parent(ledger: Ledger) -> Iterator[str]:
    """I04, I07: every item in at most one container, and both sides agree."""
    inside: dict[int, int] = {}
    for container, held in ledger.children.items():
        for code in held.values():
            if inside.setdefault(code, container) != container:
                yield f"code {code} is in containers {inside[code]} and {container}"
    for code, row in ledger.codes.items():
        if inside.get(code, 0) != row.parent:
            yield f"code {code} says container {row.parent}, it is in {inside.get(code, 0)}"


def bound_has_parent(ledger: Ledger) -> Iterator[str]:
    """I04, I13: bound means in a container or, for an inner code, on an item with a main one."""
    for code, row in ledger.codes.items():
        if (row.state is CodeState.BOUND) != bool(row.parent or row.mate):
            yield f"code {code} is {row.state} with container {row.parent}, mate {row.mate}"


def mates_fit(ledger: Ledger) -> Iterator[str]:
    """An inner code is of the same order as its main one, and of the same level."""
    for code, row in ledger.codes.items():
        main = ledger.codes.get(row.mate) if row.mate else None
        if row.mate and main is None:
            yield f"code {code} belongs to {row.mate}, which isn't there"
        elif main is not None and (row.order, row.level) != (main.order, main.level + INNER):
            yield f"code {code} of level {row.level} can't belong to {row.mate}"


def pairs_are_whole(ledger: Ledger) -> Iterator[str]:
    """What is packed and has an inner code by its product has it on record."""
    for code, row in ledger.codes.items():
        own_levels = ledger.orders[row.order].product.levels
        carries = row.level < INNER and own_levels[row.level].inner is not None
        if carries and row.state is CodeState.BOUND and code not in ledger.mates:
            yield f"code {code} is bound without its inner code"


def children_fit(ledger: Ledger) -> Iterator[str]:
    """I05: a child is of the same order (so product and batch) and of the level below."""
    for container, held in ledger.children.items():
        parent = ledger.containers[container]
        for code in held.values():
            child = ledger.codes[code]
            if (child.order, child.level) != (parent.order, parent.level - 1):
                yield f"code {code} of level {child.level} doesn't belong into {container}"


def counts_conserve(ledger: Ledger) -> Iterator[str]:
    """I08: granted = the sum of all states, per order and level; nothing outside the blocks."""
    for (order, level), counts in ledger.all_counts().items():
        total, granted = sum(counts.values()), ledger.granted(order, level)
        if total != granted or min(counts.values()) < 0:
            yield f"order {order}, level {level}: {total} codes of {granted} granted"
    granted_in = {(b.order, b.level) for b in ledger.blocks}
    for code, row in ledger.codes.items():
        if (row.order, row.level) not in granted_in:
            yield f"code {code} is of no granted block"


def blocks_are_apart(ledger: Ledger) -> Iterator[str]:
    """I11: no two blocks share a serial, whichever order they are of, and a block has at most as
    many void codes as serials."""
    placed = sorted(ledger.blocks, key=lambda block: (block.series, block.first))
    for one, next_one in pairwise(placed):
        if one.series == next_one.series and one.first + one.count > next_one.first:
            yield f"blocks {one} and {next_one} share serials"
    for block in placed:
        if not 0 <= block.voided <= block.count:
            yield f"{block} has more void codes than serials"


def codes_lie_in_blocks(ledger: Ledger) -> Iterator[str]:
    """I11, I16: each code that ever left a pool lies in a block of its order and level, before the
    void end; so the next new block, above all blocks, gives no number again."""
    placed = sorted((block.series, block.first, at) for at, block in enumerate(ledger.blocks))
    for code, row in ledger.codes.items():
        found = bisect_right(placed, (code >> 40, code & SERIAL_MASK, len(placed)))
        block = ledger.blocks[placed[found - 1][2]] if found else None
        mine = block is not None and (block.order, block.level) == (row.order, row.level)
        if block is None or not mine or not block.holds(code):
            yield f"code {code} of order {row.order}, level {row.level}, lies in no block of it"


def shipped_once(ledger: Ledger) -> Iterator[str]:
    """What was shipped is whole, closed and outermost: nothing in it was shipped apart from it."""
    for number, row in ledger.containers.items():
        if not any(row.shipped_to):
            continue
        if row.state is not ContainerState.CONFIRMED or row.quarantined or row.desk:
            yield f"container {number} was shipped and is {row.state}, in quarantine or at the desk"
        label = ledger.codes.get(row.code)
        if label is not None and label.parent:
            yield f"container {number} was shipped and is in container {label.parent}"


def container_counts(ledger: Ledger) -> Iterator[str]:
    """I07: a closed container holds its capacity, or is partial for a reason."""
    for number, row in ledger.containers.items():
        held = len(ledger.children[number])
        if held > row.capacity:
            yield f"container {number} holds {held} of {row.capacity}"
        if row.state in CLOSED and not _complete(row, held):
            yield f"container {number} is {row.state} with {held} of {row.capacity} and no reason"


def _complete(row: ContainerRow, held: int) -> bool:
    return held == row.capacity or (held > 0 and bool(row.reason))


def labels_belong(ledger: Ledger) -> Iterator[str]:
    """A label is on one container, of its own level and order; a confirmed one was read."""
    used: dict[int, int] = {}
    for number, row in ledger.containers.items():
        if row.code:
            if used.setdefault(row.code, number) != number:
                yield f"label {row.code} is on containers {used[row.code]} and {number}"
            label: CodeRow | None = ledger.codes.get(row.code)
            if label is None or (label.order, label.level) != (row.order, row.level):
                yield f"label {row.code} doesn't belong on container {number}"
        if row.state is ContainerState.CONFIRMED and not row.code:
            yield f"container {number} is confirmed without a label"


def closed_orders_are_clear(ledger: Ledger) -> Iterator[str]:
    """An order that is complete has no code on its way and none in doubt, no verified item outside
    a container, and no container whose label wasn't confirmed."""
    done = {order for order, phase in ledger.phases.items() if phase is Phase.COMPLETE}
    at_desk = {row.desk for row in ledger.containers.values()}  # labels that shall be scanned there
    for code, row in ledger.codes.items():
        loose = (row.level == 0 or row.level >= INNER) and row.state is CodeState.VERIFIED
        open_code = (row.state in ON_THE_WAY and code not in at_desk) or loose
        if row.order in done and open_code:
            yield f"order {row.order} is complete and code {code} is {row.state}"
    for number, held in ledger.containers.items():
        open_still = ledger.children[number] and held.state is not ContainerState.CONFIRMED
        if held.order in done and open_still:
            yield f"order {held.order} is complete and container {number} is {held.state}"


def parents_live(ledger: Ledger) -> Iterator[str]:
    """I06: whatever is in a confirmed container hangs on a label that is good."""
    for number, row in ledger.containers.items():
        label = ledger.codes.get(row.code)
        good = label is not None and label.state in (CodeState.BOUND, CodeState.VERIFIED)
        if row.state is ContainerState.CONFIRMED and ledger.children[number] and not good:
            yield f"container {number} holds items and its label is {label and label.state}"


def desk_labels_fit(ledger: Ledger) -> Iterator[str]:
    """What waits at the desk left the line, and its new label is on nothing else."""
    labels = {row.code: number for number, row in ledger.containers.items() if row.code}
    for number, row in ledger.containers.items():
        label = ledger.codes.get(row.desk)
        if not row.desk:
            continue
        fits = label is not None and (label.order, label.level) == (row.order, row.level)
        if not fits or labels.get(row.desk, number) != number:
            yield f"container {number} waits for label {row.desk}, which is not for it"
        if row.state is not ContainerState.CONFIRMED:
            yield f"container {number} waits at the desk and is {row.state}"


def upload_chains(ledger: Ledger) -> Iterator[str]:
    """I10: each outermost container, and each closing report, is told once, and each correction
    names the newest batch before it; so everything that is closed is in exactly one chain."""
    newest: dict[tuple[str, int], int] = {}
    for seq, batch in ledger.batches.items():
        key = (batch.order, batch.container)
        if batch.replaces != newest.get(key, 0):
            was = f"it replaces {batch.replaces}, the newest before it is {newest.get(key, 0)}"
            yield f"batch {seq} of order {batch.order}, container {batch.container}: {was}"
        newest[key] = seq
    for number, row in ledger.containers.items():
        label, order = ledger.codes.get(row.code), ledger.orders.get(row.order)
        outermost = label is not None and not label.parent and row.state is ContainerState.CONFIRMED
        if order is None or not outermost or not ledger.children[number]:
            continue
        if row.level == order.product.top and (row.order, number) not in newest:
            yield f"container {number} is confirmed and the platform is never told"
        if row.level < order.product.top and ledger.phases[row.order] is Phase.COMPLETE:
            yield f"order {row.order} is complete and container {number} stands alone"


LEDGER_CHECKS: Mapping[str, Callable[[Ledger], Iterator[str]]] = {
    "sent_at_most_once": sent_at_most_once,
    "at_most_one_parent": at_most_one_parent,
    "bound_has_parent": bound_has_parent,
    "mates_fit": mates_fit,
    "pairs_are_whole": pairs_are_whole,
    "children_fit": children_fit,
    "counts_conserve": counts_conserve,
    "blocks_are_apart": blocks_are_apart,
    "codes_lie_in_blocks": codes_lie_in_blocks,
    "shipped_once": shipped_once,
    "container_counts": container_counts,
    "labels_belong": labels_belong,
    "closed_orders_are_clear": closed_orders_are_clear,
    "parents_live": parents_live,
    "desk_labels_fit": desk_labels_fit,
    "upload_chains": upload_chains,
}


def check_ledger(ledger: Ledger) -> dict[str, list[str]]:
    """Each invariant's name with what breaks it; an empty list means that it holds."""
    return {
        name: [finding for finding, _ in zip(check(ledger), range(FINDINGS_MAX), strict=False)]
        for name, check in LEDGER_CHECKS.items()
    }

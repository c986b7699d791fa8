"""A batch made from the station's facts: of a container, of a closing order, or of a shipment.

The same facts give the same bytes, whoever asks; keeping and sending them is `sync.push`.
"""

from __future__ import annotations

from sync.batches import Batch, closing_batch, container_batch, shipment_batch
from sync.ports import Facts, TextOf, Waiting


def made_of(
    station: int, row: Waiting, facts: Facts, text_of: TextOf, *, replaces: str = ""
) -> Batch:
    """What this row's batch is. Raises NotFinal while rework has its container."""
    order = facts.order(row.order)
    if row.shipment:
        shipment = facts.shipment(row.order, row.head.seq)
        return shipment_batch(station, order, shipment, text_of, row.head)
    if row.container:
        container = facts.container(row.order, row.container)
        return container_batch(station, order, container, text_of, row.head, replaces=replaces)
    closing = facts.closing(row.order)
    return closing_batch(station, order, closing, text_of, row.head, replaces=replaces)

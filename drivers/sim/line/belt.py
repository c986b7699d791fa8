"""The belt: products at positions, sensors at places, and who passes which when it moves.

Positions are millimetres from the coder; the belt only goes forward. `next_arrival` says what comes
first and how far away it is, so that the caller can stop exactly there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from drivers.sim.line.things import Product


class Place(Enum):
    """Places on the belt, with their distance from the coder in mm."""

    CODER = 0
    CAMERA = 300
    REJECTER = 1_500
    REJECT_SENSOR = 1_600
    PACKER = 1_900


PLACES: Sequence[Place] = tuple(Place)


@dataclass(frozen=True)
class Arrival:
    product: Product
    place: Place
    distance_mm: float


class Belt:
    def __init__(self, encoder_mm: int = 0) -> None:
        self.products: list[Product] = []
        self.encoder_mm = float(encoder_mm)

    def enter(self, product: Product) -> None:
        self.products.append(product)

    def next_arrival(self) -> Arrival | None:
        """The product that reaches a place first, and how far it has to go."""
        best: Arrival | None = None
        for product in self.products:
            place = PLACES[product.next_place]
            distance = place.value - product.position_mm
            if best is None or distance < best.distance_mm:
                best = Arrival(product, place, max(0.0, distance))
        return best

    def move(self, distance_mm: float) -> None:
        self.encoder_mm += distance_mm
        for product in self.products:
            product.position_mm += distance_mm

    def passed(self, arrival: Arrival) -> None:
        """The product is past this place; at the last one it leaves the belt."""
        arrival.product.next_place += 1
        if arrival.product.next_place >= len(PLACES):
            self.take_off(arrival.product.number)

    def take_off(self, number: int) -> Product | None:
        """Somebody, or the rejecter, takes the product away."""
        for product in self.products:
            if product.number == number:
                self.products.remove(product)
                return product
        return None

"""The order files that wait in a station's folder, and the products that its line can make.

`orders/` is filled by the plant's planning or at a screen, `products/` by whoever sets the line up;
ready products come with Packline. A file that can't be used is listed with what is wrong with it.
Nothing here knows which orders there were: that is the database's.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.checks import check_line_for_product
from config.line import LineFile
from config.loading import PRODUCTS, bundled, find_product, load_order, load_product
from config.order import OrderFile
from config.problems import ConfigError, Problem
from config.product import ProductFile
from station.compose.products import product_of
from station.compose.work_orders import check_codes, check_labels, order_from
from station.core.order import Order
from station.store.errors import KnownError, StoreRefused

ORDERS_HERE = "orders"
PRODUCTS_HERE = "products"
SUFFIXES = frozenset({".toml", ".json"})
FILES_MAX = 500  # looked at, the newest first


@dataclass(frozen=True)
class ProductFound:
    """`name` is what an order file says; `own` is of this station's folder. `why_not`: what keeps
    this line from making it."""

    name: str
    own: bool
    file: ProductFile | None = None
    why_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrderFound:
    """An order file; `order` is None where `why_not` says what is wrong with it."""

    file: str
    said: OrderFile | None = None
    order: Order | None = None
    why_not: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return "" if self.said is None else self.said.number


def product_path(folder: Path, name: str) -> Path:
    """The product file of this name in the station's folder, else one that comes with Packline or
    any path. Raises ConfigError."""
    own = folder / PRODUCTS_HERE / f"{name}.toml"
    return own if own.is_file() else find_product(name)


class OrderFolder:
    def __init__(self, folder: Path, line: LineFile) -> None:
        self._folder, self._line = folder, line

    @property
    def path(self) -> Path:
        """Where order files are put."""
        return self._folder / ORDERS_HERE

    # -- products

    def products(self) -> tuple[ProductFound, ...]:
        """All that there are, by name; an own one goes before a ready one of its name."""
        own = {path.stem for path in (self._folder / PRODUCTS_HERE).glob("*.toml")}
        names = sorted(own | set(bundled(PRODUCTS)))
        return tuple(self._product(name, name in own) for name in names)

    def _product(self, name: str, own: bool) -> ProductFound:
        try:
            file = load_product(product_path(self._folder, name))
        except ConfigError as error:
            return ProductFound(name, own, None, sentences(error.problems))
        lacking = check_line_for_product(self._line, file)
        why_not = tuple(f"{one.key}: {one.message}" for one in lacking)
        return ProductFound(name, own, file, why_not)

    # -- orders

    def orders(self) -> tuple[tuple[OrderFound, ...], int]:
        """The order files by number, and how many more there are than are looked at."""
        paths = self._paths()
        found = [self._order(path) for path in paths[:FILES_MAX]]
        times = Counter(one.number for one in found)
        told = (_told_twice(one) if one.number and times[one.number] > 1 else one for one in found)
        listed = sorted(told, key=lambda one: (one.number, one.file))
        return tuple(listed), max(0, len(paths) - FILES_MAX)

    def order(self, number: str) -> Order:
        """The order that waits under this number. Raises KnownError, StoreRefused."""
        found, _ = self.orders()
        mine = next((one for one in found if one.number == number), None)
        if mine is None:
            raise KnownError(f"no order file in {ORDERS_HERE} has the number {number}")
        if mine.order is None or mine.why_not:
            raise StoreRefused(f"{mine.file}: {'; '.join(mine.why_not)}")
        return mine.order

    def _paths(self) -> list[Path]:
        folder = self.path
        dated = []
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.suffix in SUFFIXES and not path.name.startswith("."):
                with contextlib.suppress(FileNotFoundError):  # somebody took it away just now
                    dated.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(dated, reverse=True)]

    def _order(self, path: Path) -> OrderFound:
        try:
            said = load_order(path)
        except ConfigError as error:
            return OrderFound(path.name, why_not=sentences(error.problems))
        try:
            return OrderFound(path.name, said, self._made(said))
        except ConfigError as error:
            return OrderFound(path.name, said, None, sentences(error.problems))

    def _made(self, said: OrderFile) -> Order:
        """Raises ConfigError."""
        file = load_product(product_path(self._folder, said.product))
        if lacking := check_line_for_product(self._line, file):
            raise ConfigError(replace(one, file="this line") for one in lacking)
        limits = self._line.limits
        order = order_from(said.model_dump(), product_of(file), limits.rejects_in_row_max)
        check_codes(order)
        return order

    # -- a new one

    def add(self, said: OrderFile) -> Order:
        """Write the order's file, whole or not at all, when all checks are passed.

        Raises ConfigError for what is wrong with it; StoreRefused where such a file is there
        already, KnownError where the folder can't be written."""
        if said.product not in {one.name for one in self.products()}:
            raise ConfigError([Problem("order", "product", 0, f"no product {said.product} here")])
        order = self._made(said)
        check_labels(order, self._line)
        if any(one.number == said.number for one in self.orders()[0]):
            raise StoreRefused(f"order {said.number} waits already; give another number")
        self._write(said)
        return order

    def _write(self, said: OrderFile) -> None:
        folder = self.path
        target = folder / (re.sub(r"[^\w-]", "-", said.number) + ".json")
        hidden = folder / f".{target.name}.part"
        text = json.dumps(said.model_dump(exclude_defaults=True), ensure_ascii=False, indent=2)
        try:
            folder.mkdir(exist_ok=True)
            with hidden.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            _publish(hidden, target)
        except FileExistsError:
            raise StoreRefused(f"{target.name} is there already; give another number") from None
        except OSError as error:
            raise KnownError(f"{folder}: can't be written ({error.strerror or error})") from None
        finally:
            with contextlib.suppress(OSError):
                hidden.unlink(missing_ok=True)


def _publish(hidden: Path, target: Path) -> None:
    """Give a file its name, unless something has it. Raises FileExistsError."""
    if os.name == "nt":
        hidden.rename(target)  # refuses there what it would replace elsewhere
    else:
        os.link(hidden, target)


def _told_twice(one: OrderFound) -> OrderFound:
    why = f"another file has the number {one.number} too; take one of them away"
    return replace(one, order=None, why_not=(*one.why_not, why))


def sentences(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Without the way to the file: a screen says where its files are."""
    return tuple(str(replace(one, file=Path(one.file).name)) for one in problems)

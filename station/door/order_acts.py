"""What the orders' page asks: orders that wait are made, put on the line, changed, and ended.

An order file and a command go the same way (`compose.order_folder`, `compose.first_codes`). All
that can be refused is looked at before anything is done.
"""

from __future__ import annotations

import time

import msgspec

from config.loading import order_of
from station.compose.code_files import WrongCodeFile, plan_codes
from station.compose.first_codes import codes_made, returned_codes
from station.compose.importing import make_import
from station.compose.order_folder import OrderFolder
from station.compose.workplace import Workplace
from station.core import events as e
from station.core.access import Right
from station.core.order import Order
from station.core.presets import ImportPlan, importable
from station.core.states import Phase
from station.door import order_showing as show
from station.door.acts import does, must
from station.door.clearing import cleared
from station.door.seats import Taken
from station.store import queries
from station.store.errors import StoreError, StoreRefused
from station.talk import order_requests as q
from station.talk.message import Refusal
from station.talk.server import Refuses

ROWS_MAX = 50
CODES_HERE = "codes"  # the folder of files of codes from elsewhere


class OrderActs:
    def __init__(self, place: Workplace) -> None:
        self._place, self._service = place, place.service
        self._folder = OrderFolder(place.data, place.line)

    # -- looking

    @does(q.Orders)
    def orders(self, seat: Taken, _: q.Orders) -> q.OrdersShown:
        self._service.must_see(seat.people, Right.READ)
        place, state, now_ms = self._place, self._place.state, self._place.now_ms()
        found, more = self._folder.orders()
        with place.reader.connect() as connection:
            used = queries.used_numbers(connection, [one.number for one in found])
        return q.OrdersShown(
            time.strftime("%Y-%m-%d", time.localtime(now_ms / 1_000)),
            str(self._folder.path),
            show.on_line(state),
            tuple(show.waiting(state, one, now_ms) for one in found if one.number not in used),
            more,
            self._code_files(),
            show.keys(state, now_ms),
        )

    @does(q.PastOrders)
    def past_orders(self, seat: Taken, asked: q.PastOrders) -> q.PastShown:
        self._service.must_see(seat.people, Right.READ)
        rows = max(1, min(asked.rows, ROWS_MAX))
        with self._place.reader.connect() as connection:
            pages = max(1, -(-queries.count_closed(connection) // rows))
            page = max(1, min(asked.page, pages))
            found = queries.closed_orders(connection, (page - 1) * rows, rows)
            past = tuple(show.past(connection, one.order) for one in found)
        return q.PastShown(past, page, pages)

    @does(q.Products)
    def products(self, seat: Taken, _: q.Products) -> tuple[q.ProductShown, ...]:
        self._service.must_see(seat.people, Right.READ)
        shown = map(show.product, self._folder.products())
        return tuple(sorted(shown, key=lambda one: (bool(one.why_not), not one.own, one.name)))

    @does(q.Clearance)
    def clearance(self, seat: Taken, asked: q.Clearance) -> q.ClearanceShown:
        self._service.must_see(seat.people, Right.READ)
        return cleared(self._place, asked.number)

    # -- beginning

    @does(q.CreateOrder)
    def create(self, seat: Taken, asked: q.CreateOrder) -> None:
        self._service.must(seat.people, Right.ORDERS, "create an order")
        said = order_of(msgspec.structs.asdict(asked.says))
        with self._place.reader.connect() as connection:
            if queries.used_numbers(connection, [said.number]):
                why = f"order {said.number} was used before; give another number"
                raise Refuses(Refusal(why))
        self._folder.add(said)
        self._service.note_order(seat.people, said.number)

    @does(q.OpenOrder)
    def open(self, seat: Taken, asked: q.OpenOrder) -> None:
        self._service.must(seat.people, Right.ORDERS, "open an order")
        order = self._folder.order(asked.number)
        plan = self._plan(order, asked.codes)
        self._codes_are_there(order, plan)
        self._service.open_order(seat.people, order, codes_made(order))
        self._fill(seat, order, plan)

    @does(q.ChangeOver)
    def change_over(self, seat: Taken, asked: q.ChangeOver) -> q.EndStand:
        self._service.must(seat.people, Right.ORDERS, "change over")
        order, unprinted = self._folder.order(asked.number), _unprinted(asked.unprinted)
        plan = self._plan(order, asked.codes)
        if not self._gives_codes_back(order):
            self._codes_are_there(order, plan)
        refused = self._service.change_over(seat.people, order, codes_made(order), unprinted)
        if refused is not None and self._runs_empty:
            return q.EndStand(False, refused.why)
        must(refused)
        self._fill(seat, order, plan)
        return q.EndStand(True)

    def _plan(self, order: Order, name: str) -> ImportPlan | None:
        """The file of codes that was chosen, held against the product; None = none was."""
        if not name:
            return None
        if name not in self._code_files():
            raise Refuses(Refusal(f"no file {name} lies in {CODES_HERE}; choose another one"))
        if not importable(order.product):
            raise Refuses(Refusal(f"the product {order.product.name} makes its codes itself"))
        try:
            plan = plan_codes(self._place.data / CODES_HERE / name, order.product)
        except (WrongCodeFile, OSError) as error:
            raise Refuses(Refusal(str(error))) from None
        make_import(self._place.desk, plan, self._place.now_ms())  # what was imported is refused
        return plan

    def _code_files(self) -> tuple[str, ...]:
        folder = self._place.data / CODES_HERE
        return tuple(sorted(one.name for one in folder.glob("*.*") if one.is_file()))[:ROWS_MAX]

    def _codes_are_there(self, order: Order, plan: ImportPlan | None) -> None:
        """Raises StoreRefused where codes from elsewhere are lacking."""
        if plan is None:
            with self._place.reader.connect() as connection:
                returned_codes(connection, order)

    def _gives_codes_back(self, order: Order) -> bool:
        """Whether the order on the line has codes that the next one may take when it is closed."""
        old = self._place.state.order
        return old is not None and old.product.gtin == order.product.gtin

    def _fill(self, seat: Taken, order: Order, plan: ImportPlan | None) -> None:
        """Codes from elsewhere into the pools of an order that is on the line now."""
        try:
            if plan is not None:
                self._service.import_codes(seat.people, plan)
            elif importable(order.product):
                self._service.take_back(seat.people)
        except StoreError as error:
            raise StoreRefused(f"order {order.number} is on the line, but {error}") from None

    # -- changing and ending

    @does(q.ChangeTarget)
    def change_target(self, seat: Taken, asked: q.ChangeTarget) -> None:
        command = e.OrderChangeAsked(self._place.now_ms(), target=asked.target)
        must(self._service.ask(seat.people, command))

    @does(q.Approve)
    def approve(self, seat: Taken, asked: q.Approve) -> None:
        command = e.OrderChangeAsked(self._place.now_ms(), approval=asked.approval)
        must(self._service.ask(seat.people, command))

    @does(q.CloseOrder)
    def close(self, seat: Taken, asked: q.CloseOrder) -> None:
        unprinted = _unprinted(asked.unprinted)
        command = e.CloseAsked(self._place.now_ms(), unprinted=unprinted)
        must(self._service.ask(seat.people, command))

    @does(q.CancelOrder)
    def cancel(self, seat: Taken, asked: q.CancelOrder) -> q.EndStand:
        self._service.must(seat.people, Right.ORDERS, "cancel an order")
        command = e.CancelAsked(asked.reason, self._place.now_ms())
        refused = self._service.ask(seat.people, command)
        if refused is not None and self._runs_empty and asked.reason:
            return q.EndStand(False, refused.why)
        must(refused)
        return q.EndStand(True)

    @does(q.VoidUnread)
    def void_unread(self, seat: Taken, asked: q.VoidUnread) -> None:
        command = e.UnreadVoided(asked.reason, self._place.now_ms())
        must(self._service.ask(seat.people, command))

    @property
    def _runs_empty(self) -> bool:
        return self._place.state.phase is Phase.COMPLETING


def _unprinted(said: str) -> e.Unprinted:
    try:
        return e.Unprinted(said)
    except ValueError:
        known = " or ".join(e.Unprinted)
        raise Refuses(Refusal(f"unprinted codes go one of two ways: {known}")) from None

"""What the orders' page asks of a real station: made, opened, changed over, cleared, closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.problems import ConfigError
from drivers import api as d
from station.core.access import Role
from station.core.states import CodeState, Phase
from station.talk import line_requests as lines
from station.talk import order_requests as q
from tests.door.order_floor import WATER, OrderFloor, order_floor, says


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OrderFloor]:
    """For what puts no order on the line."""
    with order_floor(tmp_path_factory.mktemp("floor") / "station") as floor:
        yield floor


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[OrderFloor]:
    with order_floor(tmp_path / "station") as floor:
        yield floor


def put(floor: OrderFloor, name: str, text: str) -> None:
    folder = floor.folder / "orders"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def toml(number: str, product: str = WATER, more: str = "") -> str:
    return f'number = "{number}"\nproduct = "{product}"\nbatch = "L1"\ntarget = 60\n{more}'


def waiting(floor: OrderFloor) -> dict[str, q.Waiting]:
    return {one.file: one for one in floor.ask(q.Orders()).waiting}


def keys(shown: q.ClearanceShown) -> list[str]:
    return [point.key for point in shown.points if point.blocks]


def clear_coder(floor: OrderFloor) -> None:
    """The coder answers that its buffer is empty."""
    jobs = tuple(job.job for job in floor.bench.at_coder())
    floor.bench.say(d.BufferCleared("coder", jobs))


# ---------------------------------------------------------------- order files


def test_files_of_the_folder_wait_and_wrong_ones_say_what_is_wrong(shared: OrderFloor) -> None:
    put(shared, "a.toml", toml("A-1", more="produced = 2026-11-23\n"))
    put(
        shared, "b.json", json.dumps({"number": "B-1", "product": WATER, "batch": "L", "target": 0})
    )
    put(shared, "c.toml", toml("C-1", "water-42"))
    put(shared, "d.toml", toml("D-1", "baijiu-4-levels"))
    put(shared, "e.toml", toml("E-1", more="expiry = 2020-01-01\n"))
    put(shared, "f.toml", toml("F-1"))
    put(shared, "g.toml", toml("F-1"))
    put(shared, "notes.txt", "not an order")
    found = waiting(shared)
    assert list(found) == ["b.json", "a.toml", "c.toml", "d.toml", "e.toml", "f.toml", "g.toml"]
    assert not found["a.toml"].why_not and not found["a.toml"].not_now
    assert found["a.toml"].says == says("A-1", target=60)
    assert "b.json" in found["b.json"].why_not[0] and "target" in found["b.json"].why_not[0]
    assert "no product of this name" in found["c.toml"].why_not[0]
    assert "roles." in found["d.toml"].why_not[0]
    assert "it expires on 2020-01-01, before" in found["e.toml"].why_not[0]
    assert "another file has the number F-1 too" in found["f.toml"].why_not[0]
    assert str(shared.folder) not in str(found), "a screen is told no ways of this PC"


def test_what_is_no_right_order_file_is_not_put_on_the_line(shared: OrderFloor) -> None:
    put(shared, "e.toml", toml("E-1", more="expiry = 2020-01-01\n"))
    assert "it expires on" in shared.refused(q.OpenOrder("E-1"))
    assert "no order file" in shared.refused(q.OpenOrder("Z-9"))
    assert shared.place.state.order is None


def test_products_are_ready_ones_and_the_stations_own_each_with_why_not(
    shared: OrderFloor,
) -> None:
    own = shared.folder / "products"
    own.mkdir(exist_ok=True)
    ready = Path("config/products/water-24-queue.toml").read_text("utf-8")
    (own / "my-water.toml").write_text(ready.replace("山泉水", "My water"), "utf-8")
    (own / "broken.toml").write_text("name = 3\n", "utf-8")
    found = {one.name: one for one in shared.ask(q.Products())}
    assert next(iter(found)) == "my-water" and found["my-water"].own
    assert found[WATER].levels[1] == q.LevelOf("case", 24)
    assert not found[WATER].why_not
    assert "look-down camera" in " ".join(found["water-24"].why_not)
    assert "broken.toml:1: name" in " ".join(found["broken"].why_not)
    put(shared, "own.toml", toml("OWN-1", "my-water"))
    assert waiting(shared)["own.toml"].product.startswith("My water")


# ---------------------------------------------------------------- a new one


def test_an_order_is_made_whole_or_not_at_all_and_never_over_another_one(
    shared: OrderFloor,
) -> None:
    made = says("工单/8", scenes=("marketing",), campaign="Spring", expiry="2027-11-22")
    shared.ask(q.CreateOrder(made))
    found = next(
        one for one in waiting(shared).values() if one.says and one.says.number == "工单/8"
    )
    assert (found.says, found.why_not) == (made, ())
    files = sorted((shared.folder / "orders").iterdir())
    assert "工单-8.json" in {one.name for one in files}
    assert "waits already" in shared.refused(q.CreateOrder(made))
    assert "is there already" in shared.refused(q.CreateOrder(says("工单-8")))
    assert sorted((shared.folder / "orders").iterdir()) == files
    assert any(
        entry.what == "order file 工单/8" and entry.by == "leader" for entry in audited(shared)
    )


def audited(floor: OrderFloor) -> list[object]:
    from station.core.records import Audited
    from station.store import queries

    with floor.place.reader.connect() as connection:
        found = queries.entries_of_kind(connection, "", Audited.__name__)
    return [entry.record for entry in found]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"number": ""}, "number"),
        ({"target": 0}, "target"),
        ({"produced": "2026-02-30"}, "not a date"),
        ({"region": "Zhejiang"}, "name the dealer too"),
        ({"product": "../secrets"}, "no product"),
        ({"product": "water-24"}, "look-down camera"),
        ({"scenes": ("fun",)}, "scenes"),
        ({"batch": "x" * 300}, "batch"),
    ],
)
def test_what_would_be_refused_is_refused_before_a_file_is_written(
    shared: OrderFloor, wrong: dict[str, object], why: str
) -> None:
    before = sorted((shared.folder / "orders").glob("*"))
    fields = {"number": "W-1", **wrong}
    with pytest.raises(ConfigError) as told:
        shared.ask(q.CreateOrder(says(**fields)))  # type: ignore[arg-type]
    assert why in str(told.value)
    assert sorted((shared.folder / "orders").glob("*")) == before


def test_orders_are_the_leaders_and_looking_is_of_who_is_logged_in(shared: OrderFloor) -> None:
    for what in (q.CreateOrder(says("R-1")), q.OpenOrder("R-1"), q.ChangeOver("R-1")):
        assert "it takes one of: leader" in shared.refused(what, Role.OPERATOR)
    for what in (q.CloseOrder(), q.CancelOrder("no"), q.ChangeTarget(5), q.Approve("A")):
        assert "it takes one of: leader" in shared.refused(what, Role.OPERATOR)
    for look in (q.Orders(), q.Products(), q.PastOrders(), q.Clearance()):
        assert "log in first" in shared.refused(look, None)


# ---------------------------------------------------------------- on the line


def test_an_order_is_opened_with_codes_changed_and_closed_through_clearance(
    floor: OrderFloor,
) -> None:
    floor.ask(q.CreateOrder(says("O-1", campaign="Spring")))
    floor.ask(q.OpenOrder("O-1"))
    shown = floor.ask(q.Orders())
    assert shown.waiting == ()
    assert (shown.on_line.good, shown.on_line.left, shown.on_line.needs_approval) == (0, 100, True)
    assert floor.place.state.counts
    floor.ask(q.Approve("A-7"))
    floor.ask(q.ChangeTarget(120))
    on_line = floor.ask(q.Orders()).on_line
    assert (on_line.left, on_line.says.approval) == (120, "A-7")
    assert "Finish the order first" in floor.refused(q.CloseOrder())
    floor.ready()
    floor.ask(lines.Start())
    floor.bench.packed()
    assert floor.ask(q.Orders()).on_line.left == 119
    open_points = floor.ask(q.Clearance())
    assert keys(open_points) == ["running", "at_printer", "open_container", "unseen"]
    assert not open_points.clear
    assert [way.name for way in open_points.points[0].ways] == ["finish"]
    floor.ask(lines.Finish())
    clear_coder(floor)
    found = floor.ask(q.Clearance())
    assert keys(found) == ["open_container"]
    (way,) = found.points[0].ways
    assert (way.name, way.level, way.why_not) == ("close_partial", 1, "")
    assert "Close them as partial" in found.close
    floor.ask(lines.ClosePartial(1, "end of the order"))


def test_a_change_over_runs_the_old_order_empty_then_opens_the_next(floor: OrderFloor) -> None:
    for number in ("O-1", "O-2"):
        floor.ask(q.CreateOrder(says(number)))
    floor.ask(q.OpenOrder("O-1"))
    assert "O-1 is still open" in waiting(floor)["O-2.json"].not_now
    floor.ready()
    floor.ask(lines.Start())
    stand = floor.ask(q.ChangeOver("O-2"))
    assert not stand.done and "codes at a printer" in stand.still_open
    assert floor.place.state.phase is Phase.COMPLETING
    clear_coder(floor)
    assert floor.ask(q.Clearance()).close == ""
    assert floor.ask(q.ChangeOver("O-2", "void")) == q.EndStand(True)
    assert floor.ask(q.Orders()).on_line.says.number == "O-2"
    (past,) = floor.ask(q.PastOrders()).orders
    assert (past.number, past.good, past.void) == ("O-1", 0, 160)
    assert floor.ask(q.Clearance("O-1")).close == "order O-1 is not on the line"
    assert floor.ask(q.CancelOrder("the plant called it off")) == q.EndStand(True)
    assert floor.ask(q.Orders()).on_line is None
    newest, _ = floor.ask(q.PastOrders(page=9)).orders
    assert (newest.number, newest.cancelled) == ("O-2", "the plant called it off")
    assert "was used before" in floor.refused(q.CreateOrder(says("O-1")))


def test_codes_from_elsewhere_come_in_a_file_and_what_came_back_goes_on(floor: OrderFloor) -> None:
    for folder in ("products", "codes"):
        (floor.folder / folder).mkdir()
    ready = Path("config/products/water-24-queue.toml").read_text("utf-8")
    minted = 'kind = "minted"\nsymbology = "qr"\nprefix = "HTTPS://M.EXAMPLE/B/"'
    assert minted in ready
    text = ready.replace(minted, 'kind = "imported"\nsymbology = "qr"')
    (floor.folder / "products" / "foreign.toml").write_text(text, "utf-8")
    (floor.folder / "codes" / "ten.txt").write_text("".join(f"A-{n}\n" for n in range(10)), "utf-8")
    (floor.folder / "codes" / "bad.txt").write_text("A-1\nA-1\n", "utf-8")
    for number in ("O-1", "O-2", "O-3"):
        floor.ask(q.CreateOrder(says(number, product="foreign", target=5)))
    assert floor.ask(q.Orders()).code_files == ("bad.txt", "ten.txt")
    assert waiting(floor)["O-1.json"].needs_codes
    assert "are left from earlier orders" in floor.refused(q.OpenOrder("O-1"))
    assert "no file ../ten.txt" in floor.refused(q.OpenOrder("O-1", "../ten.txt"))
    assert "A-1" in floor.refused(q.OpenOrder("O-1", "bad.txt"))
    assert floor.place.state.order is None
    floor.ask(q.OpenOrder("O-1", "ten.txt"))
    assert floor.place.state.counts[0, CodeState.FREE] == 10
    assert "imported before" in floor.refused(q.ChangeOver("O-2", codes="ten.txt"))
    assert floor.place.state.phase is Phase.IDLE
    assert floor.ask(q.ChangeOver("O-2")) == q.EndStand(True)
    assert floor.place.state.counts[0, CodeState.FREE] == 10
    told = floor.refused(q.ChangeOver("O-3", "void"))
    assert "order O-3 is on the line, but no codes of" in told


def test_codes_in_doubt_are_void_with_the_reason_and_the_password(floor: OrderFloor) -> None:
    floor.ask(q.CreateOrder(says("O-1")))
    floor.ask(q.OpenOrder("O-1"))
    floor.ready()
    floor.ask(lines.Start())
    floor.bench.coded()  # printed, and never seen
    floor.ask(lines.Finish())
    clear_coder(floor)
    found = floor.ask(q.Clearance())
    way = found.points[0].ways[0]
    assert (found.points[0].key, way.name, way.why_not) == ("belt_items", "belt_clear", "")
    floor.ask(lines.BeltIsClear())
    found = floor.ask(q.Clearance())
    assert keys(found) == ["in_doubt"]
    assert [way.name for way in found.points[0].ways] == ["void_doubted", "rework"]
    floor.ask(lines.VoidDoubted("looked for"))
    assert "no set and no pair" in floor.refused(q.VoidUnread("?"))
    floor.ask(q.CloseOrder("return"))
    assert floor.place.state.phase is Phase.COMPLETE
    assert "no order is open" in floor.refused(q.Clearance())

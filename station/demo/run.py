"""The demonstration from start to end: hall, station, people, upload, papers, reconciliation.

Each process that it starts ends with it. Ctrl-C stops the line in an orderly way and says how to go
on; with `resume` the same folder is taken up where it stood.
"""

from __future__ import annotations

import json
import logging
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from config.line import LineFile
from config.loading import find_line, find_product, load_line, load_product
from drivers import registry
from drivers.labels.symbols import Kind
from drivers.sim.label_languages import LabelHead
from drivers.sim.line.spec import LineSpec
from station.compose.products import product_of
from station.compose.secrets import FileSecrets
from station.compose.workplace import Workplace, quiet_libraries
from station.core.events import StartAsked
from station.core.order import Order
from station.core.packaging import CodeKind, PackMode, Product
from station.demo.bought import buy
from station.demo.crew import OPERATOR, Crew
from station.demo.display import Display
from station.demo.hall_process import HallFailed, HallProcess
from station.demo.heads import heads_of
from station.demo.operator import Operator
from station.demo.options import DemoOptions
from station.demo.packer import HandPacker
from station.demo.papers import write_papers
from station.demo.screen import Screen
from station.demo.summary import Pace, Summary, reconcile
from station.demo.upload import upload
from station.demo.watch import Watch
from station.door.opening import gauge_of, open_door
from station.runtime.loop import Stepped
from station.store.errors import KnownError

LOOK_S = 0.05
PATIENCE_S = 120.0  # without any progress
ORDER = "DEMO"
OWN_FILES = ("station.db", "station.db-wal", "station.db-shm", "history.jsonl", "sandbox.db")


class Interrupted(Exception):
    """Ctrl-C: the line was stopped; the folder holds everything."""


def run(options: DemoOptions, display: Display) -> Summary:
    """Run it. Raises KnownError, HallFailed, Interrupted."""
    options.check()
    quiet_libraries()
    folder = _folder(options)
    _log_to(folder / "station.log")
    line = load_line(find_line(options.line))
    product = product_of(load_product(find_product(options.product)))
    started_s = time.monotonic()
    with _Stopping() as stopping, ExitStack() as stack:
        display.say("Starting the simulated hall …", "正在启动模拟产线 …")
        bought = buy(folder, product, options.bottles, options.seed)
        spec = spec_of(options, folder, product, bought.things, heads_of(line, product))
        hall = stack.enter_context(HallProcess(spec, folder))
        simulated = with_hall(line, hall, folder)
        devices = {
            name: registry.build(name, entry.protocol, entry.url, entry.options)
            for name, entry in simulated.devices.items()
        }
        watch, gauge = Watch(), gauge_of(simulated)

        def observe(stepped: Stepped) -> None:
            watch.observe(stepped)
            gauge.observe(stepped)

        secrets = FileSecrets(folder / "secrets.json")
        place = stack.enter_context(
            Workplace(folder, simulated, devices, secrets, observer=observe, demo=True)
        )
        if place.locked is not None:
            raise KnownError(str(place.locked))
        crew = Crew(place, secrets)
        if place.state.order is None:
            crew.open_order(_order(product, line, options), _pools(product, options))
            if bought.plan is not None:
                crew.import_codes(bought.plan)
        stack.enter_context(open_door(place, simulated, options.line, gauge))
        stack.enter_context(Screen(folder, wanted=options.ui))
        fed_before = hall.do("status")["fed"]
        hall.do("begin")
        seconds = _produce_or_say(place, crew, hall, display, stopping)
        pace = Pace(options.bottles - fed_before, seconds)
        summary = Summary.begin(options.seed, pace, place, watch, hall)
        display.say("Uploading the closed batches …", "正在上传已完成批次 …")
        sent = upload(place, folder)
        summary = reconcile(summary, place, watch, hall, sent)
        display.say("Writing the batch record …", "正在生成批次记录 …")
        write_papers(place, folder, line)
    summary = summary.with_total(time.monotonic() - started_s)
    text = json.dumps(asdict(summary), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "summary.json").write_text(text + "\n", "utf-8")
    return summary


def _produce_or_say(
    place: Workplace, crew: Crew, hall: HallProcess, display: Display, stopping: _Stopping
) -> float:
    """As `_produce`; where both hall and line failed (a full disk), the line's word counts."""
    try:
        return _produce(place, crew, hall, display, stopping)
    except HallFailed:
        if place.station.loop.failure is None:
            raise
        raise KnownError(f"the line has stopped: {place.station.loop.failure}") from None


def _produce(
    place: Workplace, crew: Crew, hall: HallProcess, display: Display, stopping: _Stopping
) -> float:
    """Let people and machines work until the order is closed; how long the line took."""
    by_hand = _by_hand(place.codes.order.product)
    operator = HandPacker(crew, hall) if by_hand else Operator(crew, hall)
    _start(crew)
    started_s = last_news_s = time.monotonic()
    before: object = None
    while not operator.act():
        display.show(place.snapshot, place.devices)
        if stopping.asked:
            raise Interrupted
        if place.station.loop.failure is not None:
            raise KnownError(f"the line has stopped: {place.station.loop.failure}")
        now = (place.snapshot.counts, place.snapshot.phase, place.snapshot.alarms)
        if now != before:
            before, last_news_s = now, time.monotonic()
        elif time.monotonic() - last_news_s > PATIENCE_S:
            alarms = "; ".join(f"{a.kind} at {a.where}" for a in place.snapshot.alarms)
            raise HallFailed(f"nothing has moved for {PATIENCE_S:g} s ({alarms or 'no alarm'})")
        time.sleep(LOOK_S)
    display.show(place.snapshot, place.devices)
    return time.monotonic() - started_s


def _by_hand(product: Product) -> bool:
    return product.levels[1].pack is PackMode.HAND


def _start(crew: Crew) -> None:
    if crew.snapshot.phase == "idle":
        refused = crew.ask(StartAsked(crew.now_ms(), OPERATOR))
        if refused is not None:
            raise KnownError(refused.why)


class _Stopping:
    """Ctrl-C and SIGTERM ask the line to stop, which takes seconds at most. Pressed again they
    change nothing: an end half-way through closing would tear threads from their connections."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> _Stopping:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, _: int, __: FrameType | None) -> None:
        self.asked = True


def _log_to(file: Path) -> None:
    """What went wrong, with every detail, for whoever mends it; the screen gets one sentence."""
    logging.raiseExceptions = False  # a log that can't be written must not stop anything
    logging.basicConfig(
        filename=file, level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s"
    )


def _folder(options: DemoOptions) -> Path:
    folder = options.folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".try").write_text("", "utf-8")
        (folder / ".try").unlink()
    except OSError as error:
        raise KnownError(
            f"{folder}: can't be written ({error.strerror}); name another folder with --dir"
        ) from None
    there = [name for name in OWN_FILES if (folder / name).exists()]
    if there and not options.resume:
        raise KnownError(
            f"{folder}: a demonstration is there already ({there[0]}); "
            "go on with --resume, or name another folder with --dir"
        )
    if not there and options.resume:
        raise KnownError(f"{folder}: there is nothing to resume; leave --resume out")
    for name in ("pictures", "case-pictures"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    return folder


def spec_of(
    options: DemoOptions,
    folder: Path,
    product: Product,
    bought: str,
    labels: tuple[LabelHead, ...],
) -> LineSpec:
    item, case, pallet = product.levels[:3]
    symbol: Kind = "qr" if item.code.symbology.endswith("QR") else "data-matrix"
    rows, columns = (case.rows, case.columns) if case.rows else (4, case.capacity // 4)
    return LineSpec(
        seed=options.seed,
        products=options.bottles,
        faults=options.faults,
        speed=options.speed,
        per_case=case.capacity,
        rows=rows,
        columns=columns,
        per_pallet=pallet.capacity,
        looks_down=case.rows > 0,
        symbol=symbol,
        gs1=item.code.symbology.startswith("GS1"),
        pictures=str(folder / "pictures"),
        case_pictures=str(folder / "case-pictures"),
        history=str(folder / "history.jsonl"),
        labels=labels,
        preprinted=bought,
        by_hand=_by_hand(product),
    )


def with_hall(line: LineFile, hall: HallProcess, folder: Path) -> LineFile:
    """The line file with the addresses of the simulated devices."""
    urls = {name: url for name, url in hall.urls.items() if name in line.devices}
    if line.roles.camera:
        urls[line.roles.camera] = f"folder:{quote(str(folder / 'pictures'))}"
    if line.roles.look_down:
        urls[line.roles.look_down] = f"folder:{quote(str(folder / 'case-pictures'))}"
    return line.with_urls(urls)


def _order(product: Product, line: LineFile, options: DemoOptions) -> Order:
    today = time.strftime("%Y-%m-%d")
    expiry = f"{int(today[:4]) + 1}{today[4:]}".replace("02-29", "02-28")
    batch = time.strftime("D%y%m%d")
    rejects_max = line.limits.rejects_in_row_max
    return Order(ORDER, product, batch, today, expiry, options.bottles, rejects_max)


def _pools(product: Product, options: DemoOptions) -> dict[int, int]:
    """Codes to begin with: some more than bottles, since some are lost."""
    bottles = options.bottles + options.bottles // 10 + 50
    cases = options.bottles // product.levels[1].capacity + 30
    pallets = cases // product.levels[2].capacity + 30
    wanted = {0: bottles, 1: cases, 2: pallets}
    kinds = {level: product.rule_of(level).kind for level in wanted}
    return {level: n for level, n in wanted.items() if kinds[level] is not CodeKind.IMPORTED}

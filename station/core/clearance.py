"""Line clearance: what still stands open before an order may close, each with its way out.

A point has a stable key, so that a screen or a script can act on it, and names the command that
settles it where one does. Two are told for information only: a finished container in quarantine
stands with QA and not on the line, which needn't wait for them (rework after closing brings the
closing report up to date); and a plant without a network closes its orders all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from station.core.facts import NOTHING_STANDS, Standing
from station.core.packaging import INNER
from station.core.packing import in_packer
from station.core.state import LineState
from station.core.states import CodeState, Phase

RUNNING = frozenset({Phase.IDLE, Phase.EXECUTE, Phase.HELD, Phase.STOPPED})


@dataclass(frozen=True)
class PointText:
    """What people read of a point; `command` is the event that settles it, "" = none does."""

    what: str
    way_out: str
    what_zh: str
    way_out_zh: str
    command: str = ""
    blocks: bool = True


TEXTS: dict[str, PointText] = {
    "running": PointText(
        "the order is still running",
        "Finish the order first.",
        "工单仍在运行",
        "请先结束工单。",
        "FinishAsked",
    ),
    "belt_items": PointText(
        "items on the belt",
        "Let the belt run empty, or confirm that it is clear.",
        "输送带上有产品",
        "让输送带走空,或确认已清空。",
        "BeltCleared",
    ),
    "at_printer": PointText(
        "codes at a printer",
        "Wait for the printer, or clear its buffer.",
        "打印设备中有码",
        "等待打印完成,或清空设备缓存。",
    ),
    "open_container": PointText(
        "open containers",
        "Close them as partial.",
        "未关闭的箱/托盘",
        "按零箱(零托)关闭。",
        "PartialCloseAsked",
    ),
    "unconfirmed_label": PointText(
        "containers without a confirmed label",
        "Scan the label.",
        "标签未确认的箱/托盘",
        "扫描标签。",
        "RescanAsked",
    ),
    "at_desk": PointText(
        "containers at the rework desk",
        "Scan the new label of each.",
        "返工台上的箱/托盘",
        "逐一扫描新标签。",
        "LabelScanned",
    ),
    "quarantine": PointText(
        "containers in quarantine",
        "Release them, or empty them.",
        "隔离中的箱/托盘",
        "解除隔离,或拆箱取空。",
        "ReleaseAsked",
        blocks=False,
    ),
    "loose": PointText(
        "verified codes on no container",
        "Pack the items, or confirm that the belt is clear.",
        "已验证但未装箱的码",
        "装箱,或确认输送带已清空。",
        "BeltCleared",
    ),
    "table": PointText(
        "good items and containers on the rework table",
        "Pack them again, take them as samples, or destroy or empty them.",
        "返工台上的合格品或箱",
        "重新装箱、取样,或销毁、拆箱取空。",
        "AddAsked",
    ),
    "unseen": PointText(
        "printed codes that were never seen",
        "Confirm that the belt is clear.",
        "已打印但未读到的码",
        "确认输送带已清空。",
        "BeltCleared",
    ),
    "inner_codes": PointText(
        "inner codes on no item",
        "Read each item again, or take it off the line.",
        "未与产品关联的内码",
        "重新读取,或将产品取下。",
    ),
    "half_sets": PointText(
        "sets and pairs of which only a part was read",
        "Read the rest of each, or void what nobody read.",
        "只读到一部分的套标或双码",
        "逐套补读,或将无人读到的码作废。",
        "UnreadVoided",
    ),
    "in_doubt": PointText(
        "codes in doubt",
        "Find or void them.",
        "存疑的码",
        "找到产品,或作废该码。",
        "DoubtSettled",
    ),
    "alarms": PointText(
        "alarms that hold the line",
        "Settle each as it says.",
        "使产线停止的报警",
        "按提示逐一处理。",
        "AlarmClearAsked",
    ),
    "unsent": PointText(
        "batches that the platform hasn't acknowledged",
        "Nothing to do here: they are sent when the platform can be reached.",
        "平台尚未确认的批次",
        "无需处理:平台可达时自动上传。",
        blocks=False,
    ),
}


@dataclass(frozen=True)
class OpenPoint:
    """`where` is a device, a role of the product's levels or a place; `level` is for the command
    that needs one, -1 elsewhere."""

    key: str
    count: int
    where: str = ""
    level: int = -1

    @property
    def text(self) -> PointText:
        return TEXTS[self.key]

    @property
    def blocks(self) -> bool:
        return self.text.blocks

    @property
    def sentence(self) -> str:
        where = f" ({self.where})" if self.where else ""
        return f"{self.text.what}{where}: {self.count}. {self.text.way_out}"

    @property
    def sentence_zh(self) -> str:
        where = f"({self.where})" if self.where else ""
        return f"{self.text.what_zh}{where}:{self.count}。{self.text.way_out_zh}"


def open_points(state: LineState, standing: Standing = NOTHING_STANDS) -> tuple[OpenPoint, ...]:
    """Everything that stands open; the order may close when none of them blocks."""
    found = [
        OpenPoint("running", int(state.phase in RUNNING)),
        OpenPoint("belt_items", len(state.belt.items), "belt"),
        *(OpenPoint("at_printer", len(h.sent), h.name, h.level) for h in state.heads.values()),
        *_containers(state, standing),
        *_codes(state),
        OpenPoint("half_sets", len(standing.half_sets)),
        OpenPoint("alarms", sum(alarm.holds for alarm in state.alarms)),
        OpenPoint("unsent", standing.unsent),
    ]
    return tuple(point for point in found if point.count)


def blocking(points: tuple[OpenPoint, ...]) -> str:
    """What keeps the order open, in words; "" = nothing does."""
    return "; ".join(point.sentence for point in points if point.blocks)


def _containers(state: LineState, standing: Standing) -> Iterator[OpenPoint]:
    quarantined = set(standing.quarantined)
    for pack in state.packs.values():
        role = _role(state, pack.level)
        # An open container that was emptied again is none.
        is_open = bool((pack.open and pack.open.children) or in_packer(pack))
        yield OpenPoint("open_container", int(is_open), role, pack.level)
        yield OpenPoint("unconfirmed_label", len(pack.waiting), role, pack.level)
        living = (*pack.waiting, *((pack.open,) if pack.open else ()))
        quarantined.update(c.number for c in living if c.quarantined and c.children)
    yield OpenPoint("at_desk", len(standing.desk), "rework desk")
    yield OpenPoint("quarantine", len(quarantined))


def _codes(state: LineState) -> Iterator[OpenPoint]:
    unseen = _live(state, 0, CodeState.PRINTED, CodeState.SENT)
    on_table = Counter(state.live[code].level for code in state.table if code in state.live)
    loose = _live(state, 0, CodeState.VERIFIED) - on_table[0]
    yield OpenPoint("loose", loose, _role(state, 0), 0)
    for level, count in sorted(on_table.items()):
        yield OpenPoint("table", count, _role(state, level), level)
    yield OpenPoint("unseen", unseen, _role(state, 0), 0)
    for level in sorted({live.level for live in state.live.values()}):
        role = _role(state, level)
        if level >= INNER:
            loose = _live(state, level, CodeState.VERIFIED, CodeState.PRINTED, CodeState.SENT)
            yield OpenPoint("inner_codes", loose, role, level)
        yield OpenPoint("in_doubt", _live(state, level, CodeState.IN_DOUBT), role, level)


def _role(state: LineState, level: int) -> str:
    assert state.order is not None, "clearance is asked of an order"
    return state.order.product.role_of(level)


def _live(state: LineState, level: int, *states: CodeState) -> int:
    return sum(live.level == level and live.state in states for live in state.live.values())

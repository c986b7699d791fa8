"""The batch record of an order as PDF: what was made, what became of every code, what went wrong
and who decided what. An order that is still open gets one too, which says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from station.reports import sections, words
from station.reports.lines import ContainerLine, OrderLine
from station.reports.papers import Balance, BatchRecord
from station.reports.sheet import Column, Progress, Sheet, build
from station.reports.symbol_picture import SymbolPicture
from station.reports.words import both

TITLE = "Batch record 批次记录"
SIGNED = ("Prepared 编制", "Checked 审核", "Released 放行")

ORDER_FIELDS: tuple[tuple[str, Callable[[OrderLine], str]], ...] = (
    ("Order 工单", lambda order: order.order),
    ("State 状态", lambda order: both(order.phase, words.PHASES)),
    ("Product 产品", lambda order: order.product),
    ("GTIN", lambda order: order.gtin),
    ("Batch 批号", lambda order: order.batch),
    ("Target 计划数", lambda order: str(order.target)),
    ("Produced 生产日期", lambda order: order.produced),
    ("Expiry 有效期至", lambda order: order.expiry),
    ("Opened 开始", lambda order: sections.clock(order.opened_at)),
    ("Ended 结束", lambda order: sections.clock(order.ended_at)),
)
FIELDS_IF_GIVEN: tuple[tuple[str, Callable[[OrderLine], str]], ...] = (
    ("Dealer 经销商", lambda order: order.dealer),
    ("Region 销售区域", lambda order: order.region),
    ("Campaign 活动", lambda order: order.campaign),
    ("Approval 批准文号", lambda order: order.approval),
    ("Scenes 场景", lambda order: order.scenes),
    ("Activity 赋值活动", lambda order: order.activity),
)


def render(record: BatchRecord, font: str, progress: Progress = lambda pages: None) -> bytes:
    """The record as PDF bytes; `font` is a registered font that holds Chinese."""
    sheet = Sheet(font)
    subject = f"{record.order.order} · {record.order.product} · {record.order.batch}"
    marks = sections.marks(TITLE, subject, record.origin)
    return build(_story(record, sheet), font, marks, progress)


def _story(record: BatchRecord, sheet: Sheet) -> list[Flowable]:
    return [
        *sections.opening(TITLE, record.origin, sheet),
        *_order(record, sheet),
        *_findings(record, sheet),
        *_counts(record.balances, sheet),
        *_reasons(record.balances, sheet),
        *sections.conservation(record.balances, sheet),
        *sections.course(record.course, ", ".join(record.judged_at), sheet),
        *sections.verdicts(record.verdicts, sheet),
        *_containers(record.containers, sheet),
        *sections.rework(record.rework, sheet),
        *sections.doubts(record.doubts, sheet),
        *sections.alarms(record.alarms, sheet),
        *sections.phases(record.phases, sheet),
        *sections.uploads(record.uploads, sheet),
        *sections.people(record.people, sheet),
        *_examples(record, sheet),
        *sections.origin(record.origin, sheet),
        *sheet.signatures(SIGNED),
    ]


def _order(record: BatchRecord, sheet: Sheet) -> list[Flowable]:
    order = record.order
    fields = [(name, value(order) or "–") for name, value in ORDER_FIELDS]
    fields += [(name, value(order)) for name, value in FIELDS_IF_GIVEN if value(order)]
    fields += [
        ("Station 工位", record.origin.station),
        ("Record made 记录时间", sections.clock(record.origin.made_at)),
    ]
    story: list[Flowable] = [sheet.pairs(fields)]
    if not order.ended_at:
        preliminary = (
            "The order is still open: these figures are not final. 工单未关闭,数据非最终。"
        )
        story += [Spacer(1, 2 * mm), sheet.say(preliminary, sheet.strong)]
    return story


def _findings(record: BatchRecord, sheet: Sheet) -> list[Flowable]:
    """What a reader wants to know first, each told in full further down."""
    doubtful = sum(not line.how for line in record.doubts)
    standing = sum(not line.cleared_at for line in record.alarms)
    quarantined = sum(line.quarantined for line in record.containers)
    partial = sum(line.partial for line in record.containers)
    held_back = sum(line.state != "acknowledged" for line in record.uploads)
    conserved = "holds on all levels 各级成立" if record.conserved else "DOES NOT HOLD 不成立"
    pairs = (
        ("Conservation 守恒", conserved),
        ("Codes still in doubt 未决存疑码", str(doubtful)),
        ("Alarms standing 未清除报警", str(standing)),
        ("Quarantined 隔离容器", str(quarantined)),
        ("Partial 零箱", str(partial)),
        ("Not acknowledged 未确认上传", f"{held_back} of {len(record.uploads)}"),
    )
    return [*sheet.heading("In short 概要"), sheet.pairs(pairs)]


def _counts(balances: tuple[Balance, ...], sheet: Sheet) -> list[Flowable]:
    """State by level; the sums are those of the equation below."""
    width = 118 / max(3, len(balances))
    columns = (
        Column("State 状态", 60),
        *(Column(both(balance.role, words.ROLES), width, right=True) for balance in balances),
    )
    states = [state for state, _ in balances[0].states]
    rows = [
        [both(state, words.STATES), *(str(dict(one.states)[state]) for one in balances)]
        for state in states
    ]
    rows.append(["sum 合计", *(str(one.right) for one in balances)])
    rows.append(["granted 发放总数", *(str(one.left) for one in balances)])
    return [*sheet.heading("Codes by state 码的去向"), *sheet.table(columns, rows)]


def _reasons(balances: tuple[Balance, ...], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Level 层级", 30),
        Column("State 状态", 38),
        Column("Reason 原因", 84),
        Column("Codes 数量", 26, right=True),
    )
    rows = [
        [
            both(one.role, words.ROLES),
            both(state, words.STATES),
            both(reason, words.REASONS) or "–",
            str(count),
        ]
        for one in balances
        for state, reason, count in one.reasons
    ]
    title = "Rejected, sampled and void, by reason 剔除、抽样与作废原因"
    return [*sheet.heading(title), *sheet.table(columns, rows)]


def _containers(lines: tuple[ContainerLine, ...], sheet: Sheet) -> list[Flowable]:
    """How many of each kind; then each that is not full or is quarantined, with the reason and the
    person; then all of them."""
    kinds = Counter((line.role, _kind(line)) for line in lines)
    told = "; ".join(
        f"{both(role, words.ROLES)}: {n} {kind}" for (role, kind), n in sorted(kinds.items())
    )
    odd = [line for line in lines if line.partial or line.quarantined]
    return [
        *sheet.heading("Cases and pallets 箱与托盘"),
        sheet.say(told or "none 无"),
        *(_odd_containers(odd, sheet) if odd else []),
        *(_all_containers(lines, sheet) if lines else []),
    ]


def _odd_containers(lines: list[ContainerLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("No. 编号", 17, right=True),
        Column("Level 层级", 20),
        Column("Content 数量", 22, right=True),
        Column("Partial, quarantined 零箱、隔离", 36),
        Column("Why 原因", 43),
        Column("Who 人员", 40),
    )
    rows = [
        [
            str(line.container),
            both(line.role, words.ROLES),
            f"{line.content} / {line.capacity}",
            _kind(line),
            both(line.reason, words.REASONS) or "–",
            line.partial_by or "–",
        ]
        for line in lines
    ]
    return [Spacer(1, 1.5 * mm), *sheet.table(columns, rows)]


def _all_containers(lines: tuple[ContainerLine, ...], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("No. 编号", 17, right=True),
        Column("Level 层级", 22),
        Column("Label 标签", 51),
        Column("State 状态", 34),
        Column("Content 数量", 22, right=True),
        Column("Shipped to 发往", 32),
    )
    rows = [
        [
            str(line.container),
            both(line.role, words.ROLES),
            line.label or "–",
            both(line.state, words.CONTAINERS),
            f"{line.content} / {line.capacity}",
            ", ".join(one for one in (line.dealer, line.region) if one) or "–",
        ]
        for line in lines
    ]
    return [Spacer(1, 2 * mm), *sheet.table(columns, rows)]


def _kind(line: ContainerLine) -> str:
    if line.quarantined:
        return "quarantined 隔离"
    if line.partial:
        return "partial 零"
    return "open 未满" if line.state == "open" else "full 满"


def _examples(record: BatchRecord, sheet: Sheet) -> list[Flowable]:
    if not record.examples:
        return []
    cells = [
        [
            SymbolPicture(example.modules, size_mm=32),
            sheet.say(both(example.caption, words.ROLES), sheet.small),
            sheet.say(example.text, sheet.small),
        ]
        for example in record.examples
    ]
    table = Table([cells], colWidths=[85 * mm] * len(cells), hAlign="LEFT")
    return [KeepTogether([*sheet.heading("Example codes 码样")[1:], table])]

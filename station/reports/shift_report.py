"""The report of a shift as PDF: what ran, how well, what stood in the way, and who acted."""

from __future__ import annotations

from collections import Counter

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from station.reports import sections, words
from station.reports.effectiveness import Effectiveness
from station.reports.papers import ShiftReport
from station.reports.sections import clock, span
from station.reports.sheet import Column, Progress, Sheet, build
from station.reports.words import both

TITLE = "Shift report 班次报告"
SIGNED = ("Prepared 编制", "Handed over 交班", "Taken over 接班")
TOP = 10


def render(report: ShiftReport, font: str, progress: Progress = lambda pages: None) -> bytes:
    """The report as PDF bytes; `font` is a registered font that holds Chinese."""
    sheet = Sheet(font)
    subject = f"{clock(report.from_at)[:16]} – {clock(report.to_at)[:16]}"
    marks = sections.marks(TITLE, subject, report.origin)
    return build(_story(report, sheet), font, marks, progress)


def _story(report: ShiftReport, sheet: Sheet) -> list[Flowable]:
    by_duration = sorted(report.alarms, key=lambda line: -line.seconds)
    return [
        *sections.opening(TITLE, report.origin, sheet),
        *_figures(report, sheet),
        *_orders(report, sheet),
        *_effectiveness(report.effectiveness, sheet),
        *sections.course(report.course, "all orders 全部工单", sheet),
        *_rejects(report, sheet),
        *_alarm_kinds(report, sheet),
        *sections.alarms(by_duration, sheet, "Alarms, longest first 报警(按时长)"),
        *sections.verdicts(report.verdicts, sheet),
        *sections.rework(report.rework, sheet),
        *sections.doubts(report.doubts, sheet),
        *sections.phases(report.phases, sheet),
        *sections.uploads(report.uploads, sheet),
        *sections.people(report.people, sheet),
        *sections.origin(report.origin, sheet),
        *sheet.signatures(SIGNED),
    ]


def _figures(report: ShiftReport, sheet: Sheet) -> list[Flowable]:
    found = report.effectiveness
    closed = "; ".join(
        f"{both(role, words.ROLES)}: {full} full 满, {partial} partial 零"
        for role, full, partial in report.containers_closed
    )
    fields = (
        ("From 开始", clock(report.from_at)),
        ("To 结束", clock(report.to_at)),
        ("Station 工位", report.origin.station),
        ("Report made 报告时间", clock(report.origin.made_at)),
        ("Items judged 判定数", str(found.judged)),
        ("Good 合格", str(found.good)),
        ("Not good 不合格", str(found.judged - found.good)),
        ("Closed 完成", closed or "–"),
        ("Orders 工单数", str(len(report.orders))),
        ("Alarms 报警数", str(len(report.alarms))),
    )
    return [sheet.pairs(fields)]


def _orders(report: ShiftReport, sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Order 工单", 30),
        Column("Product 产品", 46),
        Column("Batch 批号", 28),
        Column("State 状态", 24),
        Column("Opened 开始", 25),
        Column("Ended 结束", 25),
    )
    rows = [
        [
            order.order,
            order.product,
            order.batch,
            both(order.phase, words.PHASES),
            clock(order.opened_at),
            clock(order.ended_at) or "–",
        ]
        for order in report.orders
    ]
    return [*sheet.heading("Orders 工单"), *sheet.table(columns, rows)]


def _effectiveness(found: Effectiveness, sheet: Sheet) -> list[Flowable]:
    """Each factor with the inputs that it was made of."""
    columns = (
        Column("Factor 因子", 44),
        Column("Inputs 计算依据", 108),
        Column("Value 值", 26, right=True),
    )
    rated = (
        f"judged 判定 {found.judged} ÷ (rated 额定 {found.rated_per_minute:g}/min × productive "
        f"有效 {span(found.productive_s)} = {found.expected:.0f})"
        if found.rated_per_minute
        else "no rated speed was given (--rated) 未给出额定速度"
    )
    rows = [
        [
            "Availability 时间开动率",
            f"productive 有效 {span(found.productive_s)} ÷ planned 计划 {span(found.planned_s)}; "
            f"productive 有效 = running 运行 {span(found.running_s)} − held by alarms 报警停机 "
            f"{span(found.held_s)}; planned 计划 = an order on the line 有工单, of shift 班次 "
            f"{span(found.shift_s)}",
            _percent(found.availability),
        ],
        ["Performance 性能开动率", rated, _percent(found.performance)],
        [
            "Quality 合格率",
            f"good 合格 {found.good} ÷ judged 判定 {found.judged}",
            _percent(found.quality),
        ],
        [
            "Overall (OEE) 设备综合效率",
            "availability × performance × quality 三者之积",
            _percent(found.overall),
        ],
    ]
    return [*sheet.heading("Effectiveness 设备效率"), *sheet.table(columns, rows)]


def _percent(ratio: float | None) -> str:
    return "not known 未知" if ratio is None else f"{100 * ratio:.1f} %"


def _rejects(report: ShiftReport, sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Reason 原因", 100),
        Column("Count 次数", 39, right=True),
        Column("Of all not good 占不合格", 39, right=True),
    )
    total = sum(count for _, count in report.rejects)
    rows = [
        [both(verdict, words.VERDICTS), str(n), f"{100 * n / total:.1f} %"]
        for verdict, n in report.rejects[:TOP]
    ]
    return [*sheet.heading("Top reject reasons 主要剔除原因"), *sheet.table(columns, rows)]


def _alarm_kinds(report: ShiftReport, sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Alarm 报警", 84),
        Column("Holds the line 停线", 34),
        Column("Times 次数", 26, right=True),
        Column("In all 总时长", 34, right=True),
    )
    times: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    holds = {line.kind: line.holds for line in report.alarms}
    for line in report.alarms:
        times[line.kind] += 1
        seconds[line.kind] = seconds.get(line.kind, 0.0) + line.seconds
    rows = [
        [
            both(kind, words.REASONS),
            "yes 是" if holds[kind] else "no 否",
            str(times[kind]),
            span(lasted),
        ]
        for kind, lasted in sorted(seconds.items(), key=lambda pair: -pair[1])
    ]
    return [
        *sheet.heading("Alarms by duration 报警时长统计"),
        *sheet.table(columns, rows),
        Spacer(1, 1 * mm),
    ]

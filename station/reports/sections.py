"""The parts that papers share: each turns lines into a heading and a table, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from station.reports import words
from station.reports.charts import course_chart
from station.reports.lines import (
    AlarmLine,
    DoubtLine,
    PersonLine,
    PhaseLine,
    ReworkLine,
    UploadLine,
    VerdictLine,
)
from station.reports.papers import Balance, Course, Origin
from station.reports.sheet import Column, Marks, Sheet
from station.reports.symbol_picture import SymbolPicture
from station.reports.words import both

SYMBOL_MM = 30
REFS_MAX = 400  # characters of a list of codes on paper; the CSV file has all
REFS_A_ROW = 24


def clock(at: str) -> str:
    """An ISO time as people read it, to the second; the day stays, shifts pass midnight."""
    return at[:19].replace("T", " ")


def span(seconds: float) -> str:
    """A length of time as hours, minutes and seconds; below a minute with a tenth, below a second
    in milliseconds."""
    if 0 < seconds < 1:
        return f"{1_000 * seconds:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    hours, minutes = whole // 3_600, whole % 3_600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}"


def marks(title: str, subject: str, origin: Origin) -> Marks:
    made_by = (
        f"{origin.software} · database 数据库 {origin.database_id} · epoch 纪元 {origin.epoch}"
        f" · station 工位 {origin.station} · {clock(origin.made_at)}"
    )
    return Marks(title, subject, origin.head_seq, origin.head_hash, made_by)


def opening(title: str, origin: Origin, sheet: Sheet) -> list[Flowable]:
    notes = [sheet.say(note, sheet.small) for note in origin.notes]
    return [sheet.say(title, sheet.title), Spacer(1, 2 * mm), *notes, Spacer(1, 1.5 * mm)]


def conservation(balances: Sequence[Balance], sheet: Sheet) -> list[Flowable]:
    """Each level's equation in full, with its verdict."""
    story = sheet.heading("Conservation of codes 码的守恒")
    for balance in balances:
        story += [*_equation(balance, sheet), Spacer(1, 1.5 * mm)]
    return story


def _equation(balance: Balance, sheet: Sheet) -> list[Flowable]:
    sources = " + ".join(f"{both(name, words.SOURCES)} {n}" for name, n in balance.granted)
    states = " + ".join(f"{both(state, words.STATES)} {n}" for state, n in balance.states)
    left = f"{both(balance.role, words.ROLES)}: granted 发放 {balance.left}" + (
        f" ({sources})" if sources else ""
    )
    equation = sheet.say(f"{left} = {states} = {balance.right}")
    if balance.holds:
        verdict = f"{balance.left} = {balance.right}: it holds 守恒成立"
        return [equation, sheet.say(verdict, sheet.strong)]
    missing = balance.left - balance.right
    kind = "missing 缺少" if missing > 0 else "too many 多出"
    verdict = (
        f"{balance.left} ≠ {balance.right}: DOES NOT HOLD 守恒不成立 "
        f"({abs(missing)} {kind}); run packline check 请运行 packline check"
    )
    return [equation, sheet.say(verdict, sheet.wrong)]


def course(over_time: Course, of: str, sheet: Sheet) -> list[Flowable]:
    title = "Yield and speed over time 良率与速度"
    if not over_time.spans:
        return [*sheet.heading(title), sheet.say("Nothing was judged. 无判定数据。")]
    told = f"verdicts of 判定来自 {of}; one bar is 每柱 {span(over_time.span_ms / 1_000)}"
    kept = [*sheet.heading(title)[1:], sheet.say(told, sheet.small)]
    return [KeepTogether([*kept, course_chart(over_time, sheet.font)])]


def verdicts(lines: Sequence[VerdictLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Device 设备", 60),
        Column("Verdict 判定", 66),
        Column("Count 次数", 26, right=True),
        Column("Share 占比", 26, right=True),
    )
    of_device: Counter[str] = Counter()
    by_verdict: Counter[tuple[str, str]] = Counter()
    for line in lines:
        of_device[line.device] += line.count
        by_verdict[line.device, line.verdict] += line.count
    rows = [
        [device, both(verdict, words.VERDICTS), str(n), f"{100 * n / of_device[device]:.2f} %"]
        for (device, verdict), n in sorted(by_verdict.items())
    ]
    return [*sheet.heading("Verdicts by kind 判定统计"), *sheet.table(columns, rows)]


def rework(lines: Sequence[ReworkLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("When 时间", 31),
        Column("What 操作", 34),
        Column("On 对象", 40),
        Column("Why 原因", 41),
        Column("Who 人员", 32),
    )
    rows = [
        [
            clock(line.at),
            both(line.what, words.ACTS),
            _on(line),
            both(line.reason, words.REASONS) or "–",
            line.by or "the line 系统",
        ]
        for line in lines
    ]
    return [*sheet.heading("Rework and decisions 返工与处置"), *sheet.table(columns, rows)]


def _on(line: ReworkLine) -> str:
    parts = [f"container 容器 {line.container}"] if line.container else []
    if line.codes:
        shown = line.refs
        if len(shown) > REFS_MAX:
            shown = shown[:REFS_MAX].rsplit(" ", 1)[0] + " … (rework.csv)"
        parts.append(f"{line.codes} codes 码: {shown}")
    return "; ".join(parts) or "–"


def doubts(lines: Sequence[DoubtLine], sheet: Sheet) -> list[Flowable]:
    """Every code by its number; those that share doubt and settlement share a row."""
    columns = (
        Column("Codes 码号", 36),
        Column("Since 起始", 31),
        Column("Why 原因", 38),
        Column("Settled 处理时间", 31),
        Column("How, by whom 处理方式、人员", 42),
    )
    groups: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        why = both(line.why, words.REASONS)
        groups.setdefault((clock(line.doubted_at), why, *_settled(line)), []).append(line.ref)
    rows = [
        [", ".join(refs[at : at + REFS_A_ROW]), *told]
        for told, refs in groups.items()
        for at in range(0, len(refs), REFS_A_ROW)
    ]
    still = sum(not line.how for line in lines)
    count = (
        f"{len(lines)} codes came into doubt, {still} still are. 存疑 {len(lines)},未决 {still}。"
    )
    return [
        *sheet.heading("Codes in doubt 存疑码"),
        sheet.say(count),
        Spacer(1, 1 * mm),
        *(sheet.table(columns, rows) if rows else []),
    ]


def _settled(line: DoubtLine) -> tuple[str, str]:
    if not line.how:
        return "–", "STILL IN DOUBT 未决"
    how = {"print": "seen after all 后被看到"}.get(line.how) or both(line.how, words.ACTS)
    why = f": {both(line.reason, words.REASONS)}" if line.reason and line.how != "print" else ""
    return clock(line.settled_at), how + why + (f"; {line.by}" if line.by else "")


def alarms(lines: Sequence[AlarmLine], sheet: Sheet, title: str = "Alarms 报警") -> list[Flowable]:
    columns = (
        Column("Raised 发生", 31),
        Column("Alarm 报警", 42),
        Column("Where and what 位置与详情", 49),
        Column("Lasted 时长", 17, right=True),
        Column("Cleared by, how 清除", 39),
    )
    rows = [
        [
            clock(line.raised_at),
            both(line.kind, words.REASONS),
            ": ".join(one for one in (line.where, line.detail) if one),
            span(line.seconds),
            _cleared(line),
        ]
        for line in lines
    ]
    return [*sheet.heading(title), *sheet.table(columns, rows)]


def _cleared(line: AlarmLine) -> str:
    if not line.cleared_at:
        return "STANDS 未清除"
    how = both(line.how, words.REASONS)
    return ", ".join(one for one in (line.by or "by itself 自动", how) if one)


def phases(lines: Sequence[PhaseLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("When 时间", 31),
        Column("State 状态", 36),
        Column("Lasted 时长", 20, right=True),
        Column("Why 原因", 51),
        Column("Who 人员", 40),
    )
    rows = [
        [
            clock(line.at),
            both(line.phase, words.PHASES),
            span(line.seconds) if line.phase != "complete" else "–",
            both(line.reason, words.REASONS) or "–",
            line.by or "the line 系统",
        ]
        for line in lines
    ]
    return [*sheet.heading("Course of the order 工单过程"), *sheet.table(columns, rows)]


def uploads(lines: Sequence[UploadLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Ready 就绪", 31),
        Column("Of 对象", 26),
        Column("State 状态", 25),
        Column("Content id 内容号", 43),
        Column("Receipt, or why not 回执或原因", 53),
    )
    rows = [
        [
            clock(line.ready_at),
            f"container 容器 {line.container}" if line.container else "closing report 关闭报告",
            both(line.state, words.UPLOADS),
            line.content_id or "–",
            _receipt(line),
        ]
        for line in lines
    ]
    return [*sheet.heading("Uploads to the platform 平台上传"), *sheet.table(columns, rows)]


def _receipt(line: UploadLine) -> str:
    """What the platform answered, name by name where it did so in JSON, without the content id
    that stands beside it; the CSV file has it as it came."""
    if not line.receipt:
        return line.why or "–"
    try:
        told = json.loads(line.receipt)
    except (ValueError, RecursionError):
        return line.receipt
    if not isinstance(told, dict):
        return line.receipt
    parts = ((name, _plain(value)) for name, value in told.items() if value != line.content_id)
    return ", ".join(f"{name}: {value}" for name, value in parts) or line.receipt


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def people(lines: Sequence[PersonLine], sheet: Sheet) -> list[Flowable]:
    columns = (
        Column("Who 人员", 58),
        Column("Did 操作", 42),
        Column("Times 次数", 16, right=True),
        Column("First 首次", 31),
        Column("Last 末次", 31),
    )
    rows = [
        [
            line.by,
            both(line.act, words.ACTS),
            str(line.times),
            clock(line.first_at),
            clock(line.last_at),
        ]
        for line in lines
    ]
    return [*sheet.heading("People who acted 操作人员"), *sheet.table(columns, rows)]


def origin(of: Origin, sheet: Sheet) -> list[Flowable]:
    """What the paper can be held against, and the journal's head as a symbol."""
    rows = [
        ("Software 软件", of.software),
        ("Database library 数据库组件", of.library),
        ("Database 数据库", of.database_id),
        ("Epoch 纪元", of.epoch),
        ("Journal entries 日志条数", str(of.head_seq)),
    ]
    told = [[sheet.say(name, sheet.small), sheet.say(value)] for name, value in rows]
    # Small enough for one line: it is compared by eye.
    told.append(
        [
            sheet.say("Journal head, hash 日志哈希", sheet.small),
            sheet.say(of.head_hash, sheet.small),
        ]
    )
    facts = Table(
        told,
        colWidths=[42 * mm, 100 * mm],
    )
    facts.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])
    )
    picture = SymbolPicture(of.symbol, size_mm=SYMBOL_MM)
    both_of = Table([[facts, picture]], colWidths=[143 * mm, 35 * mm], hAlign="LEFT")
    both_of.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)])
    )
    title = sheet.heading("Software and journal 软件与日志")
    what = (
        "The symbol holds the journal's head. Equal heads mean the same history up to this entry."
        " 二维码含日志头;日志头相同则此前历史相同。"
    )
    return [KeepTogether([*title[1:], sheet.say(what, sheet.small), both_of])]

"""The summary for people: a table of what became of every code, and what holds true."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from station.core.states import CodeState
from station.demo.display import is_chinese
from station.demo.summary import Summary
from station.reports.words import STATES


def print_summary(summary: Summary, folder: Path) -> None:
    """On standard output."""
    zh = is_chinese()
    console = Console(highlight=False)
    console.print(_table(summary, zh))
    injected = ", ".join(f"{kind} {count}" for kind, count in summary.faults.items() if count)
    sent = summary.upload
    lines = (
        (f"故障注入: {injected or '无'}", f"Faults injected: {injected or 'none'}"),
        (
            f"箱: 满 {summary.cases['full']}, 零 {summary.cases['partial']}; "
            f"托盘: 满 {summary.pallets['full']}, 零 {summary.pallets['partial']}",
            f"Cases: {summary.cases['full']} full, {summary.cases['partial']} partial; "
            f"pallets: {summary.pallets['full']} full, {summary.pallets['partial']} partial",
        ),
        (
            f"上传: {sent['acknowledged']}/{sent['batches']} 批次, {sent['codes']} 码",
            f"Upload: {sent['acknowledged']} of {sent['batches']} batches acknowledged, "
            f"{sent['codes']} codes",
        ),
        (
            f"产线 {summary.line_s:.1f} 秒 ({summary.bottles_per_s:.1f} 瓶/秒), "
            f"共 {summary.total_s:.1f} 秒",
            f"Line {summary.line_s:.1f} s ({summary.bottles_per_s:.1f} bottles/s), "
            f"{summary.total_s:.1f} s in all",
        ),
    )
    for chinese, english in lines:
        console.print(chinese if zh else english, soft_wrap=True)
    held = sum(summary.invariants.values())
    total = len(summary.invariants)
    style = "green" if summary.sound else "bold red"
    words = "不变量成立" if zh else "invariants hold"
    console.print(f"{held}/{total} {words}", style=style)
    for broken in summary.broken:
        console.print(f"  {broken}", style="red", soft_wrap=True)
    console.print(f"→ {folder}/batch-record.pdf, labels/, summary.json, station.db", soft_wrap=True)


def _table(summary: Summary, zh: bool) -> Table:
    table = Table(title="每个码的去向" if zh else "What became of every code")
    table.add_column("状态" if zh else "state")
    for role in summary.by_level:
        table.add_column(role, justify="right")
    for state in CodeState:
        name = f"{STATES[state.value]} {state.value}" if zh else state.value
        table.add_row(name, *[str(counts[state.value]) for counts in summary.by_level.values()])
    table.add_section()
    sums = [str(sum(counts.values())) for counts in summary.by_level.values()]
    table.add_row("合计" if zh else "minted + imported", *sums)
    return table

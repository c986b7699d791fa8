"""The words of the run screen in English and Chinese, for live switching.

A table and not Qt Linguist yet: this first screen has two dozen words, and a test finds a missing
one. Alarm texts come from the station in both languages.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]

WORDS: dict[str, tuple[str, str]] = {
    "good": ("Good", "良品"),
    "rejected": ("Rejected", "剔除"),
    "in_doubt": ("In doubt", "存疑"),
    "cases": ("Cases", "箱"),
    "pallets": ("Pallets", "托盘"),
    "rate": ("Bottles / min", "瓶/分"),
    "order": ("Order", "工单"),
    "batch": ("Batch", "批号"),
    "target": ("Target", "计划"),
    "open": ("Open case", "未满箱"),
    "no_alarm": ("No alarm", "无报警"),
    "idle": ("Idle", "待机"),
    "execute": ("Execute", "运行"),
    "held": ("Held", "保持"),
    "stopped": ("Stopped", "停止"),
    "completing": ("Completing", "收尾"),
    "complete": ("Complete", "完成"),
    "silent": ("The station doesn't answer", "工位系统无应答"),
    "absent": ("Waiting for the station", "等待工位系统"),
    "language": ("中文", "English"),
    "demonstration": ("DEMONSTRATION", "演示"),
}


def word(key: str, language: Language) -> str:
    """The word for `key`; a key without one is shown as it is."""
    pair = WORDS.get(key)
    return key if pair is None else pair[0 if language == "en" else 1]

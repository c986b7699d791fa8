"""The style sheet of every plain widget. What is painted by hand takes its colours from the
palette itself.

A widget says what it is by its dynamic property `kind`: far, big, lead, small, quiet, panel, toast.
"""

from __future__ import annotations

from ui.theme.metrics import BIG_CAP_MM, CAP_MM, EDGE_MM, FAR_CAP_MM, SMALL_CAP_MM, Metrics
from ui.theme.palette import Palette

FONTS = '"Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "Microsoft YaHei", sans-serif'


def sheet(palette: Palette, metrics: Metrics) -> str:
    font, px = metrics.font_px, metrics.px
    return f"""
* {{ font-family: {FONTS}; font-size: {font(CAP_MM)}px; color: {palette.text}; }}
#shell, QStackedWidget, #page, #overlay {{ background: {palette.ground}; }}
QLabel {{ background: transparent; }}
QLabel[kind="far"] {{ font-size: {font(FAR_CAP_MM)}px; font-weight: 600; }}
QLabel[kind="lead"] {{ font-weight: 600; }}
QLabel[kind="big"] {{ font-size: {font(BIG_CAP_MM)}px; font-weight: 600; }}
QLabel[kind="small"] {{ font-size: {font(SMALL_CAP_MM)}px; color: {palette.quiet}; }}
QLabel[kind="quiet"] {{ color: {palette.quiet}; }}
QFrame[kind="panel"] {{
    background: {palette.panel}; border: 1px solid {palette.line}; border-radius: {px(1)}px;
}}
QFrame[kind="toast"] {{
    background: {palette.panel}; border: {max(2, px(0.6))}px solid {palette.text};
}}
QLineEdit {{
    background: {palette.panel}; border: {max(2, px(0.5))}px solid {palette.text};
    padding: 0 {px(EDGE_MM)}px; font-size: {font(BIG_CAP_MM)}px;
    selection-background-color: {palette.info}; selection-color: {palette.on_mark};
}}
"""

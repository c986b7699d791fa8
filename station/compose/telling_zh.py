"""Records as Chinese sentences: the same as `telling`, for screens that stand on Chinese.

Reasons that people typed are told as they stand; the words of the station itself are translated.
"""

from __future__ import annotations

from station.compose.telling import sentence
from station.core import records as r
from station.reports.words import ACTS, CONTAINERS, REASONS, VERDICTS

DROPS = {
    "defect": "缺陷",
    "expiry": "过期",
    "qa_sample": "质检抽样",
    "recall": "召回",
    "complaint": "投诉",
    "testing": "检测",
    "demo_sample": "展示样品",
    "damage_or_loss": "破损或丢失",
    "destruction": "销毁",
    "liquidation": "清算",
    "confiscation": "没收",
    "other": "其他",
}

DONE = {
    "replace": "容器 {container} 中的一件已更换",
    "remove": "人工从容器 {container} 取出",
    "add": "人工放入容器 {into}",
    "move": "人工从容器 {container} 移到容器 {into}",
    "empty": "容器 {container} 已倒空，不再是容器",
    "relabel": "容器 {container} 将换新标签",
    "confirm_label": "容器 {container} 的标签已在返工台读到",
    "sample": "已抽样",
    "unsample": "误抽样已撤销，合格且散放",
    "destroy": "已销毁",
    "accept": "复读合格，已放行",
}


def sentence_zh(record: r.Record) -> str:
    """A record as one line for people who read Chinese."""
    match record:
        case r.CodesMoved(cause=cause, reason=why, device=device, by=by):
            at = f"位置 {device}" if device else ""
            parts = [ACTS.get(cause.value, cause.value), reason_zh(why), at, _by(by)]
            return "，".join(part for part in parts if part)
        case r.Judged(verdict=verdict, device=device, trigger=trigger):
            return f"判定 {VERDICTS.get(verdict, verdict)}，位置 {device}，触发号 {trigger}"
        case r.Bound(container=container):
            return f"装入容器 {container}"
        case r.Unbound(container=container, reason=why, by=by):
            return f"从容器 {container} 取出{_because(why, by)}"
        case r.ContainerOpened(container=container):
            return f"容器 {container} 已打开"
        case r.ContainerMoved(container=container, state=state, count=count, reason=why):
            return f"容器 {container} {CONTAINERS[state.value]}，内有 {count} 件{_because(why)}"
        case r.LabelAssigned(container=container):
            return f"容器 {container} 的标签"
        case r.LabelReprinted(container=container, reason=why, by=by):
            return f"容器 {container} 的标签重打{_because(why, by)}"
        case r.BatchReady(container=container, replaces=replaces):
            what = f"容器 {container}" if container else "结单报告"
            return f"{what}可以上传" + (f"，更正 {replaces}" if replaces else "")
        case _:
            return _at_the_desk(record)


def _at_the_desk(record: r.Record) -> str:
    match record:
        case r.Shipped(container=container, dealer=dealer, region=region, by=by):
            where = f"{dealer}，{region}" if region else dealer
            return f"容器 {container} 已发往 {where}{_because('', by)}"
        case r.Unshipped(container=container, reason=why, by=by):
            return f"容器 {container} 的发货已撤销{_because(why, by)}"
        case r.Paired():
            return "一件产品的两个码已成对"
        case r.Reworked():
            return _reworked(record)
        case r.QuarantineChanged(container=container, quarantined=on, reason=why, by=by):
            return f"容器 {container} {'已隔离' if on else '已解除隔离'}{_because(why, by)}"
        case r.DeskChanged(container=container, label=label):
            told = "在返工台，等待扫描标签" if label else "已离开返工台，标签已读"
            return f"容器 {container} {told}"
        case _:
            return sentence(record)


def _reworked(record: r.Reworked) -> str:
    done = DONE[record.action].format(container=record.container, into=record.into)
    grade = f"，等级 {record.grade}" if record.grade else ""
    return f"返工：{done}{grade}{_because(record.reason, record.by)}"


def reason_zh(reason: str) -> str:
    """A reason: its shared word in Chinese, what was typed after it as it stands."""
    if reason in REASONS:
        return REASONS[reason]
    word, colon, typed = reason.partition(":")
    if word.strip() not in DROPS:
        return reason
    return DROPS[word.strip()] + (f"：{typed.strip()}" if colon else "")


def _by(who: str) -> str:
    return f"操作人 {who}" if who else ""


def _because(reason: str, by: str = "") -> str:
    parts = [part for part in (reason_zh(reason), _by(by)) if part]
    return f"（{'，'.join(parts)}）" if parts else ""

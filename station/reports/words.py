"""The words of the papers in English and Chinese: states, reasons, verdicts, what people did.

A word that isn't here is printed as it stands: a new reason is shown, not hidden. The English word
is the one of the journal, so that paper, CSV and screen can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping

from station.core.alarms import TEXTS

STATES: Mapping[str, str] = {
    "free": "未用",
    "allocated": "已分配",
    "sent": "已发送",
    "printed": "已打印",
    "verified": "已验证",
    "bound": "已关联",
    "in_doubt": "存疑",
    "rejected": "剔除",
    "sampled": "抽样",
    "void": "作废",
}

CONTAINERS: Mapping[str, str] = {
    "open": "开放",
    "full": "满",
    "partial": "零",
    "closed": "已关闭",
    "labelled": "已贴标",
    "confirmed": "已确认",
}

PHASES: Mapping[str, str] = {
    "idle": "待机",
    "execute": "运行",
    "held": "保持",
    "stopped": "停止",
    "completing": "收尾",
    "complete": "完成",
}

VERDICTS: Mapping[str, str] = {
    "good": "合格",
    "no_read": "未读到",
    "too_late": "超时",
    "missing": "未到相机",
    "multiple": "多码",
    "duplicate": "重码",
    "unknown_code": "未知码",
    "wrong_symbol": "码制不符",
    "wrong_product": "产品不符",
    "wrong_batch": "批次不符",
    "wrong_level": "层级不符",
    "already_packed": "已装箱",
    "rejected_before": "曾被剔除",
    "void": "已作废",
    "not_printed": "未打印",
    "pair_incomplete": "双码不全",
    "pair_broken": "双码不符",
    "set_broken": "套标不完整",
    "too_early": "扫码过早",
}

ROLES: Mapping[str, str] = {  # a product file may name its levels otherwise
    "bottle": "瓶",
    "cap": "盖",
    "can": "罐",
    "box": "盒",
    "pack": "中包",
    "bundle": "捆",
    "case": "箱",
    "pallet": "托盘",
}

UPLOADS: Mapping[str, str] = {
    "pending": "待发",
    "prepared": "已备",
    "acknowledged": "已确认",
    "refused": "被拒绝",
}

SOURCES: Mapping[str, str] = {"minted": "自生成", "sscc": "物流码", "imported": "导入"}

ACTS: Mapping[str, str] = {
    "taken out": "取出",
    "label printed again": "补打标签",
    "quarantined": "隔离",
    "released": "解除隔离",
    "closed as partial": "按零箱关闭",
    "opened again": "重新打开",
    "allocate": "分配",
    "return": "退回码池",
    "receive": "收到预印码",
    "send": "发送",
    "unsend": "未发出",
    "print": "打印",
    "verify": "验证",
    "bind": "关联",
    "unbind": "解除关联",
    "void": "作废",
    "sample": "抽样",
    "unsample": "撤销抽样",
    "accept": "复检合格",
    "reject": "剔除",
    "doubt": "转存疑",
    "shipped": "发货",
    "shipping undone": "撤销发货",
    "block released": "退回码段",
    "block void": "作废码段",
    "clock trusted": "确认时钟",
    "order changed": "修改工单",
    "alarm cleared": "清除报警",
    "state changed": "切换状态",
    "clock jumped": "时钟跳变",
}

REASONS: Mapping[str, str] = {
    **{kind: text for kind, text in VERDICTS.items() if kind != "good"},
    **{kind.value: text.what_zh for kind, text in TEXTS.items()},
    "never came to the camera": "未到达相机",
    "cleared from the printer": "已从喷码机清除",
    "not found at line clearance": "清场时未找到",
    "not on the belt any more": "已不在输送带上",
    "left the belt behind the camera": "相机后离开输送带",
    "gone from the open case": "已不在箱内",
    "its code was seen on another item": "其码出现在另一产品上",
    "an item of it was found elsewhere": "箱内产品在别处发现",
    "all its items were found elsewhere": "箱内产品均在别处发现",
    "items may be in it unrecorded": "箱内可能有未记录产品",
    "content scanned by hand": "手工扫描箱内",
    "found empty": "发现为空",
    "a later code was seen": "已看到其后的码",
    "seen": "已看到",
    "seen in the case": "在箱内看到",
    "order closed": "工单关闭",
    "end of order": "工单结束",
    "wrong label": "标签错误",
    "the right label was read": "已读到正确标签",
    "the label was read": "标签已读",
    "ready again": "恢复就绪",
    "looked after": "已处理",
    "belt cleared": "已清空输送带",
    "taken out by hand": "人工取出",
    "taken out": "已取出",
    "the case is right": "箱已正确",
    "the case is empty": "箱已空",
    "the station was restarted": "系统重启",
    "an item was taken out of the case": "从箱中取出一件",
}


def both(word: str, chinese: Mapping[str, str]) -> str:
    """The word with its Chinese beside it; `in_doubt` is read as two words."""
    english = word.replace("_", " ")
    return f"{english} {chinese[word]}" if word in chinese else english

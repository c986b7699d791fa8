"""Alarms: what needs an answer from a person, with where it is and what to do.

A kind that `holds` keeps the line standing until the alarm is cleared. A kind that is `own`
clears itself when its cause is gone (a printer is back, the case was read); the others wait for
a person. Texts are one sentence of what, one of what to do, in English and Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ALARMS_MAX = 64


class AlarmKind(StrEnum):
    REJECTS_IN_ROW = "rejects_in_row"
    FIRST_ARTICLE = "first_article"
    PRINT_WORSENING = "print_worsening"
    READS_SPOILED = "reads_spoiled"
    REJECT_FAILED = "reject_failed"
    PRINTER_LOST = "printer_lost"
    DEVICE_LOST = "device_lost"
    POOL_EMPTY = "pool_empty"
    POOL_LOW = "pool_low"
    DUPLICATE = "duplicate"
    QUEUE_SHIFTED = "queue_shifted"
    PRINT_UNEXPLAINED = "print_unexplained"
    PRINTS_UNSURE = "prints_unsure"
    CODER_STARVED = "coder_starved"
    EVENTS_LOST = "events_lost"
    CASE_WRONG = "case_wrong"
    CASE_MISSING = "case_missing"
    CASE_INCOMPLETE = "case_incomplete"
    CONFIRM_MISMATCH = "confirm_mismatch"
    SET_BROKEN = "set_broken"
    LABEL_UNREAD = "label_unread"
    LABEL_WRONG = "label_wrong"
    DESK_LABEL_WRONG = "desk_label_wrong"
    CHECK_AFTER_RESTART = "check_after_restart"
    TARGET_REACHED = "target_reached"
    NOT_SHIPPED = "not_shipped"
    CLOCK = "clock"
    DISK_FULL = "disk_full"
    DISK_UNWRITABLE = "disk_unwritable"
    WITNESS_AWAY = "witness_away"
    WITNESS_NEAR = "witness_near"
    BACKUP_FAILED = "backup_failed"
    LOCKED = "locked"
    HELP_CALLED = "help_called"
    MACHINE_WAITS = "machine_waits"


@dataclass(frozen=True)
class AlarmText:
    holds: bool
    own: bool
    what: str
    do: str
    what_zh: str
    do_zh: str


TEXTS: dict[AlarmKind, AlarmText] = {
    AlarmKind.REJECTS_IN_ROW: AlarmText(
        True,
        False,
        "Too many rejects in a row",
        "Check print and camera, then clear the alarm.",
        "连续剔除过多",
        "检查喷码与相机,然后清除报警。",
    ),
    AlarmKind.FIRST_ARTICLE: AlarmText(
        True,
        False,
        "The first code after the coder began is not one that was sent to it",
        "Check the coder's message and its field, take the bottle out, then clear the alarm.",
        "喷码机启动后的首件码不是所下发的码",
        "检查喷码机信息与变量字段,取出该产品,然后清除报警。",
    ),
    AlarmKind.PRINT_WORSENING: AlarmText(
        False,
        False,
        "The prints of a head become worse (estimated by the camera, not a graded quality)",
        "Clean the nozzle of this head at the next stop; if its prints are good, clear the alarm.",
        "喷头打印质量正在下降(相机估计值,非分级检测)",
        "请在下次停机时清洁该喷头的喷嘴;若打印良好,请清除报警。",
    ),
    AlarmKind.READS_SPOILED: AlarmText(
        False,
        True,
        "A reader changes the codes that it reads, so none is right",
        "Do what it says in the reader's settings; the next good read clears this.",
        "读码器改变了所读的码,无法匹配",
        "按提示修改读码器设置;下一次正确读取自动清除。",
    ),
    AlarmKind.REJECT_FAILED: AlarmText(
        True,
        False,
        "A rejected item went on to the packer",
        "Take it out by hand, check the rejecter, then clear the alarm.",
        "应剔除的产品进入了装箱",
        "人工取出,检查剔除器,然后清除报警。",
    ),
    AlarmKind.PRINTER_LOST: AlarmText(
        True,
        True,
        "A printer can't print",
        "Mend what it says; the line goes on by itself when it is ready.",
        "打印设备无法打印",
        "按提示处理;设备就绪后产线自动恢复。",
    ),
    AlarmKind.DEVICE_LOST: AlarmText(
        True,
        True,
        "A device doesn't answer",
        "Check power and cable; the line goes on by itself when it is back.",
        "设备无应答",
        "检查电源与网线;恢复后产线自动继续。",
    ),
    AlarmKind.POOL_EMPTY: AlarmText(
        True,
        True,
        "No codes are left",
        "Bring in codes for this order, or finish it.",
        "码池已空",
        "为本工单补充码,或结束工单。",
    ),
    AlarmKind.POOL_LOW: AlarmText(
        False,
        True,
        "The codes will soon be used up",
        "Bring in codes for this order before they run out.",
        "码池即将用完",
        "请在用完之前为本工单补充码。",
    ),
    AlarmKind.DUPLICATE: AlarmText(
        True,
        False,
        "The same code was seen on two items",
        "Take both items out, find out how it came about, then clear the alarm.",
        "两件产品出现同一个码",
        "取出两件产品,查明原因,然后清除报警。",
    ),
    AlarmKind.QUEUE_SHIFTED: AlarmText(
        False,
        True,
        "The order of items was not the predicted one",
        "Nothing to do: the line found its place again.",
        "产品顺序与预测不一致",
        "无需处理:系统已自动重新对齐。",
    ),
    AlarmKind.PRINT_UNEXPLAINED: AlarmText(
        False,
        False,
        "A printer reported a print that nobody had sent",
        "Look for an item printed twice; check the printer's message; then clear the alarm.",
        "打印设备报告了未下发的打印",
        "检查是否有产品重复喷印及设备信息,然后清除报警。",
    ),
    AlarmKind.PRINTS_UNSURE: AlarmText(
        False,
        False,
        "The PLC's count of prints may be wrong",
        "Check the coder's print signal to the PLC. The camera decides on each item; codes that "
        "it doesn't see stay open. Then clear the alarm.",
        "PLC的喷印计数可能不准",
        "检查喷码机到PLC的喷印信号。每件产品以相机为准,未读到的码保持未决。然后清除报警。",
    ),
    AlarmKind.CODER_STARVED: AlarmText(
        True,
        False,
        "More items stand between coder and camera than the coder may hold codes",
        "Take out the items without a code of their own, raise the coder's option depth above the "
        "number of items between coder and camera, then clear the alarm.",
        "喷码机与相机之间的产品多于喷码机可持有的码数",
        "取出没有自己码的产品,将喷码机参数depth调到大于两者之间的产品数,然后清除报警。",
    ),
    AlarmKind.EVENTS_LOST: AlarmText(
        True,
        False,
        "Events of the PLC were lost",
        "Clear the belt between coder and packer, show again what waits at a camera or scanner, "
        "then clear the alarm.",
        "丢失PLC事件",
        "清空喷码与装箱之间的输送带,将在相机或扫描器处等待的箱重新检测,然后清除报警。",
    ),
    AlarmKind.CASE_WRONG: AlarmText(
        True,
        True,
        "An item that doesn't belong there is in the open case",
        "Take it out, then present the case again.",
        "箱内有不应存在的产品",
        "取出后重新拍照。",
    ),
    AlarmKind.CASE_MISSING: AlarmText(
        True,
        True,
        "An item that went into the case can't be seen",
        "Straighten it and present the case again, or confirm that it is gone.",
        "已装箱的产品未被看到",
        "摆正后重新拍照,或确认产品已取走。",
    ),
    AlarmKind.CASE_INCOMPLETE: AlarmText(
        True,
        True,
        "The case is not full",
        "Fill it and present it again, or close it as partial.",
        "箱未装满",
        "补满后重新拍照,或按零箱关闭。",
    ),
    AlarmKind.CONFIRM_MISMATCH: AlarmText(
        True,
        True,
        "The case doesn't hold what the queue says; it is quarantined",
        "Scan every item of the case by hand.",
        "箱内产品与队列不符,该箱已隔离",
        "逐件手工扫描该箱产品。",
    ),
    AlarmKind.SET_BROKEN: AlarmText(
        True,
        True,
        "A pre-associated set isn't whole; its case is quarantined",
        "Scan every item of the case by hand.",
        "套标不完整,该箱已隔离",
        "逐件手工扫描该箱产品。",
    ),
    AlarmKind.LABEL_UNREAD: AlarmText(
        True,
        True,
        "A label can't be read",
        "Check label and scanner, then scan again, or print the label once more.",
        "标签无法读取",
        "检查标签与扫描器后重扫,或补打标签。",
    ),
    AlarmKind.LABEL_WRONG: AlarmText(
        True,
        True,
        "The label is not the one of this container; it is quarantined",
        "Take the wrong label off, put the right one on, then scan again.",
        "标签与容器不符,该容器已隔离",
        "撕下错误标签,贴上正确标签后重扫。",
    ),
    AlarmKind.DESK_LABEL_WRONG: AlarmText(
        False,
        True,
        "A wrong label was on the container at the rework desk; it is quarantined",
        "Put the right label on and scan it; then QA releases the container.",
        "返工台上的标签与容器不符,该容器已隔离",
        "贴上正确标签并扫描,然后由质检解除隔离。",
    ),
    AlarmKind.CHECK_AFTER_RESTART: AlarmText(
        True,
        False,
        "The station was restarted in the middle of an order",
        "Clear the belt, check the open case, then clear the alarm.",
        "工单进行中系统重启",
        "清空输送带,核对未满箱,然后清除报警。",
    ),
    AlarmKind.TARGET_REACHED: AlarmText(
        True,
        True,
        "The order's target is reached",
        "Finish the order, or raise its target.",
        "已达到工单计划数量",
        "结束工单,或提高计划数量。",
    ),
    AlarmKind.NOT_SHIPPED: AlarmText(
        False,
        True,
        "A container at the shipping scanner may not be shipped",
        "Keep it back and settle what it says; the next one that may go clears this.",
        "发货扫描的箱/托盘不允许发货",
        "留置并按提示处理;下一个合格扫描自动清除。",
    ),
    AlarmKind.CLOCK: AlarmText(
        False,
        True,
        "The PC's clock can't be believed",
        "Set the clock, then confirm it; no order is opened before, the line goes on.",
        "电脑时钟不可信",
        "校准时钟并确认;确认前不能新建工单,产线可继续运行。",
    ),
    AlarmKind.DISK_FULL: AlarmText(
        False,
        True,
        "The disk is almost full; the line stops after this case",
        "Free some space; then start the order again.",
        "磁盘将满,完成本箱后停线",
        "清理磁盘空间,然后重新启动工单。",
    ),
    AlarmKind.DISK_UNWRITABLE: AlarmText(
        True,
        True,
        "The disk can't be written",
        "Stop, let plant IT check the disk, then start the station again.",
        "磁盘无法写入",
        "停线,请IT检查磁盘后重新启动工位。",
    ),
    AlarmKind.WITNESS_AWAY: AlarmText(
        False,
        True,
        "The witness can't be reached",
        "Bring its disk back; without it no new block of codes is opened.",
        "见证文件无法访问",
        "恢复见证文件所在磁盘;在此之前不能启用新的码段。",
    ),
    AlarmKind.WITNESS_NEAR: AlarmText(
        False,
        False,
        "The witness is on the same disk as the database: a broken disk takes both",
        "Plant IT: name a place on another disk in [store] witness of the line file. To go on as "
        "it is, clear the alarm; it comes again at the next start.",
        "见证文件与数据库在同一磁盘:磁盘损坏时两者同时丢失",
        "请IT在产线文件 [store] witness 中指定另一磁盘。可先清除报警,下次启动会再次提示。",
    ),
    AlarmKind.BACKUP_FAILED: AlarmText(
        False,
        False,
        "The last backup was not made",
        "Do what it says, make a backup (packline backup), then clear the alarm.",
        "上次备份未完成",
        "按提示处理,执行备份(packline backup),然后清除报警。",
    ),
    AlarmKind.LOCKED: AlarmText(
        True,
        True,
        "The station is locked: this database may lack what was printed",
        "Plant IT: read docs/restart.md; nothing is printed until it is unlocked.",
        "工位已锁定:数据库可能缺少已打印的记录",
        "请IT查看 docs/restart.md;解锁前不会打印任何码。",
    ),
    AlarmKind.MACHINE_WAITS: AlarmText(
        False,
        True,
        "The machine waits for a hand",
        "Do what it says; the alarm goes by itself when that is over.",
        "设备等待处理",
        "按提示处理;处理完后报警自动解除。",
    ),
    AlarmKind.HELP_CALLED: AlarmText(
        False,
        False,
        "Somebody at the line called for help",
        "Go to the line and help, then clear the alarm, which puts the lamp out.",
        "产线有人呼叫协助",
        "请到产线;到场者清除报警,呼叫灯随之熄灭。",
    ),
}


def place(level: int) -> str:
    """Where alarms of a level's containers are said to be."""
    return f"level {level}"


def reader(level: int) -> str:
    """Where alarms of a level's confirming reader are said to be."""
    return f"reader of level {level}"


@dataclass(frozen=True)
class Alarm:
    number: int
    kind: AlarmKind
    where: str
    detail: str
    since_ms: int

    @property
    def holds(self) -> bool:
        return TEXTS[self.kind].holds

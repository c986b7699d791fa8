"""The way out of each alarm, step by step, in both languages.

A step is something that a person does at the line, or an `Act` that the station carries out when
the person asks for it, or both: the screen offers the act as a key beside the words. Which acts an
alarm offers is written here alone; whether the core then does it is the core's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from station.core.alarms import AlarmKind as K


class Act(StrEnum):
    """What the station does on request; the alarm's place says to what."""

    CLEAR = "clear"  # the alarm, by who looked after it
    BELT_CLEAR = "belt_clear"
    RESCAN = "rescan"  # the label of the level that waits
    REPRINT = "reprint"
    PARTIAL = "partial"  # close the open container of the level
    ACCEPT_MISSING = "accept_missing"
    SCAN_CONTENT = "scan_content"  # every item of the container, by hand
    MORE_CODES = "more_codes"
    FINISH = "finish"
    START = "start"
    CLOCK = "clock"
    DEVICES = "devices"  # the page of that name
    ORDERS = "orders"
    REWORK = "rework"


@dataclass(frozen=True)
class Step:
    do: str
    do_zh: str
    act: Act | None = None


_TAKE_OUT = Step("Take the item out of the belt.", "将该产品从输送带取出。")
_CLEAR = Step("When that is done, confirm it: the alarm goes.", "完成后确认,报警解除。", Act.CLEAR)
_BY_ITSELF = Step("The alarm goes by itself, and the line goes on.", "报警自动解除,产线继续。")
_START = Step("Start the line again.", "重新启动产线。", Act.START)
_BELT = Step(
    "Take every item between coder and packer off the belt, then confirm it.",
    "取走喷码与装箱之间的所有产品,然后确认。",
    Act.BELT_CLEAR,
)
_DEVICE = Step(
    "See on the page Devices what it says, and its last words.",
    "在“设备”页查看其状态和最近通信。",
    Act.DEVICES,
)
_CASE_AGAIN = Step(
    "Present the case to the camera again: it is judged anew by itself.",
    "将箱重新放到相机下,系统自动重新判定。",
)
_SCAN_ALL = Step(
    "Scan every item of the quarantined case by hand; what was scanned is its content then.",
    "逐件手工扫描被隔离箱内的产品,以扫描结果为准。",
    Act.SCAN_CONTENT,
)
_FREE = Step(
    "If it holds what it should, the quarantine ends by itself and its label is printed.",
    "内容无误时隔离自动解除并打印箱标。",
)
_LABEL_AGAIN = Step("Have the label read again.", "重新扫描标签。", Act.RESCAN)
_REPRINT = Step(
    "If it can't be read: print the same label once more, and put it over the old one.",
    "若无法读取:补打同一标签,覆盖旧标签。",
    Act.REPRINT,
)
_IT = Step("Call plant IT; tell them what stands above.", "联系工厂IT,并告知上述内容。")

RECOVERY: Mapping[K, tuple[Step, ...]] = {
    K.REJECTS_IN_ROW: (
        Step(
            "Look at the last rejected items: is the print there, whole and in place?",
            "查看最近剔除的产品:喷码是否存在、完整、位置正确?",
        ),
        Step(
            "Print bad: clean the nozzle, check ink or ribbon and the distance to the item.",
            "打印不良:清洁喷嘴,检查墨水或碳带以及与产品的距离。",
        ),
        Step(
            "Print good: clean the camera's window and light, check its angle.",
            "打印良好:清洁相机窗口与光源,检查角度。",
        ),
        _CLEAR,
    ),
    K.FIRST_ARTICLE: (
        Step("Look at the first item: what is printed on it?", "查看首件产品:打印的是什么?"),
        Step(
            "Check at the coder that the right message is chosen, and that its field takes the "
            "code from Packline.",
            "在喷码机上确认信息正确,且变量字段取自Packline。",
        ),
        _TAKE_OUT,
        _CLEAR,
    ),
    K.PRINT_WORSENING: (
        Step("At the next stop, clean the nozzle of this head.", "下次停机时清洁该喷头。"),
        Step("See its trend on the page Devices.", "在“设备”页查看其趋势。", Act.DEVICES),
        _CLEAR,
    ),
    K.READS_SPOILED: (
        Step("Change in the reader's settings what the alarm says.", "按报警提示修改读码器设置。"),
        Step(
            "Try the scanner self-test on the page Devices.",
            "在“设备”页做扫描枪自检。",
            Act.DEVICES,
        ),
        _BY_ITSELF,
    ),
    K.REJECT_FAILED: (
        Step(
            "Find the item that was to be rejected: it is in the packer or the open case.",
            "找出应剔除的产品:它在装箱机或未满箱中。",
        ),
        Step("Take it out by hand.", "人工取出。"),
        Step(
            "Check the rejecter: air, valve, sensor behind it.", "检查剔除器:气源、阀、后方传感器。"
        ),
        _CLEAR,
    ),
    K.PRINTER_LOST: (
        Step(
            "Read at the printer what it says: ribbon, paper, ink, cover, a fault.",
            "查看打印设备提示:碳带、标签纸、墨水、盖板或故障。",
        ),
        Step(
            "Out of ribbon or paper: put in a new roll, close the head, feed one label.",
            "碳带或标签用完:换新卷,合上打印头,进一张标签。",
        ),
        Step(
            "Ink or make-up low: change the bottle. Jet off: start it at the printer.",
            "墨水或溶剂不足:更换。喷墨停止:在设备上启动。",
        ),
        Step("No answer: check power and network cable.", "无应答:检查电源与网线。"),
        _DEVICE,
        Step(
            "When it is ready the line goes on by itself. The first item is checked.",
            "设备就绪后产线自动继续,并检查首件。",
        ),
    ),
    K.DEVICE_LOST: (
        Step(
            "Look which device it is: camera, PLC, scanner.", "查看是哪个设备:相机、PLC、扫描器。"
        ),
        Step(
            "Camera or scanner: check power, network cable and light.",
            "相机或扫描器:检查电源、网线与光源。",
        ),
        Step(
            "PLC: is the emergency stop released, are guards closed, is it in automatic? Then "
            "check its power and network.",
            "PLC:急停是否释放、护罩是否关闭、是否自动?再检查电源与网络。",
        ),
        Step(
            "Items that passed meanwhile are rejected, not lost.",
            "期间通过的产品会被剔除,不会丢失。",
        ),
        _DEVICE,
        _BY_ITSELF,
    ),
    K.POOL_EMPTY: (
        Step("Put more codes into the pool of this order.", "为本工单补充码。", Act.MORE_CODES),
        Step(
            "Codes come from the brand? Ask plant IT for the next file.",
            "由品牌方供码时,向IT索取下一批。",
        ),
        Step("Or finish the order.", "或结束工单。", Act.FINISH),
        _BY_ITSELF,
    ),
    K.POOL_LOW: (
        Step("Put more codes into the pool of this order.", "为本工单补充码。", Act.MORE_CODES),
        Step(
            "Codes come from the brand? Ask plant IT for the next file.",
            "由品牌方供码时,向IT索取下一批。",
        ),
        _BY_ITSELF,
    ),
    K.DUPLICATE: (
        Step(
            "Take both items with this code off the line. Neither may be sold.",
            "取下带有此码的两件产品,均不得出售。",
        ),
        Step(
            "Give them to QA: the page Rework tells what is known of the code.",
            "交给质检:在“返工”页查看该码的记录。",
            Act.REWORK,
        ),
        _CLEAR,
    ),
    K.QUEUE_SHIFTED: (
        Step("Nothing to do: the line found its place again.", "无需处理:已重新对齐。"),
    ),
    K.PRINT_UNEXPLAINED: (
        Step(
            "Was a test print made at the printer? Take that item out.",
            "是否在设备上做了测试打印?取出该产品。",
        ),
        Step("Else look for an item that is printed twice.", "否则检查是否有重复喷印的产品。"),
        _CLEAR,
    ),
    K.PRINTS_UNSURE: (
        Step(
            "Check the wire from the coder's print signal to the PLC.",
            "检查喷码机打印信号到PLC的接线。",
        ),
        Step("The camera decides on each item meanwhile.", "期间每件产品以相机为准。"),
        _CLEAR,
    ),
    K.CODER_STARVED: (
        Step("Take out the items that have no code of their own.", "取出没有自己码的产品。"),
        Step(
            "Plant IT: raise depth of the coder in the line file above the number of items "
            "between coder and camera.",
            "请IT将产线文件中喷码机的depth调到大于喷码与相机之间的产品数。",
        ),
        _CLEAR,
    ),
    K.EVENTS_LOST: (
        _BELT,
        Step(
            "Show again what waits at a camera or scanner.", "将在相机或扫描器处等待的箱重新检测。"
        ),
        _CLEAR,
    ),
    K.CASE_WRONG: (
        Step(
            "Take out the items at the crossed places: the picture of the case shows them.",
            "取出打叉位置的产品:箱图中已标出。",
        ),
        Step("Put good ones there, if the line left some.", "如有良品,补入该位置。"),
        _CASE_AGAIN,
    ),
    K.CASE_MISSING: (
        Step("Straighten what stands askew at the marked places.", "摆正标记位置的产品。"),
        _CASE_AGAIN,
        Step(
            "Somebody took it out? Confirm that it is gone.",
            "已被取走?确认缺失。",
            Act.ACCEPT_MISSING,
        ),
    ),
    K.CASE_INCOMPLETE: (
        Step("Put in what is missing.", "补满缺少的产品。"),
        _CASE_AGAIN,
        Step("Or close it as it is.", "或按零箱关闭。", Act.PARTIAL),
    ),
    K.CONFIRM_MISMATCH: (
        Step(
            "The case at the scanner is quarantined: put it aside, open.",
            "扫描处的箱已被隔离:取下并打开。",
        ),
        _SCAN_ALL,
        _FREE,
    ),
    K.SET_BROKEN: (
        Step(
            "The case of this set is quarantined: put it aside, open.",
            "该套标的箱已被隔离:取下并打开。",
        ),
        _SCAN_ALL,
        _FREE,
    ),
    K.LABEL_UNREAD: (
        Step(
            "Is the label there, flat and clean, and before the scanner?",
            "标签是否在位、平整、清洁、正对扫描器?",
        ),
        _LABEL_AGAIN,
        _REPRINT,
    ),
    K.LABEL_WRONG: (
        Step(
            "This container is quarantined. Take the wrong label off and destroy it.",
            "该容器已隔离。撕下错误标签并销毁。",
        ),
        Step(
            "Put the right label on: it lies at the label printer or on the container before.",
            "贴上正确标签:可能在打印机处或前一容器上。",
        ),
        _LABEL_AGAIN,
        _REPRINT,
    ),
    K.DESK_LABEL_WRONG: (
        Step(
            "Put the right label on and scan it on the page Rework.",
            "贴上正确标签,并在“返工”页扫描。",
            Act.REWORK,
        ),
        Step("Then QA releases the container there.", "然后由质检在该页解除隔离。"),
    ),
    K.CHECK_AFTER_RESTART: (
        _BELT,
        Step(
            "Compare the open case with the picture on the page Run.",
            "将未满箱与“运行”页的箱图核对。",
        ),
        Step(
            "Labels that lie at the printers go into the bin; reprint what is missing.",
            "打印机处的标签作废;缺少的补打。",
        ),
        _CLEAR,
        _START,
    ),
    K.TARGET_REACHED: (
        Step("Finish the order: the line runs empty.", "结束工单:产线走空。", Act.FINISH),
        Step("Or raise its target on the page Orders.", "或在“工单”页提高计划数量。", Act.ORDERS),
    ),
    K.NOT_SHIPPED: (
        Step("Keep this container back; the alarm says why.", "留置该箱/托盘,原因见报警。"),
        Step("QA settles it on the page Rework.", "由质检在“返工”页处理。", Act.REWORK),
    ),
    K.CLOCK: (
        Step("Plant IT: set the clock of this PC.", "请IT校准本机时钟。"),
        Step("Compare it with another one, then confirm it.", "与其他时钟核对后确认。", Act.CLOCK),
    ),
    K.DISK_FULL: (
        Step("Plant IT: free space on this PC's disk.", "请IT清理本机磁盘。"),
        _IT,
        _START,
    ),
    K.DISK_UNWRITABLE: (
        Step(
            "Nothing is printed or lost while the disk can't be written.",
            "磁盘不可写时不打印,也不会丢失数据。",
        ),
        _IT,
    ),
    K.WITNESS_AWAY: (
        Step(
            "Plant IT: bring the witness's disk or share back.",
            "请IT恢复见证文件所在的磁盘或共享。",
        ),
        _BY_ITSELF,
    ),
    K.WITNESS_NEAR: (
        Step(
            "Plant IT: name another disk in [store] witness of the line file.",
            "请IT在产线文件 [store] witness 中指定另一磁盘。",
        ),
        _CLEAR,
    ),
    K.BACKUP_FAILED: (
        Step(
            "Plant IT: do what the alarm says, then run packline backup.",
            "请IT按提示处理,然后执行 packline backup。",
        ),
        _CLEAR,
    ),
    K.LOCKED: (
        Step(
            "Nothing is printed until two people unlock it: docs/restart.md.",
            "两人解锁前不会打印:见 docs/restart.md。",
        ),
        _IT,
    ),
    K.MACHINE_WAITS: (
        Step(
            "Read what it says: a jam, a full reject bin, no room behind the line, a machine held.",
            "查看提示:卡瓶、剔除箱满、后段堵塞或设备保持。",
        ),
        Step(
            "Jam: stop the line first, then clear it. Never reach into a belt that runs.",
            "卡瓶:先停线,再清除。切勿伸手到运行的输送带中。",
        ),
        Step(
            "Items that were taken out go to the rework table, not back onto the belt.",
            "取出的产品放到返工台,不要放回输送带。",
        ),
        Step(
            "Reject bin full: empty it; what is in it goes to QA.",
            "剔除箱满:清空,箱内产品交给质检。",
        ),
        _BY_ITSELF,
        _START,
    ),
    K.HELP_CALLED: (
        Step("Go to the line and help.", "请到产线协助。"),
        _CLEAR,
    ),
}

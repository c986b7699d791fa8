"""What a person can do to a simulated device by a word: let a bottle pass, take a label, reboot.

One table for all twins, since it is about people and not about wires. Each deed is told the text
behind its word and answers with what to show, and the bytes that the device sends on its account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drivers.api import LineEventKind
from drivers.link.readable import readable
from drivers.plc.packml import PackmlCommand
from drivers.plc.register_map import Input

TIMES_MAX = 1_000
SHOWN_MAX = 20

Did = tuple[str, bytes]


class DeedError(ValueError):
    """A word that can't be done; one sentence."""


@dataclass(frozen=True)
class Deed:
    help: str
    do: Callable[[Any, str, int], Did]
    cuts_link: bool = False  # the device loses its host by it


def _times(text: str) -> int:
    if not text:
        return 1
    if not text.isdigit() or not 1 <= int(text) <= TIMES_MAX:
        raise DeedError(f"say a number from 1 to {TIMES_MAX}, not {text!r}")
    return int(text)


def _pass_bottles(twin: Any, text: str, now_ms: int) -> Did:
    inked, said = [], b""
    for _ in range(_times(text)):
        ink, more = twin.photocell(now_ms)
        inked.append(_shown(ink) if ink is not None else "nothing")
        said += more
    return f"printed: {', '.join(inked[-SHOWN_MAX:])}", said


def _reboot(twin: Any, text: str, now_ms: int) -> Did:
    del text
    said = twin.reboot(now_ms)
    return "it starts anew", said


def _tape(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    last = [f"  {_shown(one)}" for one in list(twin.tape)[-SHOWN_MAX:]]
    return "\n".join([f"{len(twin.tape)} printed, the last:", *last]), b""


def _papers(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    last = [f"  {path}" for path in twin.papers[-SHOWN_MAX:]]
    return "\n".join([f"{len(twin.papers)} printed, the last:", *last]), b""


def _take_label(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    label = twin.take_label()
    return "there is none" if label is None else f"taken: {_shown(label)}", b""


def _load(twin: Any, text: str, now_ms: int) -> Did:
    del text
    return "labels and ribbon are in, the head is closed", twin.load_media(now_ms)


def _pause(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    twin.press_pause()
    return "paused" if twin.paused else "goes on", b""


def _pulses(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    return f"{twin.end_prints} pulses", b""


def _present(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    symbols = [one.encode() for one in text.split()]
    twin.present(symbols)
    return f"{len(symbols)} symbols lie before it", b""


def _scan(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    if not text:
        raise DeedError("say what is scanned, as in: scan HTTPS://X.EXAMPLE/1")
    return "scanned", twin.scan(text.encode())


def _product(twin: Any, text: str, now_ms: int) -> Did:
    """A product passes coder and camera, as the event ring tells it."""
    del now_ms
    number, _, encoder = text.partition(" ")
    if not number.isdigit():
        raise DeedError("say the product's number, as in: product 17")
    twin.count_product()
    twin.count_print()
    for kind in (LineEventKind.AT_CODER, LineEventKind.AT_CAMERA):
        twin.event(kind, int(number), int(encoder) if encoder.isdigit() else int(number) * 100)
    return f"product {number} passed coder and camera", b""


def _input(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    name, _, value = text.partition(" ")
    known = [one.name.lower() for one in Input]
    if name not in known or value not in ("on", "off"):
        raise DeedError(f"say one of {', '.join(known)}, then on or off")
    twin.set_input(Input[name.upper()], value == "on")
    return f"{name} is {value}", b""


def _press(twin: Any, text: str, now_ms: int) -> Did:
    """A button of the machine's panel."""
    del now_ms
    known = [one.name.lower() for one in PackmlCommand]
    if text not in known:
        raise DeedError(f"say one of {', '.join(known)}")
    if not twin.packml_command(PackmlCommand[text.upper()]):
        raise DeedError(f"the machine takes no {text} now")
    return f"the machine does {text}; settle ends it", b""


def _settle(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    return ("it is done" if twin.packml_done() else "the machine waits for a command"), b""


def _outputs(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    return f"{twin.outputs()}", b""


def _shown(data: bytes) -> str:
    text = readable(data)
    return text if len(text) <= 100 else f"{text[:97]}…"


def _clear_fault(twin: Any, text: str, now_ms: int) -> Did:
    del text, now_ms
    code = twin.fault_code
    twin.clear_fault()
    return (f"fault {code:02X} is cleared" if code else "there is none") + "; it is ready", b""


def _comm(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    if text not in ("on", "off"):
        raise DeedError("say on or off")
    twin.comm(text == "on")
    return f"it is {text} line", b""


def _select_job(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    if not text:
        raise DeedError("say the job's name, as in: job OTHER.job")
    twin.select_job(text)
    return f"{text} is on it, as it was designed", b""


def _press_panel(twin: Any, text: str, now_ms: int) -> Did:
    del now_ms
    if text not in ("start", "stop", "quit"):
        raise DeedError("say start, stop or quit")
    twin.press(text)
    return f"{text} is pressed at the panel", b""


CODER: Mapping[str, Deed] = {
    "print": Deed("a bottle passes the photocell; print 5: five bottles", _pass_bottles),
    "reboot": Deed("power off and on", _reboot, cuts_link=True),
    "tape": Deed("what was printed", _tape),
}
HITACHI: Mapping[str, Deed] = {
    **CODER,
    "clear": Deed("somebody clears the fault at the panel", _clear_fault),
    "comm": Deed("Comm. on or off at the panel: comm off", _comm),
}
LABEL_PRINTER: Mapping[str, Deed] = {
    "take": Deed("the oldest label is taken off", _take_label),
    "load": Deed("put in labels and ribbon, close the head", _load),
    "pause": Deed("press the printer's pause key", _pause),
    "pulses": Deed("how often END PRINT was pulsed: once a label", _pulses),
    "reboot": CODER["reboot"],
    "tape": CODER["tape"],
}
NGPCL: Mapping[str, Deed] = {
    **CODER,
    "job": Deed("somebody selects a job at the panel: job OTHER.job", _select_job),
}
JET3: Mapping[str, Deed] = {
    **CODER,
    "press": Deed("start, stop or quit (a message) at the panel: press stop", _press_panel),
}
READER: Mapping[str, Deed] = {
    "present": Deed("put codes before the reader: present A B; none with nothing", _present)
}
DEEDS: Mapping[str, Mapping[str, Deed]] = {
    "codenet": CODER,
    "zipher": CODER,
    "text-coder": CODER,
    "file-handoff": CODER,
    "wsi": CODER,
    "ngpcl": NGPCL,
    "jet3": JET3,
    "hitachi": HITACHI,
    "hitachi-modbus": HITACHI,
    "zpl": LABEL_PRINTER,
    "tspl": LABEL_PRINTER,
    "sbpl": LABEL_PRINTER,
    "jscript": LABEL_PRINTER,
    "print-queue": {"tape": Deed("what was printed", _papers)},
    "keyence": READER,
    "cognex": READER,
    "sick": READER,
    "reader": READER,
    "scanner": {"scan": Deed("scan a code: scan HTTPS://X.EXAMPLE/1", _scan)},
    "wedge": {"scan": Deed("scan a code: scan HTTPS://X.EXAMPLE/1", _scan)},
    "plc": {
        "product": Deed("a product passes coder and camera: product 17", _product),
        "input": Deed("switch an input: input infeed_jam on", _input),
        "press": Deed("press a button of the machine (PackML): press start", _press),
        "settle": Deed("what was pressed comes to its end", _settle),
        "outputs": Deed("what the station has switched", _outputs),
    },
}

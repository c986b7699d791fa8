"""A Zebra printer as a device: its driver on its link, with an ear where it dials us for alerts."""

from __future__ import annotations

from drivers.errors import Misuse
from drivers.link.address import link_for, listen_address
from drivers.link.beside import beside
from drivers.link.runner import Runner
from drivers.printers.label_printer import ANSWER_MS_MAX, SETTLE_MS
from drivers.printers.zpl import DoneBy, ZplPrinter
from drivers.printers.zpl_codec import TELL_HERE, tell_at


def zpl_device(
    name: str,
    url: str,
    *,
    depth: int = 2,
    done: DoneBy = "odometer",
    alert: str = "",
    poll_ms: int = 0,
    answer_ms_max: int = ANSWER_MS_MAX,
    settle_ms: int = SETTLE_MS,
) -> Runner:
    """`alert`: where the printer tells that a label is ready, with `done = "alert"`:
    "tcp-listen://OUR-ADDRESS:PORT", the PC's own address as the printer sees it; "" = on `url`.

    Raises `AddressError` for an address and `Misuse` for options that can't work, in words."""
    if alert and done != "alert":
        raise Misuse(f'{name}: alert is given, but done is "{done}": set it to "alert"')
    tells = _tells(name, alert) if alert else TELL_HERE
    driver = ZplPrinter(
        name,
        depth=depth,
        done=done,
        tells=tells,
        poll_ms=poll_ms,
        answer_ms_max=answer_ms_max,
        settle_ms=settle_ms,
    )
    if alert:
        beside(url, alert)  # a bad address is told now, not in a thread later
        return Runner(driver, lambda: beside(url, alert))
    link_for(url)
    return Runner(driver, lambda: link_for(url))


def _tells(name: str, alert: str) -> bytes:
    """What makes the printer dial this address."""
    host, port, _ = listen_address(alert)
    if host in ("0.0.0.0", "::", "localhost"):
        raise Misuse(f"{name}: alert: write this PC's address as the printer sees it, not {host}")
    return tell_at(host, port)

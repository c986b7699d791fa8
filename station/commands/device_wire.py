"""`packline device probe|send|record|replay`: what is said on a wire, for plant engineers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.commands.exits import FAULT, LATER, PARTLY, USAGE, in_words, leave, print_json

if TYPE_CHECKING:
    from drivers.probe import Answer, Question
    from drivers.sim.replay import ReplayTwin

Url = Annotated[str, typer.Argument(help="tcp://10.0.0.5:7000 or serial:///dev/ttyUSB0?baud=9600.")]
Protocol = Annotated[
    str, typer.Option("--protocol", help="Ask only as this protocol does (see `device list`).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Port = Annotated[int, typer.Option(help="TCP port on 127.0.0.1; 0 picks a free one.")]
COVER = b"x"
WATCH_S = 0.2
# Ten characters and more, among them three letters and a digit.
_WORD = re.compile(r"(?=(?:[0-9]*[A-Za-z]){3})(?=[A-Za-z]*[0-9])[0-9A-Za-z]{10,}")


@in_words
def probe(url: Url, protocol: Protocol = "", as_json: AsJson = False) -> None:
    """What answers at an address and what it says. Asks for states only; nothing is printed or
    set by a device that knows the question, but an office printer may print what it doesn't know.
    """
    from drivers.link.address import link_for
    from drivers.link.readable import readable
    from drivers.probe import listen

    questions = _questions(url, protocol)
    greeting = listen(lambda: link_for(url))
    answers = list(_asked(url, questions))
    knows = sorted({one.question.protocol for one in answers if one.fits})
    if as_json:
        told = [_as_dict(one) for one in answers]
        print_json({"url": url, "greeting": readable(greeting), "answers": told, "knows": knows})
    else:
        _tell(url, greeting, answers, knows)
    if not knows:
        raise typer.Exit(FAULT)


def _questions(url: str, protocol: str) -> tuple[Question, ...]:
    from drivers.link.address import host_and_port
    from drivers.probe import QUESTIONS, questions_for

    known = sorted({one.protocol for one in QUESTIONS})
    if protocol and protocol not in known:
        leave(f"packline: --protocol {protocol}: there are questions for {', '.join(known)}", USAGE)
    port = host_and_port(url)[1] if url.startswith("tcp:") else 0
    questions = questions_for(port, protocol)
    if not questions:
        leave(
            f"packline: {url} is no usual address of a protocol; say which one to ask as with "
            f"--protocol: {', '.join(known)}",
            USAGE,
        )
    return questions


def _asked(url: str, questions: tuple[Question, ...]) -> Iterator[Answer]:
    """Protocol by protocol, until one is understood: no device is told more than it needs."""
    from drivers.link.address import link_for
    from drivers.probe import ask

    for name in dict.fromkeys(one.protocol for one in questions):
        answers = ask(lambda: link_for(url), [one for one in questions if one.protocol == name])
        yield from answers
        if any(one.fits for one in answers):
            return


def _as_dict(answer: Answer) -> dict[str, Any]:
    from drivers.link.readable import readable

    return {
        "protocol": answer.question.protocol,
        "question": answer.question.title,
        "asked": readable(answer.question.ask),
        "said": readable(answer.said),
        "fits": answer.fits,
        "told": answer.told,
        "error": answer.error,
        "took_ms": answer.took_ms,
    }


def _tell(url: str, greeting: bytes, answers: list[Answer], knows: list[str]) -> None:
    from drivers.link.readable import readable

    print(f"{url} takes connections.")
    if greeting:
        print(f"  says unasked: {readable(greeting)}")
    for one in answers:
        what = f"  {one.question.protocol}, {one.question.title}: "
        if one.fits:
            print(f"{what}{one.told}   ({one.took_ms} ms)")
        else:
            print(
                what
                + (
                    one.error
                    or (f"no answer of its own: {readable(one.said)}" if one.said else "no answer")
                )
            )
    if knows:
        print(f"It speaks {', '.join(knows)}.")
    else:
        print(
            "Nothing fits. Check that the protocol is switched on in the device, that no other "
            "program is connected to it, and the baud rate of a serial line."
        )


@in_words
def send(
    url: Url,
    text: Annotated[str, typer.Argument(help=r"The bytes: <STX>, <0x1B>, \r, \x1b or plain text.")],
    wait_ms: Annotated[int, typer.Option(min=0, max=60_000, help="How long to listen.")] = 1_000,
    as_json: AsJson = False,
) -> None:
    """Send bytes to a device and show what it says. The device does what they say: take care."""
    from drivers.link.address import link_for
    from drivers.link.readable import NotReadable, readable, typed
    from drivers.probe import exchange

    try:
        data = typed(text)
    except NotReadable as error:
        leave(f"packline: {error}", USAGE)
    said = exchange(link_for(url), data, wait_ms / 1_000)
    if as_json:
        print_json({"sent": readable(data), "said": readable(said), "said_hex": said.hex(" ")})
        return
    print(f"> {readable(data)}")
    print(f"< {readable(said)}" if said else f"(nothing came within {wait_ms} ms)")
    if said:
        print(f"  {said.hex(' ')}")


@in_words
def record(
    url: Url,
    file: Annotated[Path, typer.Argument(help="A new file, for its owner alone (mode 0600).")],
    port: Port = 0,
    seconds: Annotated[float, typer.Option(min=0, help="End after so long; 0: at Ctrl-C.")] = 0,
    with_codes: Annotated[
        bool, typer.Option("--with-codes", help="Keep codes as they are, instead of as x.")
    ] = False,
) -> None:
    """Stand between the station and a device and write down all that is said, with times.

    Put the address that is printed into the line file for as long as you record."""
    from drivers.link.address import link_for
    from drivers.link.recording import Recorder, Side
    from drivers.link.tap import Tap

    link_for(url)  # a bad address is told before the file is made
    started_s = time.monotonic()
    try:
        book = Recorder(
            file,
            url,
            datetime.now().astimezone().isoformat(timespec="seconds"),
            cover=None if with_codes else _cover,
        )
    except FileExistsError:
        leave(f"packline: {file} is there already; a recording is never overwritten", USAGE)

    def write_down(side: Side, data: bytes) -> None:
        book.add(round((time.monotonic() - started_s) * 1_000), side, data)

    try:
        tap = Tap(lambda: link_for(url), write_down, port)
        codes = "codes as they are" if with_codes else "codes as x"
        print(f"tcp://127.0.0.1:{tap.port} is {url} now, recorded to {file} ({codes}).", flush=True)
        _run(tap, seconds)
    except OSError as error:
        leave(f"packline: port {port} can't be had ({error.strerror}); take another with --port")
    finally:
        book.close()
    print(f"{book.count} entries in {file}.")


def _cover(data: bytes) -> bytes:
    """Codes as so many x: lengths stay, so that the recording can still be played.

    A frame may begin or end within the word that a code is, so words of letters and digits go
    whole; rather too much is covered."""
    from station.core.code_shapes import covered

    def hide(code: str) -> str:
        return COVER.decode() * len(code)

    text = covered(data.decode("latin-1"), hide)
    return _WORD.sub(lambda found: hide(found.group()), text).encode("latin-1")


def _run(tap: Any, seconds: float) -> None:
    import threading

    timer = threading.Timer(seconds, tap.stop) if seconds else None
    if timer is not None:
        timer.start()
    try:
        tap.run()
    except KeyboardInterrupt:
        tap.stop()
    finally:
        if timer is not None:
            timer.cancel()


@in_words
def replay(
    file: Annotated[Path, typer.Argument(help="A recording of `device record`.")],
    port: Port = 0,
    show: Annotated[bool, typer.Option("--show", help="Only print it, readable.")] = False,
) -> None:
    """Play the device's side of a recording, to try a station against what a real one said.

    The host's side is never played to a real device: that would print codes again. Exit code 4:
    the host said something else than in the recording."""
    from drivers.link.recording import load_recording
    from drivers.sim.replay import ReplayTwin
    from drivers.sim.server import TwinServer

    recording = load_recording(file)
    if show:
        _show(recording)
        return
    twin = ReplayTwin(recording.entries, wildcard=COVER if recording.covered else b"")
    with _served(TwinServer(twin, port=port), port) as server:
        print(
            f"{recording.url} of {recording.started} is tcp://127.0.0.1:{server.port} now.",
            flush=True,
        )
        while server.look(lambda one, now_ms: one.left):
            time.sleep(WATCH_S)
    _differences(twin)


@contextmanager
def _served(server: Any, port: int) -> Iterator[Any]:
    try:
        server.start()
    except OSError as error:
        leave(f"packline: port {port} can't be had ({error}); take another one with --port")
    try:
        yield server
    except KeyboardInterrupt:
        leave("packline: stopped before the end of the recording", LATER)
    finally:
        server.stop()


def _show(recording: Any) -> None:
    from drivers.link.readable import readable

    print(f"{recording.url}, {recording.started}")
    arrows = {"host": ">", "device": "<", "link": "-"}
    for one in recording.entries:
        print(f"{one.ms:>9} {arrows[one.side]} {readable(one.data)}")


def _differences(twin: ReplayTwin) -> None:
    from drivers.link.readable import readable

    if not twin.differences:
        print("Played to the end; the host said what it had said.")
        return
    for one in twin.differences:
        print(f"{one.ms:>9} > {readable(one.recorded)}\n       now {readable(one.heard)}")
    print(f"Played to the end; the host said something else {len(twin.differences)} times.")
    raise typer.Exit(PARTLY)

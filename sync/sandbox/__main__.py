"""`packline sync sandbox --db PATH --port 0 --ready-file PATH`: run the sandbox platform.

The token comes in the environment (PACKLINE_SANDBOX_TOKEN), because arguments can be read by every
user of the computer. It ends on SIGTERM or SIGINT, and with --guard when its standard input ends,
which the system does for it when its starter dies.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path

from sync.sandbox.book import Book, BookUnusable
from sync.sandbox.faults import Fault, Faults, parse_fault
from sync.sandbox.server import BODY_BYTES_MAX, HOST, Platform, SandboxServer

TOKEN_VARIABLE = "PACKLINE_SANDBOX_TOKEN"
TOKEN_DEFAULT = "sandbox"


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop; the exit code: 1 if the database or the port can't be had."""
    options = _options(arguments)
    try:
        _serve(options)
    except BookUnusable as error:
        return _failed(str(error))
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.filename:
            return _failed(f"{error.filename}: {error.strerror}")  # the ready file
        return _failed(f"can't listen on {HOST}:{options.port}, choose another --port: {error}")
    return 0


def _serve(options: argparse.Namespace) -> None:
    token = os.environ.get(TOKEN_VARIABLE) or TOKEN_DEFAULT
    with closing(Book(options.db)) as book:
        platform = Platform(book, token, Faults(options.fault), options.max_bytes)
        with SandboxServer(options.port, platform) as server:
            _stop_when_told(server, options.guard)
            _say_ready(server, options.ready_file)
            server.serve_forever(poll_interval=0.05)


def _failed(sentence: str) -> int:
    sys.stderr.write(f"packline: {sentence}\n")
    return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="packline sync sandbox", description="A platform to try with."
    )
    parser.add_argument("--db", type=Path, required=True, help="SQLite file, made if missing")
    parser.add_argument("--port", type=int, default=0, help=f"on {HOST}; 0 picks a free one")
    parser.add_argument("--ready-file", type=Path, help="written as JSON when it listens")
    parser.add_argument("--max-bytes", type=int, default=BODY_BYTES_MAX, help="largest upload")
    parser.add_argument("--guard", action="store_true", help="end when standard input ends")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        type=_fault,
        metavar="NAME=N",
        help=f"go wrong on the next N uploads; names: {', '.join(Fault)}",
    )
    return parser.parse_args(arguments)


def _fault(text: str) -> tuple[Fault, int]:
    try:
        return parse_fault(text)
    except ValueError as reason:
        raise argparse.ArgumentTypeError(str(reason)) from None


def _stop_when_told(server: SandboxServer, guard: bool) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_shut_down_after, args=(stop, server), daemon=True).start()
    if guard:
        threading.Thread(target=_watch_input, args=(stop,), daemon=True).start()


def _shut_down_after(stop: threading.Event, server: SandboxServer) -> None:
    stop.wait()
    server.shutdown()


def _watch_input(stop: threading.Event) -> None:
    # The file descriptor itself: a thread blocked in sys.stdin's lock would break interpreter exit.
    while os.read(0, 1024):
        pass
    stop.set()


def _say_ready(server: SandboxServer, path: Path | None) -> None:
    """Write the ready file in one step: whoever sees it can read all of it."""
    ready = json.dumps({"url": server.url, "port": server.server_port, "pid": os.getpid()})
    if path is None:
        print(ready, flush=True)  # noqa: T201 - the only way to tell
        return
    half = path.with_name(path.name + ".part")
    half.write_text(ready, encoding="utf-8")
    half.replace(path)


if __name__ == "__main__":
    sys.exit(main())

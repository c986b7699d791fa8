"""A print server's side of lp, lpstat and cancel, in a folder: jobs, their numbers and their ends.

Written from what CUPS 2.4.2 was seen to say. This file runs by itself, without the rest of the
package, as the programs that stand in for CUPS's clients:

    python print_spool.py FOLDER lp -d labels -

Each call reads the state, does one thing and writes it back, under a lock: the clients and the
printer are processes of their own. `job.pdf` files lie in `spool/`, what was printed in `out/`.
"""

from __future__ import annotations

import fcntl
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

QUEUE = "labels"
ENDED = ("completed", "canceled", "aborted")
CANT = {
    "completed": "is already completed - can't cancel.",
    "canceled": "is already canceled - can't cancel.",
    "aborted": "is already aborted - can't cancel.",
}
TIMES_DIGITS_MAX = 2
VALUED = {"-h", "-U", "-d", "-n", "-t", "-o", "-W", "-a", "-p"}

Answer = tuple[int, str, str]  # exit code, standard output, standard error


class Spool:
    """The state in `folder`; made if there is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spool, self.out = folder / "spool", folder / "out"
        for one in (self.spool, self.out):
            one.mkdir(parents=True, exist_ok=True)
        self._file = folder / "state.json"

    @contextmanager
    def state(self) -> Iterator[dict[str, Any]]:
        """Alone, and kept when it ends."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            text = self._file.read_text("utf-8") if self._file.exists() else ""
            state = json.loads(text or '{"number": 0, "jobs": {}, "late": [], "faults": {}}')
            yield state
            kept = json.dumps(state)
            if kept == text:
                return
            fresh = self._file.with_suffix(".new")
            fresh.write_text(kept, "utf-8")
            fresh.replace(self._file)

    # ------------------------------------------------------------ the printer

    def print_next(self) -> str | None:
        """One look of the printer: a job begins, or the one inside comes out. Its file's name, if
        one was printed."""
        with self.state() as state:
            for late in state["late"]:
                self._take(state, late["user"], late["title"], bytes.fromhex(late["data"]))
            state["late"] = []
            waiting = [one for one in state["jobs"].values() if one["state"] not in ENDED]
            if not waiting or is_on(state, "disabled") or is_on(state, "no_scheduler"):
                return None
            job = min(waiting, key=lambda one: one["number"])
            if hits(state, "canceled"):
                job["state"] = "canceled"
                return None
            if job["state"] == "waiting":
                job.update(state="inside", alert="job-printing")
                return None
            return self._come_out(state, job)

    def _come_out(self, state: dict[str, Any], job: dict[str, Any]) -> str | None:
        if is_on(state, "slow") or is_on(state, "paper_out"):
            return None
        job["has_status"] = True
        if hits(state, "aborted"):
            job["state"] = "aborted"
            return None
        if hits(state, "retried"):
            job.update(state="waiting", alert="resources-are-not-ready")
            return None
        job["state"] = "completed"
        if is_on(state, "job_vanishes"):
            del state["jobs"][str(job["number"])]
        return self._print(job["number"])

    def _print(self, number: int) -> str:
        name = f"{len(list(self.out.iterdir())) + 1:04d}-{number}.pdf"
        (self.out / name).write_bytes((self.spool / f"{number}.pdf").read_bytes())
        return name

    # ------------------------------------------------------------ the clients

    def say(self, program: str, words: list[str], data: bytes = b"") -> Answer:
        """What `program` answers. Raises KeyError for one that there isn't."""
        options, names = _parsed(words)
        with self.state() as state:
            if is_on(state, "no_scheduler"):
                return 1, "", _unreached(program, options)
            if program == "lp":
                return self._lp(state, options, data)
            if program == "cancel":
                return self._cancel(state, options, names)
            return {"lpstat": self._lpstat}[program](state, options)

    def _lp(self, state: dict[str, Any], options: dict[str, str], data: bytes) -> Answer:
        if options.get("-d") != QUEUE:
            return 1, "", "lp: Error - The printer or class does not exist.\n"
        if is_on(state, "rejecting"):
            return 1, "", f'lp: Destination "{QUEUE}" is not accepting jobs.\n'
        if hits(state, "denied"):
            return 1, "", "lp: Not allowed to print.\n"
        user, title = options.get("-U", "nobody"), options.get("-t", "(stdin)")
        if hits(state, "lp_lost"):
            return 1, "", "lp: Connection reset by peer\n"
        if hits(state, "lp_late"):
            state["late"].append({"user": user, "title": title, "data": data.hex()})
            return 1, "", "lp: Connection reset by peer\n"
        number = self._take(state, user, title, data)
        if hits(state, "lp_half"):
            state["jobs"][str(number)].update(alert="job-incoming")
            return 1, "", "lp: Broken pipe\n"
        if hits(state, "lp_no_reply"):
            return 1, "", "lp: Connection reset by peer\n"
        return 0, f"request id is {QUEUE}-{number} (0 file(s))\n", ""

    def _take(self, state: dict[str, Any], user: str, title: str, data: bytes) -> int:
        state["number"] += 1
        number: int = state["number"]
        (self.spool / f"{number}.pdf").write_bytes(data)
        state["jobs"][str(number)] = {
            "number": number,
            "user": user,
            "title": title,
            "size": (len(data) + 1023) // 1024 * 1024,
            "state": "waiting",
            "alert": "none",
            "has_status": False,
        }
        return number

    def _cancel(self, state: dict[str, Any], options: dict[str, str], names: list[str]) -> Answer:
        said = ""
        for name in names:
            number = name.rpartition("-")[2]
            job = state["jobs"].get(number)
            if job is None:
                said += f"cancel: cancel-job failed: Job #{number} does not exist.\n"
            elif job["user"] != options.get("-U") or hits(state, "forbidden"):
                said += "cancel: cancel-job failed: Forbidden\n"
            elif job["state"] in ENDED:
                said += f"cancel: cancel-job failed: Job #{number} {CANT[job['state']]}\n"
            else:
                job.update(state="canceled", has_status=job["state"] == "inside")
        return (1 if said else 0), "", said

    def _lpstat(self, state: dict[str, Any], options: dict[str, str]) -> Answer:
        named = {options[one] for one in ("-a", "-p", "-o") if one in options}
        if named != {QUEUE}:
            return 1, "", f'lpstat: Invalid destination name in list "{named}".\n'
        if "-o" not in options:
            return 0, _standing(state), ""
        wants_ended = options.get("-W", "not-completed") == "completed"
        return 0, _list(state, wants_ended, options.get("-U", "")), ""


def _standing(state: dict[str, Any]) -> str:
    inside = [one for one in state["jobs"].values() if one["state"] == "inside"]
    since = _date()
    accepts = f"{QUEUE} accepting requests since {since}\n"
    if is_on(state, "rejecting"):
        accepts = f"{QUEUE} not accepting requests since {since} -\n\tRejecting Jobs\n"
    printer = f"printer {QUEUE} is idle.  enabled since {since}\n"
    alerts = "none"
    if inside:
        job = f"{QUEUE}-{inside[0]['number']}"
        printer = f"printer {QUEUE} now printing {job}.  enabled since {since}\n"
    if is_on(state, "paper_out"):
        alerts = "media-empty-error"
    if is_on(state, "toner_low"):
        alerts = "toner-low-warning"
    if is_on(state, "disabled"):
        printer, alerts = f"printer {QUEUE} disabled since {since} -\n\tPaused\n", "paused"
    elif is_on(state, "rejecting"):
        printer += "\tRejecting Jobs\n"
    form = "\tForm mounted:\n\tContent types: any\n\tPrinter types: unknown\n"
    return f"{accepts}{printer}{form}\tDescription: {QUEUE}\n\tAlerts: {alerts}\n\tLocation: \n"


def _list(state: dict[str, Any], wants_ended: bool, user: str) -> str:
    """Whose jobs others' are is private, as CUPS is set from the start."""
    text = ""
    for job in state["jobs"].values():
        if (job["state"] in ENDED) is not wants_ended:
            continue
        owner = job["user"]
        if owner != user or is_on(state, "hides_users"):
            owner = "unknown"
        alert = "processing-to-stop-point" if wants_ended else job["alert"]
        status = "\tStatus: \n" if job["has_status"] else ""
        name = f"{QUEUE}-{job['number']}"
        text += f"{name:<23} {owner:<13} {job['size']:>8}   {_date()}\n"
        text += f"{status}\tAlerts: {alert}\n\tqueued for {QUEUE}\n"
    return text


def _unreached(program: str, options: dict[str, str]) -> str:
    if program == "lp":
        return "lp: Error - The printer or class does not exist.\n"
    if program == "cancel":
        return "cancel: Unable to connect to server.\n"
    if "-W" in options:
        return "lpstat: Scheduler is not running.\n"
    return f'lpstat: Invalid destination name in list "{QUEUE}".\n'


def is_on(state: dict[str, Any], fault: str) -> bool:
    return fault in state["faults"]


def hits(state: dict[str, Any], fault: str) -> bool:
    """Whether it strikes now; a number of times is counted down."""
    value = state["faults"].get(fault, "")
    if value.isdigit() and len(value) <= TIMES_DIGITS_MAX:
        if int(value) > 1:
            state["faults"][fault] = str(int(value) - 1)
        else:
            del state["faults"][fault]
    return bool(value)


def _parsed(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Options with their values (the last counts), and the rest."""
    options: dict[str, str] = {}
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word in VALUED:
            options[word] = next(left)
        elif word.startswith("-") and word != "-":
            options[word] = ""
        else:
            rest.append(word)
    return options, rest


def _date() -> str:
    return time.strftime("%a %b %d %H:%M:%S %Y")


def main(arguments: list[str]) -> int:
    folder, program, *words = arguments
    data = sys.stdin.buffer.read() if program == "lp" else b""
    spool = Spool(Path(folder))
    with spool.state() as state:
        hang_s = float(state["faults"].get("hangs", "0"))
    code, out, err = spool.say(program, words, data)
    time.sleep(hang_s)
    sys.stdout.write(out)
    sys.stderr.write(err)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

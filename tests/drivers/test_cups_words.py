"""What CUPS's clients said, as CUPS 2.4.2 of Debian 12 said it, and what is understood of it."""

from __future__ import annotations

import pytest

from drivers.errors import Misuse
from drivers.link.api import AddressError
from drivers.printers.cups_lines import CupsLines
from drivers.printers.cups_troubles import refusal_of, trouble_of, warnings_of
from drivers.printers.cups_words import (
    End,
    Listed,
    Said,
    Unreadable,
    end_of,
    jobs_of,
    request_of,
    standing_of,
)

WAITING = """\
Q1-2                    packline-s1-case     1024   Thu Nov 26 10:39:51 2026
\tAlerts: job-printing
\tqueued for Q1
Q1-3                    packline-s1-case     1024   Thu Nov 26 10:39:51 2026
\tAlerts: none
\tqueued for Q1
Q1-5                    packline-s1-case     1024   Thu Nov 26 10:43:38 2026
\tStatus:\x20
\tAlerts: printer-stopped
\tqueued for Q1
Q1-12                   unknown              0   Thu Nov 26 10:44:41 2026
\tAlerts: job-incoming cups-waiting
\tqueued for Q1
"""
AROUND = """\
Q1 accepting requests since Thu Nov 26 10:39:29 2026
printer Q1 {printer}
{below}\tForm mounted:
\tContent types: any
\tPrinter types: unknown
\tDescription: Q1
\tAlerts: {alerts}
\tLocation:\x20
\tConnection: direct
"""


def standing(printer: str, below: str = "", alerts: str = "none") -> Said:
    return Said(0, AROUND.format(printer=printer, below=below, alerts=alerts))


def test_jobs_are_listed_by_number_with_their_alerts() -> None:
    user = "packline-s1-case"
    assert jobs_of(Said(0, WAITING), "q1") == {
        2: Listed(user, frozenset({"job-printing"}), False),
        3: Listed(user, frozenset(), False),
        5: Listed(user, frozenset({"printer-stopped"}), True),
        12: Listed("unknown", frozenset({"job-incoming", "cups-waiting"}), False),
    }


def test_a_list_of_nothing_has_no_jobs_and_other_queues_are_not_ours() -> None:
    assert jobs_of(Said(0, ""), "Q1") == {}
    assert jobs_of(Said(0, WAITING), "Q2") == {}


def test_a_queue_and_a_user_may_be_called_anything() -> None:
    line = "HP-4-2-17               Li Wei (QA)       2048   Thu Nov 26 10:39:51 2026\n"
    assert jobs_of(Said(0, line), "HP-4-2") == {17: Listed("Li Wei (QA)", frozenset(), False)}


@pytest.mark.parametrize(
    "said",
    [
        Said(1, WAITING, "lpstat: Scheduler is not running.\n"),
        Said(None, WAITING),
        Said(0, "\tAlerts: none\n" + WAITING),
        Said(0, "Usage: lpstat [options]\n"),
        Said(0, WAITING + "Q1-13 packl"),
    ],
)
def test_what_is_not_understood_is_never_an_empty_list(said: Said) -> None:
    with pytest.raises(Unreadable):
        jobs_of(said, "Q1")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (Said(0, "request id is Q1-124 (0 file(s))\n"), 124),
        (Said(0, "request id is q1-124 (1 file(s))\n"), 124),
        (Said(0, "request id is Q2-124 (0 file(s))\n"), None),
        (Said(1, "request id is Q1-124 (0 file(s))\n"), None),
        (Said(None, "request id is Q1-12"), None),
        (Said(0, ""), None),
    ],
)
def test_the_number_of_a_job_is_taken_only_from_a_whole_answer(
    said: Said, number: int | None
) -> None:
    assert request_of(said, "Q1") == number


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Job #1 is already completed - can't cancel.", End.COMPLETED),
        ("Job #2 is already canceled - can't cancel.", End.CANCELED),
        ("Job #4 is already aborted - can't cancel.", End.ABORTED),
        ("Job #99 does not exist.", End.GONE),
        ("Forbidden", End.UNKNOWN),
    ],
)
def test_cancel_tells_how_a_job_ended(words: str, end: End) -> None:
    assert end_of(Said(1, "", f"cancel: cancel-job failed: {words}\n")) is end


def test_a_cancel_that_does_it_or_says_nothing() -> None:
    assert end_of(Said(0)) is End.NOW
    assert end_of(Said(None)) is End.UNKNOWN


@pytest.mark.parametrize(
    ("said", "fault", "warned"),
    [
        (standing("is idle.  enabled since Thu Nov 26"), "", []),
        (standing("now printing Q1-7.  enabled since Thu"), "", []),
        (
            standing("disabled since Thu Nov 26 -", "\tPaper path is being cleaned\n", "paused"),
            "the queue is stopped: Paper path is being cleaned",
            [],
        ),
        (standing("disabled since Thu -", "\treason unknown\n", "paused"), "the queue is st", []),
        (standing("is holding new jobs.  enabled since Thu"), "the queue holds all new jobs", []),
        (
            standing("now printing Q1-7.  enabled", "", "media-empty-error toner-low-warning"),
            "media-empty-error",
            ["toner-low-warning"],
        ),
        (standing("now printing Q1-7.  enabled", "", "offline-report"), "offline-report", []),
        (standing("now printing Q1-7.  enabled", "", "media-low-report other-report"), "", []),
        (standing("now printing Q1-7.  enabled", "", "media-jam"), "media-jam", []),
        (
            standing("is idle.  enabled since", "", "media-empty-error"),
            "",
            ["media-empty-error, when it last printed"],
        ),
    ],
)
def test_what_keeps_a_queue_from_printing(said: Said, fault: str, warned: list[str]) -> None:
    found = standing_of(said, "Q1")
    trouble = trouble_of(found, "Q1")
    assert (trouble.said if trouble else "").startswith(fault)
    assert bool(trouble) is bool(fault)
    assert [one.said for one in warnings_of(found)] == warned
    assert trouble is None or trouble.hint


def test_a_queue_that_takes_no_jobs() -> None:
    text = standing("is idle.  enabled since Thu", "\tRejecting Jobs\n").out
    text = text.replace("Q1 accepting", "Q1 not accepting")
    trouble = trouble_of(standing_of(Said(0, text), "Q1"), "Q1")
    assert trouble is not None
    assert "Rejecting Jobs" in trouble.said
    assert "cupsaccept Q1" in trouble.hint


@pytest.mark.parametrize(
    "said",
    [
        Said(1, "", 'lpstat: Invalid destination name in list "Q1".\n'),
        Said(0, "Q1 accepting requests since Thu\n"),  # as for a user whom the queue doesn't take
        Said(0, standing("is idle.  enabled").out.replace("Q1", "Q2")),
        Said(0, "printer Q1 is idle.  enabled since Thu\n"),
    ],
)
def test_a_standing_that_is_not_told_is_told_so(said: Said) -> None:
    with pytest.raises(Unreadable):
        standing_of(said, "Q1")


@pytest.mark.parametrize(
    ("words", "shows"),
    [
        ('lp: Destination "Q1" is not accepting jobs.', True),
        ("lp: Error - The printer or class does not exist.", True),
        ("lp: Not allowed to print.", False),
    ],
)
def test_lp_refuses_before_there_is_a_job(words: str, shows: bool) -> None:
    refusal = refusal_of(Said(1, "", words + "\n"))
    assert refusal is not None
    assert refusal.shows is shows


@pytest.mark.parametrize(
    "said", [Said(None, "", "lp: Not allowed to print."), Said(1, "", "lp: Broken pipe"), Said(1)]
)
def test_any_other_word_of_lp_proves_nothing(said: Said) -> None:
    assert refusal_of(said) is None


# ---------------------------------------------------------------- command lines


def test_the_command_lines_are_these() -> None:
    lines = CupsLines.of("p", "cups://10.0.0.7:631/labels", "packline-s1", "Custom.100x70mm")
    assert lines.standing().line == tuple(
        "lpstat -h 10.0.0.7:631 -U packline-s1 -l -a labels -p labels".split()
    )
    local = CupsLines.of("p", "cups:labels", "packline-s1", "")
    assert local.waiting().line == tuple(
        "lpstat -U packline-s1 -l -W not-completed -o labels".split()
    )
    assert local.finished().line == tuple("lpstat -U packline-s1 -l -W completed -o labels".split())
    assert local.cancel(7, 8).line == tuple("cancel -U packline-s1 labels-7 labels-8".split())
    printed = lines.hand_over("a title", b"%PDF").line
    assert printed[:9] == tuple("lp -h 10.0.0.7:631 -U packline-s1 -d labels -n 1".split())
    assert printed[-3:] == ("-o", "media=Custom.100x70mm", "-")
    assert "print-scaling=none" in printed
    assert "media=" not in " ".join(local.hand_over("a title", b"%PDF").line)


@pytest.mark.parametrize(
    "url",
    ["cups:", "cups:a b", "cups:-o", "cups:a/b", "cups:///a", "cups://-h/a", "cups://h/", "lp:a"],
)
def test_an_address_that_is_no_queue_is_told_with_how_to_write_one(url: str) -> None:
    with pytest.raises(AddressError, match="cups:QUEUE"):
        CupsLines.of("p", url, "packline", "")


@pytest.mark.parametrize(("user", "media"), [("-o", ""), ("a b", ""), ("a", "x y"), ("a", "-o")])
def test_words_that_could_be_options_are_refused(user: str, media: str) -> None:
    with pytest.raises(Misuse):
        CupsLines.of("p", "cups:a", user, media)

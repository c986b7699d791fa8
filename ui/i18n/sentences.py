"""Gathers the station's own sentences from its source, for those who translate them.

The station speaks English: what it refuses, what an alarm is about, what a device says and what to
do. This reads its files as text (a screen imports nothing of it) and takes **every text of two
words or more**, apart from those that no person at a screen can meet: docstrings, what is logged or
asserted, errors that are ours, SQL, regular expressions, and the files in `LEFT_OUT`. So a new
sentence can't be forgotten by writing it in a new way; at worst one too many is translated.

A sentence with places is kept with numbers for them: `f"{where}; scan it"` is `{0}; scan it`. Words
that stand alone count where they are handed on: enumerations of the core, names of places, short
words inside a sentence. Not responsible for matching: that is `said`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = (
    *("station/core", "station/store", "station/runtime", "station/compose", "station/door"),
    *("station/talk", "drivers", "config"),
)
LEFT_OUT = {
    "station/core/invariants.py": "said by `packline check` and by assertions",
    "station/core/recovery.py": "steps that are shown in their own two languages alone",
    "station/core/minting/": "said to programmers and to `packline key`",
    "station/core/gs1": "faults inside a code's text, for whoever makes codes",
    "station/core/digital_link.py": "faults inside a code's text, for whoever makes codes",
    "station/core/code_schemes.py": "faults inside a code's text, for whoever makes codes",
    "station/core/code_id.py": "faults inside a code's number",
    "station/core/crockford.py": "faults inside a code's text",
    "station/core/sscc.py": "faults inside a code's text, for whoever makes codes",
    "station/store/migrations/": "SQL",
    "station/store/schema.py": "SQL",
    "station/store/codec.py": "said by `packline check`",
    "station/store/journal.py": "said by `packline check`",
    "station/store/replay.py": "said by `packline check`",
    "station/store/check.py": "said by `packline check`",
    "station/store/encrypt.py": "said by `packline database encrypt`",
    "station/compose/escrow.py": "said by `packline key`",
    "station/compose/tables.py": "rows of papers",
    "drivers/sim/": "devices of the simulation",
    "drivers/probe.py": "said by `packline device probe`",
    "drivers/link/recording.py": "said by `packline device replay`",
    "drivers/link/readable.py": "said by `packline device send`",
    "drivers/link/tap.py": "said by `packline device tap`",
    "drivers/plc/register_map.py": "a table for whoever programs the PLC",
    "drivers/plc/opcua_nodes.py": "a table for whoever programs the PLC",
    "drivers/camera/rungs.py": "names of preparations, for measurements",
    "drivers/camera/ladder.py": "names of preparations, for measurements",
    "drivers/readers/key_layouts.py": "characters of keyboards",
    "drivers/printers/cups_words.py": "words of CUPS",
    "drivers/printers/hitachi_pace.py": "a table of the documents",
}
# Said in one word as a place or a state, or by others: product files, the operating system.
SAID_ALONE_ELSEWHERE = """
belt clock pool shipping order line product item bottle can bag box carton case pallet
cap label offline preparing ready paused warning fault running coder camera printer
scanner reader disk estop low high halted off connected reading aborted aborting
clearing stopping starting resetting holding unholding suspending unsuspending suspended
"""
SAID_ELSEWHERE = (
    *SAID_ALONE_ELSEWHERE.split(),
    "[Errno {0}] {1}",
    "Connection refused",
    "Connection reset by peer",
    "Connection timed out",
    "timed out",
    "No route to host",
    "Network is unreachable",
    "Name or service not known",
    "Broken pipe",
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Input/output error",
    "Read-only file system",
    "Is a directory",
    "disk I/O error",
    "database or disk is full",
    "database is locked",
    "unable to open database file",
    "attempt to write a readonly database",
    "database disk image is malformed",
    "file is not a database",
    "at line {0}, column {1}",
    "at end of document",
    "Invalid value",
    "empty braces",
)
# Who is called with texts that people never see.
UNSEEN_CALLS = frozenset(
    {
        *("debug", "info", "warning", "error", "exception", "critical", "getLogger"),
        *("AssertionError", "IllegalMove", "Misuse", "FoldError", "ProtocolError", "Capabilities"),
        *("compile", "match", "fullmatch", "search", "text", "execute", "namedtuple"),
        *("reached", "unlucky", "for_everybody", "for_tests"),
    }
)
UNSEEN_NAMES = frozenset({"UNVERIFIED", "unverified", "MANUAL", "manual"})
SAID_CLASSES = frozenset(
    {
        *("CodeState", "Cause", "ContainerState", "Phase", "Verdict", "Role", "Proof"),
        *("Fate", "DropReason"),
    }
)
WORD = re.compile(r"[A-Za-z]+")
PROSE = re.compile(r"[a-z]{2,}")
SAID_ALONE = re.compile(r"[a-z][a-z_ -]+")  # a word that may stand in a place, as "belt"
NO_PROSE = ("|", "%", "SELECT", "INSERT", "CREATE", "DELETE", "UPDATE", "PRAGMA", "VACUUM", "SIZE")
CHINESE = re.compile(r"[\u3000-\u9fff]")
NAMED_PLACE = re.compile(r"\{[a-z_]+\}")
PLACES_IN_A_ROW = re.compile(r"(?:\{\})(?:\s*\{\})*")
JOINED_BEHIND = (";", ",", ":", " (", " \u2192", ". ")  # such a text continues another one


def sentences() -> dict[str, str]:
    """Each sentence with the first place where it stands, `station/core/access.py:186`."""
    found = dict.fromkeys(SAID_ELSEWHERE, "elsewhere")
    for file in files():
        name = file.relative_to(ROOT).as_posix()
        reader = _Reader(words=name.startswith("station/core/"))
        reader.visit(ast.parse(file.read_text("utf-8")))
        for line, text in reader.found:
            found.setdefault(text, f"{name}:{line}")
    return found


def own_chinese() -> dict[str, str]:
    """The Chinese that stands beside a sentence in the core's and the store's source, as that of
    alarms does."""
    found: dict[str, str] = {}
    for file in files(("station/core", "station/store")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call | ast.Tuple):
                found.update(_pairs(node.args if isinstance(node, ast.Call) else node.elts))
    return found


def _pairs(beside: Sequence[ast.expr]) -> Iterator[tuple[str, str]]:
    """As many sentences in Chinese as in English, in the same order."""
    texts = [_text(one) for one in beside if any(_is_text(part) for part in _added(one))]
    chinese = [text for text in texts if CHINESE.search(text)]
    english = [text for text in texts if not CHINESE.search(text) and _is_sentence(text)]
    if len(chinese) == len(english):
        yield from zip(map(_numbered, english), map(_numbered, chinese), strict=True)


def files(folders: Iterable[str] = READ) -> list[Path]:
    every = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return [file for file in every if not _left_out(file.relative_to(ROOT).as_posix())]


def _left_out(name: str) -> bool:
    return any(name.startswith(left) for left in LEFT_OUT)


class _Reader(ast.NodeVisitor):
    """Collects `found`, line and sentence; `words`: constants of one word count as well."""

    def __init__(self, *, words: bool) -> None:
        self.found: list[tuple[int, str]] = []
        self._words = words
        self._in_place = False

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else it is a docstring
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        """Only we are told."""

    def visit_Call(self, node: ast.Call) -> None:
        if _name(node.func) not in UNSEEN_CALLS:
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if self._words and node.name in SAID_CLASSES:
            self._keep_words(node.body)
        self.generic_visit(node)

    def _keep_words(self, body: Iterable[ast.stmt]) -> None:
        """What is named in one word: `BELT = "belt"`."""
        for line in body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                self._keep_word(line.value)

    def _keep_word(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and SAID_ALONE.fullmatch(node.value):
            self.found.append((node.lineno, node.value))

    def visit_Assign(self, node: ast.Assign) -> None:
        if not UNSEEN_NAMES.intersection(_name(target) for target in node.targets):
            self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg not in UNSEEN_NAMES:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._keep(node, NAMED_PLACE.sub("{}", node.value))
            if self._in_place:
                self._keep_word(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._joined(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add) and any(_is_text(part) for part in _added(node)):
            self._joined(node)
        else:
            self.generic_visit(node)

    def _joined(self, node: ast.expr) -> None:
        """One sentence of its texts and places; what may stand in a place is read as well."""
        parts = list(_parts(node))
        self._keep(node, _text(node))
        before, self._in_place = self._in_place, True
        for part in parts:
            if isinstance(part, ast.expr):
                self._visit_place(part)
        self._in_place = before

    def _visit_place(self, node: ast.expr) -> None:
        """Either branch of a condition may stand there; names and calls are somebody else's."""
        branches = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
        for one in branches:
            if not (isinstance(one, ast.Call) and _name(one.func) in UNSEEN_CALLS):
                self._in_place = isinstance(node, ast.IfExp)
                self.visit(one)

    def _keep(self, node: ast.expr, text: str) -> None:
        if not CHINESE.search(text) and _is_sentence(text):
            self.found.append((node.lineno, _numbered(text)))


def _is_sentence(text: str) -> bool:
    """Two words or more, one of them in small letters; a place counts for a word."""
    if " " not in text.strip() or text.startswith(NO_PROSE):
        return False
    return len(WORD.findall(text.replace("{}", " x "))) >= 2 and PROSE.search(text) is not None


def _numbered(text: str) -> str:
    """With a number for each place, in the order in which they come."""
    if text.startswith(JOINED_BEHIND):
        text = "{}" + text
    text = PLACES_IN_A_ROW.sub("{}", text)
    pieces = text.split("{}")
    numbered = (f"{{{number}}}{piece}" for number, piece in enumerate(pieces[1:]))
    return "".join((pieces[0], *numbered))


def _parts(node: ast.expr) -> Iterator[str | ast.expr]:
    """Texts as they are, places as the expressions that fill them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _parts(part)
    elif isinstance(node, ast.FormattedValue):
        yield node.value
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield node


def _text(node: ast.expr) -> str:
    """A text with `{}` for each place."""
    return "".join(part if isinstance(part, str) else "{}" for part in _parts(node))


def _added(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _added(node.left)
        yield from _added(node.right)
    else:
        yield node


def _is_text(node: ast.expr) -> bool:
    text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return text or isinstance(node, ast.JoinedStr)


def _name(node: ast.expr) -> str:
    """The last word of a name: `error` of `log.error`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""

"""What is wrong with a configuration file, place by place.

One `ConfigError` carries every problem of a file, so that somebody who mends it by hand needs one
round and not ten. Not responsible for finding problems; see `config.loading` and `config.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """`key` is dotted (`levels[1].code.symbology`), "" for the whole file; `line` counts from 1,
    0 where no line can be named. `message` says what is wrong and what is allowed."""

    file: str
    key: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ConfigError(Exception):
    """A file can't be used as it is. `str()` lists the problems, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        assert self.problems, "an error without a problem"
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Finding:
    """A broken rule at `path` inside a file, before the file and the line are known."""

    path: Path
    message: str


def dotted(path: Path) -> str:
    """`("levels", 1, "code")` as `levels[1].code`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "rows"?`, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def one_of(words: Sequence[str]) -> str:
    """`"a", "b" or "c"`."""
    quoted = [f'"{word}"' for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))

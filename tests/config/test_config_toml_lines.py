"""Lines of keys are found as tomllib reads the text."""

from __future__ import annotations

import tomllib

from config.problems import Path
from config.toml_lines import TomlLines

TEXT = '''\
a = 1
b.c = 2
"d e" = 3
long = """
a = 5
[x]
"""
[t.u]          # comment
k = [
  1,
]
inline = {p = 1, q = 2}
[[r]]
n = 1
[[r.s]]
m = 1
[[r.s]]
m = 2
[[r]]
[r.w]
z = 1
'''
LINES: dict[Path, int] = {
    ("a",): 1,
    ("b", "c"): 2,
    ("d e",): 3,
    ("long",): 4,
    ("t", "u"): 8,
    ("t", "u", "k"): 9,
    ("t", "u", "k", 0): 9,
    ("t", "u", "inline", "q"): 12,
    ("r", 0): 13,
    ("r", 0, "n"): 14,
    ("r", 0, "s", 0, "m"): 16,
    ("r", 0, "s", 1, "m"): 18,
    ("r", 1): 19,
    ("r", 1, "w", "z"): 21,
    ("x",): 0,
    ("nowhere", "at", "all"): 0,
}


def test_every_key_has_its_line() -> None:
    tomllib.loads(TEXT)
    lines = TomlLines(TEXT)
    assert {path: lines.line_of(path) for path in LINES} == LINES

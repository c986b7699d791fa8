"""What a demonstration leaves in its folder that shows whole codes, and why it may.

Everything else is the station's own and must hold no code that anybody can read: a test searches
all of it for every code. Printed matter bears codes as bottles do. The simulated world is not the
station: its hall writes down what it printed and its platform what it was sent, so that the end can
be reckoned against them.
"""

from __future__ import annotations

PRINTED_MATTER = ("labels/*", "batch-record.pdf")
SIMULATED_WORLD = ("history.jsonl", "sandbox.db*", "pictures/*", "case-pictures/*", "hall.log")

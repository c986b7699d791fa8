"""What a person at the line can do when a Codenet coder refuses or reports trouble."""

from __future__ import annotations

NAK_HINTS = {
    "": "check that the label on line has a dynamic text field",
    "000": "check that the label on line has a dynamic text field, and the queue's size",
    "003": "the coder's firmware doesn't know this command: check model and protocol settings",
    "005": "check the print head number in the coder's set-up",
    "013": "the code holds a character that the coder's font or set-up lacks",
    "016": "the label can't be loaded: open it on the coder's panel and save it again",
    "027": "enable printing on the coder's panel, then wait or press start",
    "050": "wait for the coder to become idle",
    "051": "restart the coder; if it returns, call its service",
    "052": "store the label under the configured name on the coder",
}
PAYLOAD_CODES = frozenset({"001", "007", "009", "010", "011", "012"})
LABEL_CODES = frozenset({"008", "017"})


def hint_for_nak(code: str) -> str:
    if code in PAYLOAD_CODES:
        return "the code's text doesn't fit the label's dynamic text field: check both"
    if code in LABEL_CODES:
        return NAK_HINTS["052"]
    return NAK_HINTS.get(code, "see the coder's panel")


def hint_for_status(code: str) -> str:
    if code == "100":
        return "clear the fault on the coder's panel"
    if code.startswith("2"):
        return "start the jet and enable printing on the coder's panel"
    return "see the coder's panel: ink, make-up and service"

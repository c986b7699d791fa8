"""The two state axes, as tables: the life of a code and the life of a container.

A missing cell is an error of ours, never a condition of the line: whoever asks for a transition
that isn't in the table has a bug, and `IllegalMove` stops the line with the evidence in hand.
Meaning of the words: ../field terms (reject = kicked off the belt, void = never to be used,
sample = taken for QA). The nearest OPEN-SCS (OPC 30260) states stand in docs/states.md.
"""

from __future__ import annotations

from enum import StrEnum


class IllegalMove(AssertionError):
    """A transition outside the table was asked for."""


class CodeState(StrEnum):
    FREE = "free"
    ALLOCATED = "allocated"
    SENT = "sent"
    PRINTED = "printed"
    VERIFIED = "verified"
    BOUND = "bound"
    IN_DOUBT = "in_doubt"
    REJECTED = "rejected"
    SAMPLED = "sampled"
    VOID = "void"


class Cause(StrEnum):
    """Why a code changes its state."""

    ALLOCATE = "allocate"  # leased to a print head
    RETURN = "return"  # leased, never sent, back to the pool
    RECEIVE = "receive"  # printed elsewhere: a code on bought caps, labels or cartons came in sight
    SEND = "send"  # about to leave for the printer: recorded before the first byte
    UNSEND = "unsend"  # not one byte left, or the printer refused it
    PRINT = "print"  # the printer said done, or a camera saw it
    VERIFY = "verify"  # read back, byte for byte the expected one
    BIND = "bind"  # has a parent
    UNBIND = "unbind"  # taken out of its parent by rework
    DOUBT = "doubt"  # nobody can say whether, or where, it exists
    REJECT = "reject"  # on an item that was kicked off, or must be
    ACCEPT = "accept"  # a good re-read by QA
    SAMPLE = "sample"
    UNSAMPLE = "unsample"
    VOID = "void"


_S, _C = CodeState, Cause

NEXT_CODE: dict[CodeState, dict[Cause, CodeState]] = {
    _S.FREE: {_C.ALLOCATE: _S.ALLOCATED, _C.RECEIVE: _S.PRINTED, _C.VOID: _S.VOID},
    _S.ALLOCATED: {_C.SEND: _S.SENT, _C.RETURN: _S.FREE, _C.VOID: _S.VOID},
    _S.SENT: {
        _C.UNSEND: _S.ALLOCATED,
        _C.PRINT: _S.PRINTED,
        _C.DOUBT: _S.IN_DOUBT,
        _C.VOID: _S.VOID,
    },
    _S.PRINTED: {
        _C.VERIFY: _S.VERIFIED,
        _C.DOUBT: _S.IN_DOUBT,
        _C.REJECT: _S.REJECTED,
        _C.VOID: _S.VOID,
    },
    _S.VERIFIED: {
        _C.BIND: _S.BOUND,
        _C.DOUBT: _S.IN_DOUBT,
        _C.REJECT: _S.REJECTED,
        _C.SAMPLE: _S.SAMPLED,
        _C.VOID: _S.VOID,
    },
    _S.BOUND: {_C.UNBIND: _S.VERIFIED},
    _S.IN_DOUBT: {_C.PRINT: _S.PRINTED, _C.REJECT: _S.REJECTED, _C.VOID: _S.VOID},
    _S.REJECTED: {_C.ACCEPT: _S.VERIFIED, _C.SAMPLE: _S.SAMPLED, _C.VOID: _S.VOID},
    _S.SAMPLED: {_C.UNSAMPLE: _S.VERIFIED, _C.VOID: _S.VOID},
    _S.VOID: {},
}


class ContainerState(StrEnum):
    OPEN = "open"
    FULL = "full"
    PARTIAL = "partial"
    CLOSED = "closed"  # its content is confirmed and won't change but by rework
    LABELLED = "labelled"  # its label is printed
    CONFIRMED = "confirmed"  # its label was read back on it


_K = ContainerState

NEXT_CONTAINER: dict[ContainerState, frozenset[ContainerState]] = {
    _K.OPEN: frozenset({_K.FULL, _K.PARTIAL}),
    _K.FULL: frozenset({_K.CLOSED, _K.OPEN}),
    _K.PARTIAL: frozenset({_K.CLOSED, _K.OPEN}),
    _K.CLOSED: frozenset({_K.LABELLED, _K.OPEN}),
    _K.LABELLED: frozenset({_K.CONFIRMED, _K.OPEN}),
    _K.CONFIRMED: frozenset({_K.OPEN}),
}


class Phase(StrEnum):
    """The order on this line, in PackML's words. Held: a cause inside keeps the line standing."""

    IDLE = "idle"
    EXECUTE = "execute"
    HELD = "held"
    STOPPED = "stopped"
    COMPLETING = "completing"  # nothing new is coded; the line runs empty
    COMPLETE = "complete"


_P = Phase

NEXT_PHASE: dict[Phase, frozenset[Phase]] = {
    _P.IDLE: frozenset({_P.EXECUTE, _P.COMPLETING}),
    _P.EXECUTE: frozenset({_P.HELD, _P.STOPPED, _P.COMPLETING}),
    _P.HELD: frozenset({_P.EXECUTE, _P.STOPPED, _P.COMPLETING}),
    _P.STOPPED: frozenset({_P.EXECUTE, _P.COMPLETING}),
    _P.COMPLETING: frozenset({_P.COMPLETE, _P.STOPPED}),
    _P.COMPLETE: frozenset(),
}


def next_code_state(state: CodeState, cause: Cause) -> CodeState:
    """The state that `cause` leads to. Raises IllegalMove where the table has no cell."""
    try:
        return NEXT_CODE[state][cause]
    except KeyError:
        raise IllegalMove(f"a code that is {state} can't {cause}") from None


def check_container_move(old: ContainerState, new: ContainerState) -> None:
    """Raises IllegalMove unless a container may go from `old` to `new`."""
    if new not in NEXT_CONTAINER[old]:
        raise IllegalMove(f"a container that is {old} can't become {new}")


def check_phase_move(old: Phase, new: Phase) -> None:
    """Raises IllegalMove unless an order may go from `old` to `new`."""
    if new not in NEXT_PHASE[old]:
        raise IllegalMove(f"an order that is {old} can't become {new}")

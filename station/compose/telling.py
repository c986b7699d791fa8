"""Records as sentences, for whoever reads a code's story."""

from __future__ import annotations

from station.core import records as r


def sentence(record: r.Record) -> str:
    """A record as one line for people."""
    match record:
        case r.CodesMoved(cause=cause, reason=why, device=device, by=by):
            parts = [cause.value, why, f"at {device}" if device else "", f"by {by}" if by else ""]
            return ", ".join(part for part in parts if part)
        case r.Judged(verdict=verdict, device=device, trigger=trigger):
            return f"verdict {verdict} at {device}, trigger {trigger}"
        case r.Bound(container=container):
            return f"bound into container {container}"
        case r.Unbound(container=container, reason=why, by=by):
            return f"taken out of container {container} ({why}{_by(by)})"
        case r.ContainerOpened(container=container):
            return f"container {container} opened"
        case r.ContainerMoved(container=container, state=state, count=count, reason=why):
            because = f" ({why})" if why else ""
            return f"container {container} {state.value} with {count}{because}"
        case r.LabelAssigned(container=container):
            return f"label of container {container}"
        case r.LabelReprinted(container=container, reason=why, by=by):
            return f"label of container {container} printed again: {why}, by {by}"
        case r.Shipped() | r.Unshipped():
            return _journey(record)
        case r.BatchReady(container=container, replaces=replaces):
            what = f"container {container}" if container else "closing report"
            return f"{what} ready for upload" + (f", corrects {replaces}" if replaces else "")
        case _:
            return _at_the_desk(record)


# What somebody did, by the words of `station.core.steps.rework.Action`.
DONE = {
    "replace": "an item of container {container} was replaced",
    "remove": "taken out of container {container} by hand",
    "add": "put into container {into} by hand",
    "move": "moved by hand from container {container} into container {into}",
    "empty": "container {container} was emptied; it is none any more",
    "relabel": "container {container} shall get a new label",
    "confirm_label": "the label of container {container} was read on it at the rework desk",
    "sample": "taken as a sample",
    "unsample": "the sample was taken by mistake; it is good and loose again",
    "destroy": "destroyed",
    "accept": "read again and accepted",
}


def _at_the_desk(record: r.Record) -> str:
    match record:
        case r.Paired():
            return "the two codes of one thing are a pair"
        case r.Reworked():
            return _reworked(record)
        case r.QuarantineChanged(container=container, quarantined=on, reason=why, by=by):
            done = "quarantined" if on else "released"
            return f"container {container} {done} ({why}{_by(by)})"
        case r.DeskChanged(container=container, label=label):
            waits = "stands at the rework desk, its label waits for a scan"
            left = "has left the rework desk, its label was read"
            return f"container {container} {waits if label else left}"
        case _:
            return type(record).__name__


def _journey(record: r.Shipped | r.Unshipped) -> str:
    if isinstance(record, r.Unshipped):
        return (
            f"container {record.container} not shipped after all: {record.reason}{_by(record.by)}"
        )
    where = f"{record.dealer}, {record.region}" if record.region else record.dealer
    return f"container {record.container} shipped to {where}{_by(record.by)}"


def _reworked(record: r.Reworked) -> str:
    done = DONE[record.action].format(container=record.container, into=record.into)
    grade = f", grade {record.grade}" if record.grade else ""
    return f"rework: {done}{grade}: {record.reason}{_by(record.by)}"


def _by(who: str) -> str:
    return f", by {who}" if who else ""

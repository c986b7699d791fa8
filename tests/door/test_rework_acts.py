"""QA scans anything, is told its whole story and what may be done, and does it, all by the door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from station.core import events as e
from station.core.access import Role
from station.core.facts import Issued, Seen
from station.core.states import CodeState
from station.door.rework_acts import ReworkActs
from station.door.seats import Taken
from station.runtime.service import NotAllowed
from station.talk import rework_requests as q
from station.talk.server import Refuses
from tests.compose.real_line import RealLine, make_order, real_line

WORD = "correct horse 42"
BROKEN = "damage_or_loss: broken glass"


class Desk:
    """A line with a pallet of two cases (containers 1 and 3 on 2), and people at their screens."""

    def __init__(self, line: RealLine) -> None:
        self.line, self.acts = line, ReworkActs(line.place)
        service = line.place.service
        service.first_administrator("root", WORD)
        self.root = (service.log_in("root", WORD),)
        self.nobody = Taken(9, "screen 9")
        self.qa = self.comes("quinn", Role.QA)
        line.start(make_order())
        self.first, self.second = line.full_case(), line.full_case()
        line.confirm(2)

    def comes(self, name: str, role: Role) -> Taken:
        service = self.line.place.service
        service.add_user(self.root, name, role, "first words 99")
        service.change_own_password(name, "first words 99", WORD)
        return Taken(1, "screen 1", service.log_in(name, WORD))

    def said(self, one: Issued) -> str:
        return (one.aim.encode() + one.data).decode()

    def label(self, number: int) -> str:
        return self.said(self.line.label(number))

    def scan(self, said: str, seat: Taken | None = None) -> q.ScanShown:
        return self.acts.scan(seat or self.qa, q.Scan(said))

    def action(self, said: str, name: str) -> q.ActionShown:
        return next(one for one in self.scan(said).actions if one.name == name)

    def kicked_off(self, picture: str = "") -> Issued:
        """A bottle whose code was read in a symbol of the wrong kind."""
        line = self.line
        line.trigger += 1
        head = line.place.state.heads[line.roles.coder]
        code = head.sent[0]
        live = line.place.state.live[code]
        line.post(e.AtCoder, trigger=line.trigger)
        line.post(e.PrintDone, head=head.name, code=code)
        line.post(e.AtCamera, trigger=line.trigger)
        seen = (Seen(live.data, "]d2"),)
        fields = {"device": "bottle_camera", "trigger": line.trigger, "picture": picture}
        line.post(e.Sighting, symbols=seen, **fields)
        line.settled()
        return Issued(code, live.data, live.aim)

    def table(self) -> Issued:
        """A good bottle that stands on the rework table."""
        one = self.kicked_off()
        accepted = q.AcceptItem(self.said(one), "B", "other: read again")
        self.acts.accept(self.qa, accepted)
        return one

    def state_of(self, one: Issued) -> str:
        return self.scan(self.said(one)).code.state


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with real_line(tmp_path, demo=True) as line:
        yield Desk(line)


def refused(does: object, *args: object) -> str:
    with pytest.raises(Refuses) as told:
        does(*args)  # type: ignore[operator]
    return told.value.refusal.rule


def test_one_scan_tells_what_it_is_where_it_is_and_what_befell_it(desk: Desk) -> None:
    said = desk.said(desk.first[1])
    shown = desk.scan(said)
    assert shown.code.text.endswith(said[-13:]), "whole, for QA"
    assert (shown.code.role, shown.code.state, shown.order) == ("bottle", "bound", "WO-1")
    assert [one.what for one in shown.milestones] == ["send", "print", "verify", "bind"]
    assert [one.device for one in shown.milestones[:3]] == ["coder", "coder", "bottle_camera"]
    assert shown.read is not None
    assert (shown.read.verdict, shown.read.device) == ("good", "bottle_camera")
    box, around = shown.box, shown.around
    assert box is not None
    assert (box.container, box.rows, box.columns, box.capacity) == (1, 2, 2, 4)
    assert [one.here for one in box.children] == [False, True, False, False]
    assert [(one.container, one.role) for one in around] == [(2, "pallet")]
    assert not shown.is_box
    assert desk.scan(desk.label(1)).is_box
    assert [one.code.role for one in desk.scan(desk.label(2)).box.children] == ["case", "case"]  # type: ignore[union-attr]


def test_who_does_no_rework_sees_codes_covered_and_no_act_is_open(desk: Desk) -> None:
    said = desk.said(desk.first[0])
    operator = desk.comes("ann", Role.OPERATOR)
    shown = desk.scan(said, operator)
    assert said[-13:] not in repr(shown)
    assert all(one.rule == "right" for one in shown.actions)
    with pytest.raises(NotAllowed):
        desk.scan(said, desk.nobody)
    named = desk.acts.named(desk.qa, q.Named(shown.code.number))
    assert named.code.text.endswith(said[-13:])
    assert named.actions == (), "what wasn't scanned is only looked at"


def test_the_story_comes_in_pages_newest_first_and_whole(desk: Desk) -> None:
    number = desk.first[0].code
    whole = desk.acts.history(desk.qa, q.History(number))
    assert len(whole) == desk.scan(desk.said(desk.first[0])).history > 4
    pages = [
        one
        for first in range(0, len(whole), 2)
        for one in desk.acts.history(desk.qa, q.History(number, first, 2))
    ]
    assert tuple(pages) == whole
    assert [one.entry for one in whole] == sorted((one.entry for one in whole), reverse=True)
    assert any("容器 1" in one.what_zh and "container 1" in one.what for one in whole)


def test_a_rejected_bottle_shows_its_picture_and_why_and_is_accepted(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "read.png"
    cv2.imwrite(str(file), np.zeros((900, 1200), np.uint8))
    one = desk.kicked_off(str(file))
    shown = desk.scan(desk.said(one))
    code = shown.code
    assert (code.state, code.reason, code.reason_zh) == ("rejected", "wrong_symbol", "码制不符")
    assert shown.read is not None
    assert shown.read.has_picture
    assert desk.acts.picture(desk.qa, q.CodePicture(one.code)).startswith(b"\x89PNG")
    assert refused(desk.acts.picture, desk.qa, q.CodePicture(desk.first[0].code)) == ""
    assert desk.action(desk.said(one), "accept").why_not == ""
    told = desk.acts.accept(desk.qa, q.AcceptItem(desk.said(one), "B", "other: read again")).told
    assert "read again and accepted, grade B" in told[0].what
    assert "quinn" in told[0].what
    shown = desk.scan(desk.said(one))
    assert (shown.code.state, shown.loose, shown.grade) == ("verified", True, "B")


def test_what_would_be_refused_says_so_with_the_cores_own_words(desk: Desk) -> None:
    packed, label = desk.said(desk.first[0]), desk.label(1)
    assert desk.action(packed, "accept").rule == "state"
    assert desk.action(packed, "unsample").rule == "state"
    assert desk.action(packed, "add").rule == "elsewhere"
    assert desk.action(packed, "release").rule == "quarantine"
    assert desk.action(label, "add_in").rule == "capacity"
    names = {one.name for one in desk.scan(label).actions if not one.why_not}
    assert names == {"replace_in", "remove_in", "move", "remove", "empty"} | {
        *("relabel", "reprint", "quarantine", "replace")
    }
    with pytest.raises(Refuses) as told:
        desk.acts.unsample(desk.qa, q.UndoSample(packed, BROKEN))
    assert told.value.refusal.why == desk.action(packed, "unsample").why_not


def test_a_broken_bottle_is_replaced_in_its_case(desk: Desk) -> None:
    good, broken = desk.table(), desk.first[2]
    action = desk.action(desk.said(broken), "replace")
    assert (action.first, [one.field for one in action.steps]) == ("out", ["put", "label"])
    assert set(action.fates) == {"loose", "reject", "sample", "destroy"}
    said = (desk.said(broken), desk.said(good), desk.label(1))
    wrong = q.ReplaceItem(said[0], said[1], desk.label(3), "destroy", BROKEN)
    assert refused(desk.acts.replace, desk.qa, wrong) == "label"
    told = desk.acts.replace(desk.qa, q.ReplaceItem(*said, "destroy", BROKEN)).told
    assert told[0].what.startswith("rework: an item of container 1 was replaced")
    assert (desk.state_of(broken), desk.state_of(good)) == ("void", "bound")
    assert refused(desk.acts.replace, desk.qa, q.ReplaceItem(*said, "sold", BROKEN)) == "fate"


def test_bottles_leave_move_and_go_in_by_their_scans(desk: Desk) -> None:
    out = tuple(desk.said(one) for one in desk.first[:2])
    desk.acts.remove(desk.qa, q.RemoveItems(out, desk.label(1), "loose", "other"))
    assert desk.scan(out[0]).loose
    assert desk.action(desk.label(1), "add_in").why_not == ""
    desk.acts.add(desk.qa, q.AddItems(out[:1], desk.label(1), "other"))
    moved = (desk.said(desk.second[0]),)
    desk.acts.move(desk.qa, q.MoveItems(moved, desk.label(1), "other"))
    box = desk.scan(desk.label(1)).box
    assert box is not None
    assert len(box.children) == 4
    desk.acts.empty(desk.qa, q.EmptyBox(desk.label(3), "destroy", BROKEN))
    assert desk.state_of(desk.second[1]) == "void"


def test_samples_are_taken_undone_and_destroyed(desk: Desk) -> None:
    said = desk.said(desk.first[0])
    desk.acts.sample(desk.qa, q.TakeSample(said, "qa_sample"))
    assert desk.scan(said).code.state == "sampled"
    assert desk.action(said, "unsample").why_not == ""
    desk.acts.unsample(desk.qa, q.UndoSample(said, "other: the wrong one"))
    assert desk.scan(said).loose
    assert desk.action(said, "destroy").voids
    desk.acts.destroy(desk.qa, q.DestroyItem(said, BROKEN))
    assert desk.scan(said).code.state == "void"


def test_a_case_is_found_by_a_bottle_for_quarantine_and_release(desk: Desk) -> None:
    said = desk.said(desk.first[0])
    desk.acts.quarantine(desk.qa, q.QuarantineBox(said, "complaint"))
    box = desk.scan(said).box
    assert box is not None
    assert (box.quarantined, box.reason, box.reason_zh) == (True, "complaint", "投诉")
    desk.acts.release(desk.qa, q.ReleaseBox(said, "other: nothing was wrong"))
    assert desk.action(said, "release").rule == "quarantine"


def test_a_new_label_is_confirmed_by_its_scan_and_a_proof(desk: Desk) -> None:
    old, bottle = desk.label(1), desk.said(desk.first[0])
    desk.acts.relabel(desk.qa, q.RelabelBox(bottle, "other: torn"))
    code = desk.line.awaited(1)
    live = desk.line.place.state.live[code]
    new = desk.said(Issued(code, live.data, live.aim))
    desk.line.post(e.PrintDone, head=desk.line.roles.labels[1], code=code)
    desk.line.settled()
    assert desk.scan(new).awaited_by == 1
    asked = {said: desk.action(said, "confirm_label") for said in (new, old, bottle)}
    assert [(one.first, [step.field for step in one.steps]) for one in asked.values()] == [
        ("label", ["inside"]),
        ("", ["label", "inside"]),
        ("inside", ["label"]),
    ]
    assert all(one.why_not == "" and not one.reason for one in asked.values())
    assert desk.scan(old).code.state == "bound", "until the new one was read"
    desk.acts.confirm_label(desk.qa, q.ConfirmLabel(new, bottle))
    assert desk.scan(old).code.state == "void"
    assert desk.scan(new).is_box


def test_a_reprint_must_be_read_at_the_desk_too(desk: Desk) -> None:
    label = desk.label(1)
    desk.acts.reprint(desk.qa, q.ReprintBox(desk.said(desk.first[0]), "other: smudged"))
    box = desk.scan(label).box
    assert box is not None
    assert box.awaited == box.label
    assert desk.action(label, "confirm_label").first == "label"
    desk.acts.confirm_label(desk.qa, q.ConfirmLabel(label, desk.said(desk.first[0])))
    assert desk.scan(label).box.awaited is None  # type: ignore[union-attr]
    loose = q.ReprintBox(desk.said(desk.table()), "other")
    with pytest.raises(Refuses, match="in no container"):
        desk.acts.reprint(desk.qa, loose)


def test_what_is_no_code_of_this_station_is_said_to_be_none(desk: Desk) -> None:
    assert refused(desk.scan, "4006381333931") == "unknown"
    assert refused(desk.acts.named, desk.qa, q.Named(12_345)) == "unknown"


def test_trying_an_act_changes_nothing(desk: Desk) -> None:
    one = desk.kicked_off()
    for _ in range(2):
        desk.scan(desk.said(one))
    assert desk.line.place.state.counts[0, CodeState.REJECTED] == 1
    story = desk.acts.history(desk.qa, q.History(one.code))
    assert not [told for told in story if "rework" in told.what]

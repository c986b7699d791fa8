"""The belt waits for the first codes: no item passes a coder that has none yet."""

from __future__ import annotations

from station.core import effects as f
from station.core import events as e
from station.core.line import step
from tests.core.rig import CODER, HEADS, Rig, issued, make_order


def test_the_belt_runs_only_when_the_coder_was_sent_its_first_codes() -> None:
    rig = Rig()
    rig.open(make_order(), pool=40)
    for name in HEADS:
        rig.do(e.HeadReady, head=name, credit=4)
    state, _, effects = step(rig.state, e.StartAsked(rig.now_ms, "line leader"))
    assert any(isinstance(one, f.Lease) for one in effects)
    assert f.RunLine(True) not in effects
    codes = tuple(issued(0, serial) for serial in range(1, 9))
    _, _, effects = step(state, e.CodesLeased(CODER, codes, rig.now_ms))
    sent = next(at for at, one in enumerate(effects) if isinstance(one, f.SendCodes))
    assert effects.index(f.RunLine(True)) > sent


def test_a_pool_that_is_dry_keeps_nobody_waiting_without_a_word() -> None:
    rig = Rig()
    rig.open(make_order(), pool=0)
    for name in HEADS:
        rig.do(e.HeadReady, head=name, credit=4)
    rig.ask(e.StartAsked)
    assert not rig.moves()
    assert "pool_empty" in rig.kinds()

"""x"""
from tests.core.rig import *
from station.core.packaging import PackMode
def test_x():
    rig = Rig().run(make_order())
    for n in range(4):
        rig.full_case(n+1, 1+4*n)
        if n % 2: rig.labelled(n)
    rig.ask(e.FinishAsked); rig.clear_head(); 
    assert rig.ask(e.BeltCleared) == ""
    assert rig.ask(e.CloseAsked) == ""
    rig.settle()

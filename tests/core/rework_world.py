"""The world beside the rework desk: what is in each case, and what people may ask.

The world moves only where the station says that it was done; after each command the database must
say what the world is. What must be refused is known to the world as well, by rule. And whatever
the platform was told of is told again when it changes.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from station.core import events as e
from station.core.facts import Issued
from station.core.rework_events import Fate
from station.core.states import ContainerState
from station.core.states import Phase as OrderPhase
from tests.core.desk import Desk
from tests.core.rig import HEADS, Rig, make_order

DICE = st.randoms(use_true_random=True)  # seeded all the same, and fair
FATES = st.sampled_from(Fate)
CASES_MAX, ENDED_MAX, AT_DESK_MAX = (
    6,
    12,
    2,
)  # what the world makes by itself; rework has the rest of the steps
ENDED = {Fate.REJECT: "rejected", Fate.SAMPLE: "sampled", Fate.DESTROY: "void"}


class ReworkMachine(RuleBasedStateMachine):
    @initialize()
    def a_running_order(self) -> None:
        self.rig = Rig().run(make_order(), pool=600)
        self.desk = Desk(self.rig)
        self.triggers = self.numbers = self.seen_batches = 0
        self.cases: dict[int, list[Issued]] = {}  # by container: the bottles in it
        self.pallets: dict[int, list[int]] = {}  # by container: the cases on it
        self.standing: list[int] = []  # cases on the pallet that stands at the line
        self.single: list[int] = []  # cases on the table
        self.stuck: dict[int, Issued] = {}  # the label on each container
        self.asked: dict[int, Issued] = {}  # the label in hand, for a container at the desk
        self.marked: set[int] = set()  # in quarantine
        self.loose: list[Issued] = []
        self.ended: dict[Issued, str] = {}
        self.gone: list[Issued] = []  # labels of what is no container any more
        self.told: dict[int, Any] = {}
        for _ in range(3):
            self.a_case_is_packed()

    # -- the line goes on

    @precondition(lambda self: len(self.cases) < CASES_MAX)
    @rule()
    def a_case_is_packed(self) -> None:
        content = self.rig.bottles(self.triggers + 1, 4)
        self.triggers += 4
        self.numbers += 1
        self.rig.present(self.numbers, content)
        label = self.rig.labelled(self.numbers)
        self.cases[label.container] = content
        self.stuck[label.container] = label.issued
        self.standing.append(label.container)
        self._full_pallet()

    def _full_pallet(self) -> None:
        if len(self.standing) == 2:
            self.numbers += 1
            label = self.rig.labelled(self.numbers)
            self.pallets[label.container], self.standing = self.standing, []
            self.stuck[label.container] = label.issued

    @precondition(lambda self: len(self.ended) < ENDED_MAX)
    @rule()
    def a_bottle_is_kicked_off(self) -> None:
        self.triggers += 1
        one = self.rig.coded(self.triggers)
        self.rig.see(self.triggers)
        self.rig.do(e.ItemRejected, trigger=self.triggers)
        self.triggers += 1
        good = self.rig.good(self.triggers)
        assert self.desk.sample(good) == ""
        self.ended |= {one: "rejected", good: "sampled"}

    @precondition(lambda self: self.numbers < 12)
    @rule()
    def the_station_is_restarted(self) -> None:
        self.rig.restart()
        self.rig.at_printer.clear()
        for name in HEADS:
            self.rig.do(e.HeadReady, head=name, credit=3)
        self.rig.ask(e.BeltCleared)
        for alarm in self.rig.state.alarms:
            self.rig.ask(e.AlarmClearAsked, alarm=alarm.number, how="checked")
        if self.rig.state.phase is OrderPhase.STOPPED:
            assert self.rig.ask(e.StartAsked) == ""

    # -- what the world knows

    def _pallet_of(self, case: int) -> int:
        return next((n for n, cases in self.pallets.items() if case in cases), 0)

    def _at_desk(self, *containers: int) -> bool:
        around = [self._pallet_of(one) for one in containers]
        return bool({*containers, *around} & set(self.asked))

    def _bottles_gone(self, case: int, bottles: list[Issued], fate: Fate) -> None:
        self.cases[case] = [one for one in self.cases[case] if one not in bottles]
        if fate is Fate.LOOSE:
            self.loose += bottles
        else:
            self.ended |= dict.fromkeys(bottles, ENDED[fate])
        self._throw_away_empty(case)

    def _throw_away_empty(self, case: int) -> None:
        if self.cases[case]:
            return
        del self.cases[case]
        self._take_off(case)
        self._is_none(case)

    def _take_off(self, case: int) -> None:
        pallet = self._pallet_of(case)
        self.standing = [one for one in self.standing if one != case]
        self.single = [one for one in self.single if one != case]
        if pallet:
            self.pallets[pallet].remove(case)
            if not self.pallets[pallet]:
                del self.pallets[pallet]
                self._is_none(pallet)

    def _is_none(self, number: int) -> None:
        self.gone.append(self.stuck.pop(number))
        self.marked.discard(number)

    def _case(self, dice: Random) -> int:
        """Those with a mark, and those with room, are the ones where something can go wrong."""
        special = [n for n in self.cases if n in self.marked or len(self.cases[n]) < 4]
        return dice.choice(
            sorted(special) if special and dice.random() < 0.5 else sorted(self.cases)
        )

    def _some(self, dice: Random, case: int) -> list[Issued]:
        count = dice.choice((1, 1, 2, len(self.cases[case])))
        return dice.sample(self.cases[case], min(count, len(self.cases[case])))

    # -- what is in a case

    @precondition(lambda self: self.cases)
    @rule(dice=DICE, fate=FATES)
    def bottles_are_removed(self, dice: Random, fate: Fate) -> None:
        case = self._case(dice)
        bottles = self._some(dice, case)
        said = self.desk.remove(bottles, case, fate)
        assert said == ("at_desk" if self._at_desk(case) else "")
        if not said:
            self._bottles_gone(case, bottles, fate)

    @precondition(lambda self: self.cases)
    @rule(dice=DICE, fate=FATES)
    def a_case_is_emptied(self, dice: Random, fate: Fate) -> None:
        case = self._case(dice)
        said = self.desk.empty(dice.choice([self.stuck[case], *self.cases[case]]), fate)
        assert said == ("at_desk" if self._at_desk(case) else "")
        if not said:
            self._bottles_gone(case, list(self.cases[case]), fate)

    @precondition(lambda self: self.cases)
    @rule(dice=DICE, fate=FATES)
    def a_bottle_is_replaced(self, dice: Random, fate: Fate) -> None:
        case = self._case(dice)
        out = dice.choice(self.cases[case])
        packed = [one for bottles in self.cases.values() for one in bottles]
        where = dice.choice([one for one in (self.loose, packed, list(self.ended), [out]) if one])
        put = dice.choice(where)
        said = self.desk.replace(out, put, case, fate)
        if self._at_desk(case):
            assert said == "at_desk"
        elif put == out:
            assert said == "twice"
        elif put in packed:
            assert said == "elsewhere"
        else:
            assert said == ("" if put in self.loose else "state")
        if not said:
            self.cases[case][self.cases[case].index(out)] = put
            self.loose.remove(put)
            if fate is Fate.LOOSE:
                self.loose.append(out)
            else:
                self.ended[out] = ENDED[fate]

    @precondition(lambda self: self.cases and self.loose)
    @rule(dice=DICE)
    def a_loose_bottle_is_added(self, dice: Random) -> None:
        case, one = self._case(dice), dice.choice(self.loose)
        said = self.desk.add([one], case)
        full = "capacity" if len(self.cases[case]) == 4 else ""
        assert said == ("at_desk" if self._at_desk(case) else full)
        if not said:
            self.loose.remove(one)
            self.cases[case].append(one)

    @precondition(lambda self: len(self.cases) > 1)
    @rule(dice=DICE)
    def bottles_move(self, dice: Random) -> None:
        source, target = self._case(dice), self._case(dice)
        bottles = self._some(dice, source)
        said = self.desk.move(bottles, target)
        if self._at_desk(target):
            assert said == "at_desk"
        elif source == target:
            assert said == "elsewhere"
        elif self._at_desk(source):
            assert said == "at_desk"
        else:
            fits = len(self.cases[target]) + len(bottles) <= 4
            assert said == ("" if fits else "capacity")
        if not said:
            self.cases[target] += bottles
            self.cases[source] = [one for one in self.cases[source] if one not in bottles]
            self._throw_away_empty(source)

    # -- what is on a pallet

    @precondition(lambda self: self.pallets)
    @rule(dice=DICE)
    def a_case_is_taken_off_its_pallet(self, dice: Random) -> None:
        pallet = dice.choice(sorted(self.pallets))
        case = dice.choice(self.pallets[pallet])
        said = self.desk.remove([self.stuck[case]], pallet)
        assert said == ("at_desk" if self._at_desk(case) else "")
        if not said:
            self._take_off(case)
            self.single.append(case)

    @precondition(lambda self: self.pallets and self.single)
    @rule(dice=DICE)
    def a_case_is_put_onto_a_pallet(self, dice: Random) -> None:
        pallet, case = dice.choice(sorted(self.pallets)), dice.choice(self.single)
        said = self.desk.add([self.stuck[case]], pallet)
        if {pallet, case} & set(self.asked):
            assert said == "at_desk"
        else:
            assert said == ("capacity" if len(self.pallets[pallet]) == 2 else "")
        if not said:
            self.single.remove(case)
            self.pallets[pallet].append(case)

    @precondition(lambda self: len(self.pallets) > 1)
    @rule(dice=DICE)
    def a_case_moves_to_another_pallet(self, dice: Random) -> None:
        source, target = dice.sample(sorted(self.pallets), 2)
        case = dice.choice(self.pallets[source])
        said = self.desk.move([self.stuck[case]], target)
        if {source, target, case} & set(self.asked):
            assert said == "at_desk"
        else:
            assert said == ("capacity" if len(self.pallets[target]) == 2 else "")
        if not said:
            self._take_off(case)
            self.pallets[target].append(case)

    # -- labels

    @precondition(lambda self: self.stuck and len(self.asked) < AT_DESK_MAX)
    @rule(dice=DICE)
    def a_new_label_is_asked_for(self, dice: Random) -> None:
        number = dice.choice(sorted(self.stuck))
        outer = self._pallet_of(number)
        said = self.desk.relabel(self.stuck[number])
        assert said == ("at_desk" if outer in self.asked else "")
        if not said:
            self.asked[number] = self.desk.printed()

    @precondition(lambda self: self.stuck and len(self.asked) < AT_DESK_MAX)
    @rule(dice=DICE)
    def the_same_label_is_asked_for(self, dice: Random) -> None:
        number = dice.choice(sorted(self.stuck))
        assert self.desk.reprint(number) == ""
        self.asked[number] = self.rig.labels.popleft().issued

    @precondition(lambda self: self.asked)
    @rule(dice=DICE, right=st.booleans())
    def a_label_is_read_at_the_desk(self, dice: Random, right: bool) -> None:
        number = dice.choice(sorted(self.asked))
        others = [one for one in self.stuck.values() if one != self.asked[number]]
        label = self.asked[number] if right or not others else dice.choice(others)
        if number in self.pallets:
            proof = self.stuck[dice.choice(self.pallets[number])]
        else:
            proof = dice.choice(self.cases[number])
        said = self.desk.label_scanned(label, proof)
        assert said == ("" if label == self.asked[number] else "label")
        if said:
            self.marked.add(number)
        else:
            self.stuck[number] = self.asked.pop(number)

    # -- QA

    def _any_bottle(self, dice: Random) -> Issued:
        packed = [one for bottles in self.cases.values() for one in bottles]
        return dice.choice([*packed, *self.loose, *self.ended])

    def _holder(self, one: Issued) -> int:
        return next((n for n, bottles in self.cases.items() if one in bottles), 0)

    @precondition(lambda self: self.cases or self.loose or self.ended)
    @rule(dice=DICE, destroy=st.booleans())
    def a_bottle_is_sampled_or_destroyed(self, dice: Random, destroy: bool) -> None:
        one = self._any_bottle(dice)
        case, state = self._holder(one), self.ended.get(one)
        said = self.desk.destroy(one) if destroy else self.desk.sample(one)
        ended = state == "void" or (state == "sampled" and not destroy)
        expected = "state" if ended else ""
        assert said == ("at_desk" if case and self._at_desk(case) else expected)
        fate = Fate.DESTROY if destroy else Fate.SAMPLE
        if not said and case:
            self._bottles_gone(case, [one], fate)
        elif not said:
            self.loose = [other for other in self.loose if other != one]
            self.ended[one] = ENDED[fate]

    @precondition(lambda self: self.cases or self.loose or self.ended)
    @rule(dice=DICE, undo=st.booleans())
    def a_bottle_is_made_good(self, dice: Random, undo: bool) -> None:
        one = self._any_bottle(dice)
        said = self.desk.unsample(one) if undo else self.desk.accept(one)
        wanted = "sampled" if undo else "rejected"
        assert said == ("" if self.ended.get(one) == wanted else "state")
        if not said:
            del self.ended[one]
            self.loose.append(one)

    @precondition(lambda self: self.stuck)
    @rule(dice=DICE, on=st.booleans())
    def a_container_is_quarantined_or_released(self, dice: Random, on: bool) -> None:
        number = dice.choice(sorted(self.stuck))
        label = self.stuck[number]
        said = self.desk.quarantine(label) if on else self.desk.release(label)
        assert said == ("quarantine" if (number in self.marked) == on else "")
        self.marked = self.marked | {number} if on else self.marked - {number}

    # -- the world and the database

    @invariant()
    def the_database_says_what_the_world_is(self) -> None:
        ledger = self.rig.ledger
        for number, bottles in self.cases.items():
            assert set(ledger.children[number].values()) == {one.code for one in bottles}
        for number, cases in self.pallets.items():
            labels = {self.stuck[case].code for case in cases}
            assert set(ledger.children[number].values()) == labels
        for number, label in self.stuck.items():
            row = ledger.containers[number]
            assert (row.state, row.code) == (ContainerState.CONFIRMED, label.code)
            assert row.quarantined == (number in self.marked)
            awaited = self.asked.get(number)
            assert row.desk == (awaited.code if awaited else 0)
        for label in self.gone:
            assert self.rig.row(label) == "void"
        for one in self.loose:
            assert self.rig.row(one) == "verified"
        for one, state in self.ended.items():
            assert self.rig.row(one) == state
        table = {one.code for one in self.loose} | {self.stuck[n].code for n in self.single}
        assert self.rig.state.table == table

    @invariant()
    def the_platform_is_told_of_every_change(self) -> None:
        batches = self.rig.ledger.batches
        for seq in [seq for seq in batches if seq > self.seen_batches]:
            self.told[batches[seq].container] = self._tree(batches[seq].container)
            self.seen_batches = seq
        for number, told in self.told.items():
            assert self._tree(number) == told, f"container {number} changed and nobody was told"

    def _tree(self, number: int) -> Any:
        ledger = self.rig.ledger
        by_label = {row.code: n for n, row in ledger.containers.items()}
        held = sorted(ledger.children[number].values())
        inside = [self._tree(by_label[code]) if code in by_label else code for code in held]
        return (ledger.containers[number].code if held else 0, inside)

    def teardown(self) -> None:
        if hasattr(self, "rig"):
            self.rig.settle()

"""The batch record: everything stands on the paper, Chinese included, and its codes can be read."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from drivers.labels.fonts import pdf_font
from station.core.states import CodeState
from station.reports.batch_record import render
from station.reports.lines import UploadLine
from station.reports.papers import head_text
from station.reports.words import ACTS, CONTAINERS, PHASES, STATES, VERDICTS
from tests.reports.made import (
    AT,
    DATABASE,
    HEAD,
    TEXT,
    alarm,
    balance,
    bare_record,
    container,
    course,
    doubt,
    order,
    record,
    rework,
)
from tests.reports.pdf_reading import all_text, pages, pictures

RED = (176, 0, 32)


def red_pixels(pdf: bytes) -> int:
    return sum(
        int((np.abs(picture.astype(int) - RED).sum(axis=2) < 30).sum()) for picture in pictures(pdf)
    )


def test_everything_stands_on_the_paper() -> None:
    text = all_text(render(record(), pdf_font()))
    for wanted in (
        *("O-17 <b>&", "山泉水 500 ml", "批 B/1", "06901234567892", "批次记录", "演示"),
        *("label wrong", "199.8 s" if "199.8 s" in text else "0:03:20", "anna"),
        *("王小明 (QA)", "broken 破损", "4097/5 4097/9", "4097/33", "not found at line clearance"),
        *("sqlcipher3 (SQLite 3.53.0)", "Packline 0.1.0", DATABASE, "batch: 1"),
        *("Prepared 编制", "Checked 审核", "Released 放行", "Signature 签名"),
    ):
        assert wanted in text, wanted
    for state in CodeState:
        assert f"{state.value.replace('_', ' ')} {STATES[state.value]}" in text


@pytest.mark.parametrize(
    ("receipt", "shown"),
    [
        ('{"content_id": "c0ffee", "batch": "7", "repeated": false}', "batch: 7, repeated: false"),
        ('{"content_id": "c0ffee"}', '{"content_id": "c0ffee"}'),
        ("received, thank you", "received, thank you"),
        ('["a", 1]', '["a", 1]'),
        ("[" * 200, "[" * 20),
        ("", "refused: 谢绝"),
    ],
)
def test_a_receipt_stands_there_whatever_the_platform_wrote(receipt: str, shown: str) -> None:
    told = UploadLine("O-17", 2, AT, "acknowledged", 1, "c0ffee", receipt, "refused: 谢绝")
    text = all_text(render(record(uploads=(told,)), pdf_font()))
    assert shown in text
    assert text.count("c0ffee") == (2 if receipt == shown and "c0ffee" in receipt else 1)


def test_every_page_says_which_of_how_many_and_the_journals_head() -> None:
    found = pages(render(record(containers=tuple(map(container, range(200)))), pdf_font()))
    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert f"page {number} of {len(found)}" in page
        assert HEAD in page
        assert "2287" in page


def test_the_equation_of_each_level_is_printed_with_its_verdict() -> None:
    text = all_text(render(record(), pdf_font()))
    equations = re.findall(
        r"(\w+) [瓶箱托盘]+: granted 发放 (\d+) .*?= (\d+) (\d+) = (\d+): it holds", text
    )
    assert equations == [(role, *["21"] * 4) for role in ("bottle", "case", "pallet")]
    assert red_pixels(render(record(), pdf_font())) == 0


@pytest.mark.parametrize(("bound", "said"), [(13, "3 missing 缺少"), (18, "2 too many 多出")])
def test_an_equation_that_is_false_says_so_in_red_words(bound: int, said: str) -> None:
    balances = (balance(bound=bound), balance("case"))
    pdf = render(record(balances=balances), pdf_font())
    text = all_text(pdf)
    assert f"21 ≠ {bound + 5}: DOES NOT HOLD 守恒不成立 ({said})" in text
    assert "packline check" in text
    assert text.count("it holds") == 1
    assert text.count("DOES NOT HOLD") == 2  # once among the findings on top
    assert red_pixels(pdf) > 100


def test_an_order_that_is_still_open_says_so() -> None:
    text = all_text(render(record(order=order(phase="execute", ended_at="")), pdf_font()))
    assert "not final" in text
    assert "非最终" in text
    assert "not final" not in all_text(render(record(), pdf_font()))


def test_an_order_without_anything_makes_a_whole_record() -> None:
    text = all_text(render(bare_record(), pdf_font()))
    assert "0 = 0: it holds" in text
    assert "Nothing was judged" in text
    assert "Signatures 签字" in text
    assert text.count("none 无") >= 5


def test_what_an_order_was_given_for_stands_there_only_if_it_was_given() -> None:
    given = order(dealer="华东经销商", region="上海", campaign="C-9", approval="国食 2026-88")
    text = all_text(render(record(order=given), pdf_font()))
    for wanted in ("Dealer 经销商 华东经销商", "上海", "C-9", "国食 2026-88"):
        assert wanted in text, wanted
    assert "Activity" not in text
    assert "Dealer" not in all_text(render(record(), pdf_font()))


def test_a_long_order_goes_over_many_pages_and_loses_no_container() -> None:
    found = pages(render(record(containers=tuple(map(container, range(1_200)))), pdf_font()))
    assert len(found) > 20
    text = "".join(found)
    assert all(f"(00)0690123400000{n:05}" in text for n in range(1_200))


def test_partial_and_quarantined_containers_stand_out_with_reason_and_person() -> None:
    odd = container(7, content=9, partial_at="x", partial_by="李雷", reason="end of order")
    shut = container(8, quarantined=True, reason="wrong label")
    text = all_text(render(record(containers=(container(6), odd, shut)), pdf_font()))
    assert "1 full" in text and "1 partial" in text and "1 quarantined" in text
    assert re.search(r"7 case 箱 9 / 24 partial 零 end of order 工单结束 李雷", text)
    assert re.search(r"8 case 箱 24 / 24 quarantined 隔离 wrong label 标签错误", text)


def test_200_alarms_are_all_there() -> None:
    many = tuple(alarm(n, detail=f"number {n} of many") for n in range(200))
    text = all_text(render(record(alarms=many), pdf_font()))
    assert all(f"number {n} of many" in text for n in range(200))


def test_an_alarm_that_stands_and_a_code_in_doubt_say_so() -> None:
    standing = alarm(cleared_at="", by="", how="")
    unsettled = doubt(settled_at="", how="", reason="", by="")
    text = all_text(render(record(alarms=(standing,), doubts=(unsettled,)), pdf_font()))
    assert "STANDS 未清除" in text
    assert "STILL IN DOUBT 未决" in text
    assert "1 codes came into doubt, 1 still are" in text


def test_each_code_in_doubt_is_named_though_they_share_a_row() -> None:
    many = tuple(doubt(serial) for serial in range(100, 160))
    text = all_text(render(record(doubts=many), pdf_font()))
    assert all(f"4097/{serial}" in text for serial in range(100, 160))
    assert text.count("not found at line clearance") < 10


def test_a_long_list_of_codes_says_where_all_of_it_is() -> None:
    refs = " ".join(f"4097/{n}" for n in range(1, 2_000, 2))
    text = all_text(render(record(rework=(rework(codes=1_000, refs=refs),)), pdf_font()))
    assert "1000 codes" in text
    assert "… (rework.csv)" in text


def test_a_reason_longer_than_a_page_goes_on_over_the_next() -> None:
    told = "。".join(f"第{n}句" for n in range(1_000))
    text = "".join(pages(render(record(rework=(rework(reason=told),)), pdf_font())))
    assert "".join(text.split()).count("句") == 1_000


@pytest.mark.parametrize("scale", [2, 4])
def test_both_symbols_can_be_read_from_the_paper(scale: int) -> None:
    seen = {
        symbol.text
        for picture in pictures(render(record(), pdf_font()), scale)
        for symbol in zxingcpp.read_barcodes(picture)
    }
    assert seen == {TEXT, head_text(DATABASE, 2_287, HEAD)}


@pytest.mark.parametrize("points", [1, 2, 40, 60])
def test_the_charts_take_any_number_of_points(points: int) -> None:
    text = all_text(render(record(course=course(points)), pdf_font()))
    assert "良率" in text
    assert "速度" in text
    assert "08:00" in text  # the plant's clock, not UTC


def test_every_word_of_the_tables_of_states_has_its_chinese() -> None:
    from station.core.states import Cause, ContainerState, Phase
    from station.core.verify import Verdict

    assert set(STATES) == {state.value for state in CodeState}
    assert set(CONTAINERS) == {state.value for state in ContainerState}
    assert set(PHASES) == {phase.value for phase in Phase}
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert set(ACTS) >= {cause.value for cause in Cause}

"""The fact table behaves like one: rows moved, pasted, deleted, undone; gaps; sums that are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EXCEL = (
    '类别\t内容\t来源\r\n成绩\t"修通村路12公里，\n惠及4个村。"\t交通局\r\n'
    '问题\t还有3个村没有通"硬化路"。\t交通局\r\n'
)
PASTE = """(box, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def _texts(page: Page) -> list[str]:
    boxes = page.locator("#facts tbody tr td:nth-child(4) textarea")
    return [boxes.nth(n).input_value() for n in range(boxes.count())]


def _cell(page: Page, column: str, row: int) -> Locator:
    return page.get_by_label(f"{column}，第{row}行", exact=True)


def _paste(page: Page, column: str, row: int, text: str) -> None:
    box = _cell(page, column, row)
    box.focus()
    box.evaluate(PASTE, text)


def test_rows_are_added_moved_deleted_and_undone(page: Page, desk: RunningDesk) -> None:
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    _cell(page, "内容", 1).fill("甲")
    _cell(page, "内容", 1).press("Enter")
    expect(_cell(page, "内容", 2)).to_be_focused()
    page.keyboard.type("乙")
    page.keyboard.press("Enter")
    page.keyboard.type("丙")
    page.keyboard.press("Alt+ArrowUp")
    assert _texts(page) == ["甲", "丙", "乙"]
    expect(_cell(page, "内容", 2)).to_be_focused()
    page.keyboard.press("Alt+Delete")
    assert _texts(page) == ["甲", "乙"]
    page.keyboard.press("Control+z")
    assert _texts(page) == ["甲", "丙", "乙"]
    page.keyboard.press("Control+z")
    assert _texts(page) == ["甲", "乙", "丙"]
    page.keyboard.press("Control+y")
    assert _texts(page) == ["甲", "丙", "乙"]
    page.locator("#facts tbody tr").nth(0).hover()
    page.locator("#facts tbody tr .delete").nth(0).click()
    assert _texts(page) == ["丙", "乙"]
    page.locator("#facts .undo").click()
    assert _texts(page) == ["甲", "丙", "乙"]


def test_a_row_is_dragged_to_its_place(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "动员讲话稿")
    before = _texts(page)
    page.locator("#facts tbody tr").nth(0).hover()
    grip = page.locator("#facts .grip").nth(0).bounding_box()
    goal = page.locator("#facts tbody tr").nth(2).bounding_box()
    assert grip
    assert goal
    page.mouse.move(grip["x"] + 8, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] * 0.6, steps=8)
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] * 0.8)
    page.mouse.up()
    assert _texts(page)[:3] == [before[1], before[2], before[0]]


def test_a_block_from_excel_goes_where_its_heading_says(page: Page, desk: RunningDesk) -> None:
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    _paste(page, "编号", 1, EXCEL)
    expect(page.locator("#facts tbody tr")).to_have_count(2)
    assert _texts(page) == ["修通村路12公里， 惠及4个村。", '还有3个村没有通"硬化路"。']
    expect(_cell(page, "类别", 2)).to_have_value("问题")
    expect(_cell(page, "来源", 1)).to_have_value("交通局")
    expect(page.locator("#facts .table-said")).to_contain_text("贴入了 2 行")
    _paste(page, "内容", 2, "甲\t乙\t丙\n丁\t戊")
    assert _texts(page) == ["修通村路12公里， 惠及4个村。", "甲", "丁"]
    expect(page.locator("#facts .table-said")).to_contain_text("有 1 格")
    page.keyboard.press("Control+z")
    assert _texts(page)[1] == '还有3个村没有通"硬化路"。'
    _paste(page, "内容", 2, "一列也可以\n一行一条")
    assert _texts(page)[1:] == ["一列也可以", "一行一条"]


def test_missing_topics_are_gaps_to_fill(page: Page, desk: RunningDesk) -> None:
    page.goto(f"{desk.address}?new=1")
    page.get_by_text("工作总结", exact=True).click()
    page.click("#start-blank")
    gaps = page.locator("#facts-panel .gap")
    expect(gaps.first).to_be_visible()
    count = gaps.count()
    topic = (gaps.first.get_attribute("data-gap")) or ""
    gaps.first.click()
    expect(_cell(page, "类别", 1)).to_have_value(topic)
    expect(_cell(page, "内容", 1)).to_be_focused()
    gaps.first.click()
    expect(page.locator("#facts tbody tr")).to_have_count(1)
    steps.picture(page, "facts-gaps")
    page.keyboard.type("全县共有行政村126个。")
    expect(gaps).to_have_count(count - 1)


def test_a_sum_that_is_wrong_leads_to_its_row(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "动员讲话稿")
    _cell(page, "内容", 4).fill("收集诉求5820件，办结5529件，办结率59%。")
    _cell(page, "内容", 5).click()
    told = page.locator("#facts-panel .problem")
    expect(told).to_contain_text("比率算得不对")
    steps.picture(page, "facts-wrong-sum")
    told.locator("[data-go=F4]").click()
    expect(_cell(page, "内容", 4)).to_be_focused()


def test_what_is_typed_is_there_after_a_reload(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "动员讲话稿")
    steps.make_outline(page)
    expect(page).to_have_url(re.compile(r"\?draft=\w+$"))
    page.get_by_role("tab", name="② 事实").click()
    _cell(page, "内容", 18).press("Enter")
    page.keyboard.type("其中公益林5万亩。")
    page.wait_for_timeout(3000)
    page.reload()
    page.get_by_role("tab", name="② 事实").click()
    expect(_cell(page, "内容", 19)).to_have_value("其中公益林5万亩。")


def test_a_document_goes_to_the_raw_material(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    path = tmp_path / "情况.txt"
    path.write_text("全年走访农户1860户，办结诉求412件。\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator("#material-said")).to_contain_text("已放进原始材料")
    expect(page.locator("#material-files")).to_contain_text("情况")
    page.click("#extract")
    expect(page.locator("#candidates")).to_contain_text("1860户")


def test_an_extraction_is_stopped(page: Page, tmp_path: Path) -> None:
    with FaultOpenAI(lambda _: Reply("{}", first=60.0)).running() as server:
        desk = RunningDesk(
            tmp_path, DRAFTING_EMBEDDINGS="off", OPENAI_BASE_URL=server.base_url,
            OPENAI_API_KEY="secret-key", DRAFTING_MODEL="writer",
        )  # fmt: skip
        desk.start()
        page.goto(f"{desk.address}?new=1")
        page.click("#start-blank")
        page.get_by_text("从原始材料提取事实").click()
        page.locator("#material-text textarea").fill("全年走访农户1860户。")
        page.click("#extract")
        expect(page.locator("#material-said")).to_contain_text("正在提取")
        expect(page.locator("#extract")).to_be_disabled()
        page.click("#stop-extract")
        expect(page.locator("#material-said")).to_contain_text("已停止提取")
        expect(page.locator("#extract")).to_be_enabled()
        expect(page.locator("#stop-extract")).to_be_hidden()
        assert desk.stop() == (0, "")

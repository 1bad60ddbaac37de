"""The outline: facts moved between sections, sections put in order, lengths weighed, samples chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def _row(page: Page, number: int) -> Locator:
    return page.locator("#outline tbody tr").nth(number)


def _chip(page: Page, identifier: str) -> Locator:
    return page.locator(f"#outline .fact-chip[data-id={identifier}]")


def _begin(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "动员讲话稿")
    steps.make_outline(page)


def test_a_fact_is_dragged_or_sent_to_another_section(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    expect(_row(page, 1).locator("[data-id=F4]")).to_be_visible()
    _chip(page, "F4").drag_to(_row(page, 2).locator(".facts"))
    expect(_row(page, 2).locator("[data-id=F4]")).to_be_visible()
    _chip(page, "F5").click()
    page.locator(".move-menu").get_by_text("不用", exact=True).click()
    expect(page.locator("#outline tfoot [data-id=F5]")).to_be_visible()
    expect(page.locator("#outline-notices")).to_contain_text("“F5”没有归入任何一节")
    _chip(page, "F6").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(_row(page, 2).locator("[data-id=F6]")).to_be_visible()
    steps.picture(page, "outline-moved")
    page.wait_for_timeout(800)
    page.reload()
    expect(_row(page, 2).locator("[data-id=F4]")).to_be_visible()
    expect(page.locator("#outline tfoot [data-id=F5]")).to_be_visible()
    steps.write(page)
    expect(page.locator("#text-2 textarea")).to_have_value(re.compile("216名干部两年走访"))
    for number in range(6):
        expect(page.locator(f"#text-{number} textarea")).not_to_have_value(re.compile("1620万元"))


def test_sections_change_places_and_are_numbered_anew(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    second = page.get_by_label("标题，第3行").input_value().split("、", 1)[1]
    page.get_by_label("标题，第3行").press("Alt+ArrowUp")
    expect(page.get_by_label("标题，第2行")).to_have_value(f"一、{second}")
    page.get_by_label("标题，第2行").press("Alt+ArrowUp")  # an opening stays the first
    expect(page.get_by_label("标题，第2行")).to_have_value(f"一、{second}")
    page.wait_for_timeout(800)
    page.reload()
    expect(page.get_by_label("标题，第2行")).to_have_value(f"一、{second}")
    steps.write(page)
    expect(page.locator("#heading-1 textarea")).to_have_value(f"一、{second}")


def test_lengths_are_weighed_against_the_target(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    total = page.locator("#outline .sum")
    expect(total).to_contain_text("目标 1500 字")
    page.get_by_label("字数，第2行").fill("1342")
    expect(total).to_contain_text("多 1000 字")
    expect(page.locator("#outline .budget")).to_have_class("budget over")
    page.locator("#outline .share-out").click()
    expect(page.locator("#outline .budget")).to_have_class("budget good")
    page.wait_for_timeout(800)
    length = page.get_by_label("字数，第2行").input_value()
    page.reload()
    expect(page.get_by_label("字数，第2行")).to_have_value(length)


def test_samples_are_told_why_and_pinned_or_put_away(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    page.get_by_text("参考写法", exact=True).click()
    section = page.locator("#exemplar-list details").nth(1)
    section.locator("summary").click()
    quotes = section.locator("blockquote")
    expect(quotes.first.locator("cite")).to_contain_text("同有“")
    first, second = quotes.nth(0).inner_text(), quotes.nth(1).inner_text()
    quotes.nth(1).locator("[data-act=pin]").click()
    expect(section.locator("summary")).to_contain_text("固定 1")
    section.locator("summary").click()
    assert quotes.nth(0).inner_text().split("《")[0] == second.split("《")[0]
    steps.picture(page, "outline-samples")
    quotes.nth(1).locator("[data-act=dismiss]").click()
    expect(section).to_contain_text("已不用 1 段")
    page.reload()
    page.get_by_role("tab", name="③ 提纲").click()
    page.get_by_text("参考写法", exact=True).click()
    expect(section.locator("summary")).to_contain_text("固定 1")
    section.locator("summary").click()
    expect(section).not_to_contain_text(first.split("《")[0].strip()[:30])


def test_sections_are_added_split_removed_and_all_is_undone(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    rows = page.locator("#outline tbody tr")
    count = rows.count()
    facts = _row(page, 1).locator(".fact-chip").count()
    heading = page.get_by_label("标题，第2行").input_value().split("、", 1)[1]
    _row(page, 1).hover()
    _row(page, 1).locator(".split").click()
    expect(rows).to_have_count(count + 1)
    expect(page.get_by_label("标题，第3行")).to_have_value(f"二、{heading}（续）")
    expect(_row(page, 2).locator(".fact-chip")).to_have_count(facts // 2)
    page.keyboard.type("另起的一节")
    _row(page, 4).locator(".delete").click(force=True)
    expect(rows).to_have_count(count)
    expect(page.locator("#outline tfoot .fact-chip").first).to_be_visible()
    page.locator("#outline .add").click()
    page.keyboard.type("最后加的一节")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(count + 1)
    steps.picture(page, "outline-added")
    page.wait_for_timeout(900)
    expect(page.locator("#outline-notices")).to_contain_text("没有归入任何一节")
    page.reload()
    expect(rows).to_have_count(count + 1)
    expect(page.get_by_label("标题，第3行")).to_have_value("二、另起的一节")
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    expect(rows).to_have_count(count)
    page.locator("#outline .undo").click()
    expect(page.get_by_label("标题，第3行")).to_have_value("二、另起的一节")
    page.get_by_label("标题，第3行").press("Control+y")
    expect(rows).to_have_count(count)
    page.get_by_label("标题，第2行").press("Control+z")
    expect(rows).to_have_count(count + 1)
    page.get_by_label("标题，第2行").fill("改了又不要的标题")
    page.get_by_label("标题，第2行").press("Control+z")
    expect(page.get_by_label("标题，第2行")).to_have_value(f"一、{heading}")
    steps.write(page)
    expect(page.locator("#heading-2 textarea")).to_have_value("二、另起的一节")
    expect(page.locator("[id^=heading-] textarea:visible").last).to_have_value(
        re.compile("最后加的一节")
    )


def test_the_title_is_undone_with_the_table_in_the_order_of_things(
    page: Page, desk: RunningDesk
) -> None:
    _begin(page, desk)
    rows, title = page.locator("#outline tbody tr"), page.locator("#outline-title textarea")
    undo, redo = page.locator("#outline .undo"), page.locator("#outline .redo")
    count, before = rows.count(), title.input_value()
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    expect(rows).to_have_count(count - 1)
    title.fill("另拟的文题")
    title.blur()
    page.get_by_label("字数，第2行").fill("333")
    page.get_by_label("字数，第2行").press("Control+z")
    expect(page.get_by_label("字数，第2行")).not_to_have_value("333")
    expect(title).to_have_value("另拟的文题")
    undo.click()
    expect(title).to_have_value(before)
    expect(rows).to_have_count(count - 1)
    page.wait_for_timeout(800)
    undo.click()
    expect(rows).to_have_count(count)
    expect(undo).to_be_disabled()
    redo.click()
    expect(title).to_have_value(before)
    expect(rows).to_have_count(count - 1)
    page.wait_for_timeout(800)
    page.reload()
    expect(rows).to_have_count(count - 1)
    expect(title).to_have_value(before)


def test_a_title_done_again_is_kept_and_typing_in_its_box_is_undone_there(
    page: Page, desk: RunningDesk
) -> None:
    _begin(page, desk)
    rows, title = page.locator("#outline tbody tr"), page.locator("#outline-title textarea")
    undo, redo = page.locator("#outline .undo"), page.locator("#outline .redo")
    count, before = rows.count(), title.input_value()
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    title.click()
    page.keyboard.press("End")
    page.keyboard.type("x")
    expect(title).to_have_value(f"{before}x")
    page.keyboard.press("Control+z")
    expect(title).to_have_value(before)
    expect(rows).to_have_count(count - 1)
    title.blur()  # nothing was changed, so that nothing is to be undone
    undo.click()
    expect(rows).to_have_count(count)
    title.fill("另拟的文题")
    undo.click()
    expect(title).to_have_value(before)
    redo.click()
    expect(title).to_have_value("另拟的文题")
    expect(redo).to_be_disabled()
    page.wait_for_timeout(800)
    page.reload()
    expect(rows).to_have_count(count)
    expect(title).to_have_value("另拟的文题")
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    undo.click()
    expect(rows).to_have_count(count)
    expect(title).to_have_value("另拟的文题")
    expect(undo).to_be_disabled()


def test_another_draft_takes_no_title_from_the_one_before(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    rows, title = page.locator("#outline tbody tr"), page.locator("#outline-title textarea")
    title.fill("另拟的文题")
    title.blur()
    page.get_by_role("tab", name="① 选文种").click()
    page.get_by_text("工作总结", exact=True).click()
    page.click("#load-example")
    expect(title).to_have_value("")
    page.get_by_role("tab", name="② 事实").click()
    page.click("#make-outline")
    expect(rows.nth(3)).to_be_visible()
    other, count = title.input_value(), rows.count()
    assert other != "另拟的文题"
    expect(page.locator("#outline .undo")).to_be_disabled()
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    page.locator("#outline .undo").click()
    expect(rows).to_have_count(count)
    expect(title).to_have_value(other)


def test_facts_changed_after_sections_were_cut_keep_them_cut(page: Page, desk: RunningDesk) -> None:
    _begin(page, desk)
    rows = page.locator("#outline tbody tr")
    count = rows.count()
    page.locator("#outline tbody .delete").nth(2).click(force=True)
    expect(rows).to_have_count(count - 1)
    page.wait_for_timeout(700)
    page.get_by_role("tab", name="② 事实").click()
    page.get_by_label("内容，第1行").fill("全县选派干部260名，分赴村企一线服务两年。")
    page.click("#make-outline")
    expect(page.locator("#outline .fact-chip", has_text="260名")).to_be_visible()
    expect(rows).to_have_count(count - 1)
    page.wait_for_timeout(500)
    page.get_by_label("字数，第2行").fill("222")
    page.wait_for_timeout(900)
    page.reload()
    expect(page.get_by_label("字数，第2行")).to_have_value("222")
    expect(rows).to_have_count(count - 1)


def test_a_pinned_sample_that_was_removed_is_told_and_dropped(
    page: Page, tmp_path: Path
) -> None:  # fmt: skip
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    _begin(page, desk)
    page.get_by_text("参考写法", exact=True).click()
    section = page.locator("#exemplar-list details").nth(1)
    section.locator("summary").click()
    title = section.locator("cite").first.inner_text().split("》")[0].strip("《")
    section.locator("[data-act=pin]").first.click()
    expect(section.locator("summary")).to_contain_text("固定 1")
    page.get_by_role("tab", name="样本库").click()
    page.locator("#library-list .open").get_by_text(title, exact=True).click()
    page.click("#sample-remove")
    page.click("#sample-really")
    expect(page.locator("#library-list .open").first).to_be_visible()
    page.reload()
    expect(page.locator("#outline tbody tr").nth(2)).to_be_visible()
    page.get_by_text("参考写法", exact=True).click()
    expect(page.locator("#exemplars-gone .notices")).to_contain_text(f"《{title}》")
    steps.picture(page, "outline-sample-gone")
    page.reload()
    page.get_by_text("参考写法", exact=True).click()
    expect(section).to_be_visible()
    expect(page.locator("#exemplars-gone .notices")).to_have_count(0)
    desk.stop()

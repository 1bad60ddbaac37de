"""Bad input, a full disk, hostile text: one Chinese sentence, and nothing saved is harmed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FACT = "  - {id: F1, topic: 背景, text: 全市共有干部240名。}\n"
BAD_FILES = {
    "空.yaml": (b"", "空文件"),
    "垃圾.yaml": (bytes(range(256)) * 40, "不是文本文件"),
    "不是.yaml": (b"{kind: [", "不是有效的 YAML"),
    "文种.yaml": ("kind: 情书\nfacts:\n".encode() + FACT.encode(), "没有“情书”这个文种"),
    "重复.yaml": (b"kind: work_summary\nfacts:\n" + FACT.encode() * 2, "都是“F1”"),
    "日期.yaml": (
        b"kind: work_summary\ndate: 2026-02-31\nfacts:\n" + FACT.encode(), "不是有效日期",
    ),
    "太多.csv": ("类别,内容\n".encode() + "背景,一条事实\n".encode() * 10_000, "10000 条事实"),
    "垃圾.xlsx": (b"\x00\x01\x02" * 999, "可能不是 Excel 文件"),
}  # fmt: skip


def test_bad_files_are_refused_in_one_sentence(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    steps.load_example(page, desk.address, "工作总结")
    before = page.get_by_label("内容，第1行").input_value()
    for name, (content, said) in BAD_FILES.items():
        path = tmp_path / name
        path.write_bytes(content)
        page.locator("input[type=file]").set_input_files(path)
        expect(page.locator(".toast-message-text")).to_contain_text(said)
        if name == "垃圾.yaml":
            steps.picture(page, "trouble-file")
        steps.complaint(page)
    assert page.get_by_label("内容，第1行").input_value() == before


def test_a_file_of_another_kind_is_refused_before_it_is_sent(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    steps.load_example(page, desk.address, "工作总结")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    picture, good = tmp_path / "图.PNG", tmp_path / "材料.TXT"
    picture.write_bytes(b"\x89PNG")
    good.write_text("全县今年新修村路12公里，惠及3个村。", "utf-8")
    page.locator("#facts-file input, input[type=file]").first.set_input_files(picture)
    expect(page.locator(".refused")).to_contain_text("这里不收“图.PNG”。事实文件请用 Excel")
    steps.picture(page, "trouble-kind")
    page.get_by_role("tab", name="样本库").click()
    page.locator("#library-upload input[type=file]").set_input_files([picture])
    expect(page.locator(".refused")).to_contain_text("样本库收 Word、WPS、PDF")
    assert not [url for url in sent if "/upload" in url]
    page.get_by_role("tab", name="② 事实").click()
    page.locator("#material button").first.click()
    page.locator("#material-files input[type=file]").set_input_files([picture, good])
    expect(page.locator(".refused")).to_contain_text("原始材料请用 Word")
    expect(page.locator("#material-files")).to_contain_text("材料")
    expect(page.locator("#material-files")).not_to_contain_text("图")


def test_a_good_file_takes_the_place_of_what_was_there(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    page.goto(f"{desk.address}?new=1")
    page.click("#start-blank")
    path = tmp_path / "事实.csv"
    path.write_text("类别,内容,来源\n文种,情况汇报,\n背景,全县共有林地12万亩。,统计局\n", "gbk")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_label("内容，第1行")).to_have_value("全县共有林地12万亩。")
    expect(page.locator(".gaps")).to_contain_text("还缺这几类事实")


def test_wrong_tables_are_told_at_once(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "调研报告")
    page.get_by_label("编号，第2行").fill("F1")
    page.get_by_label("编号，第3行").click()
    expect(page.locator(".notices.problem")).to_contain_text("都是“F1”")
    page.get_by_label("编号，第2行").fill("F2")
    page.get_by_label("编号，第3行").click()
    expect(page.locator(".notices.good")).to_be_visible()
    steps.make_outline(page)
    page.get_by_label("字数，第2行").fill("很多")
    page.click("#start-draft")
    expect(page.locator(".toast-message-text")).to_contain_text("不是整数")


def test_markup_in_facts_and_titles_stays_text(page: Page, desk: RunningDesk) -> None:
    steps.load_example(page, desk.address, "工作总结")
    attack = "<script>window.hit=1</script><img src=x onerror=window.hit=1>${window.hit=1}{{hit}}"
    page.locator("#field-title textarea").fill(attack)
    page.get_by_label("编号，第1行").fill("<b>F1</b>")
    page.get_by_label("内容，第1行").fill(f"全市共有干部999名{attack}")
    steps.make_outline(page)
    steps.write(page)
    page.click("#go-check")
    expect(page.locator("#coverage .chip").first).to_have_text("<b>F1</b>已用")
    page.click("#make-word")
    expect(page.locator("#export-said")).to_contain_text("<script>")
    page.get_by_role("tab", name="我的文稿").click()
    expect(page.locator("#drafts .name").first).to_contain_text("<script>")
    page.goto(f"{desk.address}?draft=<script>window.hit=1</script>")
    expect(page.locator(".toast-message-text")).to_contain_text("没有找到")
    assert page.evaluate("window.hit") is None


def test_a_full_disk_harms_nothing_saved(page: Page, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    steps.load_example(page, desk.address, "实施方案")
    steps.make_outline(page)
    steps.write(page)
    _until_all_is_saved(page, tmp_path)
    before = page.locator("#text-1 textarea").input_value()
    _database(tmp_path, "CREATE TRIGGER full BEFORE INSERT ON versions BEGIN "
              "SELECT RAISE(ABORT, 'database or disk is full'); END")  # fmt: skip
    page.locator("#text-1 textarea").fill(f"{before}\n新的一段。")
    page.click("#save")
    expect(page.locator(".toast-message-text").first).to_contain_text("磁盘已满")
    expect(page.locator("#text-1 textarea")).to_have_value(f"{before}\n新的一段。")
    page.reload()
    expect(page.locator("#text-1 textarea")).to_have_value(before)
    _database(tmp_path, "DROP TRIGGER full")
    assert "Traceback" not in desk.stop()[1]


def _until_all_is_saved(page: Page, folder: Path) -> None:
    """A section can be typed in before the whole draft is saved: what cannot be saved then is held
    in memory, and a reload brings it."""
    while True:
        connection = sqlite3.connect(folder / "drafting.db")
        (unfinished,) = connection.execute("SELECT count(*) FROM work").fetchone()
        connection.close()
        if not unfinished:
            return
        page.wait_for_timeout(50)


def _database(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "drafting.db")
    connection.execute(statement)
    connection.commit()
    connection.close()

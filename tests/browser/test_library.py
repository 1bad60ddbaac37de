"""The sample library on the page: files in, a look at what cleaning did, corrected, found, gone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.running import RunningDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TITLE = "在全县营商环境提升行动动员会上的讲话"
SPEECH = f"""首页 > 范文大全 > 领导讲话
{TITLE}
来源：秘书之家  作者：佚名  更新时间：2024-03-05  点击：1286次
同志们：
    今天，县委、县政府召开全县营商环境提升行动动员会，主要任务是总结过去一年的工作，分析存在的问题，动员各级各部门迅速行动起来。下面，我讲三点意见.
    一、肯定成绩，增强优化营商环境的信心
    过去一年，全县新登记市场主体４６８０户，政务服务事项网上可办率达到９５％,企业开办时间压缩到半个工作日。"一窗通办"改革走在全市前列,得到了企业和群众的认可。
- 1 -
    二、正视问题，看清工作中的短板
    在肯定成绩的同时,也要看到问题：一是部门之间数据不通，群众还要多头跑；二是惠企政策兑现慢，有的企业不知道、不会用。
    三、压实责任，把各项任务落到实处
    各部门要把企业的事当成自己的事，主要负责同志要亲自抓、负总责。县纪委监委要加强监督检查，对不作为、慢作为的严肃问责。
    同志们，优化营商环境没有终点。让我们振奋精神、真抓实干，奋力开创全县营商环境建设新局面！
- 2 -
本文来自秘书之家，更多范文请关注公众号
"""
HOSTILE = """<img src=x onerror="document.title='坏了'">关于社区食堂运行情况的汇报
<script>document.title='坏了'</script>全县共建成社区食堂18家，日均就餐2600人次，老年人用餐补贴已经发放到位。
一、主要做法
<b onmouseover="document.title='坏了'">坚持公建民营，由街道提供场地，由餐饮企业负责运营。</b>${document.title='坏了'} {{坏了}}
"""
REPORT = (
    "关于城区供水保障工作情况的汇报", "县人民政府：", "现将今年以来城区供水保障工作情况汇报如下。",
    "一、主要做法", "全年改造老旧管网46公里，漏损率下降到9.2%，出厂水水质合格率保持在99%以上。",
    "二、存在的问题", "一是水源单一，应急备用水源建设进度偏慢。二是部分小区二次供水设施老化。",
    "三、下一步打算", "加快备用水源工程建设，年底前完成主体工程，确保群众用上放心水。",
    "县水务局", "2024年6月12日",
)  # fmt: skip


def test_the_library_from_upload_to_removal(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:  # fmt: skip
    _open_library(page, desk)
    _upload(page, _files(tmp_path))
    _outcome(page)
    _look(page)
    _undo(page)
    _correct(page)
    _search(page)
    _remove(page)


def test_a_script_in_a_sample_does_not_run(
    page: Page, desk: RunningDesk, tmp_path: Path
) -> None:  # fmt: skip
    evil = tmp_path / "食堂 & <b>.txt"
    evil.write_text(HOSTILE, encoding="utf-8")
    _open_library(page, desk)
    _upload(page, [evil])
    page.locator("#library-outcome .open").first.click()
    expect(page.locator("#sample-text")).to_contain_text("公建民营")
    expect(page.locator("#sample-original")).to_contain_text("onerror")
    page.hover("#sample-text .passage >> nth=-1")
    page.click("#sample-back")
    _seek(page, "社区食堂")
    expect(page.locator(".hits")).to_contain_text("公建民营")
    assert page.title() == "拟稿台"
    assert page.locator("#library-list img, #sample img, #sample script").count() == 0


def _open_library(page: Page, desk: RunningDesk) -> None:
    page.goto(desk.address)
    page.get_by_role("tab", name="样本库").click()
    expect(page.locator("#library-list .open").nth(5)).to_be_visible()


def _files(folder: Path) -> list[Path]:
    speech, junk = folder / "动员讲话.txt", folder / "垃圾.docx"
    report, archive = folder / "供水汇报.docx", folder / "一批.zip"
    speech.write_bytes(SPEECH.encode("gb18030"))
    junk.write_bytes(bytes(range(256)) * 40)
    document = Document()
    for line in REPORT:
        document.add_paragraph(line)
    document.save(str(report))
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("讲话/又一份.txt", SPEECH.replace("半个工作日", "半天"))
        packed.writestr("空的.txt", "")
    return [speech, report, junk, archive]


def _upload(page: Page, files: list[Path]) -> None:
    page.locator("#library-upload input[type=file]").set_input_files(files)
    expect(page.locator("#library-outcome .tally")).to_be_visible(timeout=60_000)
    expect(page.locator("#library-upload")).to_be_visible()


def _outcome(page: Page) -> None:
    expect(page.locator("#library-outcome .tally")).to_have_text(
        "这一批共5项：已加入2，重复1，未收2。"
    )
    rows = page.locator("#library-outcome tbody tr")
    expect(rows.filter(has_text="动员讲话.txt")).to_contain_text(re.compile(r"页码2.*半角标点"))
    expect(rows.filter(has_text="垃圾.docx")).to_contain_text("未收")
    expect(rows.filter(has_text="一批.zip!讲话/又一份.txt")).to_contain_text("没有重复入库")
    expect(rows.filter(has_text="一批.zip!空的.txt")).to_contain_text("空文件")
    expect(page.locator("#library-kinds")).to_contain_text(re.compile("动员讲话 3"))
    expect(page.locator("#masthead")).to_contain_text("样本库：20篇")
    steps.picture(page, "library-1-added")


def _look(page: Page) -> None:
    page.locator("#library-list .open", has_text=TITLE).click()
    original = page.locator("#sample-original")
    expect(original.locator("del", has_text="秘书之家").first).to_be_visible()
    expect(original.locator("ins", has_text="4680")).to_be_visible()
    expect(original.locator("del[title=页码]").first).to_have_text("- 1 -")
    text = page.locator("#sample-text")
    expect(text.locator("h3").first).to_contain_text("一、肯定成绩")
    expect(text.locator(".chip", has_text="问题").first).to_be_visible()
    assert "秘书之家" not in text.inner_text()
    page.evaluate("document.fonts.ready")
    steps.picture(page, "library-2-sample")


def _undo(page: Page) -> None:
    page.get_by_label("页码 2").check()
    page.click("#sample-undo")
    expect(page.locator("#sample-said")).to_contain_text("已撤销：页码")
    expect(page.locator("#sample-text")).to_contain_text("- 1 -")
    expect(page.locator("#sample-original del[title=页码]")).to_have_count(0)


def _correct(page: Page) -> None:
    page.locator("#sample-title input, #sample-title textarea").fill("营商环境动员会讲话")
    page.locator("#sample-kind input").click()
    page.get_by_role("option", name="座谈会讲话").click()
    page.click("#sample-save")
    expect(page.locator("#sample-said")).to_contain_text("已保存")
    page.click("#sample-back")
    row = page.locator("#library-list tr", has_text="营商环境动员会讲话")
    expect(row).to_contain_text("座谈会讲话")
    page.locator("#library-kinds label", has_text="座谈会讲话").click()
    expect(page.locator("#library-list tbody tr")).to_have_count(3)
    page.locator("#library-kinds label", has_text="全部").click()


def _search(page: Page) -> None:
    _seek(page, "二次供水设施老化")
    first = page.locator(".hits li").first
    expect(first).to_contain_text("二、存在的问题")
    expect(first.locator("mark").first).to_be_visible()
    steps.picture(page, "library-3-found")


def _seek(page: Page, words: str) -> None:
    page.locator("#library-query input, #library-query textarea").fill(words)
    page.click("#library-search")
    expect(page.locator(".hits li").first).to_be_visible()


def _remove(page: Page) -> None:
    page.locator(".hits .open").first.click()
    expect(page.locator("#sample-about")).to_contain_text("供水汇报.docx")
    page.click("#sample-remove")
    page.click("#sample-rather-not")
    expect(page.locator("#sample-really")).to_be_hidden()
    page.click("#sample-remove")
    page.click("#sample-really")
    expect(page.locator("#masthead")).to_contain_text("样本库：19篇")
    page.locator("#library-query input, #library-query textarea").fill("")
    page.click("#library-search")
    expect(page.locator("#library-list .samples")).to_be_visible()
    assert "城区供水保障" not in page.locator("#library-list").inner_text()

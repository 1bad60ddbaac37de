"""A facts file with tables handed in on the page: they reach the draft and the Word file."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import docx
import httpx
import pytest

from tests.browser.running import RunningDesk
from tests.crowd.visitor import Visitor

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]

FACTS = """
kind: situation_report
title: 关于企业走访工作的情况汇报
issuer: 鸣泉区科学技术局
masthead: 鸣泉区科学技术局
number: 鸣科〔2026〕3号
recipient: 区委
date: 2026-01-08
facts:
  - {topic: 背景, text: 全区规模以上工业企业264家。}
  - {topic: 做法, text: 科技局会同园区走访企业318家。}
  - {topic: 成绩, text: 促成签约92项。}
  - {topic: 问题, text: 企业预约中试平均要等47天。}
  - {topic: 打算, text: 2026年新建中试基地2个。}
tables:
  - caption: 各镇走访企业情况
    unit: 家
    topic: 做法
    head: [镇街, 上半年, 下半年]
    rows: [[鸣泉镇, 80, 90], [石桥镇, 70, 78], [合计, 150, 168]]
"""


def test_tables_reach_draft_and_word(tmp_path: Path) -> None:
    path = tmp_path / "走访.yaml"
    path.write_text(FACTS, encoding="utf-8")
    desk = RunningDesk(tmp_path / "data", DRAFTING_EMBEDDINGS="off")
    desk.start()
    try:
        texts, document = asyncio.run(_walk(desk.address, path))
    finally:
        desk.stop()
    assert sum("石桥镇" in text for text in texts) == 1
    [table] = [table for table in document.tables if "镇街" in table.cell(0, 0).text]
    assert [cell.text for cell in table.rows[-1].cells] == ["合计", "150", "168"]
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert any("鸣科〔2026〕3号" in line for line in lines)


async def _walk(address: str, path: Path) -> tuple[list[str], docx.document.Document]:
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
        page = Visitor(client)
        await page.open()
        await page.upload("facts-file", path)
        assert "各镇走访企业情况" in str(page.value("facts-panel"))
        await page.fire("make-outline")
        await page.fire("start-draft")
        texts = [str(page.value(f"text-{at}") or "") for at in range(12)]
        await page.fire("go-check")
        page.put("export-anyway", True)
        await page.fire("make-word")
        told = page.value("download")
        answer = await client.get(f"/gradio_api/file={told['path']}")
        return texts, docx.Document(io.BytesIO(answer.raise_for_status().content))

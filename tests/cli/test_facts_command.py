"""``python -m drafting facts``: raw material in, a facts file to be confirmed out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

Cli = Callable[..., Any]
NOTES = "全年走访农户1860户，解决问题236个。冷库能力不足，仍有40户要排队。\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_yaml_on_stdout_and_notices_on_stderr(cli: Cli, notes: Path) -> None:
    done = cli("facts", notes, "--kind", "work_summary")
    assert done.code == 0
    data = yaml.safe_load(done.out)
    assert data["kind"] == "work_summary"
    assert [fact["topic"] for fact in data["facts"]] == ["做法", "问题"]
    assert data["facts"][0]["source"] == "记录.txt，第1段"
    assert done.out.startswith("# 待确认")
    assert "提示" not in done.out


def test_extracted_facts_are_drafted(
    cli: Cli, notes: Path, tmp_path: Path, draft: Callable[..., Any]
) -> None:
    facts, text = tmp_path / "事实.yaml", tmp_path / "稿.md"
    done = cli("facts", notes, "--kind", "工作总结", "-o", facts)
    assert (done.code, done.out) == (0, "")
    assert "2 条事实已存为" in done.err
    assert draft("--markdown", text, facts=facts).code == 0
    assert "全年走访农户1860户，解决问题236个。" in text.read_text(encoding="utf-8")


def test_several_sources_once_each(cli: Cli, notes: Path, tmp_path: Path) -> None:
    table = tmp_path / "台账.csv"
    table.write_text("村,户数\n石桥村,412\n", encoding="utf-8")
    done = cli("facts", notes, table, notes)
    assert len(yaml.safe_load(done.out)["facts"]) == 3
    assert "没有指定文种" in done.err


def test_pasted_text_by_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(NOTES.encode("gb18030"))))
    done = cli("facts", "-", "--kind", "work_summary")
    assert "1860户" in done.out
    assert "标准输入，第1段" in done.out


def test_refusals(refusal: Callable[..., str], notes: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空话.txt"
    empty.write_text("同志们，大家上午好。谢谢大家。", encoding="utf-8")
    assert "没有找到可用的事实" in refusal("facts", empty, "--kind", "work_summary")
    assert "找不到文件" in refusal("facts", tmp_path / "无.docx")
    assert "文种" in refusal("facts", notes, "--kind", "诗歌")
    assert "引擎" in refusal("facts", notes, "--engine", "gpt")
    assert "还没有配置模型" in refusal(
        "facts", notes, "--kind", "work_summary", "--engine", "model"
    )
    assert "盖掉" in refusal("facts", notes, "-o", notes)
    assert "文件夹" in refusal("facts", notes, "-o", tmp_path / "无" / "事实.yaml")
    assert notes.read_text(encoding="utf-8") == NOTES

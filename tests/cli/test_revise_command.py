"""``revise``, as INTERFACES promises it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engines import scripted
from tests.servers.fault_openai import FaultOpenAI
from tests.servers.replies import Reply, Request

Run = Callable[..., Any]


@pytest.fixture
def saved(draft: Run, tmp_path: Path) -> Path:
    """A draft's JSON, written offline."""
    path = tmp_path / "文稿.json"
    assert draft("--json", path).code == 0
    return path


def test_a_section_is_revised_and_nothing_else(cli: Run, saved: Path, tmp_path: Path) -> None:
    before = json.loads(saved.read_text("utf-8"))
    out = tmp_path / "改后.json"
    done = cli("revise", saved, "--section", "practices", "--instruction", "扩写", "--json", out)
    assert (done.code, done.out) == (0, "")
    after = json.loads(out.read_text("utf-8"))
    changed = [
        old["id"]
        for old, new in zip(before["sections"], after["sections"], strict=True)
        if old != new
    ]
    assert changed == ["practices"]
    [revision] = after["revisions"]
    assert (revision["section"], revision["instruction"]) == ("practices", "扩写")
    assert revision["state"] == "accepted"
    assert revision["before"] == before["sections"][2]["text"]
    assert revision["after"]["text"] == after["sections"][2]["text"]
    assert after["brief"] == before["brief"]
    assert after["sections"][2]["text"] in after["markdown"]


def test_without_a_file_the_draft_goes_to_stdout(cli: Run, saved: Path) -> None:
    done = cli("revise", saved, "--section", "二、以问题为引，梳理科技创新的主要做法",
               "--instruction", "扩写")  # fmt: skip
    assert done.code == 0
    assert json.loads(done.out)["revisions"][0]["section"] == "practices"
    assert cli("check", saved).code == 0


@pytest.mark.parametrize(
    ("section", "instruction", "said"),
    [
        ("没有的节", "扩写", "没有“没有的节”这一节。--section 可以写：lead_in"),
        ("practices", "写得更有诗意", "要用模型才能做"),
        ("practices", " ", "请写明要怎么改"),
    ],
)
def test_what_cannot_be_done_is_said(
    refusal: Run, saved: Path, tmp_path: Path, section: str, instruction: str, said: str
) -> None:
    out = tmp_path / "改后.json"
    asked = ("revise", saved, "--section", section, "--instruction", instruction, "--json", out)
    assert said in refusal(*asked)
    assert not out.exists()


def test_files_that_are_no_draft_are_refused(refusal: Run, saved: Path, tmp_path: Path) -> None:
    text = tmp_path / "文稿.md"
    text.write_text("# 题目\n", "utf-8")
    asked = ("--section", "practices", "--instruction", "扩写")
    assert "不是文稿 JSON" in refusal("revise", text, *asked)
    assert "找不到文件" in refusal("revise", tmp_path / "无.json", *asked)
    assert "没有“" in refusal("revise", saved, *asked, "--json", tmp_path / "无" / "改后.json")


@pytest.fixture
def modelled(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultOpenAI]:
    with FaultOpenAI(_script, models=None).running() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
        monkeypatch.setenv("DRAFTING_MODEL", "writer")
        yield server


def _script(request: Request) -> Reply:
    from dataclasses import replace

    return replace(scripted.script(request), cached=64)


@pytest.mark.enable_socket
def test_a_model_tells_what_it_cost(
    cli: Run, modelled: FaultOpenAI, library: Path, facts_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "文稿.json"
    facts = facts_folder / "work_summary.yaml"
    done = cli("draft", facts, "--engine", "model", "--library", library, "--json", out)
    assert done.code == 0
    assert "用量：送入 " in done.err
    assert f"共{len(modelled.requests)}次请求" in done.err
    made = json.loads(out.read_text("utf-8"))
    assert made["usage"]["calls"] == len(modelled.requests)
    assert made["usage"]["cached"] > 0
    making = made["sections"][1]["making"]
    assert making["model"] == "writer"
    assert all("@" in prompt for prompt in making["prompts"])
    assert "secret-key" not in out.read_text("utf-8") + done.err

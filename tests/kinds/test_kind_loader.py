"""A kind file with a slip is refused with file and key named; one without is a kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.kinds import all_kinds, load_kind, read_kind

Refused = Callable[..., str]

WHOLE = """
id = "notice"
name = "通知"
description = "布置工作。"
voice = "office"
required_topics = ["任务"]
title_patterns = ["关于{subject}的通知"]

[[heading_sets]]
tasks = "明确{subject}的任务"

[[sections]]
id = "lead_in"
name = "导语"
purpose = "点题"
belongs = "由来。"
share = 0.2
topics = ["背景"]
headed = false
openings = ["现将有关事项通知如下。"]

[[sections]]
id = "tasks"
name = "任务"
purpose = "布置"
belongs = "任务。"
share = 0.8
topics = ["任务"]
[sections.leads]
"任务" = ["任务要逐项落实。"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notice.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def changed(folder: Path, old: str, new: str) -> Path:
    assert WHOLE.count(old) == 1
    (folder / "notice.toml").write_text(WHOLE.replace(old, new), encoding="utf-8")
    return folder / "notice.toml"


def test_adding_a_file_adds_a_kind(folder: Path) -> None:
    assert [kind.name for kind in all_kinds(folder)] == ["通知"]
    assert load_kind("notice", folder) == load_kind("通知", folder)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('voice = "office"', 'voice = "office"\nvoise = "x"', ["voise：不认识的键"]),
        ('purpose = "布置"', 'purpose = "布置"\ntopic = ["任务"]',
         ["sections.2.topic：不认识的键"]),
        ('name = "通知"\n', "", ["name：缺少此项"]),
        ('name = "通知"', "name = 3", ["name：应为文字"]),
        ('voice = "office"', 'voice = "king"', ["voice：不在可选值之内"]),
        ('8\ntopics = ["任务"]', '8\ntopics = "任务"', ["sections.2.topics：应为列表"]),
        ("share = 0.8", "share = 0.9", ["sections.2.share：数值太大"]),
        ("share = 0.8", "share = 0.7", ["各节篇幅占比合计应为 1，现为 0.90"]),
        ('id = "tasks"', 'id = "Tasks"', ["sections.2.id：写法不合规定"]),
        ('id = "tasks"', 'id = "lead_in"', ["小节 id 重复"]),
        ('tasks = "明确', 'task = "明确', ["第 1 组标题应与各节一一对应"]),
        ('"明确{subject}的任务"', '"明确{issuer}的任务"', ["只用 {subject}"]),
        ('"明确{subject}的任务"', '"明确{subjct}的任务"', ["heading_sets.1.tasks", "{subjct}"]),
        ('"关于{subject}的通知"', '"关于{subject的通知"', ["title_patterns.1", "花括号不成对"]),
        ("现将有关事项", "现将{what}事项", ["sections.1.openings.1", "{what}"]),
        ("现将有关事项通知如下。", "好。", ["sections.1.openings.1：文字太短"]),
        ('topics = ["背景"]', 'topics = ["背景", "任务"]', ["“任务”类事实归了不止一节"]),
        ('topics = ["背景"]', 'topics = ["缘起"]', ["没有“缘起”这类事实"]),
        ('required_topics = ["任务"]', 'required_topics = ["问题"]', ["没有小节使用“问题”类事实"]),
        ('"任务" = [', '"closings" = [', ["sections.2", "没有“closings”这一类"]),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_file_and_key(
    folder: Path, refused: Refused, old: str, new: str, parts: list[str]
) -> None:
    message = refused(read_kind, changed(folder, old, new))
    assert all(part in message for part in ["文种文件 notice.toml 有误", *parts]), message


def test_a_file_must_be_called_after_its_kind(folder: Path, refused: Refused) -> None:
    path = (folder / "notice.toml").rename(folder / "letter.toml")
    assert "letter.toml 的 id 应与文件名一致，现为“notice”" in refused(read_kind, path)


def test_what_is_no_toml_is_refused_with_its_line(folder: Path, refused: Refused) -> None:
    path = changed(folder, 'name = "通知"', 'name = "通知')
    assert "文种文件 notice.toml 读不出来：第 3 行" in refused(read_kind, path)


def test_a_file_in_another_encoding_is_refused(folder: Path, refused: Refused) -> None:
    (folder / "notice.toml").write_bytes(WHOLE.encode("gb18030"))
    assert "notice.toml 读不出来：不是 UTF-8 文本" in refused(read_kind, folder / "notice.toml")


@pytest.mark.parametrize("name", ["letter", "", "../notice", "Notice", "通报"])
def test_an_unknown_kind_is_refused_with_the_known_ones(
    folder: Path, refused: Refused, name: str
) -> None:
    assert "notice（通知）" in refused(load_kind, name, folder)

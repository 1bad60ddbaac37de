"""Bad input on the command line: one clear Chinese sentence, exit code 2, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        ("空.yaml", b"", ["空.yaml", "是空文件", "请填入"]),
        ("坏.yaml", b"kind: [work_summary\n", ["坏.yaml", "第 2 行", "请检查"]),
        ("文种.yaml", "kind: 通稿\nfacts: [甲]".encode(), ["文种.yaml", "通稿", "请从这些文种中选"]),
        ("编号.yaml", "kind: work_summary\nfacts: [{id: A, text: 甲}, {id: A, text: 乙}]".encode(),
         ["编号.yaml", "第 1 条事实和第 2 条", "请改成不同的编号"]),
        ("日期.yaml", "kind: work_summary\ndate: 2026-02-30\nfacts: [甲]".encode(),
         ["日期.yaml", "date（日期）", "请写成 2026-03-12"]),
        ("多.json", json.dumps({"kind": "work_summary", "facts": ["甲"] * 10_000}).encode(),
         ["多.json", "10000 条", "请挑选"]),
        ("乱.yaml", bytes(range(256)) * 8, ["乱.yaml", "不是文本文件", "请确认"]),
        ("乱.xlsx", bytes(range(256)) * 8, ["乱.xlsx", "已损坏", "另存为"]),
        ("乱.csv", bytes(range(256)) * 8, ["乱.csv", "不是文本文件", "请确认"]),
        ("表.csv", "类别,内容\n文种,工作总结\n做法,\n".encode(), ["表.csv", "第 3 行", "“内容”", "请补上"]),
    ],
)  # fmt: skip
def test_a_facts_file_that_cannot_be_used(
    refusal: Run, draft: Run, tmp_path: Path, name: str, content: bytes, parts: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    message = refusal("--json", tmp_path / "稿.json", run=draft, facts=tmp_path / name)
    assert all(part in message for part in parts), message
    assert not (tmp_path / "稿.json").exists()
    (tmp_path / "稿.md").write_text("# 标题\n", encoding="utf-8")
    assert refusal("check", tmp_path / "稿.md", "--facts", tmp_path / name) == message


@pytest.mark.parametrize("option", ["--json", "--markdown", "-o"])
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("没有/稿.docx", "没有“"),
        ("文件/稿.docx", "没有“"),
        ("夹.docx", "不能写入"),
        ("长" * 200 + ".docx", "名称太长"),
        ("稿.yaml", "会盖掉它"),
        ("./夹.docx/../稿.yaml", "会盖掉它"),
    ],
)
def test_a_result_that_could_not_be_written_is_refused_before_any_work(
    refusal: Run, draft: Run, tmp_path: Path, option: str, name: str, parts: str
) -> None:
    (tmp_path / "夹.docx").mkdir()
    (tmp_path / "文件").touch()
    facts = tmp_path / "稿.yaml"
    facts.write_text("kind: work_summary\nfacts: [修渠12条。]", encoding="utf-8")
    before = facts.read_bytes()
    message = refusal(option, tmp_path / name, run=draft, facts=facts)
    assert parts in message or "应以 .docx 结尾" in message
    assert facts.read_bytes() == before


def test_two_results_of_one_name_are_refused(refusal: Run, draft: Run, tmp_path: Path) -> None:
    path = tmp_path / "稿.json"
    assert "另一个结果" in refusal("--json", path, "--markdown", path, run=draft)
    assert not path.exists()


@pytest.mark.parametrize("name", ["稿.md", "稿", "稿.doc"])
def test_a_word_file_is_called_docx(refusal: Run, draft: Run, tmp_path: Path, name: str) -> None:
    assert "应以 .docx 结尾" in refusal("-o", tmp_path / name, run=draft)


def test_an_unknown_layout_is_refused_before_any_work(
    refusal: Run, draft: Run, tmp_path: Path
) -> None:
    paths = ("--json", tmp_path / "稿.json", "-o", tmp_path / "稿.docx")
    assert "没有名为“red”的版式" in refusal(*paths, "--profile", "red", run=draft)
    assert not (tmp_path / "稿.json").exists()


@pytest.mark.parametrize("option", ["--json", "--markdown", "-o"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    draft: Run, small_disk: Path, option: str
) -> None:
    old = small_disk / "稿.docx"
    old.write_text("旧稿", encoding="utf-8")
    with suppress(OSError), (small_disk / "全部").open("wb", 0) as file:
        while True:
            file.write(bytes(4096))
    done = draft(option, old)
    assert (done.code, done.out) == (2, "")
    assert "磁盘已满" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
    assert old.read_text(encoding="utf-8") == "旧稿"
    assert {path.name for path in small_disk.iterdir()} == {"稿.docx", "全部"}


@pytest.mark.parametrize("option", ["--json", "--markdown", "-o"])
@pytest.mark.parametrize("name", ["新.docx", "旧.docx"])
def test_a_read_only_folder_is_refused_before_any_work(
    refusal: Run, draft: Run, small_disk: Path, make_read_only: Run, option: str, name: str
) -> None:
    (small_disk / "旧.docx").write_text("旧稿", encoding="utf-8")
    make_read_only(small_disk)
    assert "不能写入" in refusal(option, small_disk / name, run=draft)
    assert (small_disk / "旧.docx").read_text(encoding="utf-8") == "旧稿"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_device_that_is_always_full_is_told(draft: Run) -> None:
    done = draft("--markdown", "/dev/full")
    assert done.code == 2
    assert "“/dev/full”存不下来：磁盘已满" in done.err


def test_a_read_only_data_folder_does_not_stop_a_draft(
    cli: Run, facts_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "文件").touch()
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "文件" / "home"))
    done = cli("draft", facts_folder / "work_summary.yaml", "--engine", "offline")
    assert done.code == 0
    assert "提示：样本库用不了，本次不参考样本。" in done.err
    assert done.out.startswith("# ")


def test_a_library_that_was_asked_for_must_be_there_and_whole(
    refusal: Run, facts_folder: Path, tmp_path: Path
) -> None:
    asked = ("draft", facts_folder / "work_summary.yaml", "--engine", "offline", "--library")
    assert "没有“" in refusal(*asked, tmp_path / "没有")
    (tmp_path / "坏").mkdir()
    (tmp_path / "坏" / "catalog.db").write_bytes(b"junk" * 2000)
    assert "已损坏" in refusal(*asked, tmp_path / "坏")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--engine", "gpt"], "请用 auto、offline 或 model"),
        (["--engine", "model"], "还没有配置模型"),
        (["--length", "50"], "--length为 50，应在 200 到 30000 之间"),
        (["--kind", "通稿"], "没有“通稿”这个文种"),
    ],
)
def test_a_flag_that_makes_no_sense(
    refusal: Run, library: Path, tmp_path: Path, arguments: list[str], parts: str
) -> None:
    facts = '{"facts": [{"topic": "做法", "text": "修渠12条。"}]}'
    (tmp_path / "事实.json").write_text(facts, encoding="utf-8")
    kind = [] if "--kind" in arguments else ["--kind", "work_summary"]
    where = ("draft", tmp_path / "事实.json", "--library", library)
    assert parts in refusal(*where, *kind, *arguments)


@pytest.mark.parametrize(
    ("name", "value"),
    [("OPENAI_BASE_URL", "secret-place"), ("DRAFTING_PARALLEL", "0"), ("DRAFTING_TIMEOUT", "ever")],
)
def test_a_setting_that_makes_no_sense_is_named_without_its_value(
    refusal: Run, facts_folder: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, value: str,
) -> None:  # fmt: skip
    monkeypatch.setenv(name, value)
    message = refusal("draft", facts_folder / "work_summary.yaml")
    assert name.lower() in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([], "没有写命令"),
        (["write"], "没有“write”这个命令"),
        (["draft"], "缺少参数“facts”"),
        (["draft", "a", "b"], "参数多了"),
        (["draft", "a", "--lenght", "9"], "没有“--lenght”这个选项"),
        (["draft", "a", "--length", "long"], "“--length”的值不对，应为整数"),
        (["draft", "a", "--variant"], "“--variant”后面要写一个值"),
        (["kinds", "--json=1"], "“--json”后面不带值"),
        (["check"], "缺少参数“files”"),
        (["export", "a.md"], "缺少参数“-o”"),
        (["export"], "缺少参数"),
    ],
)
def test_wrong_usage_says_what_and_where_help_is(
    refusal: Run, arguments: list[str], parts: str
) -> None:
    message = refusal(*arguments)
    assert parts in message
    assert "--help" in message


@pytest.mark.parametrize("command", ["check", "export"])
@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        ("没有.md", None, "找不到文件"),
        ("没有.docx", None, "找不到文件"),
        ("夹.md", "folder", "这是一个文件夹"),
        ("夹.docx", "folder", "文件夹"),
        ("图.png", b"\x89PNG", "请用 .md、.txt、.docx 或 .json"),
        ("乱.md", bytes(range(256)) * 8, "不是文本文件"),
        ("乱.docx", bytes(range(256)) * 8, "不是 DOCX 文件"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc 格式"),
        ("断.docx", b"PK\x03\x04" + bytes(300), "已损坏"),
        ("空.docx", b"", "DOCX"),
        ("坏.json", b"{", "不是有效的 JSON"),
        ("别.json", b'{"name": "package"}', "不是本程序导出的文稿 JSON"),
        ("列.json", b"[1]", "不是本程序导出的文稿 JSON"),
    ],
)
def test_a_document_that_cannot_be_read(
    refusal: Run, tmp_path: Path, command: str, name: str, content: Any, parts: str
) -> None:
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    output = ["-o", tmp_path / "出.docx"] if command == "export" else []
    message = refusal(command, path, *output)
    assert parts in message
    assert name in message
    assert not (tmp_path / "出.docx").exists()


def test_an_empty_document_is_not_exported(refusal: Run, tmp_path: Path) -> None:
    (tmp_path / "空.md").write_text("\n \n", encoding="utf-8")
    assert "没有可以导出的内容" in refusal("export", tmp_path / "空.md", "-o", tmp_path / "出.docx")


def test_an_export_does_not_take_the_place_of_its_source(refusal: Run, tmp_path: Path) -> None:
    source = tmp_path / "稿.docx"
    source.write_bytes(b"PK")
    assert "会盖掉它" in refusal("export", source, "-o", source)
    assert source.read_bytes() == b"PK"


def run(arguments: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "drafting", *arguments]
    return subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, check=False, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_output_that_cannot_be_written_is_told_without_a_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(["kinds", "--json"], stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode() == "输出读写失败：磁盘已满。请检查磁盘空间和权限后重试。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_has_had_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(["kinds"], stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux alone")
def test_a_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.md"
    Path(os.fsdecode(name)).write_text("# 标题\n\n正文。\n", encoding="utf-8")
    done = run(["check", os.fsdecode(name), "--json"], stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert os.fsencode(json.loads(done.stdout)[0]["file"]) == name

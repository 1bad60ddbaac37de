"""``export``, ``import`` without a draft and ``profile`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.cli import main
from drafting.document import markdown_of, to_json
from drafting.manuscript import from_markdown, parse
from drafting.word import load_profile, read, write
from drafting.word.review import read_review
from tests.briefs import drafted, shipped
from tests.conftest import FACTS, is_clear
from tests.word.documents import WHOLE, attribute, paragraph, xml

DRAFT = drafted(shipped("situation_report"))


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "draft.json"
    file.write_text(json.dumps(to_json(DRAFT), ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    file = tmp_path / "whole.md"
    file.write_text(WHOLE, encoding="utf-8")
    return file


def test_markdown_and_text(saved: Path, tmp_path: Path) -> None:
    for ending in ("md", "txt"):
        assert main(["export", str(saved), "-o", str(tmp_path / f"a.{ending}")]) == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == markdown_of(DRAFT)
    told = parse((tmp_path / "a.txt").read_text(encoding="utf-8")).lines
    assert [line.text for line in told] == [
        line.text for line in from_markdown(markdown_of(DRAFT)).lines
    ]


def test_a_word_file_may_be_exported_anew(whole: Path, tmp_path: Path) -> None:
    assert main(["export", str(whole), "-o", str(tmp_path / "a.docx"), "--profile", "plain"]) == 0
    assert main(["export", str(tmp_path / "a.docx"), "-o", str(tmp_path / "b.docx")]) == 0
    assert read(tmp_path / "b.docx") == WHOLE


def test_proof_names_fact_and_source(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(saved), "-o", str(tmp_path / "a.docx"), "--proof"]) == 0
    assert "批注" in capsys.readouterr().err
    comments = [c for line in read_review(tmp_path / "a.docx").lines for c in line.comments]
    sources = {fact.source for fact in DRAFT.brief.facts if fact.source}
    assert comments
    assert any(source in comment.text for comment in comments for source in sources)


def test_proof_of_a_markdown_takes_a_facts_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.md"
    file.write_text(markdown_of(DRAFT), encoding="utf-8")
    assert main(["export", str(file), "-o", str(tmp_path / "a.docx"), "--proof"]) == 2
    assert "--facts" in capsys.readouterr().err
    facts = str(FACTS / "situation_report.yaml")
    assert (
        main(["export", str(file), "-o", str(tmp_path / "a.docx"), "--proof", "--facts", facts])
        == 0
    )


def test_bold_leads(whole: Path, tmp_path: Path) -> None:
    assert main(["export", str(whole), "-o", str(tmp_path / "a.docx"), "--bold-leads"]) == 0
    assert attribute(paragraph(xml(tmp_path / "a.docx"), "一是"), "r/rPr/b") == "1"


@pytest.mark.parametrize(
    ("output", "options"),
    [
        ("a.doc", []), ("a.pdf", ["--proof"]), ("a.md", ["--compare", "whole.md"]),
        ("a.docx", ["--compare", "whole.md", "--contents"]), ("a.docx", ["--profile", "none"]),
        ("whole.md", []),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    output: str, options: list[str], whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [str(whole) if option == "whole.md" else option for option in options]
    before = sorted(tmp_path.iterdir())
    assert main(["export", str(whole), "-o", str(tmp_path / output), *said]) == 2
    assert is_clear(capsys.readouterr().err.strip())
    assert sorted(tmp_path.iterdir()) == before
    assert whole.read_text(encoding="utf-8") == WHOLE


def test_any_word_file_is_opened_as_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(from_markdown(WHOLE).lines, tmp_path / "来文.docx")
    result = tmp_path / "a.json"
    assert (
        main(
            ["import", str(tmp_path / "来文.docx"), "--kind", "work_summary", "--json", str(result)]
        )
        == 0
    )
    assert "工作总结" in capsys.readouterr().err
    data = json.loads(result.read_text(encoding="utf-8"))
    assert data["title"] == from_markdown(WHOLE).lines[1].text
    assert main(["check", str(result)]) in (0, 1)
    assert main(["export", str(result), "-o", str(tmp_path / "b.docx")]) == 0
    assert read(tmp_path / "b.docx") == WHOLE


def test_a_layout_is_learned_listed_and_used(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(from_markdown(WHOLE).lines, tmp_path / "a.docx", profile="speech_large")
    assert (
        main(
            ["profile", "learn", str(tmp_path / "a.docx"), "--name", "本局", "--label", "本局大字"]
        )
        == 0
    )
    assert main(["profile", "list"]) == 0
    assert "本局大字（本单位）" in capsys.readouterr().out
    assert main(["export", str(whole), "-o", str(tmp_path / "b.docx"), "--profile", "本局"]) == 0
    assert load_profile("本局").styles["body"].size.points == 18
    assert main(["profile", "list", "--json"]) == 0
    assert {"name": "本局", "label": "本局大字", "own": True} in json.loads(capsys.readouterr().out)

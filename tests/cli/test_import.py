from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.cli import main
from drafting.document import lines_of, to_json
from drafting.manuscript import Line
from drafting.word import write
from tests.returning.test_returning import DRAFT, a_word


@pytest.fixture
def out_and_back(tmp_path: Path) -> tuple[Path, Path]:
    draft, file = tmp_path / "稿.json", tmp_path / "返回.docx"
    draft.write_text(json.dumps(to_json(DRAFT), ensure_ascii=False), encoding="utf-8")
    lines: list[Line] = a_word(list(lines_of(DRAFT)))
    write(lines, file, compare=lines_of(DRAFT), changed_by="程立春")
    return draft, file


def test_what_came_back_is_told_and_kept(
    out_and_back: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, file = out_and_back
    target = tmp_path / "新.json"
    assert main(["import", str(file), "--draft", str(draft), "--json", str(target)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "程立春" in told.err
    assert "共1处修改" in told.err
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [(r["author"], r["state"]) for r in data["revisions"]] == [("程立春", "proposed")]
    assert data["markdown"] == to_json(DRAFT)["markdown"]


def test_without_a_target_the_draft_is_printed(
    out_and_back: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    draft, file = out_and_back
    assert main(["import", str(file), "--draft", str(draft)]) == 0
    assert len(json.loads(capsys.readouterr().out)["revisions"]) == 1


@pytest.mark.parametrize("name", ["稿.md", "没有.docx"])
def test_what_is_no_word_file_is_refused(
    name: str, out_and_back: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    draft, _ = out_and_back
    assert main(["import", str(draft.with_name(name)), "--draft", str(draft)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert name in told.err

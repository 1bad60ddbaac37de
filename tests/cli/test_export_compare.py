from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from drafting.cli import main
from tests.word.documents import xml

OLD = "# 总结\n\n## 一、情况\n\n选派干部468名。\n"


def test_the_changes_against_an_old_version_are_tracked(tmp_path: Path) -> None:
    old, new, out = tmp_path / "旧.md", tmp_path / "新.md", tmp_path / "稿.docx"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("468", "486"), encoding="utf-8")
    assert main(["export", str(new), "-o", str(out), "--compare", str(old)]) == 0
    root = xml(out)
    assert [e.text for e in root.iter(qn("w:delText"))] == ["468"]
    inserted = ["".join(t.text for t in e.iter(qn("w:t"))) for e in root.iter(qn("w:ins"))]
    assert inserted == ["486"]


def test_an_old_version_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, out = tmp_path / "新.md", tmp_path / "稿.docx"
    new.write_text(OLD, encoding="utf-8")
    assert main(["export", str(new), "-o", str(out), "--compare", str(tmp_path / "无.md")]) == 2
    assert "无.md" in capsys.readouterr().err
    assert not out.exists()

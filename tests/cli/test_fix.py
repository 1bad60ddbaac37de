from __future__ import annotations

from pathlib import Path

import pytest

from drafting.cli import main


def test_fix_prints_the_mended_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "稿.md"
    file.write_text("# 总结\n\n## 一、情况\n\n选派干部,己经到岗。\n", encoding="utf-8")
    assert main(["fix", str(file)]) == 0
    out = capsys.readouterr()
    assert out.out == "# 总结\n\n## 一、情况\n\n选派干部，已经到岗。\n"
    assert "共改2处" in out.err
    assert "己经" in file.read_text(encoding="utf-8")


def test_fix_writes_another_file_and_never_the_same(tmp_path: Path) -> None:
    file, target = tmp_path / "稿.md", tmp_path / "改.md"
    file.write_text("# 总结\n\n这是我们的的责任。\n", encoding="utf-8")
    assert main(["fix", str(file), "-o", str(file)]) == 2
    assert main(["fix", str(file), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == "# 总结\n\n这是我们的责任。\n"


def test_a_word_file_needs_a_name_for_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, word, mended = tmp_path / "稿.md", tmp_path / "稿.docx", tmp_path / "改.docx"
    source.write_text("# 总结\n\n选派干部,已到岗。\n", encoding="utf-8")
    assert main(["export", str(source), "-o", str(word)]) == 0
    assert main(["fix", str(word)]) == 2
    assert "-o" in capsys.readouterr().err
    assert main(["fix", str(word), "-o", str(mended)]) == 0
    assert main(["fix", str(mended), "-o", str(tmp_path / "再改.docx")]) == 0
    assert "没有可以自动改的问题" in capsys.readouterr().err

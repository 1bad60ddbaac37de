"""PDF through LibreOffice, and what is said where it is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.cli import main
from drafting.document import markdown_of, to_json
from drafting.manuscript import from_markdown
from drafting.returning import bring_back, draft_of, open_as_draft
from drafting.word import printing, write
from drafting.word.printing import page_pictures, page_texts
from drafting.word.review import read_review
from tests.briefs import drafted, shipped
from tests.word import foreign
from tests.word.documents import WHOLE
from tests.word.office import convert, require_office

BOX = "（征求意见稿）\n\n"


def a_draft(folder: Path) -> Path:
    file = folder / "draft.json"
    draft = drafted(shipped("situation_report"))
    file.write_text(json.dumps(to_json(draft), ensure_ascii=False), encoding="utf-8")
    return file


def test_without_libreoffice_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "office_program", lambda: None)
    assert main(["export", str(a_draft(tmp_path)), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "LibreOffice" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_an_office_that_makes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "office_program", lambda: "/bin/true")
    assert main(["export", str(a_draft(tmp_path)), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "没有转出 PDF" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.office
def test_a_pdf_with_contents_and_its_pictures(tmp_path: Path) -> None:
    require_office()
    output = tmp_path / "a.pdf"
    assert main(["export", str(a_draft(tmp_path)), "-o", str(output), "--contents"]) == 0
    texts = page_texts(output.read_bytes())
    assert "目" in texts[0]
    assert drafted(shipped("situation_report")).title in "".join(texts[1].split())
    pictures = page_pictures(output.read_bytes(), width=300)
    assert len(pictures) == len(texts)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.office
def test_files_saved_by_libreoffice_are_the_same_draft(tmp_path: Path) -> None:
    """Ours, and those of Word and WPS, opened and saved by LibreOffice."""
    require_office()
    (tmp_path / "in").mkdir()
    files = {name: tmp_path / "in" / f"{name}.docx" for name in ("whole", "word", "wps", "report")}
    write(from_markdown(WHOLE).lines, files["whole"])
    foreign.save(foreign.BY_WORD, files["word"])
    foreign.save(foreign.BY_WPS, files["wps"])
    draft = drafted(shipped("situation_report"))
    write(from_markdown(markdown_of(draft)).lines, files["report"])
    marked = WHOLE.replace("逐村登记", "逐村逐户登记")
    files["marked"] = tmp_path / "in" / "marked.docx"
    write(from_markdown(marked).lines, files["marked"], compare=from_markdown(WHOLE).lines,
          changed_by="程立春")  # fmt: skip
    (tmp_path / "out").mkdir()
    saved = convert(list(files.values()), tmp_path / "out", "docx:MS Word 2007 XML")
    for before, after in zip(files.values(), saved, strict=True):
        was = markdown_of(open_as_draft(before)).replace(BOX, "")  # LibreOffice drops a bare box
        assert markdown_of(open_as_draft(after)) == was
    returned = bring_back(draft_of(from_markdown(WHOLE)), read_review(saved[-1]))
    assert [revision.author for revision in returned.revisions] == ["程立春"]
    assert "逐村逐户登记" in returned.revisions[0].after.text

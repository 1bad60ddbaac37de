"""版头: 发文机关标志, 文号 and 签发人, the red line (GB/T 9704-2012, 7.2)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.cli import main
from drafting.document import to_json
from drafting.errors import BadInput
from drafting.facts import build_brief
from drafting.manuscript import from_markdown, from_text, to_markdown, to_text
from drafting.word import load_profile, profile_names, read, write
from tests.briefs import drafted, shipped
from tests.word.documents import HEADED, attribute, paragraph, text_of, xml

LINES = from_markdown(HEADED).lines
RED = load_profile("official").masthead.color


def headed(folder: Path, text: str = HEADED) -> BaseOxmlElement:
    write(from_markdown(text).lines, folder / "a.docx")
    return xml(folder / "a.docx")


def test_its_lines_have_their_roles_above_the_title_and_under_it() -> None:
    assert [line.role for line in LINES[:4]] == ["masthead", "number", "signer", "title"]
    title, rest = HEADED.split("\n\n")[3], HEADED.split("\n\n")
    under = "\n\n".join([title, *rest[:3], *rest[4:]])
    assert [line.role for line in from_markdown(under).lines[:5]] == [
        "title", "masthead", "number", "signer", "recipient",
    ]  # fmt: skip
    assert to_markdown(LINES) == HEADED
    assert [one.role for one in from_text(to_text(LINES)).lines] == [one.role for one in LINES]


@pytest.mark.parametrize("title", ["关于印发收文办法的文件", "会议文件"])
def test_a_title_is_no_masthead(title: str) -> None:
    assert from_markdown(f"# {title}\n\n正文。\n").lines[0].role == "title"
    assert from_text(f"{title}\n正文一段。\n").lines[0].role == "title"


def test_every_layout_gives_it_back(tmp_path: Path) -> None:
    for profile in profile_names():
        write(LINES, tmp_path / "a.docx", profile=profile)
        assert read(tmp_path / "a.docx") == HEADED


def test_it_is_red_and_under_it_a_red_line(tmp_path: Path) -> None:
    root = headed(tmp_path)
    mark = paragraph(root, "江北县农业农村局文件")
    assert {attribute(run, "rPr/color") for run in mark.iter(qn("w:r"))} == {RED}
    row = paragraph(root, "江农〔2026〕12号")
    assert text_of(row) == "江农〔2026〕12号签发人：林望川"
    assert attribute(row, "pPr/pBdr/bottom", "color") == RED
    assert attribute(row, "pPr/pBdr/bottom", "sz") == "16"
    fonts = {text_of(run): attribute(run, "rPr/rFonts", "eastAsia") for run in row.iter(qn("w:r"))}
    assert fonts["签发人："] == "仿宋_GB2312"
    assert fonts["林望川"] == "楷体_GB2312"


def test_without_a_signer_the_number_stands_in_the_middle(tmp_path: Path) -> None:
    row = paragraph(headed(tmp_path, HEADED.replace("签发人：林望川\n\n", "")), "江农〔2026〕12号")
    assert attribute(row, "pPr/jc") == "center"
    assert attribute(row, "pPr/pBdr/bottom", "color") == RED


def test_without_a_masthead_there_is_no_red(tmp_path: Path) -> None:
    root = headed(tmp_path, HEADED.partition("\n\n")[2])
    assert list(root.iter(qn("w:pBdr"))) == []
    assert RED not in {one.get(qn("w:val")) for one in root.iter(qn("w:color"))}


def test_a_long_name_keeps_within_the_type_area(tmp_path: Path) -> None:
    name = "江北县农业农村工作领导小组现代种业发展专项工作办公室文件"
    mark = paragraph(headed(tmp_path, HEADED.replace("江北县农业农村局文件", name)), name)
    size = int(attribute(mark.find(qn("w:r")), "rPr/sz") or 0) / 2
    assert len(name) * size <= load_profile("official").page.text_width.points


def test_the_brief_brings_it_and_the_imprint() -> None:
    data = {
        "kind": "situation_report", "title": "关于春耕生产情况的报告", "issuer": "江北县农业农村局",
        "date": "2026-03-12", "recipient": "县人民政府", "发文机关标志": "江北县农业农村局",
        "文号": "江农〔2026〕12号", "签发人": "林望川", "抄送": "县委办公室。", "印发机关": "江北县农业农村局办公室",
        "facts": ["全县备种4.6万吨。"],
    }  # fmt: skip
    made = drafted(build_brief(data, "事实.yaml").brief)
    assert made.front[:3] == ("江北县农业农村局文件", "江农〔2026〕12号", "签发人：林望川")
    assert made.back[-2:] == (
        "抄送：县委办公室。", "江北县农业农村局办公室　2026年3月12日印发",
    )  # fmt: skip
    with pytest.raises(BadInput, match="发文机关标志"):
        build_brief({**data, "发文机关标志": "Office 5"}, "事实.yaml")


def test_one_put_on_at_the_export_is_no_change_when_the_file_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.json"
    made = drafted(shipped("situation_report"))
    draft.write_text(json.dumps(to_json(made), ensure_ascii=False), encoding="utf-8")
    out = tmp_path / "a.docx"
    assert main(["export", str(draft), "-o", str(out), "--red-head", "江北县农业农村局"]) == 0
    assert read(out).startswith("江北县农业农村局文件\n\n# ")
    assert (
        main(["import", str(out), "--draft", str(draft), "--json", str(tmp_path / "b.json")]) == 0
    )
    assert "共0处修改" in capsys.readouterr().err
    assert main(["export", str(draft), "-o", str(out), "--red-head", "Office 5"]) == 2
    assert "不像发文机关名称" in capsys.readouterr().err

from __future__ import annotations

from drafting.desk import section_html
from drafting.model import Making, PlannedSection, Revision, Section, Usage

PLANNED = PlannedSection("a", "一、做法", 1, "讲做法", 300, ("F1",), "paragraphs")
SECTION = Section("a", "一、做法", 1, "全年修路12公里。")
USAGE = Usage(prompt=12_345, cached=9_876, completion=410, calls=2)


def test_cost_is_told_where_a_model_wrote() -> None:
    made = Section("a", "一、做法", 1, "全年修路12公里。", making=Making("m", usage=USAGE))
    line = section_html.standing(made, PLANNED)
    assert "8 字（计划 300）" in line
    assert "送入 12,345（缓存 80%），写出 410 词元" in line
    assert "词元" not in section_html.standing(SECTION, PLANNED)
    free = Section("a", "", 1, "修路。", making=Making("m"))
    assert "词元" not in section_html.standing(free, PLANNED)


def test_a_section_is_locked_and_unlocked() -> None:
    assert 'data-act="lock" data-section="a"' in section_html.standing(SECTION, None)
    locked = section_html.standing(Section("a", "", 1, "修路。", locked=True), None)
    assert 'data-act="unlock"' in locked
    assert "已锁定" in locked
    assert 'data-act="split"' not in locked
    assert 'data-act="remove"' not in locked
    empty = section_html.standing(Section("a", "", 1, ""), None)
    assert 'data-act="lock"' not in empty
    assert 'data-act="rewrite"' not in empty
    assert 'data-act="remove"' in empty


def test_how_far_a_section_is() -> None:
    def line(text: str, *, finished: bool = False, restarted: str | None = None) -> str:
        return section_html.writing(text, PLANNED, finished=finished, restarted=restarted)

    assert line("") == ""
    assert "正在写，4 / 300 字" in line("全年修路")
    assert "写好了，4 字" in line("全年修路", finished=True)
    assert "连接中断，正在重写" in line("", restarted="连接中断")
    assert "中断过，已重写" in line("全年", restarted="连接中断")


def test_a_proposal_stands_beside_the_text_and_runs_nothing() -> None:
    evil = "<script>alert(1)</script>${x}"
    after = Section("a", "一、做法", 1, f"全年修路18公里。{evil}")
    shown = section_html.proposal(Revision("r<1>", "a", f"压缩{evil}", SECTION.text, after))
    assert '<del data-part="0">2</del>' in shown
    assert '<ins data-part="0">8</ins>' in shown
    assert 'data-act="accept" data-id="r&lt;1&gt;"' in shown
    assert "<script" not in shown
    assert "${" not in shown

"""Every figure of the material is in a fact or is said to be left out; every figure of a fact
stands in the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafting.facts import read_facts
from drafting.facts.extraction import (
    Extraction,
    Material,
    extract_by_rules,
    facts_yaml,
    pasted,
    read_material,
)
from drafting.facts.extraction.accounting import numbers_of
from drafting.facts.values import visible
from drafting.kinds import kind_ids, load_kind
from tests.facts.raw_materials import write_all

NAMES = (
    "调度会记录.txt", "微信群.txt", "一线办公汇报.md", "村情.csv", "夜间经济调研.pdf", "简报.docx", "项目台账.xlsx",
)  # fmt: skip
SUMMARY = load_kind("work_summary")


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Material]:
    folder = tmp_path_factory.mktemp("raw")
    return {path.name: read_material(path) for path in write_all(folder)}


def words_of(material: Material) -> str:
    cells = [cell.text for grid in material.grids for row in grid.rows for cell in row]
    titles = [grid.before for grid in material.grids]
    return " ".join([material.text, *cells, *titles])


def said(extraction: Extraction) -> set[str]:
    left = " ".join(one.quote for one in extraction.left_out)
    facts = " ".join(one.fact.text for one in extraction.found)
    return set(numbers_of(f"{left} {facts}"))


def stand(extraction: Extraction, words: str) -> None:
    there = set(numbers_of(words))
    for one in extraction.found:
        assert set(numbers_of(one.fact.text)) <= there, one.fact.text


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_is_in_a_fact_or_left_out(materials: dict[str, Material], name: str) -> None:
    extraction = extract_by_rules([materials[name]], SUMMARY)
    words = words_of(materials[name])
    assert set(numbers_of(words)) <= said(extraction)
    stand(extraction, words)
    in_facts = set(numbers_of(" ".join(one.fact.text for one in extraction.found)))
    assert len(in_facts & set(numbers_of(words))) >= 5, "a material full of figures gives facts"


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_leads_back_to_its_words(materials: dict[str, Material], name: str) -> None:
    material = materials[name]
    for one in extract_by_rules([material], SUMMARY).found:
        assert one.fact.source.startswith(f"{name}，")
        if one.place.end:
            squeezed = re.sub(r"\s", "", material.text[one.place.start : one.place.end])
            assert re.sub(r"\s", "", one.quote)[:6] == squeezed[:6]


@pytest.mark.parametrize("kind_id", kind_ids())
def test_the_file_is_a_facts_file(
    materials: dict[str, Material], tmp_path: Path, kind_id: str
) -> None:
    kind = load_kind(kind_id)
    extraction = extract_by_rules(list(materials.values()), kind)
    path = tmp_path / "事实.yaml"
    path.write_text(facts_yaml(extraction), encoding="utf-8")
    read = read_facts(path)
    assert [fact.text for fact in read.brief.facts] == [one.fact.text for one in extraction.found]
    assert not read.notices
    homes = {topic for section in kind.sections for topic in section.topics}
    assert {fact.topic for fact in read.brief.facts} <= homes | {"感谢"}


def test_the_file_says_that_a_person_must_confirm(materials: dict[str, Material]) -> None:
    text = facts_yaml(extract_by_rules([materials["一线办公汇报.md"]], SUMMARY))
    assert text.startswith("# 待确认")
    assert "# 原文：他协调解决了白果村饮水管网老化问题" in text


LINES = st.lists(
    st.one_of(
        st.sampled_from([
            "全镇现有党员86名，其中女党员31名；", "二是完成投资1,200万元，同比增长12.5%。", "该项目2025年3月开工。", "他走访了37户。",
            "“一站式”服务办件3.2万件（其中网上办理1.9万件）。", "| 村 | 户数 |", "| 石桥村 | 120 |", "王主任 9:05", "一、主要做法",
            "下一步打算：", "谢谢大家！", "×××万元", "３５人参训，合格率９８％", "村\t户数\n白果村\t35\n", "《办法》第3条", "——", "1.", "\u3000\u3000",
        ]),
        st.text(max_size=40),
        st.text(alphabet="其中该他一二是：；。，、“”（）《》0123456789.,%％万亿名户年月| \t\n#-", max_size=40),
    ),
    max_size=12,
)  # fmt: skip


@example(["0.:0", "0。;"], "\n")
@given(LINES, st.sampled_from(["\n", "", "\n\n", "\r\n"]))
def test_any_text_is_taken_without_a_crash(lines: list[str], joint: str) -> None:
    text = joint.join(lines)
    if not any(char.isalnum() for char in visible(text)):
        return
    material = pasted(text)
    extraction = extract_by_rules([material], SUMMARY)
    words = words_of(material)
    stand(extraction, words)
    assert set(numbers_of(words)) <= said(extraction)
    for one in extraction.found:
        assert any(char.isalnum() for char in one.fact.text)
        assert "\n" not in one.fact.text


def test_the_same_thing_twice_and_two_figures_for_one(write: Callable[[str, str], Path]) -> None:
    one = write(
        "总结.txt", "2025年，石桥镇新建标准化大棚320亩，带动农户156户。石桥镇现有党员1286名。"
    )
    two = write(
        "台账.txt", "石桥镇现有党员1268名。2025年，石桥镇新建标准化大棚320亩，带动农户156户。"
    )
    extraction = extract_by_rules([read_material(one), read_material(two)], SUMMARY)
    notices = "\n".join(extraction.notices)
    assert (
        "党员”有两个数：1286名（总结.txt，第1段）和1268名（台账.txt，第1段），请核对。" in notices
    )
    assert "两处都有（总结.txt，第1段；台账.txt，第1段），只留一条。" in notices
    assert len([one for one in extraction.found if "320亩" in one.fact.text]) == 1


def test_different_years_and_places_are_no_contradiction(
    write: Callable[[str, str], Path],
) -> None:
    path = write(
        "对比.txt",
        "2024年，石桥镇现有党员1286名。2025年，石桥镇现有党员1301名。青禾乡现有党员940名。",
    )
    extraction = extract_by_rules([read_material(path)], SUMMARY)
    assert "有两个数" not in "".join(extraction.notices)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def run(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return run

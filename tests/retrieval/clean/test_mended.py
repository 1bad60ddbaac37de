"""Documents whose text itself is damaged, each beside what it should be after cleaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.clean import clean
from retrieval.texts import tidy
from tests.retrieval.clean.bodies import BODY, P1, P2
from tests.retrieval.clean.test_cleaning import check_account

DAMAGED = sorted((Path(__file__).parent / "mended").glob("*.dirty.txt"))


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name.split(".")[0])
def test_what_is_damaged_is_mended(path: Path) -> None:
    dirty = tidy(path.read_bytes().decode())
    mended = tidy(path.with_name(path.name.replace(".dirty", ".clean")).read_text("utf-8"))
    cleaned = clean(dirty)
    assert [
        line.strip() for line in cleaned.text.splitlines() if line.strip()
    ] == mended.splitlines()
    assert clean(cleaned.text).changes == ()
    assert clean(mended).text == mended
    check_account(dirty, cleaned)


@pytest.mark.parametrize(
    "text",
    [
        "线上线下O2O模式和P2P平台", "购置5l油桶3个", "I2类岗位，II类项目", "北京—上海高铁，10—12月", "CO2排放、H2O、5G网络",
        "编号A1O23", "|1|O2|", "——一、二", "2023—2024年度，3－5月",
        "比分是3*5*2，误差<2%", "一、a*b与c*d", "见文件_内部_版", "量价齐升 > 预期", "1  2  3\n2  3  4\n3  4  5", "同志们：\n关注群众的事，就是最大的事。",
    ],
)  # fmt: skip
def test_letters_and_dashes_that_are_meant_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "____年____月____日", "__年__月__日前报送", "如需进一步了解情况，请与县教育局联系。", "群众免费领取宣传资料1200份，接受咨询300人次",
        "内部资料，请勿外传", "织密民生服务网", "1 2 3 4 5 6 7 8 9 10 11 12", "取消", "关注民生", "签发：张明远", "相关政策",
        "推进档案整理——建章立制——见成效", "一．加强领导", "发布于2024年，实施两年来成效明显。", "*号为必填，标*为选填", "视频：县融媒体中心提供",
        "点击率达到3万人次", "收到请回复", "原则上不那么做",
    ],
)  # fmt: skip
def test_lines_of_offices_that_sites_have_too_stay(line: str) -> None:
    assert line in clean(f"关于做好有关工作的通知\n{BODY}\n{line}\n{P1}\n{P2}").text


@pytest.mark.parametrize("lost", ["ignore", "replace"])
def test_a_character_that_lost_a_byte_is_guessed_or_shown_as_lost(lost: str) -> None:
    text = "一、加强组织领导，压实工作责任。各单位主要负责同志是第一责任人，要亲自部署、亲自督办。"
    read = text.encode().decode("gbk", lost)
    cleaned = clean(f"关于加强值班工作的通知\n{read}").text.splitlines()[1]
    assert sum(a != b for a, b in zip(cleaned, text, strict=False)) <= len(text) / 10

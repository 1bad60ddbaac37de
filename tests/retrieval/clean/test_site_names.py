"""The name of a site above a title goes; a slogan, an office or a note of the meeting stays."""

from __future__ import annotations

import pytest

from retrieval.clean import clean
from tests.retrieval.clean.test_cleaning import check_account

TEXT = """在全县科技特派员下派动员会上的讲话

各位同志：

今天，我们召开全县科技特派员下派动员会，主要任务是总结前一批工作，部署新一批下派任务。下面，我讲两点意见。

一、充分认识下派工作的重要意义

科技特派员是把技术送到田埂上的人。两年来，全县选派科技特派员86名，服务村庄152个，带动农户3200户增收。

二、准确把握下派工作的重点任务

要沉下身子摸实情，走遍所驻村组，把群众的难处记在本子上，把能办的事情办在季节前头。"""


@pytest.mark.parametrize(
    "name",
    [
        "易文网", "学习强国 学习平台", "小红书笔记｜领导讲话", "秘书之家", "笔杆子俱乐部", "公文写作圈",
        "稿件库", "@体制内小王", "材料星球", "办公资源网", "第一范文", "写材料的老李", "工作总结大全",
        "文秘之家\n@码字的小陈",
    ],
)  # fmt: skip
def test_a_site_above_the_title_goes(name: str) -> None:
    dirty = f"{name}\n{TEXT}\n"
    cleaned = clean(dirty)
    assert cleaned.text.strip() == TEXT
    check_account(dirty, cleaned)
    assert clean(cleaned.text).changes == ()


@pytest.mark.parametrize(
    "above",
    [
        "织密安全防护网", "县域经济发展论坛", "会议材料之三", "经验交流材料", "国家电网", "奋进新征程",
        "机关党委办公室", "市机关事务管理局", "办公室秘书科", "材料科学研究所", "内部资料", "写在前面的话",
    ],
)  # fmt: skip
def test_what_an_office_puts_above_its_title_stays(above: str) -> None:
    text = f"{above}\n\n{TEXT}"
    assert clean(text).text == text


def test_a_name_without_a_title_below_stays() -> None:
    text = TEXT.replace("在全县科技特派员下派动员会上的讲话", "文秘之家")
    assert clean(text).text.startswith("文秘之家")

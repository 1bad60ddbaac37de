"""The vocabulary of topics, its other names, and the guess by wording."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.topics import _ALIASES, TOPICS, canonical_topic, guess_topic


def test_every_topic_has_its_own_name_and_no_name_two_topics() -> None:
    names = Counter([*TOPICS, *(name for names in _ALIASES.values() for name in names)])
    assert set(_ALIASES) <= set(TOPICS)
    assert [name for name, times in names.items() if times > 1] == []
    assert all(canonical_topic(topic) == topic for topic in TOPICS)


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        (" 成绩 ", "成绩"),
        ("一、主要做法", "做法"),
        ("（二）存在的问题", "问题"),
        ("3.下一步打算", "打算"),
        ("4）案例", "事例"),
        ("组织领导", "保障"),
        ("天气", None),
        ("", None),
        ("一、", None),
    ],
)
def test_names_are_understood_as_people_write_them(name: str, topic: str | None) -> None:
    assert canonical_topic(name) == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("感谢各派出单位的支持。", "感谢"),
        ("祝大家工作顺利。", "祝福"),
        ("让我们携手前进。", "号召"),
        ("驻点时间不够。", "问题"),
        ("原因在于制度不健全。", "原因"),
        ("建议增加编制。", "建议"),
        ("下一步新建基地。", "打算"),
        ("单位要逐人对账。", "要求"),
        ("实践证明这条路走得通。", "经验"),
        ("例如语文教师何老师。", "事例"),
        ("产量增长12%。", "成绩"),
        ("2016年启动这项工作。", "背景"),
        ("逐户走访。", "做法"),
    ],
)
def test_a_topic_is_guessed_from_the_wording(text: str, topic: str) -> None:
    assert guess_topic(text) == topic


@given(st.text())
def test_a_guess_is_always_a_topic(text: str) -> None:
    assert guess_topic(text) in TOPICS
    assert canonical_topic(text) in {*TOPICS, None}

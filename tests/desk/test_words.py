"""Every text of the page in both languages, with the same places, and none outside the words."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from drafting.desk import words
from drafting.desk.words import room, rooms, say, speaking
from drafting.desk.words.sentences import english

DESK = Path(words.__file__).parent.parent
HAN = re.compile(r"[\u3400-\u9fff]")
SAID = re.compile(r"""\bsay\(\s*f?["'](\w+\.\w+)["']""")
CONTENT = {
    "采用改稿",
    "重写",
    "采用审校建议",
    "撤销审校建议",
    "拟",
    "是",
    "（一）",
    "一二三四五六七八九十",
    "新的一节",
    "（续）",
}
"""What is no word of the page: notes of versions, the seal, the mark of a ticked cell, numbering of headings,
headings of new sections."""
TEXTS = [(name, key) for name in rooms() for key in room(name)]


@pytest.mark.parametrize(("name", "key"), TEXTS)
def test_each_text_is_there_in_both_languages(name: str, key: str) -> None:
    text = room(name)[key]
    assert set(text) == {"zh", "en"}
    assert text["zh"].strip()
    assert text["en"].strip()
    assert _places(text["zh"]) == _places(text["en"])
    if (name, key) not in (("masthead", "seal"), ("masthead", "other"), ("masthead", "switch")):
        assert not HAN.search(text["en"])


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("path", sorted(DESK.rglob("*.py")), ids=lambda path: path.name)
def test_each_text_asked_for_is_there(path: Path) -> None:
    for name in SAID.findall(path.read_text(encoding="utf-8")):
        assert say(name, **dict.fromkeys(_places(_text(name)), "")) is not None


def _text(name: str) -> str:
    of, _, key = name.partition(".")
    return room(of)[key]["zh"]


@pytest.mark.parametrize("path", sorted(DESK.rglob("*.py")), ids=lambda path: path.name)
def test_no_chinese_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in notes and HAN.search(node.value)
    ]  # fmt: skip
    assert [
        text
        for text in found
        if text not in CONTENT and "拟</" not in text and "一二三" not in text
    ] == []


@pytest.mark.parametrize("path", sorted(DESK.glob("*.js")), ids=lambda path: path.name)
def test_no_chinese_stands_in_the_scripts(path: Path) -> None:
    code = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
    assert not HAN.search(code)


def test_the_language_belongs_to_what_is_under_way() -> None:
    assert say("masthead.title") == "拟稿台"
    with speaking("en"):
        assert say("masthead.title") == "The Writing Desk"
    assert say("masthead.title") == "拟稿台"


def test_sentences_of_the_program_in_english() -> None:
    assert english("样本库：18篇，向量 3/200") == "Library: 18 samples, vectors 3/200"
    assert english("没有这样的句子。") == "没有这样的句子。"
    assert english("样本库：准备中") == "Library: getting ready"


def test_the_pattern_that_leaves_no_chinese_is_taken() -> None:
    said = "送入 3,988（缓存 5%），写出 61 词元"
    assert english(said) == "3,988 in (cached 5%), 61 tokens out"

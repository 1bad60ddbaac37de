"""What every theme keeps to, and how a theme is told from a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.figures import find_figures
from drafting.kinds import all_kinds
from drafting.themes import all_themes, keywords_of_all, theme_of

THEMES = all_themes()
PHRASES = [text for theme in THEMES for text in (*theme.why, *theme.want, *theme.risk)]

WHOLE = """
[[themes]]
id = "water"
noun = "农田水利"
goal = "夯实根基"
keywords = ["修渠", "灌溉"]
why = ["水利是农业的命脉。"]
want = ["要管好每一条渠。"]
risk = ["渠道不通，庄稼就会受旱。"]
"""


def test_no_sentence_holds_a_figure() -> None:
    assert [text for text in PHRASES if find_figures(text)] == []


def test_no_sentence_occurs_twice() -> None:
    assert [text for text, times in Counter(PHRASES).items() if times > 1] == []


def test_no_sentence_is_also_one_of_a_kind() -> None:
    spoken = {text for kind in all_kinds() for section in kind.sections
              for said in (section.openings, section.closings, *section.remarks.values())
              for text in said}  # fmt: skip
    assert spoken & set(PHRASES) == set()


def test_every_sentence_is_one_line_with_an_end_mark_and_no_slot() -> None:
    odd = [p for p in PHRASES if p.split() != [p] or not p.endswith(("。", "！", "？")) or "{" in p]
    assert odd == []


@pytest.mark.parametrize("part", ["id", "noun", "goal"])
def test_no_two_themes_share_a_name(part: str) -> None:
    names = Counter(getattr(theme, part) for theme in THEMES)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_name_of_a_theme_is_a_figure() -> None:
    assert [theme.id for theme in THEMES if find_figures(f"{theme.noun}，{theme.goal}。")] == []


def test_no_keyword_is_given_twice_in_a_theme_or_is_a_single_character() -> None:
    for theme in THEMES:
        assert len(set(theme.keywords)) == len(theme.keywords), theme.id
        assert min(map(len, theme.keywords)) > 1, theme.id


def test_two_keywords_make_a_theme_and_one_short_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE, encoding="utf-8")
    themes = all_themes(tmp_path)
    assert theme_of("全年修渠12条，改善灌溉46亩。", themes) == themes[0]
    assert theme_of("全年修渠12条。", themes) is None
    assert theme_of("全年修渠12条，改善灌溉46亩。", themes, frozenset(["修渠"])) is None


def test_what_the_whole_document_is_about_tells_its_facts_apart_no_longer() -> None:
    texts = ["培训干部12名。", "修渠46条。", "植树。"]
    assert "培训" in keywords_of_all(texts, "干部培训工作总结")
    assert "培训" not in keywords_of_all(texts, "工作总结")


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('id = "water"', 'id = "water"\nids = 1', "themes.1.ids：不认识的键"),
        ('noun = "农田水利"', 'noun = "水利"', "themes.1.noun：文字太短"),
        ('goal = "夯实根基"', 'goal = "夯实农业根基"', "themes.1.goal：文字太长"),
        ('risk = ["渠道不通，庄稼就会受旱。"]', "risk = []", "themes.1.risk：项数太少"),
        ('noun = "农田水利"\n', "", "themes.1.noun：缺少此项"),
        ("[[themes]]", "[[themes]", "读不出来：第 2 行第 9 列"),
    ],
)
def test_a_slip_is_refused_with_file_and_key(
    tmp_path: Path, refused: Callable[..., str], old: str, new: str, parts: str
) -> None:
    (tmp_path / "water.toml").write_text(WHOLE.replace(old, new), encoding="utf-8")
    message = refused(all_themes, tmp_path)
    assert "主题文件 water.toml" in message
    assert parts in message

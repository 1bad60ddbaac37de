from __future__ import annotations

from contextlib import suppress

import pytest

from retrieval.errors import UnreadableError
from retrieval.read import read_data
from tests.retrieval.read.fixtures import SENTENCES

PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312">
<title>农业农村局2025年工作总结_石桥县人民政府</title>
<script>var a = "今天，天气好。";</script><style>p {{}}</style></head><body>
<div class="header"><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul></div>
<div class="crumb">您的位置：<a>首页</a> &gt; <a>总结</a></div>
<div class="main"><div class="left"><h3>栏目导航</h3><ul><li><a>通知</a></li><li><a>公告</a></li></ul></div>
<div class="article"><h1>农业农村局2025年工作总结</h1>
<div class="info">发布时间：2026-01-05 浏览次数：33</div>
<div id="zoom"><p>　　{SENTENCES}</p><h2>一、主要做法</h2><p>一是加强领导，<b>压实</b>责任。</p>
<table><tr><td>单位</td><td>人数</td></tr><tr><td>县医院</td><td>35</td></tr></table>
<p align="right">石桥县农业农村局</p></div>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div><a>上一篇：关于某事的通知</a><br><a>下一篇：关于某事的报告</a></div></div></div>
<div class="footer"><p>版权所有：石桥县人民政府，主办：县政府办公室。</p></div></body></html>"""
CONTENT = [
    "# 农业农村局2025年工作总结",
    SENTENCES,
    "## 一、主要做法",
    "一是加强领导，压实责任。",
    "| 单位 | 人数 |\n| 县医院 | 35 |",
    "石桥县农业农村局",
]


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode("gb18030"),
        PAGE.replace("gb2312", "utf-8").encode(),
        PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.replace('charset="gb2312"', "").encode("gbk"),
        PAGE.replace("gb2312", "no-such-charset").encode(),
    ],
    ids=["declared", "utf-8", "declared wrongly", "utf-16", "undeclared", "unknown"],
)
def test_the_main_content_is_read_in_any_charset(data: bytes) -> None:
    assert read_data(data, ".html").split("\n\n") == CONTENT


def test_an_old_page_of_tables_and_breaks_is_read() -> None:
    page = f"""<html><title>动员讲话 - 文库网</title><body><table><tr><td>首页 | 范文</td></tr></table>
    <table><tr><td><a>公文</a><br><a>讲话</a></td><td><center>在全县动员大会上的讲话</center><br>
    同志们：<br>　　{SENTENCES}<br>{SENTENCES}<br></td></tr></table>
    <table><tr><td>Copyright 某某网。</td></tr></table></body></html>"""
    assert read_data(page.encode("gbk"), ".htm").split("\n\n") == [
        "在全县动员大会上的讲话", "同志们：", SENTENCES, SENTENCES,
    ]  # fmt: skip


def test_paragraphs_that_are_divs_are_all_kept() -> None:
    middle = f"<div>{SENTENCES * 5}</div>"
    page = f"<body><div><div>同志们：</div>{middle}<div>谢谢大家！</div></div></body>"
    assert read_data(page.encode(), ".html").split("\n\n") == [
        "同志们：", SENTENCES * 5, "谢谢大家！",
    ]  # fmt: skip


def test_sections_of_one_article_are_all_kept() -> None:
    section = '<div class="part"><p>{0}</p><p>{0}</p></div>'
    page = f"<body>{section.format(SENTENCES * 5)}{section.format(SENTENCES)}</body>"
    assert read_data(page.encode(), ".html").count(SENTENCES) == 12


def test_the_window_is_the_title_when_there_is_no_other() -> None:
    page = f"<title>县医院工作总结_文库</title><body><p>{SENTENCES}</p><p>{SENTENCES}</p></body>"
    assert read_data(page.encode(), ".html").startswith("# 县医院工作总结\n\n今年以来")


def test_a_word_file_that_is_a_web_page_is_read() -> None:
    assert read_data(PAGE.encode("gb18030"), ".doc").split("\n\n") == CONTENT


def test_a_page_of_links_has_no_content() -> None:
    page = "<body><ul>" + "<li><a>About</a></li>" * 50 + "</ul></body>"
    with pytest.raises(UnreadableError, match="没有"):
        read_data(page.encode(), ".html")


def test_a_deep_page_is_read_or_refused() -> None:
    page = "<div>" * 20_000 + SENTENCES + "</div>" * 20_000
    with suppress(UnreadableError):
        assert SENTENCES in read_data(page.encode(), ".html")


def test_a_page_with_pictures_written_into_it_is_read() -> None:
    picture = '<img src="data:image/png;base64,' + "A" * 6_000_000 + '">'
    assert SENTENCES in read_data(f"<body>{picture}<p>{SENTENCES}</p></body>".encode(), ".html")


def test_an_endless_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="过大"):
        read_data(f"<p>{SENTENCES}</p>".encode() * 150_000, ".html")

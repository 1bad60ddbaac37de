from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import Library

SPEECH = """# 在全县第三批科技特派员下派动员会上的讲话

（2026年3月12日）

石桥县委副书记林望川

同志们：

今天，我们召开第三批科技特派员下派动员会，主要任务是总结前两批工作，部署新一批下派任务。

## 一、肯定成绩，增强做好下派工作的信心

两年来，特派员引进茶叶、猕猴桃新品种，办起田间课堂，完成技术培训，建成示范基地，群众收入有了增加。各村反映，专家来了，果园活了，年轻人也愿意回来学手艺了。

## 二、正视问题，把短板补起来

还存在一些不足：有的驻点时间短，有的专业与产业对不上，有的乡镇把特派员当普通干部使唤。

## 三、压实责任，确保下派取得实效

### （一）特派员要沉得下去

每年驻点不少于九十天，播种、管护、采收三个关口必须在村。

### （二）接收单位要用得好

要让人住得下、吃得上、出得去，不得安排与服务无关的任务。

同志们，让我们把论文写在田野上，为乡村全面振兴而努力奋斗！
"""

REPORT = """关于农村养老服务情况的汇报

县政府：

现将全县农村养老服务进展情况汇报如下。

一、基本情况

全县有幸福院、日间照料中心和敬老院，护理员经过培训上岗，留守老人吃上了热饭。

二、下一步打算

计划新建助餐点，补齐夜间照护的短板，把医生请进敬老院。

特此汇报。

石桥县民政局

2026年3月5日
"""


@pytest.fixture(autouse=True)
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line makes no vectors unless a test says so."""
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "off")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "samples"
    for kind, name, text in (
        ("mobilization_speech", "speech.md", SPEECH),
        ("situation_report", "report.txt", REPORT),
    ):
        (folder / kind).mkdir(parents=True)
        (folder / kind / name).write_text(text, encoding="utf-8")
    (folder / "facts").mkdir()
    (folder / "facts" / "facts.md").write_text("这不是样本。", encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as library:
        yield library

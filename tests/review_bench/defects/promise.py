"""What the text announces and does not give; a manner that does not fit the kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect, places_of

_ANNOUNCED = re.compile(
    r"(?:讲|说|做到|做好以下|突出以下|有|过好|抓好|办好)([两三四五])(?:点意见|句话|个方面|条：|项工作|个重点|关：|件事|点启示)"
)
_SPEECHES = ("mobilization_speech", "symposium_speech")


@defect("three points announced, another number given", "promise", 2)
def wrong_count(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in _ANNOUNCED.finditer(document.text):
        other = {"两": "三", "三": chance.choice("四五"), "四": "五", "五": "四"}[match[1]]
        yield Edit(match.start(1), match.end(1), other)


@defect("announced points left out", "promise", 2)
def points_missing(document: Document, chance: random.Random) -> Iterator[Edit]:
    announced = (
        "要抓好以下四个方面：一是抓责任，层层压实；二是抓进度，天天调度；三是抓质量，处处把关。"
    )
    for start, paragraph in body(document):
        yield Edit(start + len(paragraph), start + len(paragraph), announced)


@defect("a point of a run left out", "promise", 2)
def gap_in_run(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r"二是", document.text):
        yield Edit(match.start(), match.end(), "三是", anywhere=True)
    for match in re.finditer(r"一是[^。；\n]+[。；](?=二是)", document.text):
        yield Edit(match.start(), match.end(), "", anywhere=True)


@defect("the same point twice in a run", "promise")
def doubled_point(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r"(?<=[。；：，])二是", document.text):
        yield Edit(match.start(), match.end(), "一是", anywhere=True)


@defect("an attachment named and absent", "promise")
def absent_attachment(document: Document, chance: random.Random) -> Iterator[Edit]:
    named = chance.choice(
        ("具体情况见附件。", "任务分工详见附件。", "有关名单附后。", "分年度指标见附件1。")
    )
    for start, paragraph in body(document):
        if "附件：" not in document.text:
            yield Edit(start + len(paragraph), start + len(paragraph), named)
    for match in re.finditer(r"附件：1\.[^\n]+\n\n", document.text):
        middle = document.text.index("抓开工，")
        gone = document.text[middle : match.start()] + document.text[match.end() :]
        yield Edit(middle, len(document.text), "进度见附件1。" + gone, anywhere=True)


@defect("an ending of another kind", "promise")
def wrong_ending(document: Document, chance: random.Random) -> Iterator[Edit]:
    if document.brief.kind == "situation_report":
        for start in places_of("特此汇报。", document.text):
            wrong = chance.choice(("特此通知。", "特此批复。", "特此函告。"))
            yield Edit(start, start + 5, wrong)
    elif document.brief.kind in (*_SPEECHES, "experience_material", "discussion_paper"):
        yield Edit(len(document.text), len(document.text), "\n特此通知。\n")
    elif document.brief.kind == "implementation_plan":
        paragraphs = list(body(document))
        end = paragraphs[-1][0] + len(paragraphs[-1][1])
        yield Edit(end, end, "\n\n特此汇报。")


@defect("a salutation for others", "promise")
def wrong_salutation(document: Document, chance: random.Random) -> Iterator[Edit]:
    called = f"\n{document.brief.audience}：\n"
    if document.brief.audience:
        for start in places_of(called, document.text):
            wrong = chance.choice(("各位老师、同学们：", "尊敬的各位来宾：", "各位企业家："))
            yield Edit(start + 1, start + len(called) - 1, wrong)
    elif document.brief.recipient:
        for start in places_of(f"\n{document.brief.recipient}：\n", document.text):
            yield Edit(start + 1, start + 2 + len(document.brief.recipient), "同志们：")


@defect("the speaker thanks himself", "promise")
def thanks_himself(document: Document, chance: random.Random) -> Iterator[Edit]:
    if document.brief.kind in _SPEECHES and document.brief.speaker:
        speaker = document.brief.speaker
        post = re.findall("部长|书记|[市县区]长|局长", document.brief.speaker_title)[-1]
        family = speaker[0]
        for start, paragraph in body(document):
            thanks = chance.choice(
                (f"感谢{speaker}同志的关心支持。", f"刚才，{speaker}{post}作了重要讲话，讲得很好。",
                 f"让我们以热烈的掌声感谢{family}{post}！")
            )  # fmt: skip
            yield Edit(start + len(paragraph), start + len(paragraph), thanks)

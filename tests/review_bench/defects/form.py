"""Slips of form: numbering, marks, widths, dates, doubled and mistaken letters, placeholders."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect, sentences

_HEADING = re.compile(r"^## ([一二三四五六])、(.+)$", re.MULTILINE)
_SUBHEADING = re.compile(r"^### （([一二三四五六])）(.+)$", re.MULTILINE)
_ORDER = "一二三四五六七八"
_TRADITIONAL = dict(
    zip("国发产业务乡镇会实进这来对农", "國發產業務鄉鎮會實進這來對農", strict=True)
)


def _appended(document: Document, sentence: str) -> Iterator[Edit]:
    for start, paragraph in body(document):
        yield Edit(start + len(paragraph), start + len(paragraph), sentence)


@defect("heading number repeated", "form")
def heading_repeated(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in list(_HEADING.finditer(document.text))[1:]:
        before = _ORDER[_ORDER.index(match[1]) - 1]
        yield Edit(match.start(1), match.end(1), before, anywhere=True)


@defect("heading number skipped", "form", 2)
def heading_skipped(document: Document, chance: random.Random) -> Iterator[Edit]:
    for pattern in (_HEADING, _SUBHEADING):
        for match in pattern.finditer(document.text):
            after = _ORDER[_ORDER.index(match[1]) + 1]
            yield Edit(match.start(1), match.end(1), after, anywhere=True)


@defect("heading number of a wrong form", "form", 2)
def heading_form(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in _HEADING.finditer(document.text):
        wrong = chance.choice(
            (f"{match[1]}.", f"{match[1]}，", f"（{match[1]}）、", f"{match[1]} ")
        )
        yield Edit(match.start(1), match.end(1) + 1, wrong)
    for match in _SUBHEADING.finditer(document.text):
        wrong = chance.choice((f"（{match[1]}）、", f"（{match[1]}）．", f"({match[1]})"))
        yield Edit(match.start(1) - 1, match.end(1) + 1, wrong)


@defect("heading with an end mark", "form")
def heading_mark(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in _HEADING.finditer(document.text):
        yield Edit(match.end(), match.end(), chance.choice("。：；"))


@defect("quotation mark unclosed", "form", 2)
def unclosed_quote(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer("[“”]", paragraph):
            yield Edit(start + match.start(), start + match.end(), "", anywhere=True)


@defect("bracket unclosed", "form", 2)
def unclosed_bracket(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer("[（）《》]", paragraph):
            yield Edit(start + match.start(), start + match.end(), "", anywhere=True)
    yield from _appended(document, "各单位（含派出机构要抓好落实。")


@defect("half-width punctuation", "form", 2)
def half_width(document: Document, chance: random.Random) -> Iterator[Edit]:
    narrow = {"，": ",", "。": ".", "；": ";", "：": ":", "（": "(", "？": "?", "！": "!"}
    for start, paragraph in body(document):
        for match in re.finditer("[，。；：（？！]", paragraph):
            yield Edit(start + match.start(), start + match.end(), narrow[match[0]])


@defect("full-width digits", "form")
def full_width_digits(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer(r"\d+", paragraph):
            wide = "".join(chr(ord(digit) + 0xFEE0) for digit in match[0])
            yield Edit(start + match.start(), start + match.end(), wide)


@defect("space in the text", "form", 2)
def stray_space(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", paragraph):
            yield Edit(start + match.start(), start + match.start(), " ")


@defect("date with zeros", "form", 2)
def zero_padded(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r"(?<!\d)([1-9])月", document.text):
        yield Edit(match.start(1), match.end(1), f"0{match[1]}")
    for match in re.finditer(r"月([1-9])日", document.text):
        yield Edit(match.start(1), match.end(1), f"0{match[1]}")


@defect("date of a wrong form", "form")
def dotted_date(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in re.finditer(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", document.text):
        wrong = chance.choice((f"{match[1]}.{match[2]}.{match[3]}", f"{match[1]}-{match[2]}-{match[3]}",
                               f"{match[1][2:]}年{match[2]}月{match[3]}日"))  # fmt: skip
        yield Edit(match.start(), match.end(), wrong)


@defect("document number of a wrong form", "form")
def document_number(document: Document, chance: random.Random) -> Iterator[Edit]:
    wrong = chance.choice(
        (
            "[2025]21号",
            "（2025）21号",
            "〔2025〕第21号",
            "〔2025〕021号",
            "〔25〕21号",
            "【2025】21号",
        )
    )
    for match in re.finditer(r"〔2025〕21号", document.text):
        yield Edit(match.start(), match.end(), wrong)
    for match in re.finditer(r"(?<!《)(《[^》]+》)(?!（)", document.text):
        yield Edit(match.end(), match.end(), f"（府办发{wrong}）")


@defect("a sentence twice", "form", 2)
def repeated_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    chosen = [(start, s) for start, s in sentences(document) if 16 < len(s) < 80]
    for start, sentence in chosen:
        if not re.match("[一二三四]是", sentence):
            yield Edit(start + len(sentence), start + len(sentence), sentence)
    paragraphs = list(body(document))
    for _, sentence in chosen[:4]:
        at, paragraph = paragraphs[-1]
        if sentence not in paragraph:
            yield Edit(at + len(paragraph), at + len(paragraph), sentence)


@defect("a letter or word doubled", "form", 3)
def doubled(document: Document, chance: random.Random) -> Iterator[Edit]:
    pattern = r"(?<![\u4e00-\u9fff])?(的|在|和|把|被|与|为|向|从|对|建设|情况|工作|服务|群众|完成|组织|项目)(?=[\u4e00-\u9fff\d])"
    for start, paragraph in body(document):
        for match in re.finditer(pattern, paragraph):
            at = start + match.start()
            yield Edit(at, at + len(match[0]), match[0] * 2)


@defect("a common slip of the pen", "form", 3)
def slip(document: Document, chance: random.Random) -> Iterator[Edit]:
    known = {"截至": "截止", "以来": "已来", "报名": "抱名", "部署": "布署", "安装": "按装", "负责": "付责",
             "反映": "反应", "年底前": "年低前", "账": "帐", "已经": "己经", "走访": "走仿", "竣工": "峻工",
             "解决": "解绝", "满意": "满义"}  # fmt: skip
    for right, wrong in known.items():
        for start, paragraph in body(document):
            for match in re.finditer(right, paragraph):
                if right != "反映" or "难" in paragraph[match.end() : match.end() + 6]:
                    at = start + match.start()
                    yield Edit(at, at + len(right), wrong)
    for sentence in chance.sample(_SLIPS, 4):
        yield from _appended(document, sentence)


_SLIPS = (
    "要一如继往抓好落实。", "大家要再接再励，干出新样子。", "工作中不能默守成规。", "要迫不急待地干起来。",
    "各项工作己经展开。", "要认真贯彻上级布署。", "有关部门要尽快签定协议。", "要相互配和、步调一致。",
    "决不能走头无路才想办法。", "要防止走过场、松驰懈怠。", "末来三年要见成效。", "要做到既有分工、又有合做。",
    "要充份调动各方积极性。", "要按步就班推进。", "全体干部要克苦攻坚。", "工作不能有丝毫松解。",
)  # fmt: skip


@defect("a traditional letter", "form", 2)
def traditional_letter(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer(f"[{''.join(_TRADITIONAL)}]", paragraph):
            yield Edit(start + match.start(), start + match.end(), _TRADITIONAL[match[0]])


@defect("a placeholder", "form", 3)
def placeholder(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer(r"(?<![\d.第])\d+(?:\.\d+)?(?=[\u4e00-\u9fff%])", paragraph):
            blank = chance.choice(
                ("××", "XX", "xx", "____", "【】", "＿＿", "**", "（待补）", "【数字待核】", "   ")
            )
            if paragraph[match.end()] == "年" and len(match[0]) == 4:
                blank = chance.choice(("20xx", "××××", "20××", "202X"))
            yield Edit(start + match.start(), start + match.end(), blank)
    vague = (
        "请×××同志牵头负责。",
        "此处补充典型事例。",
        "由某某单位负责落实。",
        "具体做法（待补充）。",
        "TODO：补数据。",
    )
    yield from _appended(document, chance.choice(vague))


@defect("end mark missing", "form", 2)
def missing_end_mark(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        end = start + len(paragraph)
        yield Edit(end - 2, end, paragraph[-2])


@defect("marks one behind another", "form", 2)
def doubled_mark(document: Document, chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        for match in re.finditer("[，。、；]", paragraph):
            wrong = match[0] * 2 if chance.random() < 0.5 else match[0] + chance.choice("，。、；")
            yield Edit(start + match.start(), start + match.end(), wrong)

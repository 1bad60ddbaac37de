"""Titles: what is added to them on the way through document sites, and titles run into the text."""

from __future__ import annotations

import re

from retrieval.understanding.numbering import number_at

LONGEST_TITLE = 50

_EXTENSION = re.compile(r"\.(?:docx?|pdf|txt|wps|rtf|html?|md)\b.*$", re.IGNORECASE)
_COUNT = r"[0-9０-９一二三四五六七八九十]{1,3}"
_COLLECTION = re.compile(
    rf"[（(\[【〔]?\s*(?:最新|精选|通用|合集|汇编|热门|优选|锦集|集合|推荐|大全|整理|共|范本|优秀)*\s*{_COUNT}\s*篇\s*"
    r"(?:合集|汇编|范文|精选|通用|大全)?\s*[）)\]】〕]?\s*$"
)
_SAMPLE = re.compile(
    r"(?<=.{4})[（(\[【]?(?:范文|模板|范本|样本|例文|大全|(?<=[（(])全文|精选|通用版?|完整版|最新版?|优秀|免费下载|下载|参考|锦集|汇编|多篇)+[）)\]】]?$"
)
_LEADING = re.compile(
    rf"^(?:[\s　#*]*)(?:[【\[（(《]?(?:第{_COUNT}篇|[篇文][（(]?{_COUNT}[）)]?|范文{_COUNT}|例文{_COUNT})[】\]）)》]?[：:、.．\s]*"
    r"|\d{1,2}(?:、|[.．](?!\d))\s*|[【\[](?:精选|推荐|最新|热门)[】\]]|20[xX]{2}年?最新)"
)
_TRAILING = re.compile(
    rf"\s*(?:[（(\[【]?\s*(?:第{_COUNT}篇|篇\s*[（(]?{_COUNT}[）)]?|之{_COUNT}|范文{_COUNT})\s*[）)\]】]?|[（(]\s*{_COUNT}\s*[）)]|(?<=[稿文话结报料案告汇])\s*\d{{1,2}})\s*[：:]?$"
)
_WORDS = (
    r"讲话稿?|讲话提纲|致辞|发言稿?|发言提纲|谈话|工作总结|总结|小结|述职报告|汇报材料|汇报|情况报告|调研报告|考察报告|"
    r"研究报告|报告|实施方案|工作方案|行动方案|方案|行动计划|工作计划|计划|实施意见|意见|实施细则|办法|"
    r"经验材料|交流材料|典型材料|材料|经验做法|做法|探索与实践|思考|调查与建议|调查与思考|对策建议|建议|调查|刍议|浅析|体会|心得|要点|路径"
)
_TITLE_WORD = re.compile(rf"(?:{_WORDS})(?:[（(].{{1,12}}[）)])?\s*$")
_GLUED = re.compile(
    rf"((?:在[^。；;！？!?\s]{{3,45}}?上的|关于[^。；;！？!?\s]{{3,45}}?的?|[^，,。；;：:！？!?\s]{{3,34}}?)(?:{_WORDS}))"
    r"(?=\s|各位|同志|尊敬|敬爱|朋友|[^，。；：\s]{1,16}[：:]|今年|今天|近年|一年|过去|去年|为|根据|按照|现将|自|在|我|大家|全|(?:20|一九|二〇)|[一（(]|[\u4e00-\u9fff]{2,10}(?:是|地处|位于|有|辖))"
)
_OPENS_TEXT = re.compile(
    r"^(?:今天|今年|近年|目前|一年来|现将|根据|按照|为了|截至|同志们|各位|尊敬|过去一年|时光|大家好|回顾|我是|我于)"
)


def clean_title(title: str) -> str:
    """Return a title without file extension, counters, site words and its own repetition."""
    text, before = title, None
    while text != before:
        before = text
        text = _EXTENSION.sub("", text.strip().strip("#* 　")).strip()
        for pattern in (_COLLECTION, _SAMPLE, _TRAILING, _LEADING):
            text = pattern.sub("", text).strip(" 　_-—·|:：") or text
        text = unrepeated(_unwrapped(text))
    return text


def _unwrapped(text: str) -> str:
    return (
        text[1:-1]
        if len(text) > 2 and (text[0], text[-1]) == ("《", "》") and "《" not in text[1:]
        else text
    )


def unrepeated(text: str) -> str:
    """Return half of a text that says the same thing twice."""
    for cut in range(len(text) // 2 - 1, len(text) // 2 + 2):
        first, second = text[:cut].strip(), text[cut:].strip(" 　:：-—")
        if len(first) > 3 and first == second:
            return first
    return text


def has_title_word(line: str) -> bool:
    """Tell whether a line ends as titles do: 讲话, 总结, 实施方案."""
    return _TITLE_WORD.search(line.strip(" 　*#")) is not None


def opens_text(line: str) -> bool:
    """Tell whether a line begins as the text of a document does."""
    return _OPENS_TEXT.match(line) is not None


def cut_title(paragraph: str) -> tuple[str, str]:
    """Return the title glued to the start of a text, and the rest; the title may be empty."""
    if opens_text(paragraph) or number_at(paragraph):
        return "", paragraph
    match = _GLUED.match(paragraph)
    if match is None or len(match[1]) > LONGEST_TITLE:
        return "", paragraph
    rest = paragraph[match.end() :].strip()
    return (match[1], rest) if len(rest) > len(match[1]) else ("", paragraph)

"""How figures, dates and document numbers are written (GB/T 15835-2011, GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafting.checks.marking import kept, mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

Right = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Style:
    """A form that is not written so; ``right`` gives what is, empty where a person must say."""

    form: re.Pattern[str]
    right: Right
    message: str


def _nothing(_: re.Match[str]) -> str:
    return ""


def _group(template: str) -> Right:
    return lambda match: match.expand(template)


def _date(match: re.Match[str]) -> str:
    return f"{match['y']}年{int(match['m'])}月{int(match['d'])}日"


def _unpadded(match: re.Match[str]) -> str:
    day = f"{int(match['d'])}日" if match["d"] else ""
    return f"{match['y']}{int(match['m'])}月{day}"


_STYLES = (
    Style(re.compile(r"(?<!\d)(?P<y>(?:\d{4}年)?)(?:(?P<m>0\d|1[0-2]|\d)月)(?:(?P<d>0\d|\d\d?)日)?"),
          _unpadded, "月和日不补零，应写成“{right}”。"),
    Style(re.compile(r"(?<![\d./-])(?P<y>(?:19|20)\d{2})(?P<s>[-./])(?P<m>0?[1-9]|1[0-2])(?P=s)"
                     r"(?P<d>0?[1-9]|[12]\d|3[01])(?![\d./-])"),
          _date, "日期应写成“{right}”。"),
    Style(re.compile(r"(?<![\d〇零一二三四五六七八九十’'])(?P<y>[0-4]\d)年(?=[01]?\d月|度|底(?![气色子蕴线])|初(?!中)|[上下]半年)"),
          lambda m: f"20{m['y']}年", "年份要写全，应为“{right}”。"),
    Style(re.compile(r"[一二三四五六七八九][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"),
          lambda m: _arabic_date(m[0]), "日期用阿拉伯数字，应写成“{right}”。"),
    Style(re.compile(r"(?P<y>[一二][〇零○一二三四五六七八九]{3}年)(?=\d{1,2}月)"), lambda m: _arabic_date(m[0]),
          "年份和月份用同一种数字，应写成“{right}”。"),
    Style(re.compile(r"(?P<a>[\u4e00-\u9fff]{1,6})[\[［（(](?P<y>(?:19|20)\d{2})[\]］）)](?=第?\d+号)"),
          _group(r"\g<a>〔\g<y>〕"), "发文字号的年份用六角括号，应写成“{right}”。"),
    Style(re.compile(r"〔(?P<y>(?:19|20)\d{2})〕(?:第0*|0+)(?P<n>\d+)号"),
          _group(r"〔\g<y>〕\g<n>号"), "发文字号不加“第”、不补零，应写成“{right}”。"),
    Style(re.compile(r"(?<![\d-])(?P<a>(?:19|20)\d{2})(?P<u>年?)(?:-|–|－|~|～)(?P<b>(?:19|20)\d{2})(?=年)"),
          _group(r"\g<a>\g<u>—\g<b>"), "起止年份用一字线，应写成“{right}”。"),
    Style(re.compile(r"(?<![\d.%％])(?P<a>\d+(?:\.\d+)?)(?P<s>[-–－~～—至到])(?P<b>\d+(?:\.\d+)?)(?P<p>[%％])"),
          lambda m: f"{m['a']}%{m['s'] if m['s'] in '至到～' else '—'}{m['b']}%",
          "两头都要带百分号，应写成“{right}”。"),
    Style(re.compile(r"百分之(?P<a>\d+(?:\.\d+)?)"), _group(r"\g<a>%"),
          "不要汉字和数字混用，应写成“{right}”。"),
    Style(re.compile(r"(?<![\d.])\d+(?:\.\d+)?[十百千](?=[万亿元人个名家户项亩公米吨次件辆台套])"), _nothing,
          "“{quote}”汉字和数字混用，请全写成阿拉伯数字，只在万、亿处用汉字。"),
    Style(re.compile(r"(?:约|近|大约|将近|超|超过)[\d.]+[万亿]?(?:余|多)(?=[\u4e00-\u9fff])|(?:约|大约|近)[\d.,]+[万亿]?[\u4e00-\u9fff]{1,3}(?:左右|上下)"),
          _nothing, "“{quote}”约数说了两遍，请只留一处。"),
    Style(re.compile(r"(?:下降|减少|降低|缩短|压减)(?:了|到|至)?\d+(?:\.\d+)?倍"), _nothing,
          "“{quote}”：减少不能用倍数，请改写成百分比或分数。"),
    Style(re.compile(r"(?<=\d)％"), lambda _: "%", "百分号用半角，应写成“%”。"),
)  # fmt: skip
_DIGITS = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_TITLE = re.compile(r"《[^》]*》|https?://\S+")


@check("figure_style", mechanical=True)
def find_odd_figures(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Warnings; the right form is suggested where it is certain. Titles in 《》 stay as they are."""
    for line in manuscript.lines:
        yield from _of_line(line)


@kept
def _of_line(line: Line) -> Iterator[Finding]:
    shielded = [match.span() for match in _TITLE.finditer(line.text)]
    for style in _STYLES:
        for match in style.form.finditer(line.text):
            right = style.right(match)
            if right == match[0] or any(a <= match.start() < b for a, b in shielded):
                continue
            message = style.message.format(right=right, quote=match[0])
            yield mark("figure_style", line, match.span(), "warning", message, right)


def _arabic_date(text: str) -> str:
    year, _, rest = text.partition("年")
    result = "".join(_DIGITS[char] for char in year) + "年"
    month, mark_, day = rest.partition("月")
    if mark_:
        result += f"{_number(month)}月"
    return result + (f"{_number(day.rstrip('日'))}日" if day else "")


def _number(text: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text[-1]]) if text else 0
    return 10 * (int(_DIGITS[tens[-1]]) if tens else 1) + (int(_DIGITS[ones[0]]) if ones else 0)

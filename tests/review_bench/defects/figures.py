"""Figures that are not those of the facts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, defect

_NUMBER = r"(?<![\d.])(\d+(?:\.\d+)?)(?![\d.])"
_COUNTED = re.compile(_NUMBER + r"(万|亿)?([名个家户人件项处座场张条天亩公里元份]{1,2}|万元|亿元)")
_PERCENT = re.compile(_NUMBER + r"%")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(20\d\d)年")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?=底|前|至|，|\d{1,2}日)")


def stated(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches in the text below the title whose words stand in a fact."""
    facts = "\n".join(fact.text for fact in document.brief.facts)
    start = document.text.index("\n")
    for match in pattern.finditer(document.text, start):
        if re.search(rf"(?<![\d.]){re.escape(match[0])}", facts):
            yield match


@defect("swap two digits", "figures", 2)
def swap_digits(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _COUNTED):
        digits = match[1]
        for at in range(len(digits) - 1):
            a, b = digits[at], digits[at + 1]
            if a.isdigit() and b.isdigit() and a != b and not (at == 0 and b == "0"):
                yield Edit(match.start(1), match.end(1), digits[:at] + b + a + digits[at + 2 :])


@defect("change a digit", "figures", 2)
def change_digit(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _COUNTED):
        at = chance.choice([i for i, c in enumerate(match[1]) if c.isdigit()])
        other = chance.choice([d for d in "123456789" if d != match[1][at]])
        yield Edit(match.start(1) + at, match.start(1) + at + 1, other)


@defect("shift the scale", "figures", 2)
def shift_scale(document: Document, chance: random.Random) -> Iterator[Edit]:
    other = {"亿元": "万元", "万元": "亿元", "万": "亿"}
    for match in stated(document, re.compile(_NUMBER + r"(亿元|万元|万(?!元))")):
        yield Edit(match.start(2), match.end(2), other[match[2]])
    for match in stated(document, re.compile(_NUMBER + r"([元名户])")):
        yield Edit(match.start(2), match.start(2), "万")


@defect("change the unit", "figures", 2)
def change_unit(document: Document, chance: random.Random) -> Iterator[Edit]:
    other = {"名": "户", "户": "人", "亩": "公顷", "公里": "米", "场": "天", "座": "公里", "项": "亿元",
             "家": "人", "个": "名", "件": "户", "处": "家", "天": "个月"}  # fmt: skip
    units = re.compile(_NUMBER + f"({'|'.join(other)})(?![月工百级子])")
    for match in stated(document, units):
        yield Edit(match.start(2), match.end(2), other[match[2]])


@defect("wrong percentage", "figures", 2)
def wrong_percentage(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _PERCENT):
        value = float(match[1]) + chance.choice((-7, -3, 3, 6))
        new = f"{value:.1f}" if "." in match[1] else f"{value:.0f}"
        yield Edit(match.start(1), match.end(1), new)


@defect("right number on the wrong thing", "figures", 2)
def wrong_thing(document: Document, chance: random.Random) -> Iterator[Edit]:
    """Two figures of one unit in one paragraph change places."""
    found = list(stated(document, _COUNTED))
    for first, second in pairwise(found):
        between = document.text[first.end() : second.start()]
        same = first[0][len(first[1]) :] == second[0][len(second[1]) :]
        if same and first[1] != second[1] and "\n" not in between and len(between) < 40:
            yield Edit(first.start(), second.end(), second[0] + between + first[0])


@defect("approximate word untrue", "figures", 2)
def untrue_approximation(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _COUNTED):
        if not match[1].isdigit() or int(match[1]) < 35 or _qualified(document, match.start()):
            continue
        value, rest = int(match[1]), match[0][len(match[1]) :]
        step = 10 ** (len(match[1]) - 1)
        up, down = (value // step + 1) * step, value // step * step
        wrong = [f"突破{up}{rest}", f"超过{up}{rest}", f"{up}多{rest}"]
        if down != value:
            wrong += [f"近{down}{rest}"]
        yield Edit(match.start(), match.end(), chance.choice(wrong))


def _qualified(document: Document, start: int) -> bool:
    before = document.text[max(0, start - 3) : start]
    return bool(re.search(r"[近约超过破达于每第足月到]|\d$", before)) or before.endswith("的")


@defect("end of a range changed", "figures", 2)
def range_end(document: Document, chance: random.Random) -> Iterator[Edit]:
    pattern = re.compile(
        r"(?:由|从)[^，。]{0,8}?[\d.]+[^，。\d]{1,4}(?:提高|缩短|降|压缩|下降|压减)到([\d.]+)"
    )
    for match in pattern.finditer(document.text):
        value = float(match[1]) * chance.choice((0.9, 1.04, 1.1))
        new = f"{value:.1f}" if "." in match[1] else f"{value:.0f}"
        yield Edit(match.start(1), match.end(1), new)
    for match in re.finditer(r"\d{1,2}月至(\d{1,2})月", document.text):
        yield Edit(match.start(1), match.end(1), str(int(match[1]) % 12 + 1))


@defect("day changed", "figures", 2)
def change_day(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _DAY):
        other = chance.choice([d for d in range(1, 29) if str(d) != match[2]])
        yield Edit(match.start(2), match.end(2), str(other))


@defect("month changed", "figures", 2)
def change_month(document: Document, chance: random.Random) -> Iterator[Edit]:
    for match in stated(document, _MONTH):
        other = chance.choice([m for m in range(1, 13) if str(m) != match[1]])
        yield Edit(match.start(1), match.end(1), str(other))


@defect("year changed", "figures", 2)
def change_year(document: Document, chance: random.Random) -> Iterator[Edit]:
    facts = "".join(fact.text for fact in document.brief.facts)
    for match in stated(document, _YEAR):
        year = int(match[1])
        others = [y for y in (year - 1, year + 1, year - 10) if f"{y}年" not in facts]
        before = document.text[match.start() - 1]
        if others and before != "（" and "》" not in document.text[match.end() : match.end() + 20]:
            yield Edit(match.start(1), match.end(1), str(chance.choice(others)))


@defect("period wrong", "figures", 2)
def wrong_period(document: Document, chance: random.Random) -> Iterator[Edit]:
    this = document.brief.date.year if document.brief.date else 0
    wrong = {"去年": "前年", f"{this}年": "去年", f"{this - 1}年": "今年", "每季度": "每月",
             "每半年": "每季度", "上半年": "下半年", "每月": "每季度", "每旬": "每周", "每周": "每月",
             "每天": "每周"}  # fmt: skip
    facts = "".join(fact.text for fact in document.brief.facts)
    for words, other in wrong.items():
        stated_so = words in facts or words == "去年"
        for match in re.finditer(
            re.escape(words) + r"(?!\d{1,2}月|[—至、]|农村供水工程进度表)", document.text
        ):
            line = document.text[document.text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if words == "去年" and not re.search(r"^[^。\n]*\d", document.text[match.end() :]):
                continue
            if stated_so and match.start() > document.text.index("\n") and not line.startswith("#"):
                yield Edit(match.start(), match.end(), other)


@defect("Chinese numeral wrong", "figures", 2)
def wrong_numeral(document: Document, chance: random.Random) -> Iterator[Edit]:
    """A figure of the facts written in Chinese numerals, one of them another."""
    digits = "零一二三四五六七八九"
    for match in stated(document, re.compile(r"(?<![\d.])([1-9]\d{1,2})([名个家户人件项处座场])")):
        number = match[1]
        at = chance.randrange(len(number))
        other = chance.choice([d for d in "3456789" if d != number[at]])
        wrong = number[:at] + other + number[at + 1 :]
        yield Edit(match.start(1), match.end(1), _in_chinese(wrong, digits))


def _in_chinese(number: str, digits: str) -> str:
    hundreds, tens, ones = (int(d) for d in number.rjust(3, "0"))
    words = digits[hundreds] + "百" if hundreds else ""
    if tens:
        words += digits[tens] + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")

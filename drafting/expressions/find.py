"""Where a text uses an expression that is not, or not yet, or no longer current."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.expressions.file import Expression
from drafting.wording import sentence_spans

_PAST = re.compile(
    r"曾|当时|那时|当年|昔日|早已|过去|从前|以往|历史上|旧称|前身|起步|收官|末期?年?[，、]|圆满|回顾|自[^，。]{0,12}以来|以来"
    r"|期间|时期|改制|改名|更名|撤销|组建|合并|划入|划转|摘帽|脱贫前|原有|之前|[以之]后|结束|完成了|全面胜利"
    r"|(?:已|已经)(?:结束|完成|废止|修订|撤)|基础上|成果|经验|启示|同比|相比|较|对比|发展成就|(?:早|前)在"
)
_PLAN_NOW = re.compile(
    r"今年是|正处|开局|起步之年|攻坚|谋划|编制|推进|落实|实施|贯彻|围绕|按照|对照|聚焦|锚定|确保|实现|目标|任务|要求"
)
_PLAN_PAST = re.compile(
    r"曾|收官|末|圆满|回顾|以来|完成了|已(?:经)?(?:完成|结束)|取得|期间[^，。]{0,30}了|期间，?(?:全|我|先后|累计|共)"
    r"|时期，?(?:全|我|先后|累计|共)|基础上|相比|较|成就|成果|结束|五年(?:来|间)|总结"
)
_NOW = re.compile(r"(?:今年(?:是|正)|正处|正值|当前|目前|眼下|如今|现在)[^，。；]{0,8}$")
_FORMER = re.compile(
    r"(?:原|(?<![当目之以面年日提往向眼先生])前|时任|曾任|撤销|并入|更名前的?)[^，。；、]{0,12}$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[—-])")


@dataclass(frozen=True, slots=True)
class Use:
    """An expression used where it is not current: its span in the text, and the entry."""

    start: int
    end: int
    expression: Expression


def uses(text: str, expressions: Sequence[Expression], today: dt.date) -> Iterator[Use]:
    """Uses in one paragraph that are wrong on the day ``today`` the document is dated. A sentence
    that tells history (a past year, 曾, 原…, 期间…了) is passed over."""
    for expression in expressions:
        for match in expression.find.finditer(text):
            if _is_current(expression, today):
                continue
            sentence, at = _sentence_around(text, match.start())
            if expression.until and _is_history(
                sentence, at, expression, match.end() - match.start()
            ):
                continue
            yield Use(match.start(), match.end(), expression)


def _is_current(expression: Expression, today: dt.date) -> bool:
    begun = expression.begins is None or today >= expression.begins
    return begun and expression.until is not None and today <= expression.until


def _sentence_around(text: str, at: int) -> tuple[str, int]:
    """The clause-wide surroundings: the sentence, and the place in it."""
    for start, end in sentence_spans(text):
        if start <= at < end:
            return text[start:end], at - start
    return text, at


def _is_history(sentence: str, at: int, expression: Expression, length: int) -> bool:
    if _FORMER.search(sentence[:at]):
        return True
    years = [int(year) for year in _YEAR.findall(sentence)]
    if expression.until and any(year <= expression.until.year for year in years):
        return True
    around = sentence[max(0, at - 40) : at] + sentence[at + length : at + length + 40]
    if expression.group == "plan":
        return _plan_is_past(sentence, at, length)
    return bool(_PAST.search(around))


def _plan_is_past(sentence: str, at: int, length: int) -> bool:
    """A plan of the past that is looked back on; one that is being carried out is not."""
    if _NOW.search(sentence[:at]):
        return False
    around = sentence[max(0, at - 12) : at] + sentence[at + length : at + length + 30]
    return bool(_PLAN_PAST.search(around)) or not _PLAN_NOW.search(sentence)

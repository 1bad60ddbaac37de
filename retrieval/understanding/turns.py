"""Turns of speech: sentences at which a text begins to do something else.

“在肯定成绩的同时，也存在……问题” turns to problems, “下一步，” to plans, “提三点要求” to demands; what
is counted off after such a sentence (一是…… 二是……) does the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.understanding.sentences import whole_sentences

_SHORTEST_SEGMENT = 24
_LONG = 220
_READ = 400
_SOME = r"[一二三四五六七八九十两几\d]{1,2}(?:个?方面|[点条项件个句])?(?:的|具体)?"


@dataclass(frozen=True, slots=True)
class Segment:
    """Sentences that belong together; ``turn`` is the role their first sentence announces."""

    text: str
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence that announces ``role``: for itself ``alone``, or ``weak``, in long text only."""

    role: str
    pattern: re.Pattern[str]
    alone: bool = False
    weak: bool = False


def _turn(role: str, *patterns: str, alone: bool = False, weak: bool = False) -> Turn:
    return Turn(role, re.compile("|".join(patterns)), alone, weak)


_PROBLEMS = r"(?:问题|不足|短板|差距|薄弱环节|薄弱之处|困难|弱项|欠缺|症结)"
_PLACES = r"(?:村|镇|社区|小区|公司|厂|县|乡|街道|集团|学院|医院|卫生院|局)"
_TRADES = (
    r"(?:村民|居民|工程师|医生|教师|老师|干部|党员|职工|工人|青年|大户|老人|农民|农户|网格员|讲师|教授|"
    r"副教授|护士|种植户)"
)
_TURNS = (
    _turn(
        "感谢",
        r"^[^。]{0,140}(?:表示|致以|道一声|说一声|送上)[^。]{0,24}(?:感谢|敬意|谢意|谢谢|慰问|辛苦|问候)",
        r"^[^。]{0,20}(?:衷心|诚挚|由衷|真诚)地?感谢",
        r"^感谢|^[^。]{0,8}感谢(?:你们|大家|各位|组织|领导|同志们|那些)",
        r"深表谢意",
        alone=True,
    ),
    _turn(
        "结尾",
        r"^最后[，,]?[^。]{0,10}祝",
        r"^(?:衷心|真诚|诚挚)地?祝(?:愿|福|大家|各位|全)",
        r"^(?:祝|愿)(?:大家|各位|同志们|愿)",
        r"^特此",
        r"^以上(?:汇报|报告|方案|意见|情况|是)",
        r"^(?:总之|总而言之|综上所述|综上)[，,]",
    ),
    _turn(
        "号召",
        r"^(?:最后[，,])?[^。]{0,40}让我们[^。]*[！!。]",
        r"^(?:同志们|朋友们|战友们|老师们|同学们)[，,！](?!.{0,20}(?:今天|现在|刚才))",
        r"^各位[^。，！：]{2,16}[，！](?!.{0,20}(?:今天|现在|刚才|首先))",
    ),
    _turn(
        "问题",
        rf"^[^。：:]{{0,40}}(?:存在|还有|尚有|有(?:{_SOME}|一些|不少|许多|很大)?)[^。]{{0,14}}{_PROBLEMS}"
        r"(?![，,]?(?:得到|已|都|全部|逐一|上))",
        rf"^(?:但是?|不过|然而|同时|当然|与此同时|在[^。，]{{2,16}}的同时)[，,]?[^。]{{0,40}}{_PROBLEMS}",
        rf"^(?:不足之处|主要(?:问题|不足)|{_PROBLEMS}(?:主要)?(?:是|有|表现))",
        r"^究其(?:原因|根源)",
        r"^[^。]{0,20}(?:有|存在)[^。]{0,8}的原因",
        r"^[^。]{0,12}(?:自己|自身)的(?:不足|短板|差距)",
        r"^(?:检视|反思|对照)[^。]{0,20}(?:不足|差距|短板|问题)",
    ),
    _turn(
        "要求",
        rf"^[^。]{{0,40}}(?:讲|提出?|强调|再?谈|说|明确|重申)[^。，]{{0,6}}{_SOME}[^。，]{{0,6}}"
        r"(?:意见|要求|希望|建议|期望|问题)",
        rf"^[^。]{{0,16}}做到(?:以下)?{_SOME}[：:。]",
        r"^(?:我?(?:衷心|殷切)?地?希望(?!(?:大家|各位|同志们)?一如既往)|我?提[^。]{0,6}希望)",
    ),
    _turn(
        "做法",
        r"^[^。]{0,24}(?:主要做法|具体做法|做法和体会|具体措施|主要抓了|重点抓了|着力抓了)",
        r"^[^。]{0,24}采取(?:了|的)?(?:以下|如下)?[^。]{0,6}措施",
    ),
    _turn(
        "打算",
        r"^(?:下一步|下步|接下来|下阶段|下一阶段|今后|展望|明年|来年|新的一年里)",
        r"^(?:回到|返回)[^。，]{1,8}[，,后]",
        r"^[^。]{0,40}提出[^。]{0,6}(?:如下|以下|几点)[^。]{0,4}(?:建议|对策|思考)",
        r"^(?:为此|因此|对此)[，,]?建议|^(?:对策)?建议如下",
    ),
    _turn(
        "成绩",
        r"^[^。]{0,20}(?:几点|[一二三四五两]点|[一二三四五两]条|深刻)?(?:体会|启示|感悟)(?:到|是|有|[：:])",
        r"^这(?:一)?年的?[^。]{0,8}(?:让我|使我)",
        r"^(?:近[一二三四五两几]?年来|一年来|今年以来|多年来|截至|截止|到目前|目前[，,]|过去的?[一二三两]年)",
        r"^(?:上一[轮批届]|实践证明|去年[，,以])",
        weak=True,
    ),
    _turn(
        "事例",
        r"^(?:比如|例如|譬如|印象(?:最深|深刻))",
        r"^有一[次位名个天]",
        rf"^[\u4e00-\u9fff]{{2,14}}{_PLACES}的?{_TRADES}",
        weak=True,
    ),
    _turn("背景", r"^(?:当前[，,]|当今|新的一年|面对|今年是|放眼)", weak=True),
)
_ENDS_OPENING = re.compile(r"(?:如下|[谈讲说提][^。]{0,8}[点个层条][^。]{0,8}|发言)[。：:]\s*$")
_BEFORE_TURN = re.compile(r"^(?:借这个机会|借此机会|在此|首先|这里)[，,]")


def segments(paragraph: str) -> Iterator[Segment]:
    """Divide a paragraph where it turns; weak turns count in long paragraphs only."""
    held = ""
    role, closed = "", False
    for sentence in whole_sentences(paragraph):
        turn = turn_of(sentence, weak=len(paragraph) > _LONG)
        other = turn is None or turn.role != role
        if held and other and (closed or (turn and len(held) >= _SHORTEST_SEGMENT)):
            yield Segment(held, role)
            held, role = "", ""
        if turn and not role and len(held) < _SHORTEST_SEGMENT:
            role = turn.role
        closed = bool(turn and turn.alone) or bool(_ENDS_OPENING.search(sentence))
        held += sentence
    if held:
        yield Segment(held, role)


def turn_of(sentence: str, *, weak: bool = True) -> Turn | None:
    """Return the turn a sentence makes, None when it goes on as before."""
    start = _BEFORE_TURN.sub("", sentence[:_READ].strip())
    for turn in _TURNS:
        if (weak or not turn.weak) and turn.pattern.search(start):
            return turn
    return None

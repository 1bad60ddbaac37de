"""Sentences that lean on the one before them, made to stand alone.

其中党员86名 joins the total it is a part of; 该项目 is given its name where the sentence before has
it; what can be neither named nor left is said together with that sentence. Nothing is made up:
every word put in stands in the sentence before.
"""

from __future__ import annotations

import re

from drafting.facts.extraction.names import names_in, noun_phrase
from drafting.figures import find_figures

LONGEST_JOINED = 160
"""Characters of two sentences said as one."""

_LONG = 100
"""Characters; a fact in a document has 25 to 70."""
_SHORTEST = 20

NUMBERING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)][、，]?|\d{1,2}[.．、](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]|"
    r"(?:第[一二三四五六七八九十]{1,2}|其[一二三四五六])(?:点|个方面|件事|句话是)?[，、：]|[一二三四五六七八九十]{1,2}是(?!否)|"
    r"[-•●■◆▪·*※☆★➤→▶✓√]+)\s*"
)
_CONNECTIVE = re.compile(
    r"^(?:同时|此外|另外|首先|其次|再次|最后|其三|然后|而且|并且|但是?|然而|不过|因此|因而|所以|于是|可见|总之|总的来看|总的来说|特别是|"
    r"尤其是|例如|比如|据统计|据了解|据悉|一方面|另一方面|与此同时|在此基础上|除此之外|截止目前|(?:主要|具体|集中|突出)?(?:表现|反映|体现)在)"
    r"[，,：:]\s*|^(?:例如|比如|如(?![果何此今同期下意愿实有期]))|^(?:而且|并且|但是|然而|因此|所以|另外|其次)"
)
_WISHES = re.compile(r"[，；](?:最后，?)?(?:衷心|再次)?祝(?:愿|福)?(?:大家|各位|同志们).*$")
_CHATTER = re.compile(
    r"[，,；](?:其他的?|别的|其余的?|我)?(?:我?就)?不(?:再|多|一一|再一一)(?:说|讲|列举|例举|赘述)了?$"
)
_LABEL = re.compile(
    r"^(?:目前)?(?:还)?(?:存在的?|主要|突出)*(?:困难|问题|不足|短板|差距)(?:和(?:问题|不足|困难))?(?:[，,]?主要(?:是|有|在于|为)?|是|有|在于|为|[：:])[：:，,]?\s*(?=.{8})"
    r"|^(?:主要|具体|重点)是[：:，,]?\s*(?=.{8})"
)
_PART = re.compile(r"^(?:在?其中|其余|余下|剩余)")
_THAT = re.compile(
    r"^(?:该|此(?!次|后|前)|这[个项家名位批所座条]|上述|以上)(?P<noun>[\u4e00-\u9fff]{1,6})?"
)
_MATTER = re.compile(r"^(?:此事项?|此项工作|该项工作|该事项|这项工作)")
_LONGEST_MATTER = 24
_PERSON = re.compile(r"^[他她](?!们|山|乡|人)")
_OTHERS = re.compile(
    r"^(?:他们|她们|它们?|其(?![中次余他它它实三二一])|这(?!里|两年|些年|几年)|此举|此项|对此|为此|之后|随后|并(?!购|列|联|轨)|还(?!款|贷|田|林)|也|又|再(?!生|次|就)|则|从而|由此)"
)
_MEASURE = re.compile(
    r"^(?:累计|总投资|总额|总数|共计|合计|占(?!地|用|领|道)|同比|环比|比上年|比去年|较上年|较去年|人均|户均|平均|增长|下降|减少|增加|"
    r"完成率|完成进度|办结率|合格率|满意率|达标率|参训率|进度|目前(?:已|进度|完成)|已(?:完成|到位|建成|开工|竣工|投用|投产|拨付|支付|签约)|"
    r"预计|计划(?:于|投资|总投资|年底)|将于|建成后|投产后|可(?:年产|实现|带动|新增|容纳|解决)|年产|直接|带动|惠及|受益|涉及|覆盖|面积|长|宽|全长|工期|总产值)"
)
_BESIDE = re.compile(
    r"^(?:[去前上]年|上季度|上月|[去上]年?同期)(?:全年|同期|一年|上半年|下半年)?(?:才|只|仅|也就|总共|一共)?[^，。\d]{0,5}\d+(?:\.\d+)?[\u4e00-\u9fff%]{0,2}$"
)
"""A figure of an earlier time without its thing: 去年全年才装了8部."""
_TIME = re.compile(
    r"^(?:(?:20|19)\d\d年[^，。；：]{0,8}|(?:今|去|前|本|当)年[^，。；：]{0,6}|过去的?[一二三四五六七八九十两几]+[年个]月?|近[几两三五]?年来?|"
    r"[^，。；：\d]{0,4}以来|截[至止][^，。；：]{1,14}|目前|\d{1,2}月[^，。；：]{0,8}|上半年|下半年|[一二三四第]{1,2}季度|"
    r"[^，。；：]{2,12}期间)，"
)


def bare_statement(text: str) -> str:
    """The sentence without its number, its connective and its end mark."""
    text = text.strip()
    for _ in range(3):
        shorter = _CONNECTIVE.sub("", NUMBERING.sub("", text), count=1)
        if shorter == text or not shorter.strip():
            break
        text = shorter.strip()
    text = _LABEL.sub("", _WISHES.sub("", text))
    return _CHATTER.sub("", text.strip().strip("；;，,、：: 。")).strip().strip("；;，,、：: 。")


def trimmed(text: str) -> str:
    """A long sentence up to its last figure or document: what follows there is comment."""
    if len(text) <= _LONG:
        return text
    ends = [figure.end for figure in find_figures(text) if not figure.loose]
    ends += [match.end() for match in re.finditer(r"《[^》]*》", text)]
    cut = text.find("，", max(ends, default=len(text)))
    tail = text[cut:]
    return text[:cut] if cut >= _SHORTEST and len(tail) > 30 and tail.count("，") > 1 else text


def leans(text: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    return any(
        pattern.match(text) for pattern in (_PART, _THAT, _PERSON, _OTHERS, _MEASURE, _BESIDE)
    ) and not _TIME.match(text)


def resolved(text: str, before: str) -> tuple[str, bool]:
    """The sentence made to stand alone after ``before``, the statement it leans on; and whether it
    now contains that statement. A sentence that cannot be helped comes back as it is."""
    if not before:
        return text, False
    if _PART.match(text):
        return _joined(before, text)
    if (matter := _MATTER.match(text)) and len(before) <= _LONGEST_MATTER and "，" not in before:
        return before + text[matter.end() :], False
    if (that := _THAT.match(text)) and (name := _antecedent(before, that["noun"] or "")):
        kept = that["noun"] or ""
        rest = text[that.end() - len(kept) :] if kept else text[that.end() :]
        return name + rest[len(_shared(name, rest)) :], False
    if _PERSON.match(text):
        people = {word for word, tag in names_in(before) if tag == "PER"}
        if len(people) == 1:
            return people.pop() + text[1:], False
        return _joined(before, text)
    if that or any(one.match(text) for one in (_OTHERS, _MEASURE, _BESIDE)):
        return _joined(before, text)
    return text, False


def _joined(before: str, text: str) -> tuple[str, bool]:
    if len(before) + len(text) > LONGEST_JOINED:
        return text, False
    mark = "；" if _THAT.match(text) or _OTHERS.match(text) else "，"
    return f"{before}{mark}{text}", True


def _antecedent(before: str, noun: str) -> str:
    """The name that ends in the longest beginning of ``noun`` in the sentence before, or empty."""
    for length in range(min(len(noun), 4), 1, -1):
        if name := noun_phrase(before, noun[:length]):
            return name
    if noun[:1] in "镇乡村县市区局校厂":
        names = [name for name, _ in names_in(before) if name.endswith(noun[0])]
        return names[-1] if names else ""
    return ""


def _shared(name: str, rest: str) -> str:
    """The longest beginning of ``rest`` in which ``name`` ends: not to be said twice."""
    for length in range(min(len(name), len(rest)), 0, -1):
        if name.endswith(rest[:length]):
            return rest[:length]
    return ""


def with_time(text: str, lead: str) -> str:
    """The sentence under the time that the first of its parallels names."""
    return text if not lead or _TIME.match(text) or re.match(r"\d{4}年", text) else lead + text


def time_lead(text: str) -> str:
    """The time a sentence begins with, with its comma: 截至2月底，."""
    match = _TIME.match(text)
    return match[0] if match else ""

"""What a text announces, it gives: 三点意见 are three, an 附件 named is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.checks.enumerations import all_runs
from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding

_NUMBERS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_MATTERS = (
    "意见|要求|建议|体会|措施|希望|问题|感受|想法|看法|打算|任务|经验|做法|启示|对策|特点|原因|工作|"
    "安排|期望|嘱托|倡议|举措|重点|条件|原则|情况|成效|变化|困难|不足|文章|关系|话|事"
)
_ANNOUNCED = re.compile(
    rf"(?P<verb>讲|谈|说|提|提出|强调|分享|汇报|着力|抓好|做好|处理好|把握好?|坚持|采取|存在|有|以下|如下|下面)"
    rf"(?P<gap>[^，。；：！？]{{0,8}}?)(?P<n>[二两三四五六七八九十])"
    rf"(?P<measure>点|个方面的?|方面的?|条|项|个|件|句|层)(?P<matter>{_MATTERS})?"
    rf"(?=[：:。，；]|就是|，?(?:具体|主要)?(?:是|有|如下)|(?:比较|尤其|尤为|较为|十分|亟待|需要|值得|急需)[^，。；：]{{0,6}}[。：])"
)
_RUN_FOLLOWS = re.compile(
    r"(?P<verb>)(?P<gap>)(?P<n>[二两三四五六七八九十])"
    r"(?P<measure>[点条项个件句层关招步篇道张把手])(?P<matter>[^，。；：！？]{0,6})[：。，](?=一是|一要|第一|其一|首先)"
)
"""A number with its run right behind it needs no verb: 过好三关：一是……."""
_ENDS_SO = re.compile(
    r"(?P<verb>)(?P<gap>)(?<![第\d十百千万])(?P<n>[二两三四五六七八九十])"
    rf"(?P<measure>[点条项个件句层关招步篇道张把手])(?P<matter>(?:{_MATTERS}|环节|方面|仗|牌|台阶|文章|阶段)?)[：。]$"
)
"""At the end of a paragraph, the run below it: 办好四件事。 over 一要……."""
_HEADED_SO = re.compile(
    r"(?P<verb>)(?P<gap>)(?:^|(?<=[、）\s.．]))(?P<n>[二两三四五六七八九])"
    rf"(?P<measure>点|条|个|项|件|句)(?P<matter>{_MATTERS})$"
)
"""A heading that is nothing but a number of matters: 三、四点启示."""
_BELOW = re.compile(r"以下|如下|下面|[讲谈说提]|分享|汇报")
_ANNOUNCES = re.compile(r"(?:下面|接下来|最后|这里|今天)，?[^，。；：！？]{0,8}$")
"""The speaker's own announcement, and no report of another's: 下面，我再强调三句话."""
_LEVELS = {"heading1": 1, "heading2": 2, "heading3": 3, "heading4": 4}
_NAMED = re.compile(
    r"(?:详?见|按照|填写|参照|参见|列入|附上?)(?:本[文方通案知][^，。]{0,4})?(附件\s*\d*|附表\s*\d*)"
)
_APPENDED = re.compile(r"(?<![之其])附后(?=[，。；）)]|$)")
_LISTED = re.compile(r"附件\s*(?:\d+)?[：:.．]|附表\s*(?:\d+)?[：:.．]")


@check("promises")
def find_broken_promises(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """A number announced that the headings or the run below it do not keep: error. An 附件 that is
    named and not listed: error. 汇报如下 with nothing below: error."""
    lines = manuscript.lines
    runs = sorted((run[0].line.start + run[0].span[0], len(run)) for run in all_runs(manuscript))
    for index, line in enumerate(lines):
        if line.role not in ("body", *_LEVELS):
            continue
        for match in _ANNOUNCED.finditer(line.text):
            at_run = _run_begins(lines, index, match.end())
            given = _given(lines, index, line.start + match.end(), runs)
            said = _NUMBERS[match["n"]]
            if given is not None and given != said and (at_run or _is_announcement(match, line)):
                yield mark("promises", line, (match.start("n"), match.end()), "error",
                           f"前面说“{_phrase(match)}”，下面写了{given}项，请核对。")  # fmt: skip
        for match in _RUN_FOLLOWS.finditer(line.text):
            given = _given(lines, index, line.start + match.end(), runs)
            said = _NUMBERS[match["n"]]
            if given not in (None, said) and not _ANNOUNCED.search(
                line.text, max(0, match.start() - 12), match.end()
            ):
                yield mark("promises", line, (match.start("n"), match.end() - 1), "error",
                           f"前面说“{_phrase(match)[:-1]}”，下面写了{given}项，请核对。")  # fmt: skip
        yield from _closing(lines, index, runs)
        yield from _unkept_clauses(line)
        yield from _miscounted_list(line)
        yield from _recalled(lines, index, runs)
        yield from _ones(lines, index)
        yield from _nothing_below(lines, index)
    yield from _attachments(lines)


def _closing(
    lines: Sequence[Line], index: int, runs: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """A number at the end of a paragraph or a heading, and the run below."""
    line = lines[index]
    match = (_ENDS_SO if line.role == "body" else _HEADED_SO).search(line.text)
    if match is None or _ANNOUNCED.search(line.text, max(0, match.start() - 12)):
        return
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    if line.role == "body" and not _FIRST_OF_RUN.match(below):
        return
    given = _given(lines, index, line.end, runs)
    if given not in (None, _NUMBERS[match["n"]]):
        said = f"{match['n']}{match['measure']}{match['matter'] or ''}"
        yield mark("promises", line, (match.start("n"), match.start("n") + len(said)), "error",
                   f"前面说“{said}”，下面写了{given}项，请核对。")  # fmt: skip


def _run_begins(lines: Sequence[Line], index: int, at: int) -> bool:
    """Whether the run stands right behind an announcement, or begins the paragraph below it."""
    rest = _JUDGED.sub("", lines[index].text[at:])
    if rest in ("。", "：") and index + 1 < len(lines):
        return bool(_FIRST_OF_RUN.match(lines[index + 1].text))
    return bool(_FIRST_OF_RUN.match(rest.lstrip("：:。，")))


_JUDGED = re.compile(r"^(?:比较|尤其|尤为|较为|十分|亟待|需要|值得|急需)[^，。；：]{0,6}(?=[。：])")
"""What is said of the matters before the run begins: 三个问题|比较突出。"""
_FIRST_OF_RUN = re.compile(r"一是|一要|第一|其一|首先|（一）")
_LIST = re.compile(
    r"(?:(?P<taken>[把将])|(?<=[，。；：！？从在])|^)"
    r"(?P<items>[^，。；：！？、（）]{2,12}(?:、[^，。；：！？、（）]{2,12})+?)"
    r"(?P<as>当作|当成|看作|视为|作为|这)(?P<n>[两二三四五六七八九])"
    r"(?P<measure>道|个|件|项|样|张|条|本|篇|把|关|块|大)"
)
_AND = re.compile(r"[和与及]")


def _miscounted_list(line: Line) -> Iterator[Finding]:
    """把接得好、稳得住、过得实当作四道题: a list counted wrongly right behind it."""
    for match in _LIST.finditer(line.text):
        if match["as"] != "这" and not match["taken"]:
            continue
        least = match["items"].count("、") + 1
        most = least + len(_AND.findall(match["items"]))
        if not least <= _NUMBERS[match["n"]] <= most:
            said = match["n"] + match["measure"]
            yield mark("promises", line, (match.start("n"), match.end()), "error",
                       f"前面列了{least}项，这里说“{said}”，请核对。")  # fmt: skip


_RECALLED = re.compile(
    r"(?:上述|以上|前述|上面|前面)(?:这|的)?(?P<n>[两二三四五六七八九])(?:个方面的?|个|大|项|点|条|类)"
    rf"(?P<matter>{_MATTERS})"
)


def _recalled(
    lines: Sequence[Line], index: int, runs: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """上述四个问题, where the part above that is headed 问题 has three."""
    for match in _RECALLED.finditer(lines[index].text):
        given = _given_above(lines, index, match["matter"], runs)
        if given not in (None, _NUMBERS[match["n"]]):
            yield mark("promises", lines[index], (match.start("n"), match.end()), "error",
                       f"这里说“{match[0]}”，前面写了{given}项，请核对。")  # fmt: skip


def _given_above(
    lines: Sequence[Line], index: int, matter: str, runs: Sequence[tuple[int, int]]
) -> int | None:
    """The headings, else the run, of the last part above whose heading names the matter."""
    heads = [n for n in range(index) if lines[n].role == "heading1" and matter in lines[n].text]
    if not heads:
        return None
    begin = heads[-1]
    end = next((n for n in range(begin + 1, index) if lines[n].role == "heading1"), index)
    below = sum(line.role == "heading2" for line in lines[begin + 1 : end])
    within = [size for at, size in runs if lines[begin].end <= at < lines[end].start]
    return below or (within[0] if len(within) == 1 else None)


_ONES = re.compile(r"“(?P<n>[两二三四五六七八九])个一(?:批)?”")
_ONE = re.compile(r"[一-龥]一[批套本张支个条份把根面盏件项场次群队块笔道堂片][一-龥]")


def _ones(lines: Sequence[Line], index: int) -> Iterator[Finding]:
    """“三个一”, over headings of which each names one thing: 选好一批人, 立好一套规矩."""
    for match in _ONES.finditer(lines[index].text):
        below = [line for line in lines[index + 1 :] if line.role in _LEVELS]
        given = sum(bool(_ONE.search(line.text)) for line in below if line.role == below[0].role)
        if given > 1 and given != _NUMBERS[match["n"]]:
            yield mark("promises", lines[index], match.span(), "error",
                       f"前面说{match[0]}，下面的标题写了{given}个“一”，请核对。")  # fmt: skip


_STAGES = re.compile(
    r"分(?:为|成|作)?(?P<n>[两二三四五六七八九])(?:个?(?:阶段|步骤|批|期|环节)|步)(?:走|实施|推进|进行)?：(?P<list>[^。：！？\n]{8,160})[。！]"
)
_DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月|20\d\d年|第[一二三四五六]|[到至从]\d")
_PARALLEL = re.compile(
    r"(?P<n>[两二三四五六七八九])(?:条|点|句话|件事?|样|招|关|个不|道关|方面|个方面|个字|笔账)：(?P<list>[^。：！？\n]{8,80})[。！]"
)


def _unkept_clauses(line: Line) -> Iterator[Finding]:
    """体会有五条：, and behind it three clauses of one length."""
    for match in _STAGES.finditer(line.text):
        items = re.split("；" if "；" in match["list"] else "，", match["list"])
        if all(_DATED.match(item) for item in items) and len(items) != _NUMBERS[match["n"]]:
            yield mark("promises", line, match.span("n"), "error",
                       f"前面说分“{match['n']}”，下面写了{len(items)}项，请核对。")  # fmt: skip
    for match in _PARALLEL.finditer(line.text):
        items = re.split("；" if "；" in match["list"] else "，", match["list"])
        lengths = [len(item) for item in items]
        alike = len(items) > 1 and min(lengths) >= 4 and max(lengths) - min(lengths) <= 2
        if alike and len(items) != _NUMBERS[match["n"]] and not re.search("[一1]是|第一", match[0]):
            yield mark("promises", line, match.span("n"), "error",
                       f"前面说“{match['n']}”，下面写了{len(items)}项，请核对。")  # fmt: skip


def _phrase(match: re.Match[str]) -> str:
    return match[0][match.start("n") - match.start() :]


def _is_announcement(match: re.Match[str], line: Line) -> bool:
    """“讲三点意见”, “以下四个方面”, or a phrase that ends in a colon: others may count elsewhere."""
    follows = line.text[match.end() : match.end() + 1]
    ahead = _ANNOUNCES.search(line.text[max(0, match.start() - 16) : match.start()])
    return (
        bool(ahead or _BELOW.search(match["verb"] + match["gap"]))
        or follows in "：:"
        or line.role != "body"
    )


def _given(
    lines: Sequence[Line], index: int, at: int, runs: Sequence[tuple[int, int]]
) -> int | None:
    """How many items follow: the run that begins in the same paragraph or the next ones, else the
    headings of the next level; None where nothing is counted."""
    line = lines[index]
    own = _LEVELS.get(line.role, 0)
    stop = next((n.start for n in lines[index + 1 :] if n.role.startswith("heading")), None)
    near = [n for start, n in runs if start >= at and (stop is None or start < stop)]
    if near:
        return near[0]
    above = next((_LEVELS[p.role] for p in reversed(lines[:index]) if p.role in _LEVELS), 0)
    level = None
    count = 0
    for later in lines[index + 1 :]:
        depth = _LEVELS.get(later.role)
        if depth is None:
            continue
        if level is None:
            if depth <= max(own, above):
                return None
            level = depth
        if depth < level:
            break
        count += depth == level
    return count or None


def _nothing_below(lines: Sequence[Line], index: int) -> Iterator[Finding]:
    line = lines[index]
    if line.role != "body" or not re.search(r"(?:如下|以下[^。，]{0,12})[：:]$", line.text):
        return
    below = [later for later in lines[index + 1 :] if later.role in ("body", *_LEVELS)]
    if not below:
        span = (max(0, len(line.text) - 3), len(line.text))
        yield mark("promises", line, span, "error", "说了“如下”，下面没有内容，请补写。")


def _attachments(lines: Sequence[Line]) -> Iterator[Finding]:
    if any(line.role == "attachment" or _LISTED.match(line.text) for line in lines):
        return
    for line in lines:
        body = line.role == "body"
        match = (_NAMED.search(line.text) or _APPENDED.search(line.text)) if body else None
        if match:
            group = match.re.groups
            yield mark("promises", line, match.span(group), "error",
                       f"文中提到“{match[group]}”，文末没有附件说明，请补上或删去。")  # fmt: skip
            return

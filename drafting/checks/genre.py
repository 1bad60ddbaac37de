"""What belongs to a genre: its ending, its 称呼, who thanks whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.marking import mark
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding

_ENDING = re.compile(r"(?:特此|专此)(通知|报告|汇报|请示|函告|函复|批复|公告|通告|通报|说明|证明)")
_ASKING = re.compile(r"(?:妥否|当否|可否|是否妥当)，?请(?:批示|批复|审批|指示)|请予批[准复]")
_GENRES: dict[str, frozenset[str]] = {
    "通知": frozenset({"通知"}),
    "报告": frozenset({"报告", "汇报"}),
    "汇报": frozenset({"报告", "汇报"}),
    "总结": frozenset({"报告", "汇报"}),
    "请示": frozenset({"请示"}),
    "函": frozenset({"函告", "函复"}),
    "批复": frozenset({"批复"}),
    "公告": frozenset({"公告"}),
    "通告": frozenset({"通告"}),
    "通报": frozenset({"通报"}),
    "方案": frozenset(),
    "讲话": frozenset(),
    "发言": frozenset(),
    "材料": frozenset({"汇报", "报告"}),
    "文章": frozenset(),
}
_GENRE_OF_KIND = {
    "mobilization_speech": "讲话", "symposium_speech": "讲话", "work_summary": "总结",
    "situation_report": "汇报", "experience_material": "材料", "research_report": "报告",
    "implementation_plan": "方案", "secondment_summary": "总结", "discussion_paper": "文章",
}  # fmt: skip
_TITLE = re.compile("|".join(_GENRES))
_THANKS = re.compile(r"谢谢(?:大家|各位)")
_SPOKEN = re.compile(r"讲话|发言|致辞|演讲|汇报|交流|报告|述职|主持")
_CALL = re.compile(r"^(?:尊敬的|各位)?([\u4e00-\u9fff、，]{2,30}?)[：:！]$")
_GROUPS = ("同志", "同学", "老师", "代表", "委员", "领导", "朋友", "乡亲", "战友", "专家", "企业家",
           "嘉宾", "来宾", "青年", "书记", "党员")  # fmt: skip
_PAPERS = r"(?P<name>方案|通知|意见|办法|细则|规定|报告|总结|预案|规划|计划)"
_CALLED = re.compile(rf"(?:{_PAPERS}|(?P<told>汇报|讲话|发言))(?:（[^）]*）)?$")
_MADE = re.compile(rf"(?:制[定订]|印发|出台|形成)了?本{_PAPERS}(?=[。：，])")
_GRATITUDE = r"(?:感谢|致谢|谢谢|表示(?:衷心的?|诚挚的?|崇高的?)?(?:感谢|敬意|谢意))"


@check("genre")
def find_strangers_to_the_genre(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """An ending of another genre, a request in a text that asks nothing, a 称呼 other than the
    audience, a speaker who thanks himself: errors. 谢谢大家 in a written text: warning."""
    title = next((line.text for line in manuscript.lines if line.role == "title"), "")
    kind = sources.brief.kind if sources.brief else ""
    yield from _own_name(manuscript, title)
    yield from _endings(manuscript, _genre(title) or _GENRE_OF_KIND.get(kind, ""), title)
    if sources.brief is not None:
        yield from _calls(manuscript, sources.brief)
        yield from _self_thanks(manuscript, sources.brief)


def _own_name(manuscript: Manuscript, title: str) -> Iterator[Finding]:
    """制定本通知 in a paper that its title calls a 方案."""
    named = _CALLED.search(title)
    for line in manuscript.lines if named else ():
        match = _MADE.search(line.text) if line.role == "body" else None
        if match and named and match["name"] not in title:
            right = named["name"] or named["told"]
            yield mark("genre", line, match.span("name"), "error",
                       f"标题是“{right}”，这里写“本{match['name']}”，请核对。", right)  # fmt: skip


def _genre(title: str) -> str:
    found = _TITLE.findall(title)
    return found[-1] if found else ""


def _endings(manuscript: Manuscript, genre: str, title: str) -> Iterator[Finding]:
    last = [line for line in manuscript.lines if line.role in ("body", "ending")][-3:]
    for line in last:
        match = _ENDING.search(line.text)
        if match and genre and match[1] not in _GENRES[genre]:
            right = _right_ending(genre)
            yield mark("genre", line, match.span(), "error",
                       f"文种是“{genre}”，结尾却写“{match[0]}”，文种对不上。", right)  # fmt: skip
        asked = _ASKING.search(line.text)
        if asked and genre and genre != "请示":
            yield mark("genre", line, asked.span(), "error",
                       f"“{asked[0]}”用于请示，{genre}里不能夹带请示事项。")  # fmt: skip
        thanked = _THANKS.search(line.text)
        if (
            thanked
            and genre in ("通知", "总结", "方案", "请示", "函", "批复")
            and not _SPOKEN.search(title)
        ):
            yield mark("genre", line, thanked.span(), "warning",
                       f"{genre}是书面公文，结尾不用“{thanked[0]}”。")  # fmt: skip


def _right_ending(genre: str) -> str:
    fitting = sorted(_GENRES[genre])
    return f"特此{genre}" if genre in _GENRES[genre] else f"特此{fitting[0]}" if fitting else ""


def _calls(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    """The 称呼 names another group than the audience of the facts file, at the top or later on."""
    yield from _call_for_recipient(manuscript, brief)
    wanted = {group for group in _GROUPS if group in brief.audience}
    if not wanted:
        return
    for line in manuscript.lines:
        if line.role not in ("salutation", "body") or not _CALL.match(line.text):
            continue
        named = {group for group in _GROUPS if group in line.text}
        if named and not named & wanted:
            yield mark("genre", line, (0, len(line.text)), "error",
                       f"称呼是“{line.text.rstrip('：:！')}”，事实文件里的听众是“{brief.audience}”，对不上。",
                       f"{brief.audience}：" if line.role == "salutation" else "")  # fmt: skip


def _call_for_recipient(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    """A 称呼 of listeners where the paper goes to an office."""
    if not brief.recipient or brief.audience or brief.speaker:
        return
    for line in manuscript.lines:
        if line.role == "salutation" and line.text.rstrip("：:") != brief.recipient:
            yield mark("genre", line, (0, len(line.text)), "error",
                       f"主送机关是“{brief.recipient}”，这里却写成称呼“{line.text.rstrip('：:')}”。",
                       f"{brief.recipient}：")  # fmt: skip


def _self_thanks(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    own = [name for name in (brief.speaker, f"{brief.speaker}同志", brief.issuer) if len(name) > 1]
    own += _called(brief)
    if not own:
        return
    names = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True))
    to_self = re.compile(
        rf"{_GRATITUDE}(?:[^，。；！？]{{0,6}}?)(?P<a>{names})(?!所辖|下属|的同志|各)"
        rf"|向(?:[^，。；！？代]{{0,8}}?)(?P<b>{names})[^。；！？代]{{0,20}}?{_GRATITUDE}"
    )
    heard = re.compile(
        rf"(?:刚才|刚刚|听了)[^。；！？]{{0,8}}?(?P<a>{names})[^。；！？]{{0,10}}?(?:讲话|发言|报告|讲得)|(?P<b>(?!))"
    )
    for line in manuscript.lines:
        if line.role == "body":
            yield from _thanks_in(line, to_self, brief)
            if brief.speaker:
                yield from _thanks_in(line, heard, brief, "不能评说自己的讲话")


def _called(brief: Brief) -> list[str]:
    """How others address a speaker: 顾部长, 顾怀瑾部长."""
    posts = re.findall(
        r"书记|部长|县长|市长|区长|镇长|乡长|省长|主任|局长|校长|院长|主席|厅长",
        brief.speaker_title,
    )
    speaker = brief.speaker
    return [
        f"{name}{post}" for post in posts for name in (speaker, speaker[:1]) if len(speaker) > 1
    ]


def _thanks_in(
    line: Line, to_self: re.Pattern[str], brief: Brief, why: str = "不能感谢自己"
) -> Iterator[Finding]:
    for match in to_self.finditer(line.text):
        group = "a" if match["a"] else "b"
        said = "发文单位" if brief.issuer and match[group] == brief.issuer else "讲话人"
        yield mark("genre", line, match.span(group), "error",
                   f"“{match[group]}”就是{said}自己，{why}。")  # fmt: skip

"""Every person, place, organisation, title in 《》 and project of the draft is in facts or brief.

One character off a known name is told with the right one; a post or a unit belongs to the person
the facts give it to. 县委, 市委组织部, 各乡镇 need no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.marking import Ground, ground_of, kept
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding, Severity
from drafting.naming import (
    KnownNames,
    Mention,
    is_known,
    is_office,
    known_names,
    letters,
    mentions_of,
    nearest,
    nearest_work,
    slips_in,
    works,
)
from drafting.naming.familiar import Familiar, familiar, is_kin_of
from drafting.naming.leads import other_callings, others_behind
from drafting.naming.lexicon import lexicon
from drafting.naming.places_apart import places_apart
from drafting.naming.posts import (
    Held,
    addressed,
    agrees,
    appointed,
    designations_of,
    held_in,
    posts_of,
    unit_agrees,
    wrong_title,
)
from drafting.naming.sentences import spans_of

_KINDS = {
    "person": "人名",
    "place": "地名",
    "organisation": "单位",
    "document": "文件",
    "project": "项目",
    "work": "工程",
}
_WHERE = (
    "在",
    "赴",
    "到",
    "从",
    "往",
    "至",
    "走进",
    "抵达",
    "离开",
    "支援",
    "援助",
    "奔赴",
    "扎根",
    "落户",
    "来自",
)


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is to be said of a span of a sentence."""

    start: int
    end: int
    severity: Severity
    message: str
    suggestion: str = ""
    facts: tuple[str, ...] = ()


@check("names")
def find_unknown_names(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Names that no fact gives; slips of the pen in names; posts and units of somebody else."""
    if sources.brief is None:
        return
    yield from _front(manuscript, sources.brief)
    ground = ground_of(sources.brief)
    for line in manuscript.lines:
        yield from _of_line(line, ground)


@kept
def _of_line(line: Line, ground: Ground) -> Iterator[Finding]:
    person = ""
    for start, end in spans_of(line.text):
        sentence = line.text[start:end]
        remarks = list(_of_sentence(sentence, line.text[:end], person, ground.brief))
        for remark in (*remarks, *_led_astray(sentence, ground.brief, remarks)):
            yield _finding(line, start, remark)
        person = _last_named(sentence, ground.brief) or person


def _of_sentence(sentence: str, said: str, person: str, brief: Brief) -> Iterator[_Remark]:
    """The remarks on a sentence; ``said`` is its paragraph up to its end, ``person`` the one named
    last before it."""
    known = known_names(brief)
    yield from _remarks(sentence, brief, known)
    yield from _pointed_at(sentence, person, brief, known)
    for called in familiar(sentence, said, known):
        yield _of_familiar(called, known)
    for apart in places_apart(sentence, known):
        message = f"“{apart.wrong}”与事实中的“{apart.right}”只差一点，请核对。"
        if not apart.right:
            message = f"地名“{apart.wrong}”在事实中找不到依据，请核对或补充事实。"
        yield _Remark(apart.start, apart.start + len(apart.wrong), "error", message, apart.right)


def _led_astray(sentence: str, brief: Brief, told: list[_Remark]) -> Iterator[_Remark]:
    """Another person, or calling, where the facts' own words lead up to one; nothing is told twice."""
    for misled in (*others_behind(sentence, brief), *other_callings(sentence, brief)):
        if all(misled.end <= remark.start or remark.end <= misled.start for remark in told):
            severity: Severity = "error" if misled.sure else "warning"
            span = (misled.start, misled.end)
            yield _Remark(*span, severity, misled.message, misled.right, (misled.fact,))


def _of_familiar(called: Familiar, known: KnownNames) -> _Remark:
    message = f"前面说的是{called.person}，这里叫成了“{called.text}”，请核对。"
    end = called.start + len(called.text)
    return _Remark(called.start, end, "error", message, "", known.facts_with(called.person))


def _last_named(sentence: str, brief: Brief) -> str:
    """The person of the facts named last in a sentence, empty where none is."""
    places = [(sentence.rfind(person), person) for person in posts_of(brief) if person in sentence]
    return max(places)[1] if places else ""


_THIS = re.compile(r"(?:这[位名]|该)[\u4e00-\u9fff]{0,8}?")


def _pointed_at(sentence: str, person: str, brief: Brief, known: KnownNames) -> Iterator[_Remark]:
    """A post given to the one just named by 这位 or 该: 这位副镇长, where he is 镇长."""
    given = posts_of(brief).get(person, frozenset())
    for match in _THIS.finditer(sentence) if given.intersection(lexicon().posts) else ():
        post = next((p for p in lexicon().posts if sentence.startswith(p, match.end())), "")
        if post and not agrees(post, given):
            message = f"前面说的是{person}，事实中他的身份是“{'、'.join(sorted(given))}”，请核对。"
            start, end = match.end(), match.end() + len(post)
            yield _Remark(start, end, "warning", message, "", known.facts_with(person))


def _front(manuscript: Manuscript, brief: Brief) -> Iterator[Finding]:
    """The lines before and behind the text name the speaker or author, with the posts of the brief."""
    for line in manuscript.lines:
        if line.role not in ("byline", "signature"):
            continue
        name = brief.speaker
        if name and name in line.text and brief.speaker_title:
            wrong = wrong_title(line.text.replace(name, ""), brief)
            if wrong:
                message = (
                    f"事实中{name}的职务是“{brief.speaker_title}”，这里写成了“{wrong}”，请核对。"
                )
                start = line.text.index(wrong)
                yield _finding(line, 0, _Remark(start, start + len(wrong), "error", message))
        elif name and name not in line.text and _stands_for_author(line.text, brief):
            message = f"署名是“{line.text}”，事实中是“{name}”，请核对。"
            yield _finding(line, 0, _Remark(0, len(line.text), "error", message, name))


def _stands_for_author(text: str, brief: Brief) -> bool:
    """Tell whether a line of two to four letters stands where a personal author signs."""
    return brief.issuer == brief.speaker and 2 <= len(text) <= 4 and text not in brief.title


def _remarks(sentence: str, brief: Brief, known: KnownNames) -> Iterator[_Remark]:
    taken: list[tuple[int, int]] = []
    for slip in slips_in(sentence, known):
        wrong, right = sentence[slip.start : slip.end], slip.right.text
        taken.append((slip.start, slip.end))
        message = f"“{wrong}”与事实中的“{right}”一字之差，请核对。"
        yield _Remark(slip.start, slip.end, "error", message, right, slip.right.facts)
    for text, start in works(sentence):
        if text not in known.text and (meant := nearest_work(text, known)):
            message = f"“{text}”与事实中的“{meant.text}”只差一点，请核对。"
            if all(start + len(text) <= a or b <= start for a, b in taken):
                taken.append((start, start + len(text)))
                yield _Remark(start, start + len(text), "error", message, meant.text, meant.facts)
    for mention in mentions_of(sentence):
        clear = all(mention.end <= start or end <= mention.start for start, end in taken)
        if not clear or is_known(mention, known) or _is_no_place(mention, sentence):
            continue
        remark = _unknown(mention, known)
        if remark and not is_kin_of(mention.text, known):
            yield remark
    yield from _posts(sentence, brief, known)


def _is_no_place(mention: Mention, sentence: str) -> bool:
    """Tell whether what LAC takes for a place has neither an ending of places nor a word before it
    that asks for one: 阖家|安康, and not 到|丹埠."""
    before = sentence[: mention.start]
    return mention.kind == "place" and not mention.sure and not before.endswith(_WHERE)


def _unknown(mention: Mention, known: KnownNames) -> _Remark | None:
    name, kind = mention.text, _KINDS[mention.kind]
    if meant := nearest(mention, known):
        message = f"“{name}”与事实中的“{meant.text}”只差一点，请核对。"
        suggestion = meant.text if len(letters(name)) > 2 else ""
        return _Remark(mention.start, mention.end, "error", message, suggestion, meant.facts)
    if mention.kind == "organisation":
        if not mention.sure:
            return None
        if is_office(letters(name), known):
            message = f"事实中没有提到“{name}”，请核对是不是这个单位。"
            return _Remark(mention.start, mention.end, "warning", message)
    severity: Severity = "error" if mention.sure and mention.kind != "project" else "warning"
    message = f"{kind}“{name}”在事实中找不到依据，请核对或补充事实。"
    return _Remark(mention.start, mention.end, severity, message)


def _posts(sentence: str, brief: Brief, known: KnownNames) -> Iterator[_Remark]:
    for start, end, post in appointed(sentence):
        if post not in known.text:
            message = f"事实中没有“{post}”这个职务，请核对。"
            yield _Remark(start, end, "error", message)
    yield from _addressed(sentence, brief, known)
    posts = posts_of(brief)
    persons = tuple(person for person in posts if person in sentence)
    yield from _designations(sentence, persons, brief)
    for held in held_in(sentence, persons):
        given = posts[held.person]
        if not agrees(held.post, given):
            yield _wrong_post(held, given, posts, known)
        elif not given.intersection(lexicon().posts) and _is_unsaid(held, known):
            yield _unsaid_post(held, posts, known)
        elif held.unit and not unit_agrees(held, known):
            message = f"事实中{held.person}不是“{held.unit}”的，请核对。"
            span = (held.unit_start, held.unit_start + len(held.unit))
            yield _Remark(*span, "error", message, "", known.facts_with(held.person))


def _addressed(sentence: str, brief: Brief, known: KnownNames) -> Iterator[_Remark]:
    """储支书 where the facts have a 褚 of that post, and nobody called 储."""
    posts = posts_of(brief)
    for start, end, surname, post in addressed(sentence, posts):
        if sentence[start:end] in known.text:
            continue
        own = [person for person in posts if person.startswith(surname)]
        if own:
            if not any(agrees(post, posts[person]) for person in own):
                given = "、".join(sorted(posts[own[0]]))
                message = f"事实中{own[0]}的身份是“{given}”，请核对。"
                yield _Remark(start, end, "error", message, "", known.facts_with(own[0]))
            continue
        meant = [p for p, given in posts.items() if any(g.endswith(post[-2:]) for g in given)]
        if meant:
            message = f"事实中没有姓“{surname}”的{post}，是不是{'、'.join(meant[:2])}，请核对。"
            yield _Remark(start, end, "error", message, "", known.facts_with(meant[0]))


def _designations(sentence: str, persons: tuple[str, ...], brief: Brief) -> Iterator[_Remark]:
    """What the facts call one person by, said of another: 帮办员 of the 主任."""
    for role, owners in designations_of(brief).items():
        for match in re.finditer(re.escape(role), sentence):
            person = next((p for p in persons if sentence.startswith(p, match.end())), "")
            if person and person not in owners:
                whose = "、".join(sorted(owners))
                message = f"事实中“{role}”是{whose}，不是{person}，请核对。"
                yield _Remark(match.start(), match.end() + len(person), "error", message)


def _is_unsaid(held: Held, known: KnownNames) -> bool:
    """Tell whether a post is given to one whom the facts name without any."""
    own = [text for _, text in known.passages if held.person in text]
    return (
        held.post in lexicon().posts
        and bool(known.facts_with(held.person))
        and not any(held.post in text for text in own)
    )


def _unsaid_post(held: Held, posts: dict[str, frozenset[str]], known: KnownNames) -> _Remark:
    others = [person for person, theirs in posts.items() if held.post in theirs]
    owner = f"，“{held.post}”是{others[0]}的" if others else ""
    message = f"事实中没有说{held.person}是“{held.post}”{owner}，请核对。"
    severity: Severity = "error" if others else "warning"
    return _Remark(held.start, held.end, severity, message, "", known.facts_with(held.person))


def _wrong_post(
    held: Held, given: frozenset[str], posts: dict[str, frozenset[str]], known: KnownNames
) -> _Remark:
    right = "、".join(sorted(given))
    others = [person for person, theirs in posts.items() if held.post in theirs]
    owner = f"，“{held.post}”是{others[0]}的" if others else ""
    message = f"事实中{held.person}的身份是“{right}”{owner}，请核对。"
    suggestion = right if len(given) == 1 else ""
    facts = known.facts_with(held.person)
    return _Remark(held.start, held.end, "error", message, suggestion, facts)


def _finding(line: Line, offset: int, remark: _Remark) -> Finding:
    start, end = line.start + offset + remark.start, line.start + offset + remark.end
    return Finding(
        check="names",
        severity=remark.severity,
        section="",
        quote=line.text[offset + remark.start : offset + remark.end],
        start=start,
        end=end,
        message=remark.message,
        suggestion=remark.suggestion,
        facts=remark.facts,
    )

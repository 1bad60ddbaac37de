"""Fact texts -> sentences: figures verbatim, end marks right, short neighbours in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafting.engines.offline.ledger import Ledger
from drafting.model import Fact, Sentence
from drafting.themes import Theme
from drafting.wording import bare

_SHORT = 24
"""Two neighbouring facts of at most this many characters make one sentence."""
_LONGEST_JOINED = 70
_OPENING_WORDS = 10
_RESULTS = ("成绩", "数据")
"""Topics whose facts are told one matter after another: 在教育培训方面，…"""
_SUBJECT = re.compile(r"^(?P<subject>[^，。；：要]{2,14})(?P<rest>要.*)$", re.DOTALL)
_TIME = re.compile(
    r"^(?P<time>到?\d{4}年(?:底|末|上半年|下半年)?，?)(?P<rest>(?![至到—-]|[度\d]|以来).{6,})$",
    re.DOTALL,
)
_AGAIN = ("还", "同时", "也")
_EXCLAIMS = re.compile(r"^(?:祝|衷心祝|让我们|愿)")
_NEEDS_NO_LINK = re.compile(
    r"^(?:同时|此外|另外|其中|但|而|并|还|也|尤其|特别|例如|比如|目前|截至|今年|去年|近年|为|在|从|就|"
    r"围绕|通过|针对|对|经|由于|因|自|\d{4}年|一是|首先|第一|要|祝|让|感谢|向|下一步|力争|到)"
)
_LINKS = ("同时，", "此外，", "与此同时，", "另外，")
_LINKS_OF_RESULTS = (*_LINKS, "不仅如此，")
_THEME_LINKS = ("在{noun}方面，", "从{noun}看，", "{noun}上，", "就{noun}而言，", "{noun}方面，")


def sentence_of(facts: Sequence[Fact], before: str = "") -> Sentence:
    """One sentence that holds the facts, parted by ；, with ``before`` in front."""
    text = "；".join(bare(fact.text) for fact in facts)
    return Sentence(f"{before}{text}{_end_mark(facts[-1].text)}", tuple(f.id for f in facts))


@dataclass(slots=True)
class Said:
    """How the sentences of a paragraph began: whom they addressed and what time they named, newest
    last, so that neither is named again at once."""

    subjects: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)


def sentences_of(
    facts: Sequence[Fact], ledger: Ledger, said: Said, theme: Theme | None = None
) -> list[Sentence]:
    """The facts as sentences. Where other facts were said before them in the paragraph they are
    linked to those, by their matter or by a plain connective."""
    result: list[Sentence] = []
    for batch in _batches(_once(facts)):
        follows = bool(said.times) and not result
        own = [fact for fact, _ in batch]
        text = _unrepeated(own[0].text, said)
        own[0] = replace(own[0], text=text)
        before = _link(own[0], ledger, theme) if follows else _entry(own[0], ledger)
        ids = tuple(i for _, ids in batch for i in ids)
        sentence = Sentence(sentence_of(own, before).text, ids)
        ledger.hear(sentence.text)
        result.append(sentence)
    return result


def _unrepeated(text: str, said: Said) -> str:
    text, subject = _without_subject(text, said.subjects)
    text, time = _without_time(text, said.times)
    said.subjects.append(subject)
    said.times.append(time)
    return text


def _without_subject(text: str, subjects: Sequence[str]) -> tuple[str, str]:
    """A demand, and whom it is addressed to. Where the demands just before it had the same
    addressee he is not named again: 接收单位要…。还要…。"""
    match = _SUBJECT.match(text)
    if not match:
        return text, ""
    before = 0
    while before < len(subjects) and subjects[-1 - before] == match["subject"]:
        before += 1
    if 0 < before <= len(_AGAIN):
        text = _AGAIN[before - 1] + match["rest"]
    return text, match["subject"]


def _without_time(text: str, times: Sequence[str]) -> tuple[str, str]:
    """A statement, and the time it opens with, which is not said again right after another."""
    match = _TIME.match(text)
    if not match:
        return text, ""
    return (match["rest"] if times and times[-1] == match["time"] else text), match["time"]


def _once(facts: Sequence[Fact]) -> list[tuple[Fact, tuple[str, ...]]]:
    """Facts that say the same word for word are said once and keep both ids."""
    ids: dict[str, tuple[Fact, list[str]]] = {}
    for fact in facts:
        ids.setdefault(bare(fact.text), (fact, []))[1].append(fact.id)
    return [(fact, tuple(own)) for fact, own in ids.values()]


_Identified = tuple[Fact, tuple[str, ...]]


def _batches(facts: list[_Identified]) -> list[list[_Identified]]:
    batches: list[list[_Identified]] = []
    for fact in facts:
        if batches and _may_join(batches[-1], fact[0]):
            batches[-1].append(fact)
        else:
            batches.append([fact])
    return batches


def _may_join(batch: list[_Identified], fact: Fact) -> bool:
    texts = [bare(f.text) for f, _ in batch] + [bare(fact.text)]
    return (
        len({f.topic for f, _ in batch} | {fact.topic}) == 1
        and all(len(text) <= _SHORT and not re.search(r"[。！？；]", text) for text in texts)
        and sum(map(len, texts)) <= _LONGEST_JOINED
    )


def _entry(fact: Fact, ledger: Ledger) -> str:
    """Words before the first fact of a paragraph: 向…表示感谢 wants an occasion."""
    thanks = fact.topic == "感谢" and fact.text.startswith("向")
    return ledger.take(("借此机会，", "在此，")) or "" if thanks else ""


def _link(fact: Fact, ledger: Ledger, theme: Theme | None) -> str:
    if _NEEDS_NO_LINK.match(fact.text):
        return ""
    if fact.topic not in _RESULTS:
        return ledger.take(_LINKS) or ""
    if theme is not None and _introduces(theme, fact.text) and ledger.first_time(theme.noun):
        return ledger.take(_THEME_LINKS, noun=theme.noun) or ""
    return ledger.take(_LINKS_OF_RESULTS) or ""


def _introduces(theme: Theme, text: str) -> bool:
    """Whether the first clause is of this matter without saying so in its first words."""
    clause = re.split(r"[，。；：]", text, maxsplit=1)[0]
    said = any(half in text[:_OPENING_WORDS] for half in (theme.noun[:2], theme.noun[2:]))
    return not said and any(word in clause for word in theme.keywords)


def _end_mark(text: str) -> str:
    last = text.strip()[-1:]
    if last in "！？":
        return last
    return "！" if _EXCLAIMS.match(text.strip()) else "。"

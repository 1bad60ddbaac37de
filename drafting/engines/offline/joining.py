"""Fact texts -> sentences: figures verbatim, end marks right, short neighbours in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.engines.offline.ledger import Ledger
from drafting.engines.offline.repeating import Said, told
from drafting.model import Fact, Sentence
from drafting.themes import Theme
from drafting.wording import bare

_SHORT = 24
"""Two neighbouring facts of at most this many characters make one sentence."""
_LONGEST_JOINED = 70
_LONGEST_OF_ONE_TIME = 170
"""Facts of one time make one sentence up to this many characters."""
_OPENING_WORDS = 10
_RESULTS = ("成绩", "数据")
"""Topics whose facts are told one matter after another: 在教育培训方面，…"""
_LINKED = (*_RESULTS, "做法", "问题", "原因", "打算", "建议", "任务", "保障")
"""Topics whose facts run on; of the others each stands for itself, and 同时 would be wrong."""
_EXCLAIMS = re.compile(r"^(?:祝|衷心祝|让我们|愿)")
_NEEDS_NO_LINK = re.compile(
    r"^(?:同时|此外|另外|其中|但|而|并|还|也|尤其|特别|例如|比如|目前|当前|如今|眼下|截至|今年|去年|近年|"
    r"[一二三两几近十]+年[间来]|为|在|从|就|围绕|通过|针对|对|经|由于|因|自|一是|首先|第一|要|祝|愿|让|"
    r"感谢|向|下一步|力争|到|有[一的]|\d|[^，。]{2,12}也)"
)
_LINKS = ("同时，", "此外，", "另外，")
_LINKS_OF_RESULTS = (*_LINKS, "与此同时，")
_THEME_LINKS = ("在{noun}方面，", "{noun}方面，")


def say(
    facts: Sequence[Fact],
    sentences: list[Sentence],
    ledger: Ledger,
    said: Said,
    theme: Theme | None = None,
) -> None:
    """Add the facts to the sentences of a paragraph. Where other facts were said before them they
    are linked to those, by time, by their matter or by a plain connective."""
    linked = not said.times
    for batch in _batches(facts):
        first = told(batch[0], said)
        own = [replace(batch[0], text=first.text), *batch[1:]]
        if first.same_time and _may_go_on(sentences[-1], own):
            sentences[-1] = _gone_on(sentences[-1], own)
        else:
            before = _entry(own[0], ledger) if linked else _link(own[0], ledger, theme)
            sentences.append(_sentence(own, before))
            ledger.hear(sentences[-1].text)
        linked = True


def _sentence(facts: Sequence[Fact], before: str) -> Sentence:
    text = "；".join(bare(fact.text) for fact in facts)
    return Sentence(f"{before}{text}{_end_mark(facts[-1].text)}", tuple(f.id for f in facts))


def _may_go_on(sentence: Sentence, facts: Sequence[Fact]) -> bool:
    length = len(sentence.text) + sum(len(fact.text) for fact in facts)
    return length <= _LONGEST_OF_ONE_TIME and sentence.text.endswith("。")


def _gone_on(sentence: Sentence, facts: Sequence[Fact]) -> Sentence:
    """到2027年底，…；…。 rather than two sentences of which the second has lost its time."""
    rest = _sentence(facts, "；")
    return Sentence(sentence.text.removesuffix("。") + rest.text, sentence.facts + rest.facts)


def _batches(facts: Sequence[Fact]) -> list[list[Fact]]:
    batches: list[list[Fact]] = []
    for fact in facts:
        if batches and _may_join(batches[-1], fact):
            batches[-1].append(fact)
        else:
            batches.append([fact])
    return batches


def _may_join(batch: Sequence[Fact], fact: Fact) -> bool:
    texts = [bare(f.text) for f in (*batch, fact)]
    return (
        len({f.topic for f in (*batch, fact)}) == 1
        and all(len(text) <= _SHORT and not re.search(r"[。！？；]", text) for text in texts)
        and sum(map(len, texts)) <= _LONGEST_JOINED
    )


def _entry(fact: Fact, ledger: Ledger) -> str:
    """Words before the first fact of a paragraph: 向…表示感谢 wants an occasion."""
    thanks = fact.topic == "感谢" and fact.text.startswith("向")
    return ledger.take(("借此机会，", "在此，")) or "" if thanks else ""


def _link(fact: Fact, ledger: Ledger, theme: Theme | None) -> str:
    if fact.topic not in _LINKED or _NEEDS_NO_LINK.match(fact.text):
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
    """The mark behind a fact that has lost its own; none where an inner one closes it: “好。”"""
    kept = bare(text)
    if re.search(r"(?:……|[。！？][”’」』）)》]+)$", kept):
        return ""
    last = text.strip()[-1:]
    if last in "！？":
        return last
    return "！" if _EXCLAIMS.match(text.strip()) else "。"

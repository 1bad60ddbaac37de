"""Which section of its kind a heading stands for: by its words, else by the facts under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafting.kinds import Kind
from drafting.manuscript import Manuscript
from drafting.model import Brief
from drafting.subject import subject_of
from drafting.wording import bigrams

_CLEAR = 0.75
"""Share of a pattern's pairs of characters that a heading must have, to be one of the kind's."""

_SIGNS = {
    "问题": re.compile(r"问题|不足|不够|短板|困难|差距|弱项|堵点|瓶颈|挑战|欠缺|不强|不高|滞后"),
    "打算": re.compile(r"打算|下一步|下步|今后|明年|接下来|新的一年|计划|将继续|力争"),
    "建议": re.compile(r"建议|对策|路径|要(?:加强|坚持|推动|健全|完善)"),
    "步骤": re.compile(r"步骤|阶段|进度|时间安排|月底前|日前|启动|实施"),
    "保障": re.compile(r"保障|组织领导|加强领导|督[查导促]|考核|责任"),
    "感谢": re.compile(r"感谢|谢谢|敬意"),
    "要求": re.compile(r"要求|要|必须"),
}
"""By topic, words of which at least one stands in a text that has a section for it."""

_MAJORITY = 0.6
_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")


def owners_of_headings(
    manuscript: Manuscript, kind: Kind, brief: Brief, placed: Sequence[tuple[int, str]]
) -> dict[int, str]:
    """The section of the kind for each level-one heading, by the number of its line; a heading
    that nothing speaks for is left out. ``placed`` are pairs of heading and section of a fact."""
    votes: dict[int, Counter[str]] = {}
    for heading, section in placed:
        votes.setdefault(heading, Counter())[section] += 1
    owners: dict[int, str] = {}
    for number, line in enumerate(manuscript.lines):
        if line.role == "heading1":
            owner = _by_words(line.text, kind, brief) or _by_facts(votes.get(number, Counter()))
            if owner:
                owners[number] = owner
    return owners


def sign_of(topic: str) -> re.Pattern[str] | None:
    """The words by which a text shows that it speaks of a topic; None where none are sure."""
    return _SIGNS.get(topic)


def names_section(heading: str, kind: Kind, brief: Brief) -> bool:
    """Whether a heading's own words say which section it is."""
    return bool(_by_words(heading, kind, brief))


def _by_words(heading: str, kind: Kind, brief: Brief) -> str:
    """The section one of whose headings this is, with any subject."""
    subject = subject_of(brief)
    text = bigrams(_NUMBER.sub("", heading).replace(subject, ""))
    scores: Counter[str] = Counter()
    for headings in kind.heading_sets:
        for section, pattern in headings.items():
            wanted = bigrams(re.sub(r"\{[^}]*\}", "", pattern))
            shared = int(100 * len(wanted & text) / max(len(wanted | text), 1))
            scores[section] = max(scores[section], shared)
    best = scores.most_common(2)
    if not best or best[0][1] < 100 * _CLEAR:
        return ""
    return best[0][0] if len(best) < 2 or best[0][1] > best[1][1] else ""


def _by_facts(votes: Counter[str]) -> str:
    """The section of most facts under a heading, where two and three in five agree."""
    if not votes:
        return ""
    section, held = votes.most_common(1)[0]
    return section if held >= 2 and held >= _MAJORITY * votes.total() else ""

"""Who and what a sentence names: persons, places, organisations, titles in 《》 and projects.

LAC finds most; what it misses or cuts wrongly is mended by exact means: a name behind a post, an
ending of an organisation, quotation marks before 工程 or 行动. What only looks like a name
(``lexicon.yaml``) is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafting.naming.mention import Mention
from drafting.naming.organisations import organisations_in
from drafting.naming.persons import persons_in
from drafting.naming.places import places_in
from drafting.naming.words import words_of

_DOCUMENT = re.compile(r"《([^《》\n]*(?:〈[^〉\n]*〉[^《》\n]*)*(?:《[^《》\n]*》[^《》\n]*)*)》")


_PROJECT = re.compile(
    r"[“\"‘「]([^“”\"‘’「」\n]{2,16})[”\"’」](?=(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:工程|行动|计划|项目|活动|品牌|工作法|模式|平台|专班))"
)


_QUOTED = re.compile(r"[“「]([^“”「」\n，。；：！？]{3,16})[”」]")


_CALLING_IN = re.compile(r"(?:会同|协同|联合)(?=[省市州县区镇乡国中])")
"""LAC reads 会同市财政局 as one word, if not as 会同县's; a conjunction of its length it knows."""


@lru_cache(maxsize=30_000)
def mentions_of(sentence: str) -> tuple[Mention, ...]:
    """The names in a sentence, in order; none lies inside another."""
    titled = [Mention("document", m[1], m.start(1)) for m in _DOCUMENT.finditer(sentence) if m[1]]
    titled += [Mention("project", m[1], m.start(1)) for m in _PROJECT.finditer(sentence)]
    words = words_of(_CALLING_IN.sub("，和", sentence))
    named = [*organisations_in(words), *places_in(words, sentence), *persons_in(words, sentence)]
    chosen: list[Mention] = []
    for mention in [*titled, *named]:
        if all(mention.end <= other.start or other.end <= mention.start for other in chosen):
            chosen.append(mention)
    return tuple(sorted(chosen, key=lambda mention: mention.start))


def quoted(sentence: str) -> list[str]:
    """Set expressions in quotation marks: 3 to 16 characters without a stop."""
    return [match[1] for match in _QUOTED.finditer(sentence)]

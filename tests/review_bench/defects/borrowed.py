"""What stands in a sample and in no fact: names, sentences, sentences with their names changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from tests.review_bench.documents import Document, samples
from tests.review_bench.planting import Edit, body, defect

_SAMPLE_PEOPLE = ("沈立诚", "骆春棠", "石连根")
_SAMPLE_PLACES = ("雁荷镇", "鹿汀县", "禾陂县", "雾垭乡", "桑堰村")


@cache
def sample_sentences() -> tuple[str, ...]:
    """Sentences of the shipped samples that are long enough to be somebody's."""
    found: list[str] = []
    for sample in samples().texts:
        for match in re.finditer(r"[^。！？\n#]{28,70}[。！？]", sample.text):
            if (
                not re.match(r"[一二三四]是|其中|同志们|[（）：“]", match[0])
                and "：" not in match[0]
            ):
                found.append(match[0].strip())
    return tuple(found)


@cache
def _plain_sentences() -> tuple[str, ...]:
    return tuple(s for s in sample_sentences() if not re.search(r"\d|[《》“”（）]", s))


def _after(document: Document, sentence: str) -> Iterator[Edit]:
    for start, paragraph in body(document):
        yield Edit(start + len(paragraph), start + len(paragraph), sentence)


@defect("a person of a sample", "borrowed", 2)
def sample_person(document: Document, chance: random.Random) -> Iterator[Edit]:
    known = "".join(sample.text for sample in samples().texts)
    people = [name for name in _SAMPLE_PEOPLE if name in known]
    for name in document.marks.persons:
        start = document.text.rfind(name)
        yield Edit(start, start + len(name), chance.choice(people))
    yield from _after(document, f"{chance.choice(people)}的事迹，值得大家好好学。")


@defect("a place of a sample", "borrowed", 2)
def sample_place(document: Document, chance: random.Random) -> Iterator[Edit]:
    known = "".join(sample.text for sample in samples().texts)
    places = [name for name in _SAMPLE_PLACES if name in known]
    for name in document.marks.places:
        start = document.text.rfind(name)
        yield Edit(start, start + len(name), chance.choice(places))
    yield from _after(document, f"在{chance.choice(places)}，干部群众的劲头更足了。")


@defect("a sentence of a sample", "borrowed", 3)
def sample_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    for _ in range(3):
        yield from _after(document, chance.choice(sample_sentences()))


@defect("a plain sentence of a sample", "borrowed", 2)
def plain_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    for _ in range(3):
        yield from _after(document, chance.choice(_plain_sentences()))


@defect("a sentence of a sample, names and figures changed", "borrowed", 2)
def disguised_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    """The figures become others of the facts, the place the document's own."""
    figures = re.findall(r"\d+(?:\.\d+)?", "".join(f.text for f in document.brief.facts))
    candidates = [s for s in sample_sentences() if len(re.findall(r"\d+", s)) == 1 and len(s) > 36]
    for sentence in chance.sample(candidates, 6):
        changed = re.sub(r"\d+(?:\.\d+)?", lambda _: chance.choice(figures), sentence)
        for place in _SAMPLE_PLACES:
            changed = changed.replace(place, (document.marks.places or ("本地",))[0])
        yield from _after(document, changed)


@defect("a sentence of a sample, words left out", "borrowed", 2)
def trimmed_sentence(document: Document, chance: random.Random) -> Iterator[Edit]:
    """The opening clause is another, the commas are moved, the rest stands as it was."""
    candidates = [s for s in _plain_sentences() if "，" in s and len(s.split("，", 1)[1]) >= 24]
    for sentence in chance.sample(candidates, 4):
        yield from _after(
            document, "实践告诉我们，" + sentence.split("，", 1)[1].replace("、", "，")
        )

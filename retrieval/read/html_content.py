"""Where on a web page its article is: found by what is prose and what is links.

Menus, side columns and footers are short texts and links; an article is sentences. The page is
descended from its body as long as one part holds nearly all of the sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from retrieval.read.html_blocks import PARAGRAPHS
from retrieval.read.refusals import chinese_characters

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "button", "select", "option", "input", "textarea", "nav", "aside", "footer", "audio", "video",
    "map", "link", "meta",
)  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|side|foot|footer|bottom|comments?|reply|related|"
    r"relate|recommend|crumbs?|breadcrumbs?|position|share|bdshare|copyright|ads?|advert|banner|"
    r"login|search|pager|pages?|pagination|hot|tags?|toolbar|tool|tools|prevnext|prev|next|qrcode|"
    r"download|friendlink|links|toplist|rank|ranking|popup|modal|mask)(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MOST_IN_FURNITURE = 0.4
"""Of the page's prose; a part with more is the article, whatever it is called."""

_NEARLY_ALL = 0.75
_SHORT_TEXT = 15
_MOST_LINKS = 0.5
_SENTENCE = re.compile(r"[，。；：、？！]")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What an element holds with all that is in it."""

    prose: float
    """Chinese characters outside links, those of sentences counted whole."""

    letters: int
    linked: int
    links: int


def pruned(root: Any) -> Any:
    """Take out of a page what is never text and what is named as furniture; return its body."""
    found = root.find(".//body")
    body = root if found is None else found
    for element in list(body.iter(*_NEVER_TEXT)):
        _drop(element)
    measures = _measures(body)
    most = measures[body].prose * _MOST_IN_FURNITURE
    for element in list(body.iter()):
        if element is not body and measures[element].prose < most and _is_furniture(element):
            _drop(element)
    return body


def main_content(body: Any) -> Any:
    """Return the part of a body that holds its article, lists of links in it taken out."""
    measures = _measures(body)
    node = body
    while True:
        best = max(node, key=lambda child: measures[child].prose, default=None)
        if best is None or not _may_descend(node, best, measures):
            break
        node = best
    for child in list(node.iter()):
        if child is not node and _is_links(child, measures[child]):
            _drop(child)
    return node


def _is_furniture(element: Any) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return _FURNITURE.search(names) is not None


def _may_descend(node: Any, best: Any, measures: dict[Any, _Measure]) -> bool:
    """Tell whether all but a part's furniture is in ``best``: nothing beside it is like it."""
    if best.tag in PARAGRAPHS or measures[best].prose < _NEARLY_ALL * measures[node].prose:
        return False
    beside = [child for child in node if child is not best and measures[child].prose > _SHORT_TEXT]
    alike = any(child.tag in PARAGRAPHS or _named_alike(child, best) for child in beside)
    return not alike and _has_lines(best)


def _named_alike(one: Any, other: Any) -> bool:
    name = one.get("class")
    return name is not None and bool(one.tag == other.tag and name == other.get("class"))


def _has_lines(element: Any) -> bool:
    """Tell whether an element holds at least two paragraphs, breaks counted."""
    lines = (
        child
        for child in element.iter("br", "div", *PARAGRAPHS)
        if child is not element and (child.tag != "div" or (child.text or "").strip())
    )
    return next(lines, None) is not None and next(lines, None) is not None


def _measures(body: Any) -> dict[Any, _Measure]:
    """The measure of every element, in one go from the leaves up."""
    measures: dict[Any, _Measure] = {}
    for element in reversed(list(body.iter())):
        texts = [element.text or "", *(child.tail or "" for child in element)]
        inner = [measures[child] for child in element]
        letters = sum(len("".join(text.split())) for text in texts)
        letters += sum(measure.letters for measure in inner)
        is_link = element.tag == "a"
        prose = sum(map(_weight, texts)) + sum(measure.prose for measure in inner)
        measures[element] = _Measure(
            prose=0.0 if is_link else prose,
            letters=letters,
            linked=letters if is_link else sum(measure.linked for measure in inner),
            links=is_link + sum(measure.links for measure in inner),
        )
    return measures


def _weight(text: str) -> float:
    """A text without a sentence's punctuation counts for little."""
    return chinese_characters(text) * (1.0 if _SENTENCE.search(text) else 0.2)


def _is_links(element: Any, measure: _Measure) -> bool:
    lists = element.tag in ("ul", "ol", "div", "dl", "table", "p", "section", "td")
    return lists and measure.links >= 2 and measure.linked > measure.letters * _MOST_LINKS


def _drop(element: Any) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)

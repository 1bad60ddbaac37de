"""Where on a web page its article is: found by what is prose and what is links.

Menus, side columns and footers are short texts and links; an article is sentences. The page is
descended from its body as long as one part holds nearly all of the sentences.
"""

from __future__ import annotations

import re
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


def pruned(root: Any) -> Any:
    """Take out of a page what is never text and what is named as furniture; return its body."""
    found = root.find(".//body")
    body = root if found is None else found
    _drop_all(list(body.iter(*_NEVER_TEXT)))
    whole = prose(body)
    for element in list(body.iter()):
        if element is not body and _is_furniture(element, whole):
            _drop_all([element])
    return body


def main_content(body: Any) -> Any:
    """Return the part of a body that holds its article, links lists in it taken out."""
    weights = _weights(body)
    node = body
    while True:
        best = max(node, key=lambda child: weights.get(child, 0.0), default=None)
        if best is None or not _may_descend(node, best, weights):
            break
        node = best
    _drop_all([child for child in list(node.iter()) if child is not node and _is_links(child)])
    return node


def prose(element: Any) -> float:
    """Return how much prose an element holds: Chinese characters outside links."""
    return _weights(element)[element]


def _is_furniture(element: Any, whole: float) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return prose(element) < whole * _MOST_IN_FURNITURE
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    if not names.strip() or not _FURNITURE.search(names):
        return False
    return prose(element) < whole * _MOST_IN_FURNITURE


def _may_descend(node: Any, best: Any, weights: dict[Any, float]) -> bool:
    """Tell whether all but a part's furniture is in ``best``: nothing beside it is like it."""
    if best.tag in PARAGRAPHS or weights[best] < _NEARLY_ALL * weights[node]:
        return False
    beside = [child for child in node if child is not best and weights[child] > _SHORT_TEXT]
    alike = any(
        child.tag in PARAGRAPHS or _named_alike(child, best) for child in beside
    )
    return not alike and _lines(best) >= 2


def _named_alike(one: Any, other: Any) -> bool:
    return one.tag == other.tag and one.get("class") == other.get("class") is not None


def _lines(element: Any) -> int:
    """How many paragraphs an element holds, breaks counted."""
    return sum(1 for child in element.iter("br", *PARAGRAPHS) if child is not element) + sum(
        1 for child in element.iter("div") if child is not element and (child.text or "").strip()
    )


def _weights(body: Any) -> dict[Any, float]:
    """The prose of every element with that of its children, in one go from the leaves up."""
    weights: dict[Any, float] = {}
    for element in reversed(list(body.iter())):
        own = 0.0 if element.tag == "a" else _weight(element.text or "")
        for child in element:
            own += weights[child] + _weight(child.tail or "")
        weights[element] = 0.0 if element.tag == "a" else own
    return weights


def _weight(text: str) -> float:
    """A text without a sentence's punctuation counts for little."""
    return chinese_characters(text) * (1.0 if _SENTENCE.search(text) else 0.2)


def _is_links(element: Any) -> bool:
    if element.tag not in ("ul", "ol", "div", "dl", "table", "p", "section", "td"):
        return False
    links = list(element.iter("a"))
    if len(links) < 2:
        return False
    linked = sum(len("".join("".join(link.itertext()).split())) for link in links)
    whole = len("".join("".join(element.itertext()).split()))
    return linked > whole * _MOST_LINKS


def _drop_all(elements: list[Any]) -> None:
    """Take elements out; the text after them stays."""
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        before, tail = element.getprevious(), element.tail or ""
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        parent.remove(element)

"""The text of a Word paragraph with tracked changes accepted, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retrieval.read.word_package import W

# What is not on the page once changes are accepted, or not part of the running text.
_GONE = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr",
        "rt", "rubyPr", "footnoteReference", "endnoteReference", "annotationRef",
    )
)  # fmt: skip
# Every text box is written twice, for new and for old programs; this is the old one's copy.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_BOX = W + "txbxContent"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_SIGNS = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}


def accepted(element: Any, tag: str | None = None) -> Iterator[Any]:
    """Yield the children that stay when changes are accepted; of one ``tag`` if given.

    Children wrapped in insertions and content controls count as children then.
    """
    for child in element:
        if child.tag in _GONE or child.tag == _FALLBACK:
            continue
        if tag is None or child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from accepted(child, tag)


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph, without that of its text boxes."""
    return "".join(_pieces(paragraph))


def boxes(element: Any) -> Iterator[Any]:
    """Yield the outermost text boxes anchored in a paragraph."""
    if element.tag == _BOX:
        yield element
        return
    for child in accepted(element):
        yield from boxes(child)


def _pieces(element: Any) -> Iterator[str]:
    for child in accepted(element):
        tag = child.tag
        if tag == W + "t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == W + "br":
            yield "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
        elif tag == _WORD_ART:
            yield child.get("string", "")
        elif tag != _BOX and not (tag == W + "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "1") not in ("0", "false", "off")

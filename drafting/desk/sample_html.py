"""Fragments of HTML of one sample: its original with the cleaning marked, its text with roles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from drafting.desk.html import escape
from drafting.desk.library_html import opener
from drafting.desk.marking import marked
from retrieval.clean import rule_names
from retrieval.model import Document, Near, Passage
from retrieval.passages import PATH_SEPARATOR


def about(document: Document) -> str:
    """Where a document comes from and how long it is."""
    said = [
        f"来源：{document.source}", f"单位：{document.issuer}" if document.issuer else "",
        f"年份：{document.year}" if document.year else "",
        f"{len(document.text)}字，{len(document.passages)}段",
        "文字不全，是片段" if document.fragment else "",
    ]  # fmt: skip
    return f'<p class="quiet">{escape("　".join(part for part in said if part))}</p>'


def original(document: Document) -> str:
    """The original with what was changed marked."""
    places = len(document.changes)
    said = f"清理改动{places}处：红色是去掉的，绿色是换上的" if places else "没有需要清理的地方"
    text = marked(document.original, document.changes, rule_names())
    return _pane("原文", said, f'{_picking(document)}<div class="original">{text}</div>')


def _picking(document: Document) -> str:
    """A rule that is ticked shows its places."""
    rules = {change.rule for change in document.changes} & set(rule_names())
    picked = ",".join(
        f'#sample:has(input[name="{rule}"]:checked) .original [data-rule="{rule}"]'
        for rule in sorted(rules)
    )
    style = "outline:2px solid var(--ochre);outline-offset:1px"
    return f"<style>{picked} {{ {style} }}</style>" if picked else ""


def clean_text(document: Document) -> str:
    """The cleaned text by its sections, every passage with what it does."""
    parts = [
        _heading(heading) + "".join(map(_passage, some))
        for heading, some in groupby(document.passages, lambda passage: passage.heading)
    ]
    return _pane("清理后", "左边小字是这一段的作用", f'<div class="cleaned">{"".join(parts)}</div>')


def _pane(name: str, said: str, body: str) -> str:
    return (
        f'<div class="pane"><p class="pane-name">{name}<span class="quiet">{said}</span></p>'
        f'<div class="pane-body" tabindex="0">{body}</div></div>'
    )


def _heading(path: str) -> str:
    return f"<h4>{escape(path.split(PATH_SEPARATOR)[-1])}</h4>" if path else ""


def _passage(passage: Passage) -> str:
    return (
        f'<div class="passage"><span class="chip">{escape(passage.role)}</span>'
        f"<p>{escape(passage.text)}</p></div>"
    )


def near(items: Sequence[Near]) -> str:
    """Documents much like this one."""
    if not items:
        return ""
    links = "".join(
        f'<span class="near">{opener(n.document, n.title)} 相似{n.similarity:.0%}</span>'
        for n in items
    )
    return f'<p class="near-list"><span class="quiet">相近的样本</span>{links}</p>'

"""Fragments of HTML of one sample: its original with the cleaning marked, its text with roles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from drafting.desk.html import chinese, escape, told
from drafting.desk.library_html import opener
from drafting.desk.marking import marked
from drafting.desk.words import say
from retrieval.clean import rule_names
from retrieval.model import Document, Near, Passage
from retrieval.passages import PATH_SEPARATOR


def about(document: Document) -> str:
    """Where a document comes from and how long it is."""
    said = [
        say("library.source", value=document.source), say("library.issuer", value=document.issuer) if document.issuer else "",
        say("library.year", value=document.year) if document.year else "",
        say("library.size", characters=len(document.text), passages=len(document.passages)),
        say("library.is_fragment") if document.fragment else "",
    ]  # fmt: skip
    return f'<p class="quiet">{chinese("　".join(part for part in said if part))}</p>'


def original(document: Document) -> str:
    """The original with what was changed marked."""
    places = len(document.changes)
    said = say("library.changes", count=places) if places else say("library.no_changes")
    text = marked(document.original, document.changes, rule_names())
    return _pane(
        say("library.original"),
        said,
        f'{_picking(document)}<div class="original" lang="zh-CN">{text}</div>',
    )


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
    return _pane(
        say("library.cleaned"),
        say("library.cleaned_hint"),
        f'<div class="cleaned">{"".join(parts)}</div>',
    )


def _pane(name: str, said: str, body: str) -> str:
    return (
        f'<div class="pane"><p class="pane-name">{name}<span class="quiet">{said}</span></p>'
        f'<div class="pane-body" tabindex="0">{body}</div></div>'
    )


def _heading(path: str) -> str:
    return f'<h3 lang="zh-CN">{escape(path.split(PATH_SEPARATOR)[-1])}</h3>' if path else ""


def _passage(passage: Passage) -> str:
    return (
        f'<div class="passage"><span class="chip">{told(passage.role)}</span>'
        f'<p lang="zh-CN">{escape(passage.text)}</p></div>'
    )


def near(items: Sequence[Near]) -> str:
    """Documents much like this one."""
    if not items:
        return ""
    links = "".join(
        f'<span class="near">{opener(n.document, n.title)} {say("library.near_share", share=f"{n.similarity:.0%}")}</span>'
        for n in items
    )
    return f'<p class="near-list"><span class="quiet">{say("library.near")}</span>{links}</p>'

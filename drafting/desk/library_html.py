"""Fragments of HTML of the library: the list, what was added, what was found, a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from drafting.desk.html import chinese, escape, plain, told
from drafting.desk.words import say
from retrieval.clean import rule_names
from retrieval.kinds import KINDS
from retrieval.model import Added, Cleaned, DocumentSummary, Hit, Why
from retrieval.roles import ROLES

UNSURE = 0.6
"""A kind recognised with less confidence than this wants a look."""
LONGEST_LIST = 500
OUTCOMES = ("added", "unchanged", "duplicate", "rejected")


def kind_name(kind: str) -> str:
    """The Chinese name of a kind."""
    return plain(KINDS[kind]) if kind in KINDS else say("library.unknown")


def table(names: Sequence[str], rows: Sequence[str], style: str) -> str:
    """A table of rows that are made already."""
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    return (
        f'<div class="scroll"><table class="findings {style}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def samples(items: Sequence[DocumentSummary]) -> str:
    """The list of samples, the last added first."""
    if not items:
        return f'<p class="quiet">{say("library.nothing")}</p>'
    names = (
        say("library.col_title"),
        say("library.col_kind"),
        say("library.col_issuer"),
        say("library.col_year"),
        say("library.col_passages"),
        say("library.col_characters"),
    )
    rows = [_sample(item) for item in list(reversed(items))[:LONGEST_LIST]]
    more = len(items) - len(rows)
    said = f'<p class="quiet">{say("library.more", count=more)}</p>' if more else ""
    return table(names, rows, "samples") + said


def _sample(item: DocumentSummary) -> str:
    mark = f'<span class="level warning">{say("library.fragment")}</span>' if item.fragment else ""
    return (
        f"<tr><td>{opener(item.id, item.title)}{mark}</td><td>{_kind(item)}</td>"
        f"<td>{chinese(item.issuer or '—')}</td><td>{escape(item.year or '—')}</td>"
        f'<td class="number">{item.passages}</td><td class="number">{item.characters}</td></tr>'
    )


def _kind(item: DocumentSummary) -> str:
    if not item.kind or item.confidence >= UNSURE:
        style = "" if item.kind else ' class="level error"'
        return f"<span{style}>{escape(kind_name(item.kind))}</span>"
    said = say("library.unsure", share=f"{item.confidence:.0%}")
    return f'{escape(kind_name(item.kind))} <span class="level warning" title="{said}">{say("library.check")}</span>'


def opener(identifier: str, title: str) -> str:
    """A title that opens its document."""
    return (
        f'<button type="button" class="open" data-open="{escape(identifier)}">'
        f"{chinese(title)}</button>"
    )


def roles(counts: Mapping[str, int]) -> str:
    """How many passages there are of each role."""
    chips = "".join(
        f'<span class="chip">{told(role)} {counts[role]}</span>'
        for role in ROLES if counts.get(role)
    )  # fmt: skip
    return (
        f'<div class="chips roles"><span class="quiet">{say("library.passages")}</span>{chips}</div>'
        if chips
        else ""
    )


def reading(done: int, total: int, name: str) -> str:
    """How far the adding is."""
    share = round(100 * done / total) if total else 0
    said = say("library.reading_of", done=done, total=total) if total else say("library.reading")
    return (
        f'<div class="progress" role="status"><p>{said}</p><p class="quiet">'
        f'{escape(name)}</p><div class="bar"><span style="width:{share}%"></span>'
        "</div></div>"
    )


def outcome(items: Sequence[Added]) -> str:
    """What became of each file."""
    if not items:
        return ""
    counted = Counter[str](item.status for item in items)
    said = say("library.comma").join(
        say("library.counted", name=say(f"library.{key}"), count=counted[key])
        for key in OUTCOMES
        if counted[key]
    )
    names = (
        say("library.col_outcome"),
        say("library.col_file"),
        say("library.col_title"),
        say("library.col_kind"),
        say("library.col_passages"),
        say("library.col_cleaned"),
        say("library.col_note"),
    )
    body = table(names, [_added(item) for item in items], "outcome")
    return f'<details open><summary class="tally">{say("library.batch", count=len(items), said=said)}</summary>{body}</details>'


def _added(item: Added) -> str:
    style = {"added": "good", "rejected": "error"}.get(item.status, "")
    kept = bool(item.id)
    cells = (
        f'<span class="level {style}">{say(f"library.{item.status}")}</span>',
        chinese(item.source),
        opener(item.id, item.title) if kept else "—",
        escape(kind_name(item.kind)) if kept else "—",
        str(item.passages) if kept else "—",
        cleaned(item.cleaned) or "—",
        told(item.reason) if item.reason else "—",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def cleaned(counts: Sequence[Cleaned]) -> str:
    """Which rules changed a document, and how many times."""
    labels = rule_names()
    return say("masthead.and").join(
        say("library.counted", name=told(labels.get(c.rule, c.rule)), count=c.count) for c in counts
    )


def hits(found: Sequence[Hit]) -> str:
    """The passages found, best first."""
    if not found:
        return f'<p class="quiet">{say("library.no_hits")}</p>'
    return f'<ol class="hits">{"".join(_hit(hit) for hit in found)}</ol>'


def _hit(hit: Hit) -> str:
    above = "　".join(part for part in (kind_name(hit.kind), hit.heading) if part)
    return (
        f'<li><p class="where"><span class="chip">{told(hit.role)}</span>'
        f'{opener(hit.document, hit.title)}<span class="quiet">{chinese(above)}</span></p>'
        f'<p class="words" lang="zh-CN">{_with_words(hit.text, hit.why.words)}</p>'
        f'<p class="quiet">{chinese(_why(hit.why))}</p></li>'
    )


def _with_words(text: str, words: Sequence[str]) -> str:
    """A text in which words are marked."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return escape(text)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return "".join(
        f"<mark>{escape(part)}</mark>" if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def _why(why: Why) -> str:
    said = [
        say("library.near_words", words="、".join(why.synonyms)) if why.synonyms else "",
        say("library.similarity", share=f"{why.similarity:.0%}")
        if why.similarity is not None
        else "",
        say("library.repeated", count=len(why.repeated_in)) if why.repeated_in else "",
    ]
    return "　".join(part for part in said if part)

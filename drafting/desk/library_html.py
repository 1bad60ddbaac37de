"""Fragments of HTML of the library: the list, what was added, what was found, a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from drafting.desk.html import escape
from retrieval.clean import rule_names
from retrieval.kinds import KINDS
from retrieval.model import Added, Cleaned, DocumentSummary, Hit, Why
from retrieval.roles import ROLES

UNSURE = 0.6
"""A kind recognised with less confidence than this wants a look."""
LONGEST_LIST = 500
UNKNOWN = "未识别"
OUTCOMES = {"added": "已加入", "unchanged": "未变", "duplicate": "重复", "rejected": "未收"}


def kind_name(kind: str) -> str:
    """The Chinese name of a kind."""
    return KINDS.get(kind, UNKNOWN)


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
        return '<p class="quiet">这里还没有样本。把文件拖到右边的框里，就会清理、识别并加入。</p>'
    names = ("题目", "文种", "单位", "年份", "段数", "字数")
    rows = [_sample(item) for item in list(reversed(items))[:LONGEST_LIST]]
    more = len(items) - len(rows)
    said = f'<p class="quiet">还有{more}篇没有列出，请选文种或检索。</p>' if more else ""
    return table(names, rows, "samples") + said


def _sample(item: DocumentSummary) -> str:
    mark = '<span class="level warning">片段</span>' if item.fragment else ""
    return (
        f"<tr><td>{opener(item.id, item.title)}{mark}</td><td>{_kind(item)}</td>"
        f"<td>{escape(item.issuer or '—')}</td><td>{escape(item.year or '—')}</td>"
        f'<td class="number">{item.passages}</td><td class="number">{item.characters}</td></tr>'
    )


def _kind(item: DocumentSummary) -> str:
    if not item.kind or item.confidence >= UNSURE:
        style = "" if item.kind else ' class="level error"'
        return f"<span{style}>{escape(kind_name(item.kind))}</span>"
    said = f"把握只有{item.confidence:.0%}，请点开核对"
    return f'{escape(kind_name(item.kind))} <span class="level warning" title="{said}">待核</span>'


def opener(identifier: str, title: str) -> str:
    """A title that opens its document."""
    return (
        f'<button type="button" class="open" data-open="{escape(identifier)}">'
        f"{escape(title)}</button>"
    )


def roles(counts: Mapping[str, int]) -> str:
    """How many passages there are of each role."""
    chips = "".join(
        f'<span class="chip">{escape(role)} {counts[role]}</span>'
        for role in ROLES if counts.get(role)
    )  # fmt: skip
    return f'<div class="chips roles"><span class="quiet">段落</span>{chips}</div>' if chips else ""


def reading(done: int, total: int, name: str) -> str:
    """How far the adding is."""
    share = round(100 * done / total) if total else 0
    said = f"正在读取、清理、识别，已完成 {done}/{total}" if total else "正在读取、清理、识别……"
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
    said = "，".join(f"{name}{counted[key]}" for key, name in OUTCOMES.items() if counted[key])
    names = ("结果", "文件", "题目", "文种", "段数", "清理了什么", "说明")
    body = table(names, [_added(item) for item in items], "outcome")
    return f'<details open><summary class="tally">这一批共{len(items)}项：{said}。</summary>{body}</details>'


def _added(item: Added) -> str:
    style = {"added": "good", "rejected": "error"}.get(item.status, "")
    kept = bool(item.id)
    cells = (
        f'<span class="level {style}">{OUTCOMES[item.status]}</span>',
        escape(item.source),
        opener(item.id, item.title) if kept else "—",
        escape(kind_name(item.kind)) if kept else "—",
        str(item.passages) if kept else "—",
        cleaned(item.cleaned) or "—",
        escape(item.reason or "—"),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def cleaned(counts: Sequence[Cleaned]) -> str:
    """Which rules changed a document, and how many times."""
    labels = rule_names()
    return "、".join(f"{escape(labels.get(c.rule, c.rule))}{c.count}" for c in counts)


def hits(found: Sequence[Hit]) -> str:
    """The passages found, best first."""
    if not found:
        return '<p class="quiet">没有找到相近的段落。换几个词，或把文种、段落作用放宽。</p>'
    return f'<ol class="hits">{"".join(_hit(hit) for hit in found)}</ol>'


def _hit(hit: Hit) -> str:
    above = "　".join(part for part in (kind_name(hit.kind), hit.heading) if part)
    return (
        f'<li><p class="where"><span class="chip">{escape(hit.role)}</span>'
        f'{opener(hit.document, hit.title)}<span class="quiet">{escape(above)}</span></p>'
        f'<p class="words">{_with_words(hit.text, hit.why.words)}</p>'
        f'<p class="quiet">{escape(_why(hit.why))}</p></li>'
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
        f"近义：{'、'.join(why.synonyms)}" if why.synonyms else "",
        f"含义相似{why.similarity:.0%}" if why.similarity is not None else "",
        f"还有{len(why.repeated_in)}处说法相同" if why.repeated_in else "",
    ]
    return "　".join(part for part in said if part)

"""Fragments of HTML. Whatever a person or a file said passes through :func:`escape`."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from drafting.model import Brief, Draft, Finding, Outline
from drafting.store import DraftSummary

SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}
CHECKS = {
    "arithmetic": "算账", "borrowed": "串稿", "coverage": "事实", "dates": "日期",
    "end_marks": "句末", "enumerations": "分项", "expressions": "用语", "figure_style": "写法",
    "figures": "数字", "genre": "文种", "names": "名称", "numbering": "序号", "pairs": "括号引号",
    "placeholders": "空缺", "places": "地名", "promises": "呼应", "repeats": "重复", "slips": "错字",
    "style": "文风", "traditional": "繁体", "widths": "标点",
}  # fmt: skip


def escape(text: object) -> str:
    """Text that is safe in HTML and in Gradio's templates, whose braces are masked too."""
    safe = html.escape(str(text), quote=True)
    return safe.replace("{", "&#123;").replace("}", "&#125;").replace("$", "&#36;")


def header(engine: str, library: str) -> str:
    """Name of the program, who writes, and how the library stands."""
    return (
        '<header class="masthead"><span class="seal" aria-hidden="true">拟</span>'
        '<h1>拟稿台</h1><span class="motto">事实在先，文字在后</span>'
        f'<span class="badge" title="文稿由谁来写">{escape(engine)}</span>'
        f'<span class="library">{escape(library)}</span></header>'
    )


def notices(sentences: Iterable[str], kind: str = "note") -> str:
    """A panel of sentences; empty for none. ``kind`` is note, problem or good."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences if sentence)
    return f'<ul class="notices {kind}" role="status">{items}</ul>' if items else ""


def kind_card(description: str, sections: Sequence[str], topics: Sequence[str], length: int) -> str:
    """What a kind is, in three lines."""
    return (
        f'<div class="kind-card"><p>{escape(description)}</p><dl>'
        f"<dt>结构</dt><dd>{escape(' → '.join(sections))}</dd>"
        f"<dt>必备事实</dt><dd>{escape('、'.join(topics))}</dd>"
        f"<dt>一般篇幅</dt><dd>{length} 字左右</dd></dl></div>"
    )


def exemplars(outline: Outline) -> str:
    """The passages of samples found for each section."""
    parts = []
    for section in outline.sections:
        shown = "".join(
            f"<blockquote>{escape(e.text)}<cite>《{escape(e.title)}》</cite></blockquote>"
            for e in section.exemplars
        )
        if shown:
            name = escape(section.heading or section.purpose)
            parts.append(f"<details><summary>{name}</summary>{shown}</details>")
    if not parts:
        return '<p class="quiet">样本库里还没有找到可以参考的段落。</p>'
    lead = '<p class="quiet">仅供参考写法，其中的人名、地名、数字一律不会进入文稿。</p>'
    return f'<div class="exemplars">{lead}{"".join(parts)}</div>'


def findings(items: Sequence[Finding]) -> str:
    """The table of what the checks have found."""
    if not items:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("级别", "检查", "位置", "原文", "说明", "建议"))
    return (
        f'<div class="scroll"><table class="findings"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(_finding(item) for item in items)}</tbody></table></div>"
    )


def _finding(item: Finding) -> str:
    cells = (
        CHECKS.get(item.check, "其他"), item.section or "文首", item.quote, item.message,
        item.suggestion or "—",
    )  # fmt: skip
    level = f'<td><span class="level {item.severity}">{SEVERITIES[item.severity]}</span></td>'
    return f"<tr>{level}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def tally(items: Sequence[Finding]) -> str:
    """How much is still open, in plain words."""
    counted = {name: sum(f.severity == key for f in items) for key, name in SEVERITIES.items()}
    said = "、".join(f"{number}处{name}" for name, number in counted.items() if number)
    return f"还有{said}未处理。" if said else "各项检查都没有发现问题。"


def coverage(brief: Brief, unused: Sequence[str]) -> str:
    """Which facts stand in the text and which do not."""
    left = set(unused)
    chips = "".join(
        f'<span class="chip {"unused" if fact.id in left else "used"}" '
        f'title="{escape(fact.text)}">{escape(fact.id)}</span>'
        for fact in brief.facts
    )
    used = len(brief.facts) - len(left)
    said = f"共{len(brief.facts)}条事实，已用{used}条，未用{len(left)}条。"
    return f'<div class="coverage"><p>{said}</p><div class="chips">{chips}</div></div>'


def margin(lines: Sequence[str]) -> str:
    """The lines before or after the sections, as they will stand in the document."""
    return "".join(f'<p class="margin-line">{escape(line)}</p>' for line in lines)


def standing(draft: Draft, words: int, written_by: str, cost: str = "") -> str:
    """Length, origin and cost of a draft."""
    rows = [("字数", str(words)), ("执笔", written_by), ("事实", f"{len(draft.brief.facts)}条")]
    if cost:
        rows.append(("用量", cost))
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return f'<dl class="standing">{listed}</dl>'


def drafts(items: Sequence[DraftSummary], kinds: dict[str, str]) -> str:
    """The list of drafts; each opens by its address, so it can be opened beside another."""
    if not items:
        return '<p class="quiet">还没有文稿。从“选文种”开始写第一篇。</p>'
    return f'<ul class="archive">{"".join(_draft(item, kinds) for item in items)}</ul>'


def _draft(item: DraftSummary, kinds: dict[str, str]) -> str:
    return (
        f'<li><a href="?draft={quote(item.id)}"><span class="name">{escape(item.title)}</span>'
        f'<span class="of-kind">{escape(kinds.get(item.kind, item.kind))}</span>'
        f'<span class="when">{local_time(item.changed)}</span>'
        f'<span class="versions">{_versions(item)}</span></a></li>'
    )


def _versions(item: DraftSummary) -> str:
    return "<em>没写完</em>" if item.unfinished else f"存过{item.versions}版"


def local_time(moment: dt.datetime) -> str:
    """A UTC moment on this machine's clock, to the minute."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone().strftime("%Y-%m-%d %H:%M")


def progress(done: int, total: int) -> str:
    """How far the writing is."""
    share = round(100 * done / total) if total else 0
    return (
        f'<div class="progress" role="status"><p>正在写，已完成 {done}/{total} 节</p>'
        f'<div class="bar"><span style="width:{share}%"></span></div></div>'
    )

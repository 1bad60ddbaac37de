"""A Draft as lines, as Markdown and as JSON, and small changes to it that keep provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from drafting.errors import BadInput
from drafting.kinds import Kind, load_kind
from drafting.manuscript import Line, Manuscript, from_markdown, is_row, to_markdown
from drafting.model import Brief, Draft, Fact, Section, Sentence, Usage
from drafting.plan import chinese_date
from drafting.validation import explain
from drafting.wording import bare, split_sentences, word_count

_TELLING = 6
"""Characters from which one sentence of a longer fact is taken to speak of that fact."""

_DEEPEST = 4
"""Levels of headings below the title that the Markdown knows."""

_SET_IN = "\u3000\u3000"
_TEXT = ("heading1", "heading2", "heading3", "heading4", "body", "ending", "attachment")


def front_lines(brief: Brief, kind: Kind) -> tuple[str, ...]:
    """The plain lines around the title: those of a 版头 where the brief has them, then date,
    speaker, 称呼 or 主送机关, as the kind asks."""
    date = chinese_date(brief.date)
    speaker = "　".join(part for part in (brief.speaker_title, brief.speaker) if part)
    slots = {
        "{dateline}": f"（{date}）" if date else "",
        "{speaker_line}": speaker,
        "{salutation}": f"{brief.audience or '同志们'}：",
        "{recipient_line}": f"{brief.recipient}：" if brief.recipient else "",
        "{byline}": brief.speaker or brief.issuer,
    }
    signer = f"签发人：{brief.signer}" if brief.signer else ""
    under = (slots.get(line, line) for line in kind.front)
    return tuple(text for text in (brief.masthead, brief.number, signer, *under) if text)


def back_lines(brief: Brief, kind: Kind, sections: Sequence[Section] = ()) -> tuple[str, ...]:
    """Ending formula and 落款; the formula is left out where the text already ends with it."""
    said = sections[-1].text if sections else ""
    ending = [text for text in kind.ending[:1] if not said.endswith(text)]
    signed = [brief.issuer, chinese_date(brief.date)] if kind.signed else []
    return tuple(text for text in (*ending, *signed, *imprint_lines(brief)) if text)


def imprint_lines(brief: Brief) -> tuple[str, ...]:
    """版记: 抄送, and who printed it when (GB/T 9704-2012, 7.4); without a date it is not said."""
    copies = f"抄送：{brief.copies.rstrip('。')}。" if brief.copies else ""
    date = chinese_date(brief.date)
    printed = f"{brief.printer}　{date}印发" if brief.printer and date else ""
    return tuple(text for text in (copies, printed) if text)


def markdown_of(draft: Draft) -> str:
    """The Markdown of INTERFACES.md; the text that checks read and offsets point into."""
    blocks = [f"# {draft.title}", *draft.front]
    for section in draft.sections:
        if section.heading:
            blocks.append(f"{'#' * (section.level + 1)} {section.heading}")
        blocks.append(section.text)
    blocks += draft.back
    return "\n\n".join(block.strip() for block in blocks if block.strip()) + "\n"


def manuscript_of(draft: Draft) -> Manuscript:
    """The draft as lines with roles."""
    return from_markdown(markdown_of(draft))


def lines_of(draft: Draft) -> tuple[Line, ...]:
    """The lines that a Word file is made from."""
    return manuscript_of(draft).lines


def plain_text(draft: Draft) -> str:
    """The draft as plain text, one paragraph a line: text set in by two characters, what stands
    around it not."""
    return "".join(
        f"{_SET_IN if line.role in _TEXT else ''}{line.text}\n" for line in lines_of(draft)
    )


def coverage_of(draft: Draft) -> dict[str, list[str]]:
    """Fact ids used in the text and those unused, in the order of the facts file."""
    used = {i for section in draft.sections for s in section.sentences for i in s.facts}
    ids = [fact.id for fact in draft.brief.facts]
    return {"used": [i for i in ids if i in used], "unused": [i for i in ids if i not in used]}


def cost_line(usage: Usage) -> str:
    """What model calls took, in tokens in and out, with the share the server had in its cache;
    empty where it counts none."""
    if not usage.prompt and not usage.completion:
        return ""
    share = f"（缓存 {round(100 * usage.cached / usage.prompt)}%）" if usage.cached else ""
    return f"送入 {usage.prompt:,}{share}，写出 {usage.completion:,} 词元"


def edit_section(draft: Draft, section_id: str, *, text: str, heading: str | None = None) -> Draft:
    """The draft with one section's text replaced by hand. Sentences that stay keep their facts; a
    new sentence gets the facts that stand in it word for word. Raises BadInput for an unknown id."""
    old = next((s for s in draft.sections if s.id == section_id), None)
    if old is None:
        raise BadInput(f"文稿中没有编号为“{section_id}”的小节。")
    body = _parted(text.replace("\r", "").split("\n"))
    new = replace(
        old,
        text=body,
        heading=old.heading if heading is None else " ".join(heading.split()),
        sentences=trace(body, old.sentences, draft.brief.facts),
    )
    sections = tuple(new if s.id == section_id else s for s in draft.sections)
    return replace(draft, sections=sections)


def _parted(rows: Sequence[str]) -> str:
    """Paragraphs with a blank line between them; the rows of a table stay together."""
    filled = [row.strip() for row in rows if row.strip()]
    text = ""
    for before, row in zip(["", *filled], filled, strict=False):
        gap = "\n" if is_row(before) and is_row(row) else "\n\n"
        text += gap + row if text else row
    return text


def trace(text: str, known: Sequence[Sentence], facts: Sequence[Fact]) -> tuple[Sentence, ...]:
    """The sentences of a text with their facts: those of a known equal sentence, else the facts
    whose words, or one whole sentence of them, stand in it."""
    by_text = {sentence.text: sentence for sentence in known}
    told = (line for line in text.split("\n") if not line.startswith("#"))
    body = "\n".join(line for line in told if not is_row(line.strip()))
    return tuple(
        by_text.get(sentence)
        or Sentence(sentence, tuple(f.id for f in facts if _rests_on(sentence, f)))
        for sentence in split_sentences(body)
    )


def _rests_on(sentence: str, fact: Fact) -> bool:
    whole = bare(fact.text)
    parts = (bare(part) for part in split_sentences(fact.text))
    return (bool(whole) and whole in sentence) or any(
        len(part) >= _TELLING and part in sentence for part in parts
    )


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft object of INTERFACES.md."""
    brief = asdict(draft.brief)
    brief["date"] = draft.brief.date.isoformat() if draft.brief.date else None
    markdown = markdown_of(draft)
    return {
        "id": draft.id,
        "kind": draft.kind,
        "title": draft.title,
        "engine": draft.engine,
        "brief": brief,
        "front": list(draft.front),
        "sections": [asdict(section) for section in draft.sections],
        "back": list(draft.back),
        "coverage": coverage_of(draft),
        "findings": [asdict(finding) for finding in draft.findings],
        "notices": list(draft.notices),
        "outline": asdict(draft.outline) if draft.outline else None,
        "revisions": [asdict(revision) for revision in draft.revisions],
        "accepted": [asdict(acceptance) for acceptance in draft.accepted],
        "usage": asdict(draft.usage),
        "remarks": [asdict(remark) for remark in draft.remarks],
        "markdown": markdown,
        "word_count": word_count(markdown),
    }


def from_json(data: Mapping[str, Any], name: str = "文稿") -> Draft:
    """A draft from its JSON; what the program does not know in it is passed over. Raises BadInput
    naming the file, and the field that is missing or wrong."""
    try:
        draft = _reader().validate_python(data)
    except ValidationError as error:
        raise BadInput(
            f"“{name}”不是本程序导出的文稿 JSON：{explain(error)}。请重新用 draft --json 生成。"
        ) from error
    try:
        kind, _ = load_kind(draft.kind), load_kind(draft.brief.kind)
    except BadInput as error:
        raise BadInput(f"“{name}”的文种不对。{error}") from error
    for section in draft.sections:
        if not 0 <= section.level <= _DEEPEST:
            raise BadInput(
                f"“{name}”中小节“{section.id}”的 level 是 {section.level}，应在 0 到 {_DEEPEST} 之间。"
            )
    return replace(draft, kind=kind.id)


@cache
def _reader() -> TypeAdapter[Draft]:
    return TypeAdapter(Draft)


def plain_markdown(manuscript: Manuscript) -> str:
    """Any manuscript in the project's Markdown."""
    return to_markdown(manuscript.lines)

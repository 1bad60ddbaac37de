"""The line under a section on the paper, and the proposal that stands beside its text."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.desk import texts
from drafting.desk.difference import Span, sides
from drafting.desk.html import escape, notices
from drafting.document import cost_line
from drafting.model import Draft, PlannedSection, Revision, Section
from drafting.wording import word_count

ACTS = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) trigger("select", {...button.dataset});
});"""
"""A click on what says ``data-act`` is an event with the button's data."""


def standing(section: Section, planned: PlannedSection | None) -> str:
    """How long the section is, what it has cost, and whether it is kept from being written anew."""
    if not section.text.strip():
        return _line(["还没有写"])
    words = word_count(section.text)
    said = [f"{words} 字" + (f"（计划 {planned.length}）" if planned else "")]
    if section.making is not None:
        said.append(cost_line(section.making.usage))
    act, label = ("unlock", "解锁") if section.locked else ("lock", "锁定")
    hint = "可以重写这一节" if section.locked else "重新起草时不动这一节"
    if section.locked:
        said.append("已锁定")
    return _line(said, _button(act, label, section=section.id, title=hint))


def writing(text: str, planned: PlannedSection, *, finished: bool, restarted: str | None) -> str:
    """How far a section is that is being written."""
    words = word_count(text)
    if finished:
        return _line([f"写好了，{words} 字"])
    if not text:
        return _line([f"{restarted or '中断'}，正在重写"]) if restarted is not None else ""
    again = "（中断过，已重写）" if restarted is not None else ""
    return _line([f"正在写{again}，{words} / {planned.length} 字"])


def revising(instruction: str) -> str:
    """A revision is on its way."""
    return _line([f"正在改：{instruction}……"], _button("stop", "停止"))


def proposal(revision: Revision) -> str:
    """Old and new side by side, with what differs marked, to be taken or not."""
    before, after = (
        texts.shown(Section("", "", 0, text)) for text in (revision.before, revision.after.text)
    )
    left, right = sides(before, after)
    said = (
        f"改稿：{revision.instruction}", f"{word_count(before)} 字 → {word_count(after)} 字",
        cost_line(revision.usage),
    )  # fmt: skip
    buttons = _button("accept", "接受", id=revision.id) + _button("refuse", "不用", id=revision.id)
    told = "".join(f"<span>{escape(part)}</span>" for part in said if part)
    return (
        f'<div class="proposal"><p class="proposal-head">{told}<span class="acts">{buttons}</span></p>'
        f'<div class="sides"><div class="side"><h5>原文</h5><div>{_marked(left, "del")}</div></div>'
        f'<div class="side"><h5>改稿</h5><div>{_marked(right, "ins")}</div></div></div>'
        f"{notices(revision.notices)}</div>"
    )


def under(draft: Draft, section: Section, revision: Revision | None) -> str:
    """All that stands under a section that is not being written."""
    planned = next((p for p in _planned(draft) if p.id == section.id), None)
    return standing(section, planned) + (proposal(revision) if revision else "")


def _planned(draft: Draft) -> Iterable[PlannedSection]:
    return draft.outline.sections if draft.outline else ()


def _marked(spans: list[Span], mark: str) -> str:
    return "".join(
        f"<{mark}>{escape(span.text)}</{mark}>" if span.changed else escape(span.text)
        for span in spans
    )


def _line(said: Iterable[str], button: str = "") -> str:
    parts = "".join(f"<span>{escape(part)}</span>" for part in said if part)
    return f'<p class="under">{parts}{button}</p>'


def _button(act: str, label: str, *, title: str = "", **data: str) -> str:
    given = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    hint = f' title="{escape(title)}"' if title else ""
    return f'<button type="button" data-act="{act}"{given}{hint}>{label}</button>'

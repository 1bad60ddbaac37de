"""Two pages on one draft: what each has changed is put together section by section.

A page carries a mark of every section as it stood when the page showed it. A section that one side
alone has changed is taken from that side. Where both have, what was saved first stands, and the
later text becomes a proposal beside it, so that nothing is lost and a person decides.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.desk.texts import marked, shown
from drafting.document import edit_section
from drafting.errors import BadInput
from drafting.model import Draft, Revision, Section

CLASH = "别处同时也改了这一节"
"""The instruction of a proposal that holds the later of two changes."""
TITLE = "@title"
_GONE = "您改的一节在别处删掉了，改动没有保存。请先把它复制出来，再刷新页面。"


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as it stands on a page."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The draft with what the page has changed, and what that was: ``edited`` names headings.
    ``foreign`` tells whether the draft has text that the page does not show."""

    draft: Draft
    edited: tuple[str, ...]
    foreign: bool
    marks: str


def marks_of(draft: Draft) -> str:
    """The marks of a draft that is shown whole, for a page to carry."""
    parts = {section.id: _mark(_shown(section)) for section in draft.sections}
    return json.dumps({TITLE: _digest(draft.title), **parts})


def merge(
    draft: Draft, marks: str, title: str, headings: Sequence[str | None], texts: Sequence[str | None]
) -> Merged:  # fmt: skip
    """The draft as it is now with what a page has changed since its ``marks`` were made; the same
    object where that is nothing. Raises BadInput where a changed section is not there any more."""
    known: dict[str, str] = json.loads(marks) if marks else json.loads(marks_of(draft))
    title = " ".join(title.split())
    now = {section.id: section for section in draft.sections}
    page = _on_page(draft, known, headings, texts)
    merged, edited = draft, []
    for identifier, part in page.items():
        if _mark(part) == known[identifier]:
            continue
        if identifier not in now:
            raise BadInput(_GONE)
        new = _with(merged, now[identifier], part, known[identifier])
        if new is not merged:
            merged = new
            edited.append(now[identifier].heading or part.heading or _place(draft, identifier))
    if title and _digest(title) != known.get(TITLE) and _digest(draft.title) == known.get(TITLE):
        merged, edited = replace(merged, title=title), [*edited, "标题"]
    foreign = _foreign(merged, page, title)
    seen = {identifier: _mark(part) for identifier, part in page.items()}
    return Merged(merged, tuple(edited), foreign, json.dumps({TITLE: _digest(title), **seen}))


def _on_page(
    draft: Draft, known: dict[str, str], headings: Sequence[str | None], texts: Sequence[str | None]
) -> dict[str, Shown]:
    """The sections that the page shows, in its order; one without a heading keeps having none."""
    identifiers = [identifier for identifier in known if identifier != TITLE]
    bare = {section.id: section.heading for section in draft.sections if not section.level}
    return {
        i: Shown(bare.get(i, " ".join((heading or "").split())), marked(text or ""))
        for i, heading, text in zip(identifiers, headings, texts, strict=False)
    }


def _with(draft: Draft, now: Section, part: Shown, known: str) -> Draft:
    if _same(now, part):
        return draft
    if _mark(_shown(now)) == known:
        return _edited(draft, now, part)
    return _proposed(draft, now, part)


def _edited(draft: Draft, now: Section, part: Shown) -> Draft:
    heading = part.heading if now.level and part.heading not in ("", now.heading) else None
    same = part.text == marked(shown(now))
    if same and heading is None:
        return draft
    return edit_section(draft, now.id, text=now.text if same else part.text, heading=heading)


def _proposed(draft: Draft, now: Section, part: Shown) -> Draft:
    after = next(s for s in _edited(draft, now, part).sections if s.id == now.id)
    known = (r.after.text for r in draft.revisions if r.section == now.id and r.state == "proposed")
    if after.text == now.text or after.text in known:
        return draft
    told = (f"小标题您写的是“{part.heading}”。",) if part.heading != now.heading else ()
    made = Revision(uuid.uuid4().hex[:12], now.id, CLASH, now.text, after, notices=told)
    return replace(draft, revisions=(*draft.revisions, made))


def both(draft: Draft, revision: str) -> Draft:
    """The draft with the paragraphs of a clash that its section lacks put after the others. Raises
    BadInput where there is no such proposal."""
    clash = next((r for r in draft.revisions if r.id == revision), None)
    section = next((s for s in draft.sections if clash and s.id == clash.section), None)
    if clash is None or section is None:
        raise BadInput("没有找到这份改动，请刷新页面后再试。")
    there = section.text.split("\n\n")
    more = [text for text in clash.after.text.split("\n\n") if text not in there]
    whole = edit_section(draft, section.id, text="\n\n".join([*there, *more]))
    done = (replace(r, state="accepted") if r.id == revision else r for r in whole.revisions)
    return replace(whole, revisions=tuple(done))


def clashes(draft: Draft) -> list[str]:
    """The sections whose two changes wait for a decision, as they are called."""
    open_ = {r.section for r in draft.revisions if r.instruction == CLASH and r.state == "proposed"}
    return [s.heading or _place(draft, s.id) for s in draft.sections if s.id in open_]


def _foreign(draft: Draft, page: dict[str, Shown], title: str) -> bool:
    ids = [section.id for section in draft.sections]
    parts = all(_same(s, page[s.id]) for s in draft.sections if s.id in page)
    return ids != list(page) or not parts or title != draft.title


def _same(section: Section, part: Shown) -> bool:
    return _mark(_shown(section)) == _mark(part)


def _shown(section: Section) -> Shown:
    return Shown(section.heading, marked(shown(section)))


def _mark(part: Shown) -> str:
    return _digest(f"{part.heading}\n{part.text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _place(draft: Draft, identifier: str) -> str:
    number = next(n for n, s in enumerate(draft.sections, 1) if s.id == identifier)
    return f"第{number}部分"

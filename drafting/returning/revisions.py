"""The differences between a draft and the file that came back, as revisions of its sections."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.document import lines_of, trace
from drafting.manuscript import LETTERHEAD, from_markdown
from drafting.model import Change, Draft, Remark, Revision, Section
from drafting.returning.chapters import Chapter, layout_of, text_of
from drafting.returning.matching import groups_of, in_order, match, parts

if TYPE_CHECKING:
    from drafting.word.review import Review

UNMARKED = "（未留修订痕迹）"
"""The author of a change that was made with tracking off."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A draft with the revisions and remarks a file brought, and what its writer should know."""

    draft: Draft
    revisions: tuple[Revision, ...]
    remarks: tuple[Remark, ...]
    notices: tuple[str, ...] = ()


def bring_back(draft: Draft, review: Review) -> Returned:
    """Compare a draft as it stands with a reviewed file. The text of the draft stays as it is:
    each difference becomes a proposed revision, each comment a remark."""
    work = _Comparison(draft, review)
    revisions = tuple(work.revisions())
    remarks = tuple(work.remarks())
    kept = tuple(r for r in draft.revisions if r.state != "proposed")
    new = replace(draft, revisions=(*kept, *revisions), remarks=(*draft.remarks, *remarks))
    return Returned(new, revisions, remarks, tuple(_notices(draft, review)))


class _Comparison:
    def __init__(self, draft: Draft, review: Review) -> None:
        self._draft = draft
        self._reviewed = review.lines
        self._lines = [reviewed.line for reviewed in review.lines]
        self._layout = layout_of(self._lines)
        self._groups = groups_of(draft.sections)
        self._match = match(self._groups, self._layout.chapters, self._lines)
        self._home: dict[int, str] = {}
        """Index of a line -> the section it belongs to, for remarks."""
        self._now = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()

    def revisions(self) -> Iterator[Revision]:
        layout, draft = self._layout, self._draft
        title = () if layout.title is None else (layout.title,)
        yield from self._around("@title", title, (draft.title,))
        yield from self._around("@front", self._front(), draft.front)
        yield from self._of_chapters()
        yield from self._around("@back", layout.back, draft.back)

    def _front(self) -> list[int]:
        """The lines around the title; a 发文机关标志 that was put on at the export is no change."""
        own = any(line.role == "masthead" for line in lines_of(self._draft))
        return [i for i in self._layout.front if own or self._lines[i].role != "masthead"]

    def remarks(self) -> Iterator[Remark]:
        for index, reviewed in enumerate(self._reviewed):
            for comment in reviewed.comments:
                yield Remark(
                    uuid.uuid4().hex[:12], self._home.get(index, ""), comment.quote, comment.text,
                    comment.author, comment.at,
                )  # fmt: skip

    def _around(self, name: str, indices: Sequence[int], old: Sequence[str]) -> Iterator[Revision]:
        new = (
            _rows(text_of([self._lines[i] for i in indices]))
            if name == "@back"
            else [self._lines[i].text for i in indices]
        )
        self._home |= dict.fromkeys(indices, name)
        if new != _rows(_tidy("\n".join(old))):
            section = Section(name, "", 0, "\n".join(new))
            yield self._revision(name, "\n".join(old), section, indices)

    def _of_chapters(self) -> Iterator[Revision]:
        steady = in_order(self._match)
        place = 0
        for number, chapter in enumerate(self._layout.chapters):
            group = self._match.get(number)
            if group is None:
                yield self._added(chapter, place)
                place += 1
                continue
            if number not in steady:
                yield from self._moved(self._groups[group], chapter, place)
            yield from self._texts(self._groups[group], chapter)
            place += len(self._groups[group])
        for index, sections in enumerate(self._groups):
            if index not in self._match.values():
                yield from (self._removed(section) for section in sections)

    def _texts(self, group: Sequence[Section], chapter: Chapter) -> Iterator[Revision]:
        for section, indices in parts(group, chapter, self._lines):
            heading = section.heading
            if section is group[0] and chapter.heading is not None:
                heading = self._lines[chapter.heading].text
                indices = (chapter.heading, *indices)
            self._home |= dict.fromkeys(indices, section.id)
            after = self._section(section, heading, [i for i in indices if i != chapter.heading])
            if not indices and section.text:
                yield self._removed(section)
            elif (after.heading, after.text) != (section.heading, _tidy(section.text)):
                yield self._revision(section.id, section.text, after, indices)

    def _section(self, old: Section, heading: str, indices: Sequence[int]) -> Section:
        text = text_of([self._lines[i] for i in indices])
        known = (*old.sentences, *(s for other in self._draft.sections for s in other.sentences))
        sentences = trace(text, known, self._draft.brief.facts)
        return replace(old, heading=heading, text=text, sentences=sentences, making=None)

    def _added(self, chapter: Chapter, place: int) -> Revision:
        name = f"s{uuid.uuid4().hex[:8]}"
        heading = "" if chapter.heading is None else self._lines[chapter.heading].text
        after = self._section(Section(name, heading, bool(heading), ""), heading, chapter.lines)
        indices = chapter.lines if chapter.heading is None else (chapter.heading, *chapter.lines)
        self._home |= dict.fromkeys(indices, name)
        return self._revision(name, "", after, indices, "added", place)

    def _removed(self, section: Section) -> Revision:
        empty = replace(section, text="", sentences=())
        return self._revision(section.id, section.text, empty, (), "removed")

    def _moved(self, group: Sequence[Section], chapter: Chapter, place: int) -> Iterator[Revision]:
        for offset, section in enumerate(group):
            yield self._revision(
                section.id, section.text, section, chapter.lines, "moved", place + offset
            )

    def _revision(
        self,
        name: str,
        before: str,
        after: Section,
        indices: Sequence[int],
        change: Change = "text",
        place: int = 0,
    ) -> Revision:
        touched = [self._reviewed[i] for i in indices]
        authors = list(dict.fromkeys(name for line in touched for name in line.authors))
        moment = max((line.at for line in touched), default="")
        return Revision(
            id=uuid.uuid4().hex[:12],
            section=name,
            instruction=_SAID[change],
            before=before,
            after=after,
            author="、".join(authors) or self._everyone() or UNMARKED,
            at=moment or self._now,
            change=change,
            place=place,
        )

    def _everyone(self) -> str:
        """Who may have taken a whole section out: the only reviewer, where there is one."""
        names = {name for line in self._reviewed for name in line.authors}
        return names.pop() if len(names) == 1 else ""


_SAID: dict[Change, str] = {
    "text": "返回稿的修改", "added": "返回稿新增的一节", "removed": "返回稿删去的一节",
    "moved": "返回稿调整了次序",
}  # fmt: skip


def _tidy(text: str) -> str:
    """A text in the one form both sides are compared in."""
    return text_of(from_markdown(text).lines)


def _rows(text: str) -> list[str]:
    return [row for row in text.split("\n") if row]


def _notices(draft: Draft, review: Review) -> Iterator[str]:
    was = [line.text for line in review.original]
    lines = lines_of(draft)
    above = [line for role in LETTERHEAD for line in lines if line.role == role]
    now = [line.text for line in (*above, *(one for one in lines if one.role not in LETTERHEAD))]
    if not any(line.authors for line in review.lines) and was != now:
        yield "返回的文件里没有修订痕迹，下面的改动是逐字比对得出的，作者不详。"
    elif was != now:
        yield "返回的文件不是按文稿现在的样子导出的，改动是与现在的文稿比对得出的。"


def is_returned(revision: Revision) -> bool:
    """Whether a revision came with a reviewed file."""
    return revision.instruction in _SAID.values()

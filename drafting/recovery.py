"""What is left of writing that broke off: sections that stand, a draft made of them, the rest to do."""

from __future__ import annotations

from dataclasses import replace

from drafting.checks import NO_SOURCES, Sources
from drafting.kinds import load_kind
from drafting.model import Brief, Draft, EngineName, Outline, Section
from drafting.pipeline import assemble, check_draft
from drafting.store import Store, Unfinished

BROKEN_OFF = "上次没有写完程序就停了，写好的部分都在。"
PART = "起草（未完成）"
"""The note of a version that is not whole."""
_UNWRITTEN = "【本节未写成"


def recover(draft_id: str, store: Store, sources: Sources = NO_SOURCES) -> Unfinished | None:
    """Unfinished work on a draft, if any. Where the process that wrote it has died, the sections
    that stand become a version of the draft."""
    work = store.work.find(draft_id)
    if work is None or work.state != "writing" or work.alive:
        return work
    stand = {section.id: section for section in work.sections}
    notices = (BROKEN_OFF, *work.notices)
    draft = unfinished_draft(
        draft_id, work.brief, work.outline, work.engine, stand, notices, sources
    )
    saved = draft if stand else None
    store.work.pause(draft_id, work.run, "interrupted", BROKEN_OFF, saved, PART)
    return store.work.find(draft_id)


def standing(work: Unfinished, draft: Draft) -> tuple[Section, ...]:
    """The sections that need not be written when the work is carried on: those it finished, and
    whatever a person has since written or mended in the ``draft`` as it is now."""
    sections = draft.sections if work.saved else work.sections
    return tuple(section for section in sections if is_written(section))


def is_written(section: Section) -> bool:
    """Whether a section has a text other than the mark of one that could not be written."""
    return bool(section.text.strip()) and not section.text.startswith(_UNWRITTEN)


def unfinished_draft(
    draft_id: str,
    brief: Brief,
    outline: Outline,
    engine: EngineName,
    stand: dict[str, Section],
    notices: tuple[str, ...],
    sources: Sources = NO_SOURCES,
) -> Draft:
    """A draft with the sections that stand and the others empty, checked."""
    sections = tuple(
        stand.get(planned.id) or Section(planned.id, planned.heading, planned.level, "")
        for planned in outline.sections
    )
    made = assemble(brief, load_kind(brief.kind), outline, engine, sections, (), draft_id)
    return check_draft(replace(made, notices=notices), sources)

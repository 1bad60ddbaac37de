"""What the checks stand on, loaded before a person asks for them."""

from __future__ import annotations

import logging

from drafting.checks import Sources
from drafting.errors import DraftingError
from drafting.kinds import load_kind
from drafting.model import Section
from drafting.pipeline import assemble, check_draft
from drafting.plan import plan
from retrieval import LibraryError

_log = logging.getLogger(__name__)


def load_checks(sources: Sources) -> None:
    """Load what the checks stand on, by checking a sample: a second of work that the first look at a
    draft should not wait for. A sample that cannot be checked is told in the log."""
    from drafting.facts import read_facts
    from retrieval.shipping import SAMPLES

    brief = read_facts(SAMPLES / "facts" / "work_summary.yaml").brief
    outline, text = plan(brief), "。".join(fact.text for fact in brief.facts)
    sections = tuple(Section(s.id, s.heading, s.level, text) for s in outline.sections[:2])
    try:
        draft = assemble(brief, load_kind(brief.kind), outline, "offline", sections)
        check_draft(draft, sources)
    except (DraftingError, LibraryError) as error:
        _log.warning("checks were not loaded: %s", error)

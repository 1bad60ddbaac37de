"""What stands on a page goes into the draft, whoever else is at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafting.desk.draft_tab import apart
from drafting.desk.merging import Merged, merge
from drafting.desk.service import BY_HAND, Service
from drafting.errors import Conflict

_TRIES = 5
"""Times that the draft is read anew because another process saved it meanwhile."""


def settle(service: Service, draft_id: str, edited: Sequence[Any]) -> Merged:
    """The draft with what was changed on the page, saved; see :mod:`merging`. Raises BadInput,
    Conflict where others do not stop saving."""
    marks, *page = apart(edited)
    for _ in range(_TRIES - 1):
        try:
            return _settled(service, draft_id, marks, page)
        except Conflict:
            continue
    return _settled(service, draft_id, marks, page)


def _settled(service: Service, draft_id: str, marks: str, page: Sequence[Any]) -> Merged:
    with service.store.turn(draft_id):
        draft, revision = service.current_at(draft_id)
        merged = merge(draft, marks, *page)
        if merged.draft is draft and revision is not None:
            return merged
        saved = service.save(merged.draft, _note(merged.edited), since=revision)
        return Merged(saved, merged.edited, merged.foreign, merged.marks)


def _note(edited: Sequence[str]) -> str:
    """What happened, as the history tells it."""
    if not edited:
        return BY_HAND
    more = f"等{len(edited)}处" if len(edited) > 1 else ""
    return f"{BY_HAND}：{edited[0][:30]}{more}"

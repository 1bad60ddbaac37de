"""Back to an earlier version, and forward again; nothing is ever lost by it."""

from __future__ import annotations

from dataclasses import replace

from drafting.desk.service import Service
from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.model import Draft
from drafting.store import Ways, ways
from drafting.store.history import REDO, UNDO
from drafting.store.notes import BACK, FORTH, RESTORED


def restore(service: Service, draft_id: str, number: int) -> Draft:
    """The draft as a version has it, saved as a new version. Raises BadInput where there is none."""
    return _as_in(service, draft_id, number, RESTORED.format(number=number), "")


def step(service: Service, draft_id: str, *, forth: bool) -> Draft:
    """One step back, or forth again, across sessions. Raises BadInput where there is none to take."""
    with service.store.turn(draft_id):
        open_ = ways_of(service, draft_id)
        number = open_.forth if forth else open_.back
        if number is None:
            raise BadInput(say("people.no_redo" if forth else "people.no_undo"))
        return _as_in(service, draft_id, number, FORTH if forth else BACK, REDO if forth else UNDO)


def ways_of(service: Service, draft_id: str) -> Ways:
    """Where undo and redo lead to."""
    return ways(service.store.versions(draft_id))


def _as_in(service: Service, draft_id: str, number: int, note: str, kind: str) -> Draft:
    """Text, facts and outline of a version; what was accepted, remarked and spent stays as it is."""
    with service.store.turn(draft_id):
        now, revision = service.current_at(draft_id)
        then = service.store.load(draft_id, number)
        back = replace(then, accepted=now.accepted, remarks=now.remarks, usage=now.usage)
        if back.brief != now.brief:
            service.store.work.drop(draft_id)
        return service.save(back, note, since=revision, step=kind)

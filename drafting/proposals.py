"""Revisions that are written in the background: a page may leave, and finds the proposal in the draft."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Literal

from drafting.engines.base import Stopped
from drafting.errors import BadInput, DraftingError
from drafting.model import Draft, Revision
from drafting.revising import propose
from drafting.store import Store

State = Literal["writing", "ready", "failed", "cancelled"]
Reviser = Callable[[Draft, threading.Event], Revision]
"""Writes the revision of a draft; ends with Stopped soon after the event is set."""

UNEXPECTED = "修改时出了意外的错误，原文没有变。详情见服务器的运行日志。"
_log = logging.getLogger(__name__)


class Proposal:
    """One revision on its way."""

    def __init__(self, draft_id: str, section: str, instruction: str) -> None:
        self.draft_id = draft_id
        self.section = section
        self.instruction = instruction
        self.state: State = "writing"
        self.message = ""
        """One Chinese sentence where it failed."""
        self._stop = threading.Event()
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    def cancel(self) -> None:
        """Stop the request. Returns at once."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; tells whether it came in time."""
        return self._ended.wait(seconds)

    def run(self, draft: Draft, write: Reviser, store: Store) -> None:
        """Write it and put it in the draft, which a person may have changed meanwhile."""
        try:
            revision = write(draft, self._stop)
            with store.turn(draft.id):
                store.amend(propose(store.load(draft.id), revision))
            self.state = "ready"
        except Stopped:
            self.state = "cancelled"
        except DraftingError as error:
            self.state, self.message = "failed", str(error)
        except Exception:
            _log.exception("revising draft %s", self.draft_id)
            self.state, self.message = "failed", UNEXPECTED
        finally:
            self._ended.set()


class Proposals:
    """The revisions on their way in this process: one a section at a time."""

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, str], Proposal] = {}
        self._turn = threading.Lock()

    def start(
        self, draft: Draft, section: str, instruction: str, write: Reviser, store: Store
    ) -> Proposal:
        """Begin to write. Raises BadInput where this section is being revised already."""
        proposal = Proposal(draft.id, section, instruction)
        with self._turn:
            before = self._under_way.get((draft.id, section))
            if before is not None and not before.ended:
                raise BadInput("这一节正在改，请等改稿出来，或先点“停止”。")
            self._under_way[draft.id, section] = proposal
        here = copy_context()  # whose work it is
        arguments = (proposal.run, draft, write, store)
        threading.Thread(target=here.run, args=arguments, name="revision", daemon=True).start()
        return proposal

    def of(self, draft_id: str) -> list[Proposal]:
        """Those of a draft that are being written, or have ended and were not taken note of."""
        with self._turn:
            return [p for (draft, _), p in self._under_way.items() if draft == draft_id]

    def noted(self, proposal: Proposal) -> None:
        """Forget one that has ended: a page has shown what became of it."""
        with self._turn:
            key = (proposal.draft_id, proposal.section)
            if self._under_way.get(key) is proposal and proposal.ended:
                del self._under_way[key]

    def close(self, seconds: float = 5.0) -> None:
        """Stop all; wait ``seconds`` for each at most."""
        with self._turn:
            running = [p for p in self._under_way.values() if not p.ended]
        for proposal in running:
            proposal.cancel()
        for proposal in running:
            proposal.wait(seconds)


def proposed_for(draft: Draft) -> dict[str, Revision]:
    """The proposals that wait for an answer, by section."""
    return {r.section: r for r in draft.revisions if r.state == "proposed"}

"""Files of a draft that are handed out: where they are put, and the Word file among them."""

from __future__ import annotations

import hmac
import re
import secrets
from pathlib import Path

from drafting.desk.words import say
from drafting.document import lines_of
from drafting.errors import StoreFailed
from drafting.kinds import load_kind
from drafting.model import Draft
from drafting.tables import rules_of

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


class FilesHandedOut:
    """The files in a folder, each in one of its own whose name cannot be guessed, so that no upload
    can pretend to be another person's file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret = secrets.token_bytes(32)

    def file_of(self, draft: Draft, ending: str) -> Path:
        """Where a file of the draft is put, named after its title. Raises StoreFailed."""
        name = _UNSAFE.sub("", draft.title).strip(". ")[:60] or load_kind(draft.kind).name
        path = self._folder / f"{draft.id}-{self._unguessable(draft.id)}" / f"{name}{ending}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(say("service.no_file")) from error
        return path

    def word_file(self, draft: Draft, profile: str) -> Path:
        """A Word file of the draft; without a ``profile`` in the layout of its kind. Raises
        StoreFailed, BadInput where there is no such profile."""
        from drafting.word import write

        kind = load_kind(draft.kind)
        path = self.file_of(draft, ".docx")
        write(
            lines_of(draft), path, profile=profile or kind.profile, title=draft.title,
            author=draft.brief.issuer, kind_name=kind.name, rules=rules_of(draft.brief),
        )  # fmt: skip
        return path

    def _unguessable(self, draft_id: str) -> str:
        return hmac.new(self._secret, draft_id.encode(), "sha256").hexdigest()[:32]

"""What a person has set on the page, kept in the data folder; the environment goes before it.

``preferences.json`` holds some of the fields of :class:`~drafting.settings.Settings`. It may hold a
key, hence only its owner may read it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.errors import BadInput, StoreFailed, reason_of

if TYPE_CHECKING:
    from drafting.kinds import Kind
    from drafting.model import Brief
    from drafting.settings import Settings

FILE = "preferences.json"
CONNECTION = ("openai_base_url", "openai_api_key", "drafting_model")
"""What belongs together: a stored key is never sent to an address from elsewhere."""
KEPT = (
    *CONNECTION, "drafting_embeddings", "drafting_embedding_model", "drafting_speaking_rate",
    "drafting_issuer", "drafting_signer", "drafting_signer_title",
)  # fmt: skip
"""Fields of the settings that can be set on the page."""


def read_preferences(home: Path) -> dict[str, Any]:
    """What is kept in a data folder; nothing where there is no file. Raises BadInput."""
    path = home / FILE
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "内容有损坏"
        raise BadInput(f"设置文件“{path}”读不出来：{why}。请改正，或删去后重新设置。") from None
    if not isinstance(kept, dict):
        raise BadInput(f"设置文件“{path}”读不出来：内容有损坏。请改正，或删去后重新设置。")
    return {name: value for name, value in kept.items() if name in KEPT}


def write_preferences(home: Path, changes: Mapping[str, Any]) -> None:
    """Keep changes beside what is kept already; an empty value is forgotten. Raises BadInput where
    what is kept cannot be read, StoreFailed where it cannot be written."""
    kept = {**read_preferences(home), **{k: v for k, v in changes.items() if k in KEPT}}
    text = json.dumps({k: v for k, v in kept.items() if v not in ("", None)}, ensure_ascii=False)
    try:
        home.mkdir(parents=True, exist_ok=True)
        _replace(home / FILE, text)
    except OSError as error:
        raise StoreFailed(f"设置没有存下来：{reason_of(error)}。请检查数据文件夹的权限。") from None


def filled(brief: Brief, kind: Kind, settings: Settings) -> tuple[Brief, str]:
    """The brief with what the settings know where it names nothing itself, and a sentence that says
    so, else empty: 单位, and for a kind that is spoken 讲话人 with 职务."""
    spoken = "{speaker_line}" in kind.front
    given = {"issuer": ("单位", settings.drafting_issuer)}
    if spoken and not brief.speaker:
        given["speaker"] = ("讲话人", settings.drafting_signer)
        given["speaker_title"] = ("职务", settings.drafting_signer_title)
    new = {
        k: (name, value) for k, (name, value) in given.items() if value and not getattr(brief, k)
    }
    if not new:
        return brief, ""
    told = "、".join(f"{name}“{value}”" for name, value in new.values())
    changes: dict[str, Any] = {key: value for key, (_, value) in new.items()}
    return replace(brief, **changes), f"事实文件没有写明，按设置填上：{told}。"


def _replace(path: Path, text: str) -> None:
    """Whole or not at all; ``mkstemp`` makes files that only their owner may read."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)  # noqa: PTH105
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def lacking(kept: Mapping[str, Any], given: frozenset[str]) -> dict[str, Any]:
    """What of the preferences counts where the environment gives some fields itself."""
    left = set(kept) - given
    if given & {"openai_base_url", "openai_api_key"}:
        left -= set(CONNECTION)
    return {name: kept[name] for name in left}

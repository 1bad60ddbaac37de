"""The kinds (文种): one TOML file each in this folder. Adding a kind is adding a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from drafting.errors import BadInput
from drafting.kinds.model import Group, Kind, SectionKind
from drafting.validation import explain, read_toml

__all__ = ["Group", "Kind", "SectionKind", "all_kinds", "kind_ids", "load_kind", "read_kind"]

_FOLDER = Path(__file__).parent


def kind_ids(folder: Path = _FOLDER) -> list[str]:
    """Ids of the kinds that have a file, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


@cache
def load_kind(kind_id: str, folder: Path = _FOLDER) -> Kind:
    """The kind with this id or Chinese name. Raises BadInput naming the known ones."""
    if kind_id in kind_ids(folder):
        return read_kind(folder / f"{kind_id}.toml")
    by_name = {kind.name: kind for kind in all_kinds(folder)}
    if kind_id in by_name:
        return by_name[kind_id]
    known = "、".join(f"{kind.id}（{kind.name}）" for kind in by_name.values())
    raise BadInput(f"没有“{kind_id}”这个文种。请从这些文种中选一个：{known}")


def all_kinds(folder: Path = _FOLDER) -> list[Kind]:
    """Every kind, sorted by id."""
    return [read_kind(folder / f"{kind_id}.toml") for kind_id in kind_ids(folder)]


@cache
def read_kind(path: Path) -> Kind:
    """Read one kind file. Raises BadInput with file and key where the file is wrong."""
    try:
        kind = Kind.model_validate(read_toml(path, "文种文件"))
    except ValidationError as error:
        raise BadInput(f"文种文件 {path.name} 有误：{explain(error)}。请改正后重试。") from error
    if kind.id != path.stem:
        raise BadInput(f"文种文件 {path.name} 的 id 应与文件名一致，现为“{kind.id}”。")
    return kind

"""Facts files of a person -> :class:`Brief`. One reader a format; adding a format is adding one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.errors import BadInput, reason_of
from drafting.facts.record import ReadFacts, build_brief

if TYPE_CHECKING:
    from drafting.facts.table import Table

__all__ = ["FACT_SUFFIXES", "ReadFacts", "build_brief", "read_facts"]

MOST_BYTES = 20 * 1024 * 1024
"""Larger files are refused before they are read."""


def _yaml(path: Path) -> dict[str, Any]:
    from drafting.facts.yaml_file import read

    return read(path)


def _sheet(path: Path) -> Table:
    from drafting.facts.excel_file import read

    return read(path)


def _csv(path: Path) -> Table:
    from drafting.facts.csv_file import read

    return read(path)


_READERS: dict[str, Callable[[Path], dict[str, Any] | Table]] = {
    ".yaml": _yaml, ".yml": _yaml, ".json": _yaml, ".xlsx": _sheet, ".csv": _csv,
}  # fmt: skip
FACT_SUFFIXES = tuple(_READERS)


def read_facts(path: Path, kind: str = "") -> ReadFacts:
    """Read a facts file. ``kind`` serves where the file names none (tables often do not).

    Raises BadInput with one Chinese sentence that names file, row and field.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(
            f"不认识“{path.name}”这种文件。事实文件请用 {'、'.join(FACT_SUFFIXES)} 之一。"
        )
    _check_readable(path)
    found = reader(path)
    if isinstance(found, dict):
        return build_brief(found, path.name, kind, folder=path.parent)
    return build_brief(found.data, path.name, kind, found.places)


def _check_readable(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise BadInput(f"找不到文件“{path}”。请检查路径和文件名。") from error
    except OSError as error:
        raise BadInput(f"打不开“{path}”：{reason_of(error)}。请检查路径和读取权限。") from error
    if size == 0:
        raise BadInput(f"“{path.name}”是空文件。请填入文种和事实后再试。")
    if size > MOST_BYTES:
        raise BadInput(f"“{path.name}”有 {size >> 20} MB，超过 20 MB。请确认选对了文件。")

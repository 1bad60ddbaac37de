"""What uploaded files are called: they lie in a temporary place and bring a bare name along.

Many offices send a 工作总结.docx, so a bare name stands for a file only as long as what is in it
is the same: another file of a name that is taken becomes 工作总结（2）.docx. An archive keeps its
name, unless two of a batch have it: its members are told apart by their own paths.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Upload:
    """What an uploaded file is called, and what changes when its content does."""

    name: str
    stamp: str


def uploads(paths: Sequence[Path], stamps: Mapping[str, str]) -> dict[Path, Upload]:
    """Return what each file is called, given the stamps of the files added before."""
    taken = dict(stamps)
    called: dict[Path, Upload] = {}
    for path in paths:
        stamp = _stamp(path)
        name = next(name for name in _names(path) if taken.get(name, stamp) == stamp)
        taken[name] = stamp
        called[path.resolve()] = Upload(name, stamp)
    return called


def _names(path: Path) -> Iterator[str]:
    yield path.name
    for number in count(2):
        yield f"{path.stem}（{number}）{path.suffix}"


def _stamp(path: Path) -> str:
    """The content's: when an upload was written says nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

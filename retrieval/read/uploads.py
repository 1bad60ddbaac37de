"""What uploaded files are called: they lie in a temporary place and bring a bare name along.

Many offices send a 工作总结.docx, so a bare name stands for a file only as long as what is in it
is the same: another file of a name that is taken becomes 工作总结（2）.docx. So does an archive in
which a member is not what the one of that path was in an archive before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from retrieval.errors import UnreadableError
from retrieval.read import archive


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
        stamp, members = _stamp(path), _members(path)
        for name in _names(path):
            own = {name: stamp} | {f"{name}!{inner}": of for inner, of in members.items()}
            if all(taken.get(key, of) == of for key, of in own.items()):
                break
        taken |= own
        called[path.resolve()] = Upload(name, stamp)
    return called


def _names(path: Path) -> Iterator[str]:
    yield path.name
    for number in count(2):
        yield f"{path.stem}（{number}）{path.suffix}"


def _members(path: Path) -> dict[str, str]:
    """The stamps of an archive's members, as :mod:`retrieval.read.sources` gives them."""
    if path.suffix.lower() != archive.SUFFIX:
        return {}
    try:
        with archive.open_archive(path) as opened:
            return {member.name: archive.stamp(member) for member in archive.members(opened)}
    except UnreadableError:
        return {}


def _stamp(path: Path) -> str:
    """The content's: when an upload was written says nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

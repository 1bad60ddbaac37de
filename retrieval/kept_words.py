"""The index by words on disk, so that a start need not make it anew.

What is kept is made from the catalog and never believed without proof: each passage stands there
with a digest of what was indexed of it, so a passage that changed since simply is not found, and
the file as a whole with a digest of the code that made it. A damaged file, or one of another
release, is as good as none. A file is put in place whole (renamed), by whichever process has one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval import lexical, tokens
from retrieval.lexical import Block
from retrieval.snapshot import EMPTY, Part, Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.catalog import IndexedPassage

LEAST = 1000
"""Passages not yet on disk from which the file is written: to index so many takes 0.06 s."""

_ARRAYS = tuple(each.name for each in fields(Block))
_DIGEST = 16
_NOBODY = bytes(_DIGEST)
"""Stands in the place of passages that are gone."""
_SUFFIX = ".making"


@dataclass(slots=True)
class KeptWords:
    """One file with the blocks of a library's index."""

    file: Path
    _on_disk: list[Block] = field(default_factory=list)

    def load(self, passages: Sequence[IndexedPassage]) -> Snapshot:
        """Return what the file holds of these passages, of version 0; nothing when it is no good."""
        try:
            kept = _read(self.file)
        # What zipfile and numpy raise on damaged files is beyond listing.
        except Exception:
            kept = []
        if not kept:
            return EMPTY
        self._on_disk = [block for _, block in kept]
        return Snapshot(0, _parts(kept, passages))

    def save(self, snapshot: Snapshot) -> bool:
        """Write the index if much of it is not on disk; tell whether the file was written.

        A disk that refuses costs nothing but the time to make the index again.
        """
        known = {id(block) for block in self._on_disk}
        fresh = [part for part in snapshot.parts if id(part.block) not in known]
        if sum(int(part.alive.sum()) for part in fresh) < LEAST:
            return False
        try:
            _write(self.file, snapshot.parts)
        except OSError:
            return False
        self._on_disk = [part.block for part in snapshot.parts]
        return True


def _parts(
    kept: Sequence[tuple[list[bytes], Block]], passages: Sequence[IndexedPassage]
) -> tuple[Part, ...]:
    """The kept blocks with the passages that stand for their texts now; other texts are dead."""
    waiting: dict[bytes, list[IndexedPassage]] = defaultdict(list)
    for passage in reversed(passages):
        waiting[_digest(passage)].append(passage)
    parts = []
    for digests, block in kept:
        found = [waiting[d].pop() if waiting.get(d) else None for d in digests]
        alive = np.array([passage is not None for passage in found], dtype=bool)
        if alive.any():
            nobody = next(passage for passage in found if passage is not None)
            parts.append(Part(tuple(p or nobody for p in found), block, alive))
    return tuple(parts)


def _digest(passage: IndexedPassage) -> bytes:
    """A digest of all that is indexed of a passage. Text hash and length stand for the text."""
    title = "" if passage.role == "标题" else passage.title
    indexed = f"{passage.text_hash}\n{len(passage.text)}\n{passage.heading}\n{title}"
    return hashlib.blake2b(indexed.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


def _read(file: Path) -> list[tuple[list[bytes], Block]]:
    if not file.exists():
        return []
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        if stored["made_by"].tobytes() != _made_by():
            return []
        return [_read_part(stored, number) for number in range(int(stored["parts"]))]


def _read_part(stored: Any, number: int) -> tuple[list[bytes], Block]:
    digests = stored[f"{number}-digests"].tobytes()
    types = {"owners": np.int32, "counts": np.float32}
    arrays = {name: stored[f"{number}-{name}"] for name in _ARRAYS}
    block = Block(**{n: a.astype(types.get(n, a.dtype), copy=False) for n, a in arrays.items()})
    rows = [digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST)]
    if not _fits(block, len(rows)):
        raise ValueError(f"{number}: the arrays do not belong together")
    return rows, block


def _fits(block: Block, rows: int) -> bool:
    postings = len(block.owners)
    return (
        block.size == rows
        and len(block.counts) == postings
        and len(block.starts) == len(block.codes) + 1
        and int(block.starts[-1]) == postings
        and (postings == 0 or int(block.owners.max()) < rows)
    )


def _write(file: Path, parts: Sequence[Part]) -> None:
    stored: dict[str, NDArray[Any]] = {
        "made_by": np.frombuffer(_made_by(), dtype=np.uint8),
        "parts": np.array(len(parts)),
    }
    for number, part in enumerate(parts):
        rows = zip(part.passages, part.alive, strict=True)
        digests = b"".join(_digest(passage) if alive else _NOBODY for passage, alive in rows)
        stored[f"{number}-digests"] = np.frombuffer(digests, dtype=np.uint8)
        for name in _ARRAYS:
            stored[f"{number}-{name}"] = _narrow(name, getattr(part.block, name))
    for left in file.parent.glob(f"{file.name}.*{_SUFFIX}"):
        left.unlink(missing_ok=True)  # of a process that was killed
    making = file.with_name(f"{file.name}.{secrets.token_hex(4)}{_SUFFIX}")
    try:
        with making.open("xb") as stream:
            np.savez(stream, allow_pickle=False, **stored)
            stream.flush()
            os.fsync(stream.fileno())
        making.replace(file)
    finally:
        making.unlink(missing_ok=True)


def _narrow(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """Owners and counts are most of the index, and small numbers: 15 MB instead of 40."""
    if name not in ("owners", "counts") or not len(array):
        return array
    return array.astype(np.min_scalar_type(int(array.max())))


@cache
def _made_by() -> bytes:
    """A digest of the code that takes texts apart and indexes them, and of what it indexes."""
    sources = [Path(module.__file__ or "") for module in (tokens, lexical)]
    sources.append(Path(__file__).with_name("snapshot.py"))
    return hashlib.blake2b(b"\0".join(path.read_bytes() for path in sources)).digest()

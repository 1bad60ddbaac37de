"""The samples that come with the program: indexed at the first start, for nothing afterwards.

What was done with each file is remembered in the catalog, so a shipped sample that a person has
removed stays away until its file changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.failures import reason
from retrieval.kinds import KINDS
from retrieval.library import Library
from retrieval.model import Added

SAMPLES = Path(__file__).parent.parent / "samples"
"""Where the program's own samples lie, one folder a kind."""


def ship(library: Library, samples: Path = SAMPLES) -> list[Added]:
    """Add the shipped samples that are new or have changed; return what became of these.

    Raises :class:`LibraryError` when the library cannot be written.
    """
    from retrieval.shipped import ShippedFiles

    remembered = ShippedFiles(library.database)
    known = remembered.all()
    added: list[Added] = []
    for file in sample_files(samples):
        path = file.relative_to(samples).as_posix()
        seen = known.get(path)
        stamp = _stamp(file)
        if seen is not None and seen.stamp == stamp:
            continue
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        if seen is None or seen.content_hash != content:
            added += library.add_file(file, source=f"samples/{path}")
        remembered.remember(path, stamp, content)
    return added


def sample_files(samples: Path) -> Sequence[Path]:
    """Return the readable files in the folders of ``samples`` that are named after a kind."""
    from retrieval.read import files_under, readers

    folders = [samples / kind for kind in KINDS if (samples / kind).is_dir()]
    try:
        return [file for file in files_under(folders) if file.suffix.lower() in readers()]
    except OSError as error:
        raise LibraryError(f"随附样本 {samples} 无法读取：请检查权限（{reason(error)}）") from error


def _stamp(file: Path) -> str:
    """A stamp that changes with the file, without reading it."""
    facts = file.stat()
    return f"{facts.st_size}-{facts.st_mtime_ns}"

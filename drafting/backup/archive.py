"""A backup as a file: what is in it, the sums that prove it, and whether it is whole.

The manifest is written last and names every member with its sum. A file gets its name when it is
whole and has been read back; what breaks off before leaves nothing under that name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from drafting.errors import BadInput, StoreFailed, reason_of

MANIFEST = "manifest.json"
FORMAT = 2
"""Of the first, users and settings of a folder are among the files."""
_BLOCK = 1 << 20
Manifest = dict[str, Any]


class Writing:
    """A backup being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.sums: dict[str, str] = {}

    def add(self, name: str, blocks: Iterable[bytes]) -> int:
        """Add a member; returns its bytes."""
        digest, size = hashlib.sha256(), 0
        with self._file.open(name, "w", force_zip64=True) as member:
            for block in blocks:
                digest.update(block)
                size += len(block)
                member.write(block)
        self.sums[name] = digest.hexdigest()
        return size

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, the last of all."""
        whole = {"format": FORMAT, **manifest, "members": self.sums}
        self._file.writestr(MANIFEST, json.dumps(whole, ensure_ascii=False, indent=2))


@contextmanager
def writing(path: Path) -> Iterator[Writing]:
    """Write a backup to a file, or a folder where the name does not end in ``.zip``: it is there when
    it is whole and proved, readable by its owner alone. Raises BadInput where something is there
    already, StoreFailed where it cannot be written."""
    if path.exists():
        raise BadInput(f"“{path}”已经存在，备份不覆盖旧文件。请换一个名字。")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        unfinished = Path(name)
        try:
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
                yield Writing(file)
            prove(unfinished)
            _settle(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise StoreFailed(
            f"备份“{path}”没有写成：{reason_of(error)}。请清理磁盘或换一个位置后重试；原有数据不受影响。"
        ) from error


def _settle(unfinished: Path, path: Path) -> None:
    """Under its name at once, and on the disk."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    if path.suffix.lower() == ".zip":
        os.replace(unfinished, path)  # noqa: PTH105
        return
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        with zipfile.ZipFile(unfinished) as file:
            file.extractall(folder)
        os.replace(folder, path)  # noqa: PTH105
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class Reading:
    """A backup that is read, file or folder."""

    def __init__(self, path: Path, file: zipfile.ZipFile | None) -> None:
        self._path = path
        self._file = file

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member, a piece at a time. Raises KeyError or OSError."""
        opened = self._file.open(name) if self._file else (self._path / name).open("rb")
        with opened as member:
            while block := member.read(_BLOCK):
                yield block

    def lines(self, name: str) -> Iterator[bytes]:
        """A member, a line at a time."""
        opened = self._file.open(name) if self._file else (self._path / name).open("rb")
        with opened as member:
            yield from member


@contextmanager
def reading(path: Path) -> Iterator[Reading]:
    """Open a backup. Raises BadInput where it is none."""
    if path.is_dir():
        yield Reading(path, None)
        return
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise BadInput(f"备份“{path}”读不出来：{reason_of(error)}。") from error
    except zipfile.BadZipFile:
        raise _not_whole(path) from None
    with file:
        yield Reading(path, file)


def prove(path: Path) -> Manifest:
    """The manifest of a backup that is whole: every member is there and has its sum. Raises BadInput
    where it is not, or was made by a later release."""
    with reading(path) as read:
        try:
            manifest: Manifest = json.loads(b"".join(read.blocks(MANIFEST)))
            if manifest["format"] > FORMAT:
                raise BadInput(f"备份“{path}”是更新的版本做的。请先升级本程序，再恢复。")
            for name, told in manifest["members"].items():
                digest = hashlib.sha256()
                for block in read.blocks(name):
                    digest.update(block)
                if digest.hexdigest() != told:
                    raise _not_whole(path)
        except (KeyError, TypeError, ValueError, OSError, EOFError, zipfile.BadZipFile):
            raise _not_whole(path) from None
        except Exception as error:  # zlib says of a damaged member what it likes
            if isinstance(error, BadInput):
                raise
            raise _not_whole(path) from None
    return manifest


def _not_whole(path: Path) -> BadInput:
    return BadInput(f"“{path}”不是完整的备份，或已损坏。什么都没有恢复，请换一份备份。")


def remove(folder: Path) -> None:
    """Take away what was begun."""
    with suppress(OSError):
        shutil.rmtree(folder)

"""Everything that is to be added, document by document: files, folders, what is in archives.

Nothing is read until :attr:`Source.read` is called, and what is wrong with one source is raised
there, so that one bad file does not stop the others.
"""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from retrieval.errors import UnreadableError
from retrieval.read import archive
from retrieval.read.reading import read_data, read_file, require_known
from retrieval.read.uploads import Upload
from retrieval.read.walking import files_under, found_under, require_existing

__all__ = ["Source", "files_under", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that can be read.

    ``source`` is its path, or ``archive.zip!folder/name.docx``; ``name`` its name without suffix;
    ``folder`` the name of the folder it lies in, which may say its kind. ``read`` returns its text
    or raises :class:`UnreadableError`. ``stamp`` changes when the file does and is cheap to
    compare; it is empty when the file cannot be looked at.
    """

    source: str
    name: str
    folder: str
    read: Callable[[], str]
    stamp: str = ""


def sources(
    paths: Sequence[Path], uploaded: Mapping[Path, Upload] | None = None
) -> Iterator[Source]:
    """Yield the documents of files, folders and zip archives, each once, in order of name.

    Hidden files and the lock files of Word are left out of folders and archives. ``uploaded``
    says what files are called that lie in a temporary place.

    Raises:
        LibraryError: a path does not exist.
    """
    require_existing(paths)
    return _each(list(paths), uploaded or {})


def _each(paths: list[Path], uploaded: Mapping[Path, Upload]) -> Iterator[Source]:
    shelf = _Shelf()
    for file, error in found_under(paths):
        named = uploaded.get(file) or Upload(str(file), _stamp(file))
        if error:
            yield _refused(file, named, error)
        elif file.suffix.lower() == archive.SUFFIX:
            yield from _in_archive(file, named, shelf)
        else:
            reading = partial(read_file, file)
            yield Source(named.name, file.stem, file.parent.name, reading, named.stamp)


def _in_archive(path: Path, named: Upload, shelf: _Shelf) -> Iterator[Source]:
    try:
        found = shelf.members(path)
    except UnreadableError as error:
        yield _refused(path, named, str(error))
        return
    if not found:
        yield _refused(path, named, "压缩包是空的，没有可以添加的文件")
    for member in found:
        inner = PurePosixPath(member.name)
        yield Source(
            f"{named.name}!{member.name}",
            inner.stem,
            inner.parent.name or path.stem,
            partial(_read_member, shelf, path, member),
            archive.stamp(member),
        )


def _read_member(shelf: _Shelf, path: Path, member: archive.Member) -> str:
    suffix = PurePosixPath(member.name).suffix
    if not member.refused:
        require_known(suffix)
    return read_data(shelf.data(path, member), suffix)


def _refused(path: Path, named: Upload, why: str) -> Source:
    return Source(named.name, path.stem, path.parent.name, partial(_refuse, why), named.stamp)


def _refuse(why: str) -> str:
    raise UnreadableError(why)


def _stamp(file: Path) -> str:
    try:
        facts = file.stat()
    except OSError:
        return ""
    return f"{facts.st_size}-{facts.st_mtime_ns}"


class _Shelf:
    """Keeps the last archive open, since members are mostly read one after the other."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._path: Path | None = None
        self._archive: zipfile.ZipFile | None = None

    def members(self, path: Path) -> list[archive.Member]:
        with self._turn:
            return archive.members(self._open(path))

    def data(self, path: Path, member: archive.Member) -> bytes:
        with self._turn:
            return archive.read_member(self._open(path), member)

    def _open(self, path: Path) -> zipfile.ZipFile:
        if self._archive is None or self._path != path:
            opened = archive.open_archive(path)
            if self._archive is not None:
                self._archive.close()
            self._archive, self._path = opened, path
        return self._archive

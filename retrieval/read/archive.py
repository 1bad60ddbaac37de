"""Zip archives: opened within limits, and everything dangerous in them refused."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.errors import UnreadableError
from retrieval.failures import reason
from retrieval.read.archive_names import names_of
from retrieval.read.reading import LARGEST_FILE
from retrieval.read.refusals import too_large

SUFFIX = ".zip"
LARGEST_UNPACKED = 500_000_000
"""Bytes of all files together."""

MOST_MEMBERS = 20_000
GREATEST_RATIO = 200
"""Unpacked to packed size; prose reaches 5, a member that says more is a trap."""

_LONGEST_DIRECTORY = 10_000_000
_SMALL = 1_000_000
_BROKEN = (
    EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_DAMAGED = "压缩包已损坏或不是 zip 压缩包，请重新压缩后再添加"
_TOO_MANY = f"压缩包里的文件超过 {MOST_MEMBERS} 个，请分批添加"
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its decoded name, why it is refused ("" if not), and its place."""

    name: str
    refused: str
    info: zipfile.ZipInfo


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open an archive after a look at its size.

    Raises:
        UnreadableError: it is damaged, or would unpack to too much.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_UNPACKED:
            raise UnreadableError(too_large(size, LARGEST_UNPACKED))
        _refuse_long_directory(path, size)
        archive = zipfile.ZipFile(path)
    except PermissionError as error:
        raise UnreadableError(f"文件打不开（{reason(error)}），请检查文件和权限") from error
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error
    try:
        _refuse_bomb(archive.infolist())
    except UnreadableError:
        archive.close()
        raise
    return archive


def members(archive: zipfile.ZipFile) -> list[Member]:
    """Return the files of an archive in order of name; hidden ones and folders are left out."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    found = [
        Member(name, _refusal(info, name), info)
        for info, name in zip(infos, names_of(infos), strict=True)
    ]
    return sorted((item for item in found if not _is_hidden(item.name)), key=lambda item: item.name)


def stamp(member: Member) -> str:
    """Return what changes when a member's content does."""
    return f"{member.info.file_size}-{member.info.CRC}"


def read_member(archive: zipfile.ZipFile, member: Member) -> bytes:
    """Return the bytes of a member. Raises :class:`UnreadableError` when it is refused."""
    if member.refused:
        raise UnreadableError(member.refused)
    try:
        return archive.read(member.info)
    except _BROKEN as error:
        raise UnreadableError("压缩包里的这个文件已损坏，请重新压缩后再添加") from error


def _refuse_long_directory(path: Path, size: int) -> None:
    """The directory is read whole when an archive is opened, so its length is looked at first."""
    with path.open("rb") as file:
        file.seek(max(size - 65_557, 0))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise UnreadableError(_DAMAGED)
    length = struct.unpack("<I", tail[place + 12 : place + 16])[0]
    if length > _LONGEST_DIRECTORY:
        raise UnreadableError(_TOO_MANY)


def _refuse_bomb(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise UnreadableError(_TOO_MANY)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableError(
            f"压缩包解压后有 {unpacked // 1_000_000} MB，"
            f"超过 {LARGEST_UNPACKED // 1_000_000} MB 的上限（可能是压缩炸弹），没有读取"
        )


def _refusal(info: zipfile.ZipInfo, name: str) -> str:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "压缩包里的路径指向包外，不安全，没有读取"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "压缩包里的这一项是链接，不是文件，没有读取"
    if info.flag_bits & _ENCRYPTED:
        return "压缩包设有密码，请解压后添加"
    if info.file_size > LARGEST_FILE:
        return too_large(info.file_size, LARGEST_FILE)
    if info.file_size > _SMALL and info.file_size > info.compress_size * GREATEST_RATIO:
        return "压缩率高得不正常（可能是压缩炸弹），没有读取"
    return ""


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        parts[:1] == ("__MACOSX",)
        or parts[-1:] in (("Thumbs.db",), ("desktop.ini",))
        or any(part.startswith((".", "~$")) and part != ".." for part in parts)
    )

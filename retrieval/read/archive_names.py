"""Names in zip archives, which mostly do not say that they are in GB18030 or Big5."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence

from retrieval.read.encoding import prose_score

_SAYS_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_ENCODINGS = ("gb18030", "big5hkscs", "cp437")


def names_of(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of members, folders parted by ``/``.

    Names that do not say their encoding have one for the whole archive.
    """
    raw = {id(info): _raw(info) for info in infos if not info.flag_bits & _SAYS_UTF8}
    encoding = _encoding(b"\n".join(raw.values()))
    return [_cleaned(_name(info, raw.get(id(info)), encoding)) for info in infos]


def _name(info: zipfile.ZipInfo, raw: bytes | None, encoding: str) -> str:
    if raw is None:
        return info.orig_filename
    return _unicode_path(info.extra, raw) or raw.decode(encoding, "replace")


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The bytes of a name, which Python has decoded as if they were those of the first PC."""
    return info.orig_filename.encode("cp437")


def _cleaned(name: str) -> str:
    printable = "".join(sign if sign.isprintable() else "_" for sign in name)
    return printable.replace("\\", "/")


def _encoding(names: bytes) -> str:
    if _decodes(names, "utf-8"):
        return "utf-8"
    fitting = [name for name in _ENCODINGS if _decodes(names, name)]
    return max(fitting, key=lambda name: prose_score(names.decode(name)))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in UTF-8 that some programs keep beside the old one, if it belongs to it."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
    return ""

"""Opens the ZIP of a DOCX and hands out its parts, refusing what is unsafe or no DOCX.

Only the few parts a reader needs are unpacked, so broken pictures and foreign relations that
stop python-docx do no harm. Nothing outside the file is ever opened: relations that point out of
it (links, templates, linked pictures) are passed over, entities and macros refused.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.errors import BadInput

MOST_BYTES = 200 * 1024 * 1024
"""Unpacked size of all parts together."""
MOST_BYTES_A_PART = 50 * 1024 * 1024
"""Unpacked size of one XML part; a book of a thousand pages has about 20 MB."""
MOST_PARAGRAPHS = 20_000
"""Paragraphs of a part; 200 pages have about 2,000. Cells of tables count."""
MOST_TAGS = 1_500_000
"""Tags of a part, which bound the memory its tree takes."""
MOST_RATIO = 200
"""Unpacked size to packed size, for files above ``RATIO_FROM``; running text packs 10 to 30."""
RATIO_FROM = 10 * 1024 * 1024
MOST_PARTS = 10_000
_MOST_FOOTERS = 20

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_MACROS = b"macroEnabled"
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")
_DECLARED = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx 再试"


_WITH_MACROS = "“{name}”带有宏，为安全起见没有打开。请在 Word 中另存为不带宏的 .docx 再试。"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document that hold its words and tell headings from text."""

    document: BaseOxmlElement
    styles: BaseOxmlElement | None
    numbering: BaseOxmlElement | None
    comments: BaseOxmlElement | None = None
    threads: BaseOxmlElement | None = None
    """What Word keeps of its comments beside them: which are settled."""
    footers: tuple[BaseOxmlElement, ...] = ()


def open_parts(path: Path) -> Parts:
    """Open the DOCX at ``path``. Raises :class:`BadInput` saying what it is instead."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(8)
            if head == _OLE:
                raise BadInput(_describe_ole(name, head + file.read(MOST_BYTES_A_PART)))
        if not head.startswith(b"PK"):
            raise BadInput(f"“{name}”不是 DOCX 文件，可能是改了扩展名，{_RESAVE}。")
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(archive, name)
            return _read_parts(archive, name)
    except FileNotFoundError as error:
        raise BadInput(f"找不到文件“{path}”，请核对路径。") from error
    except IsADirectoryError as error:
        raise BadInput(f"“{path}”是文件夹，请选一个 .docx 文件。") from error
    except OSError as error:
        raise BadInput(f"读不了文件“{path}”：{error.strerror}，请检查权限。") from error
    except _BROKEN as error:
        raise BadInput(f"“{name}”已损坏，读不出内容，{_RESAVE}。") from error


def _describe_ole(name: str, data: bytes) -> str:
    """Old Word files and encrypted new ones share a container; its folder tells them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"“{name}”已加密，请在 Word 中取消打开密码后再试。"
    return f"“{name}”是旧版 .doc 格式，{_RESAVE}。"


def _refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    """``zipfile`` never unpacks more than the directory says, so the directory is enough."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swollen = unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO
    if unpacked > MOST_BYTES or swollen or len(entries) > MOST_PARTS:
        size = unpacked // (1024 * 1024)
        raise BadInput(f"“{name}”解压后有 {size} MB，超出限度或压缩异常，为安全起见没有打开。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput(f"“{name}”已加密，请取消密码后再试。")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise BadInput(_WITH_MACROS.format(name=name))


def _read_parts(archive: zipfile.ZipFile, name: str) -> Parts:
    types = _types(archive)
    if types is not None and types.file_size < RATIO_FROM and _MACROS in archive.read(types):
        raise BadInput(_WITH_MACROS.format(name=name))
    main = _related(archive, "", "/officeDocument")
    document = _parse(archive, main, name) if main else None
    if main is None or document is None or not document.tag.endswith("}document"):
        raise BadInput(f"“{name}”不是 Word 文档（可能是表格、演示文稿或普通压缩包），{_RESAVE}。")
    styles = _related(archive, main, "/styles")
    numbering = _related(archive, main, "/numbering")
    comments = _related(archive, main, "/comments")
    threads = _related(archive, main, "/commentsExtended")
    return Parts(
        document,
        _parse(archive, styles, name) if styles else None,
        _parse(archive, numbering, name) if numbering else None,
        _parse(archive, comments, name) if comments else None,
        _parse(archive, threads, name) if threads else None,
        tuple(_footers(archive, main, name)),
    )


def _types(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """The part that says what each part is."""
    return archive.NameToInfo.get("[Content_Types].xml")


def _footers(archive: zipfile.ZipFile, main: str, name: str) -> Iterator[BaseOxmlElement]:
    for part in islice(_all_related(archive, main, "/footer"), _MOST_FOOTERS):
        footer = _parse(archive, part, name)
        if footer is not None:
            yield footer


def _related(archive: zipfile.ZipFile, source: str, kind: str) -> str | None:
    return next(_all_related(archive, source, kind), None)


def _all_related(archive: zipfile.ZipFile, source: str, kind: str) -> Iterator[str]:
    """Names of the parts that ``source`` (the package: "") relates to by a type ending in
    ``kind``; what lies outside the file is passed over."""
    folder, base = posixpath.split(source)
    relations = _parse(archive, posixpath.join(folder, "_rels", f"{base}.rels"), source)
    for relation in relations if relations is not None else ():
        inside = relation.get("TargetMode") != "External"
        if inside and str(relation.get("Type", "")).endswith(kind):
            target = str(relation.get("Target", ""))
            yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _parse(archive: zipfile.ZipFile, part: str, name: str) -> BaseOxmlElement | None:
    """The root of a part, None where there is no such part."""
    try:
        size = archive.getinfo(part).file_size
    except KeyError:
        return None
    if size > MOST_BYTES_A_PART:
        raise BadInput(f"“{name}”的正文有 {size // (1024 * 1024)} MB，太大，请拆成几个文件。")
    data = _utf8(archive.read(part)).replace(_STRICT, _TRANSITIONAL)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadInput(f"“{name}”里有外部实体声明，正常的文件没有，为安全起见没有打开。")
    _refuse_endless(data, name)
    try:
        return parse_xml(data)
    except SyntaxError as error:  # what lxml's XMLSyntaxError is
        raise ValueError(str(error)) from error


def _utf8(data: bytes) -> bytes:
    """A part in UTF-8, whatever it came in, so that what is looked for in its bytes is found."""
    if b"\x00" not in data[:200]:
        return data
    text = data.decode("utf-16")
    return _DECLARED.sub("", text).encode("utf-8")


def _refuse_endless(data: bytes, name: str) -> None:
    paragraphs = sum(1 for _ in islice(_PARAGRAPH.finditer(data), MOST_PARAGRAPHS + 1))
    if paragraphs > MOST_PARAGRAPHS or data.count(b"<") > MOST_TAGS:
        raise BadInput(
            f"“{name}”内容过多（超过 {MOST_PARAGRAPHS} 段或格式过于零碎），请拆成几个文件再试。"
        )

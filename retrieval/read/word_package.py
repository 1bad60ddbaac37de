"""The parts of a .docx that hold text, taken out of the archive within limits."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from itertools import islice
from typing import Any

from retrieval.errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST_PART = 40_000_000
"""Bytes of one part unpacked; 2,000 pages have fewer."""
MOST_PARAGRAPHS = 20_000
"""Paragraphs of a part, cells of tables among them; 200 pages have about 2,000."""
MOST_TAGS = 1_500_000
"""Tags of a part, which bound the memory its tree takes."""
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[\s/>]")

_DAMAGED = "Word 文件已损坏或不是 Word 文件，请用 Word 或 WPS 打开修复、另存后再添加"
# Word's "strict" files differ only in the names of their namespaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_BROKEN = (
    EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class Package:
    """A Word file's document and the parts it names.

    Raises:
        UnreadableError: it is no archive, has no document or unpacks to too much.
        lxml.etree.LxmlError: a part is no XML.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableError(_DAMAGED) from error
        self._name = self._target("_rels/.rels", "officeDocument", "") or "word/document.xml"
        document = self._part(self._name)
        body = None if document is None else document.find(W + "body")
        if body is None:
            raise UnreadableError(_DAMAGED)
        self.body = body

    def related(self, kind: str) -> Any | None:
        """Return the root of the part that is the document's ``styles`` or ``numbering``."""
        folder, name = posixpath.split(self._name)
        target = self._target(f"{folder}/_rels/{name}.rels", kind, folder)
        return self._part(target or f"{folder}/{kind}.xml")

    def _target(self, rels: str, kind: str, folder: str) -> str | None:
        root = self._part(rels)
        for relation in root if root is not None else ():
            if relation.get("Type", "").endswith("/" + kind):
                target: str = relation.get("Target", "")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None

    def _part(self, name: str) -> Any | None:
        from lxml import etree

        if name not in self._archive.NameToInfo:
            return None
        if self._archive.getinfo(name).file_size > LARGEST_PART:
            raise UnreadableError("文件解压后过大，不像公文，请核对后另存再添加")
        try:
            data = self._archive.read(name)
        except _BROKEN as error:
            raise UnreadableError(_DAMAGED) from error
        paragraphs = sum(1 for _ in islice(_PARAGRAPH.finditer(data), MOST_PARAGRAPHS + 1))
        if paragraphs > MOST_PARAGRAPHS or data.count(b"<") > MOST_TAGS:
            raise UnreadableError(
                f"文件内容过多（超过 {MOST_PARAGRAPHS} 段或格式过于零碎），请拆成几个文件后再添加"
            )
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(data, parser)

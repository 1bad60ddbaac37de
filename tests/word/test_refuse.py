"""What is no DOCX is refused in one sentence, at once."""

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from drafting.commands import check
from drafting.errors import BadInput
from drafting.facts_command import extract
from drafting.returning import open_as_draft
from drafting.word import read, write
from drafting.word.learning import profile_data
from drafting.word.review import read_review
from tests.conftest import is_clear
from tests.word.documents import REPORT

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(document: bytes, **others: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", document)
        for name, data in others.items():
            archive.writestr(name, data)
    return stream.getvalue()


def laughing() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"<!DOCTYPE x [{entities}]><w:document {WORD}><w:body>&i;</w:body></w:document>".encode()


def reading_a_file() -> bytes:
    """Asks the parser for a file of the machine, and for one of the net."""
    entities = '<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1/x">'
    text = f"<!DOCTYPE x [{entities}]><w:document {WORD}><w:body><w:p>&a;&b;</w:p></w:body></w:document>"
    return text.encode()


def endless() -> bytes:
    paragraphs = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 100_000
    return f"<w:document {WORD}><w:body>{paragraphs}</w:body></w:document>".encode()


def crowded() -> bytes:
    """Few paragraphs of very many runs: small on disk, large as a tree."""
    return f"<w:document {WORD}><w:body><w:p>{'<w:r/>' * 1_600_000}</w:p></w:body></w:document>".encode()


def claiming(size: int) -> bytes:
    """A directory that says a small part unpacks to ``size`` bytes."""
    data = bytearray(packed(b"<x/>"))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(data)


def led_outside() -> bytes:
    """The document itself is said to lie on another machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        outside = RELS.replace(
            'Target="word/document.xml"', 'TargetMode="External" Target="http://127.0.0.1:9/a.xml"'
        )
        archive.writestr("_rels/.rels", outside)
    return stream.getvalue()


MACROS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.'
    'main+xml"/></Types>'
)


def any_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "甲" * 10_000)
    return stream.getvalue()


CASES = {
    "empty": (b"", "不是 DOCX"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(5000), "不是 DOCX"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(4000), "已加密"),
    "old word": (OLE + "WordDocument".encode("utf-16-le") + bytes(4000), "旧版"),
    "any zip": (any_zip(), "不是 Word 文档"),
    "cut zip": (packed(b"<x/>")[:200], "已损坏"),
    "broken xml": (packed(b"<w:document"), "已损坏"),
    "no xml": (packed(b""), "已损坏"),
    "entities": (packed(laughing()), "外部实体"),
    "entities in utf-16": (packed(laughing().decode().encode("utf-16")), "外部实体"),
    "entities outside": (packed(reading_a_file()), "外部实体"),
    "100,000 paragraphs": (packed(endless()), "20000 段"),
    "1,600,000 runs": (packed(crowded()), "20000 段"),
    "500 MB claimed": (claiming(500 * 1024 * 1024), "为安全起见"),
    "macros": (packed(b"<x/>", **{"word/vbaProject.bin": b"\xcc\x61"}), "宏"),
    "macros by type": (packed(b"<x/>", **{"[Content_Types].xml": MACROS.encode()}), "宏"),
    "led outside": (led_outside(), "不是 Word 文档"),
    "deep xml": (packed(b"<a>" * 100_000), "已损坏"),
    "a sheet": (packed(b"<workbook/>"), "不是 Word 文档"),
    "no body": (packed(f"<w:document {WORD}/>".encode()), "没有正文"),
    "bomb": (packed(b" " * (300 * 1024 * 1024)), "为安全起见"),
    "bomb beside": (packed(b"<x/>", beside=bytes(50 * 1024 * 1024)), "为安全起见"),
}


def by_facts(path: Path) -> object:
    return extract([path], "work_summary", "offline", lambda _: None)


def by_check(path: Path) -> object:
    return check([path], None, None, lambda _: None)


READERS: dict[str, Callable[[Path], object]] = {
    "read": read, "import": read_review, "open": open_as_draft, "learn": profile_data,
    "facts": by_facts, "check": by_check,
}  # fmt: skip
ALL = [(name, "read") for name in CASES]
GRAVE = ("old word", "encrypted", "cut zip", "entities outside", "100,000 paragraphs", "macros",
         "1,600,000 runs", "500 MB claimed", "bomb")  # fmt: skip
ELSEWHERE = [(name, reader) for name in GRAVE for reader in READERS if reader != "read"]
# The facts reader takes old Word files and those with macros: it reads the text alone.
TAKEN = {("old word", "facts"), ("macros", "facts")}


@pytest.mark.parametrize(("name", "reader"), sorted({*ALL, *ELSEWHERE} - TAKEN))
def test_it_is_refused_with_its_name_and_soon(tmp_path: Path, name: str, reader: str) -> None:
    data, reason = CASES[name]
    path = tmp_path / "来稿.docx"
    path.write_bytes(data)
    start = time.process_time()
    with pytest.raises(BadInput) as caught:
        READERS[reader](path)
    assert time.process_time() - start < 2
    assert is_clear(str(caught.value))
    assert "来稿.docx" in str(caught.value)
    assert reason in str(caught.value) or reader == "facts"


def test_they_are_refused_within_bounded_memory(tmp_path: Path) -> None:
    """In a process of its own that may hold 700 MB in all, libraries included."""
    for number, (data, _) in enumerate(CASES.values()):
        (tmp_path / f"{number}.docx").write_bytes(data)
    run = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "read_in_bounds.py"), str(tmp_path)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["BadInput"] * len(CASES)


def test_what_points_outside_is_passed_over(tmp_path: Path) -> None:
    """A template, a linked picture and a link of the net: the text is read, nothing is fetched
    (sockets are refused in this test)."""
    document = docx.Document()
    document.add_paragraph("正文如下。")
    for kind in ("attachedTemplate", "image", "hyperlink", "styles", "comments"):
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        document.part.rels.get_or_add_ext_rel(f"{base}/{kind}", "http://127.0.0.1:9/outside")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == "正文如下。\n"
    assert [line.line.text for line in read_review(tmp_path / "a.docx").lines] == ["正文如下。"]


def test_a_document_with_a_flipped_byte(tmp_path: Path) -> None:
    path = tmp_path / "来稿.docx"
    write(REPORT, path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("word/document.xml").header_offset
    data[place + 200] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadInput, match="已损坏"):
        read(path)


@pytest.mark.parametrize("cut", range(0, 6000, 500))
def test_a_document_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "来稿.docx"
    write(REPORT, path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadInput):
        read(path)


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="找不到"):
        read(tmp_path / "无.docx")
    with pytest.raises(BadInput, match="文件夹"):
        read(tmp_path)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(packed(b"<x/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + offset] |= 1
    path = tmp_path / "来稿.docx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="已加密"):
        read(path)

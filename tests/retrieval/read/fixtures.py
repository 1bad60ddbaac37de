"""Files as they arrive, made by code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCES = "今年以来，我县认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效。"


def word(body: str, *, styles: str = "", numbering: str = "") -> bytes:
    """A .docx with just the parts a reader needs; ``body`` is the XML inside ``w:body``."""
    parts = {"word/document.xml": f"<w:document {_names()}><w:body>{body}</w:body></w:document>"}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_names()}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_names()}>{numbering}</w:numbering>"
    return zipped(parts.items())


def paragraph(text: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def gbk_named(names: Iterable[str], data: bytes, encoding: str = "gb18030") -> bytes:
    """An archive as Chinese Windows makes it: names in its own encoding, not marked at all."""
    stand_ins = {name: f"{number:03d}".ljust(len(name.encode(encoding)), "#")
                 for number, name in enumerate(names)}  # fmt: skip
    made = zipped((stand_in, data) for stand_in in stand_ins.values())
    for name, stand_in in stand_ins.items():
        made = made.replace(stand_in.encode(), name.encode(encoding))
    return made


def pdf(pages: list[list[tuple[float, float, float, str]]], *, encrypted: bool = False) -> bytes:
    """A PDF with a text layer: on each page (left, bottom, size, text) of its lines."""
    fonts = [
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
    ]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        *fonts,
    ]
    for number, lines in enumerate(pages):
        objects += [_page(7 + 2 * number), _stream(b"\n".join(_shown(*line) for line in lines))]
    return _file(objects, encrypted=encrypted)


def picture_pdf() -> bytes:
    """A scanned page: nothing but a picture."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream"
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</XObject<</I 3 0 R>>>>>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        picture,
        page,
        _stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
    ]
    return _file(objects)


def set_page(
    text: Iterable[str], *, width: int = 28, top: float = 740.0, header: str = "", footer: str = ""
) -> list[tuple[float, float, float, str]]:
    """Set paragraphs in lines of ``width`` characters, the first of each indented by two."""
    lines: list[tuple[float, float, float, str]] = []
    for paragraph_text in text:
        rest, room, left = paragraph_text, width - 2, 72 + 2 * 16.0
        while rest:
            lines.append((left, top - 28 * len(lines), 16.0, rest[:room]))
            rest, room, left = rest[room:], width, 72.0
    edges = [(72.0, 800.0, 10.0, header), (290.0, 40.0, 10.0, footer)]
    return [*lines, *(edge for edge in edges if edge[3])]


def _names() -> str:
    return (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )


def _page(contents: int) -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>" % contents
    )


def _shown(left: float, bottom: float, size: float, text: str) -> bytes:
    code = text.encode("utf-16-be").hex().encode()
    return b"BT /F %.1f Tf %.1f %.1f Td <%s> Tj ET" % (size, left, bottom, code)


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: list[bytes], *, encrypted: bool = False) -> bytes:
    if encrypted:
        key = b"<" + b"5a" * 32 + b">"
        objects = [*objects, b"<</Filter/Standard/V 1/R 2/P -4/O %s/U %s>>" % (key, key)]
    made, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b"/Encrypt %d 0 R/ID[<00><00>]" % len(objects) if encrypted else b""
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, locked, len(made))
    )

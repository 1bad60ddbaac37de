"""Reading files that others marked up: in the XML that Word, WPS and LibreOffice write."""

from __future__ import annotations

import zipfile
from pathlib import Path

from drafting.word import read, write
from drafting.word.review import Comment, Review, read_review
from tests.word.documents import REPORT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:author="周明远" w:date="2026-03-13T09:00:00Z"'


def marked_up(folder: Path, body: str, comments: str = "") -> Path:
    """A file of ours whose body and comments are replaced."""
    plain, path = folder / "plain.docx", folder / "marked.docx"
    write(REPORT, plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
            if entry.filename == "word/_rels/document.xml.rels" and comments:
                kind = (
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
                )
                link = f'<Relationship Id="c1" Type="{kind}" Target="comments.xml"/>'
                data = data.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            new.writestr(entry.filename, data)
        if comments:
            new.writestr("word/comments.xml", f"<w:comments {W}>{comments}</w:comments>")
    return path


def p(content: str, mark: str = "") -> str:
    look = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{look}{content}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f'<w:del w:id="1" {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def come(text: str, author: str = BY) -> str:
    return f'<w:ins w:id="2" {author}>{r(text)}</w:ins>'


def reviewed(folder: Path, body: str, comments: str = "") -> Review:
    return read_review(marked_up(folder, body, comments))


def test_a_word_replaced(tmp_path: Path) -> None:
    found = reviewed(tmp_path, p(r("总结")) + p(r("选派") + gone("468") + come("486") + r("名。")))
    assert [one.line.text for one in found.lines] == ["总结", "选派486名。"]
    assert [line.text for line in found.original] == ["总结", "选派468名。"]
    assert found.lines[1].authors == ("周明远",)
    assert found.lines[1].at == "2026-03-13T09:00:00Z"


def test_two_reviewers_in_one_paragraph(tmp_path: Path) -> None:
    other = 'w:author="吴青" w:date="2026-03-14T09:00:00Z"'
    found = reviewed(tmp_path, p(r("总结")) + p(gone("甲") + come("乙", other) + r("。")))
    assert found.lines[1].authors == ("周明远", "吴青")
    assert found.lines[1].at == "2026-03-14T09:00:00Z"


def test_a_paragraph_moved(tmp_path: Path) -> None:
    moved_from = f'<w:moveFrom w:id="3" {BY}>{r("移走的一段。")}</w:moveFrom>'
    moved_to = f'<w:moveTo w:id="4" {BY}>{r("移走的一段。")}</w:moveTo>'
    body = (
        p(r("总结"))
        + p(moved_from, f'<w:moveFrom w:id="5" {BY}/>')
        + p(r("不动的一段。"))
        + p(moved_to, f'<w:moveTo w:id="6" {BY}/>')
        + p(r("末段。"))
    )
    found = reviewed(tmp_path, body)
    texts = ["总结", "不动的一段。", "移走的一段。", "末段。"]
    assert [one.line.text for one in found.lines] == texts
    assert [line.text for line in found.original] == [texts[0], texts[2], texts[1], texts[3]]


def test_paragraphs_joined_and_parted(tmp_path: Path) -> None:
    joined = p(r("上半句，"), f'<w:del w:id="7" {BY}/>') + p(r("下半句。"))
    parted = p(r("一句。"), f'<w:ins w:id="8" {BY}/>') + p(r("又一句。"))
    found = reviewed(tmp_path, p(r("总结")) + joined + parted)
    assert [one.line.text for one in found.lines[1:]] == ["上半句，下半句。", "一句。", "又一句。"]
    assert [line.text for line in found.original[1:]] == ["上半句，", "下半句。", "一句。又一句。"]


COMMENT = f'<w:comment w:id="0" {BY}><w:p><w:r><w:t>请核实</w:t></w:r></w:p><w:p><w:r><w:t>数字。</w:t></w:r></w:p></w:comment>'


def test_a_comment_and_the_words_it_hangs_on(tmp_path: Path) -> None:
    body = p(r("总结")) + p(
        r("选派") + '<w:commentRangeStart w:id="0"/>' + gone("468") + come("486") + r("名")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' + r("。")
    )  # fmt: skip
    found = reviewed(tmp_path, body, COMMENT)
    said = Comment("周明远", "2026-03-13T09:00:00Z", "请核实\n数字。", "486名")
    assert found.lines[1].comments == (said,)


def test_a_comment_over_two_paragraphs_is_told_once(tmp_path: Path) -> None:
    body = (
        p(r("总结"))
        + p('<w:commentRangeStart w:id="0"/>' + r("前一段。"))
        + p(
            r("后一段。") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        )
    )
    found = reviewed(tmp_path, body, COMMENT)
    assert [len(one.comments) for one in found.lines] == [0, 1, 0]


def test_a_comment_without_a_range_as_wps_writes_it(tmp_path: Path) -> None:
    body = p(r("总结")) + p(r("一段。") + '<w:r><w:commentReference w:id="0"/></w:r>')
    found = reviewed(tmp_path, body, COMMENT)
    assert [c.quote for c in found.lines[1].comments] == [""]


def test_the_plain_reader_takes_changes_as_accepted(tmp_path: Path) -> None:
    path = marked_up(tmp_path, p(r("总结")) + p(gone("甲") + come("乙") + r("。")))
    assert read(path) == "# 总结\n\n乙。\n"

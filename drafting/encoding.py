"""Bytes of a Chinese text file -> text."""

from __future__ import annotations

import codecs

from drafting.errors import BadInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> str:
    """The text of a file called ``name``, in UTF-8, UTF-16 with a mark, or GB18030.

    Raises BadInput where the bytes are no text.
    """
    encodings = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    for encoding in encodings or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and _is_damaged(data):
                line = data[: error.start].count(b"\n") + 1
                raise BadInput(
                    f"“{name}”第 {line} 行的文字有损坏，可能没有复制完整。请重新复制或另存后再试。"
                ) from error
            continue
        if not _is_junk(text):
            return text
    raise BadInput(f"“{name}”不是文本文件，读不出文字。请确认选对了文件，或另存为 UTF-8 编码。")


def _is_damaged(data: bytes) -> bool:
    """Whether nearly all is Chinese in UTF-8: then it is no GB18030, which would read as nonsense."""
    text = data.decode("utf-8", "replace")
    chinese = sum("\u3000" <= char <= "\u9fff" for char in text)
    return text.count("\ufffd") * 10 < chinese


def _is_junk(text: str) -> bool:
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return controls > max(2, len(text) // 200)

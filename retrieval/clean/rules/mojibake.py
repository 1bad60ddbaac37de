"""Chinese that was read in the wrong encoding, and what is left where bytes were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import lines
from retrieval.clean.text.marks import HAN, has_han
from retrieval.clean.text.rereading import reread

_HIGH = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0xA0)}
_HIGH |= {chr(b): b for b in range(0x80, 0x100)}
_CLASS = "".join(map(re.escape, _HIGH))
_LATIN = re.compile(f"[{_CLASS}]{{3,}}")
_LEAD = re.compile("[\u00c0-\u00ff]")
# Characters rare in Chinese that UTF-8 bytes read as GBK turn into all the time.
_TRACES = re.compile("[锛銆鈥鐨鍦鏄鎴骞宸笂浠紝绗竴]")
_LOST = re.compile(r"\ufffd+|(?:锟斤拷|锟斤|斤拷锟)+|烫{4,}|屯{4,}|ï»¿")
_CHINESE_AND_PLAIN = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—·×□ -~]+")
_ONLY_CHINESE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—·]+")


@rule("mojibake", "乱码", 5)
def find(text: str) -> Iterator[Edit]:
    """Read again what was read wrongly; take out the marks of bytes that are lost."""
    if _LEAD.search(text):
        yield from _latin(text)
    if _TRACES.search(text):
        yield from _gbk(text)
    if any(sign in text for sign in "\ufffd锟烫屯ï"):
        yield from (Edit(m.start(), m.end(), "") for m in _LOST.finditer(text))


def _latin(text: str) -> Iterator[Edit]:
    for match in _LATIN.finditer(text):
        if _LEAD.search(match[0]):
            repaired = _as_chinese(bytes(_HIGH[c] for c in match[0]))
            if repaired:
                yield Edit(match.start(), match.end(), repaired)


def _as_chinese(data: bytes) -> str:
    text = _utf8(data)
    if text and _ONLY_CHINESE.fullmatch(text):
        return text
    try:
        text = data.decode("gb2312") if len(data) >= 6 else ""
    except UnicodeDecodeError:
        return ""
    return text if has_han(text) and _ONLY_CHINESE.fullmatch(text) else ""


def _gbk(text: str) -> Iterator[Edit]:
    for line in lines(text):
        at = 0 if _TRACES.search(line.text) else len(line.text)
        while at < len(line.text):
            end, repaired = reread(line.text, at) if line.text[at] > "\x7f" else (at, "")
            if has_han(repaired) and _CHINESE_AND_PLAIN.fullmatch(repaired):
                yield Edit(line.start + at, line.start + end, repaired)
            at = max(end, at + 1)


def _utf8(data: bytes) -> str:
    """Decode UTF-8 that may have lost its last byte or two."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or error.start == 0:
            return ""
        return data[: error.start].decode()
